package plain

import (
	"path"
	"regexp"
	"strings"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/typeset"
)

var (
	mdHeading   = regexp.MustCompile(`^#{1,6}[ \t\x{3000}]+(.*?)(?:[ \t]+#+)?$`)
	mdUnderline = regexp.MustCompile(`^(?:=+|-{3,}|\*{3,}|_{3,}|\*( \*){2,})$`)
	mdFence     = regexp.MustCompile("^(?:```|~~~)")
	mdMark      = regexp.MustCompile(`^(?:>[ \t]?|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?)+`)
	mdTableRule = regexp.MustCompile(`^\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?$`)
	mdImage     = regexp.MustCompile(`!\[[^\]]*\]\([^)]*\)`)
	mdLink      = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)|<((?:https?|mailto):[^>]*)>`)
	mdStrong    = regexp.MustCompile(`\*{1,3}([^*\s](?:[^*]*[^*\s])?)\*{1,3}|__([^_]+)__|~~([^~]+)~~|` + "`([^`]+)`")
	mdEscape    = regexp.MustCompile("\\\\([\\\\`*_{}\\[\\]()#+.!|<>~-])")
)

// isMarkdown reports whether lines are Markdown: by the file's name, or by two headings with a #. Lines of plain
// reports do not begin with #.
func isMarkdown(all []typeset.Line, name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".mdown", ".mkd":
		return true
	}
	headings := 0
	for _, l := range all {
		if mdHeading.MatchString(l.Text) {
			headings++
		}
	}
	return headings >= 2
}

// markdownBlocks turns lines of Markdown into blocks of their text, and the front matter, if any, into fields. Numbers
// of list items stay: they are the report's own.
func markdownBlocks(all []typeset.Line) ([]file.Block, map[string]string) {
	all, fields := frontMatter(all)
	var out []file.Block
	for i, l := range all {
		switch {
		case mdUnderline.MatchString(l.Text):
			if i > 0 && !all[i-1].Last && len(out) > 0 && strings.ContainsAny(l.Text, "=-") {
				out[len(out)-1].Heading = true
				out[len(out)-1].Line = false
			}
		case mdFence.MatchString(l.Text) || mdTableRule.MatchString(l.Text):
		default:
			out = append(out, markdownBlock(l, i+1 < len(all) && continues(l, all[i+1])))
		}
	}
	return nonEmpty(out), fields
}

// continues reports whether the next line belongs to the same paragraph.
func continues(l, next typeset.Line) bool {
	return !l.Last && !mdHeading.MatchString(next.Text) && !mdMark.MatchString(next.Text) && !mdFence.MatchString(next.Text)
}

func markdownBlock(l typeset.Line, continued bool) file.Block {
	if h := mdHeading.FindStringSubmatch(l.Text); h != nil {
		return file.Block{Text: inlineText(h[1]), Heading: true}
	}
	if strings.HasPrefix(l.Text, "|") && strings.HasSuffix(l.Text, "|") && len(l.Text) > 1 {
		cells := strings.Split(strings.Trim(l.Text, "|"), "|")
		for i := range cells {
			cells[i] = inlineText(strings.TrimSpace(cells[i]))
		}
		return file.Block{Text: strings.Join(cells, "\t"), Row: true}
	}
	return file.Block{Text: inlineText(mdMark.ReplaceAllString(l.Text, "")), Line: continued && !typeset.Closed(l.Text)}
}

// inlineText reduces emphasis, links and escapes to their text.
func inlineText(s string) string {
	s = mdImage.ReplaceAllString(s, "")
	s = mdLink.ReplaceAllString(s, "$1$2")
	s = mdStrong.ReplaceAllString(s, "$1$2$3$4")
	return strings.TrimFunc(mdEscape.ReplaceAllString(s, "$1"), file.IsBlank)
}

// frontMatter parses the lines between --- at the beginning as "name: value".
func frontMatter(all []typeset.Line) ([]typeset.Line, map[string]string) {
	const longest = 40 // lines
	if len(all) == 0 || all[0].Text != "---" {
		return all, nil
	}
	written := map[string]string{}
	for i, l := range all[1:min(len(all), longest)] {
		if l.Text == "---" {
			var doc file.Document
			doc.State(func(field string) string { return written[field] })
			return all[i+2:], doc.Fields
		}
		name, value, found := strings.Cut(l.Text, ":")
		if !found {
			break
		}
		if field, _ := file.FieldOf(name); field != "" && written[field] == "" {
			written[field] = strings.Trim(strings.TrimSpace(value), `"'`)
		}
	}
	return all, nil
}

func nonEmpty(all []file.Block) []file.Block {
	var kept []file.Block
	for _, b := range all {
		if b.Text != "" {
			kept = append(kept, b)
		}
	}
	return kept
}
