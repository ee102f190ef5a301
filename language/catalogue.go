package language

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"sync"
)

//go:embed catalogue/*.txt
var files embed.FS

// texts holds a sentence in each language.
type texts map[Lang]string

func (t texts) in(l Lang) (string, bool) {
	if l != EN {
		l = ZH
	}
	text, ok := t[l]
	return text, ok
}

// sentences parses the catalogue. It panics when one of its files is malformed, which the tests would catch.
var sentences = sync.OnceValue(func() map[string]texts {
	all := map[string]texts{}
	names, err := fs.Glob(files, "catalogue/*.txt")
	if err != nil {
		panic(err)
	}
	for _, name := range names {
		content, err := files.ReadFile(name)
		if err == nil {
			err = read(string(content), all)
		}
		if err != nil {
			panic(fmt.Errorf("%s: %w", name, err))
		}
	}
	return all
})

// read adds the sentences of a file to all. A sentence is its name on a line, followed by a line for each language:
//
//	index.failed
//	zh: %d 个文件失败
//	en: %d file failed|%d files failed
//
// Lines that begin with a tab continue a text, and the first of them begins it if its own line is empty. Lines that
// begin with # are comments.
func read(content string, all map[string]texts) error {
	r := reader{all: all}
	for i, line := range strings.Split(content, "\n") {
		if err := r.line(strings.TrimSuffix(line, "\r")); err != nil {
			return fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	return nil
}

// A reader parses a file of the catalogue.
type reader struct {
	all   map[string]texts
	name  string // of the current sentence
	lang  Lang   // of the current text, or empty
	blank int    // empty lines since the text, which belong to it if it continues
}

func (r *reader) line(line string) error {
	if more, ok := strings.CutPrefix(line, "\t"); ok {
		return r.goOn(more)
	}
	if line == "" {
		r.blank++
		return nil
	}
	r.blank = 0
	if line[0] == '#' {
		return nil
	}
	for _, lang := range Langs() {
		if text, ok := strings.CutPrefix(line, string(lang)+":"); ok {
			return r.begin(lang, strings.TrimPrefix(text, " "))
		}
	}
	if strings.ContainsAny(line, " \t:") {
		return fmt.Errorf("%q is neither a name nor a text", line)
	}
	if r.all[line] != nil {
		return fmt.Errorf("%s stands there twice", line)
	}
	r.name, r.lang, r.all[line] = line, "", texts{}
	return nil
}

func (r *reader) begin(lang Lang, text string) error {
	if _, twice := r.all[r.name][lang]; twice || r.name == "" {
		return fmt.Errorf("%q has a second text in %s, or no name", r.name, lang)
	}
	r.lang = lang
	r.all[r.name][lang] = text
	return nil
}

func (r *reader) goOn(line string) error {
	if r.lang == "" {
		return fmt.Errorf("%q goes on after no text", line)
	}
	text := r.all[r.name][r.lang]
	if text != "" {
		text += strings.Repeat("\n", r.blank+1)
	}
	r.all[r.name][r.lang] = text + line
	r.blank = 0
	return nil
}
