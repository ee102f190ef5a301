package extract

import (
	"path"
	"regexp"
	"strings"
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

// isMarkdown says whether lines are Markdown: by the file's name, or by two headings with their sign. Plain reports
// do not begin lines with #.
func isMarkdown(all []line, name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".mdown", ".mkd":
		return true
	}
	headings := 0
	for _, l := range all {
		headings += count(mdHeading.MatchString(l.text))
	}
	return headings >= 2
}

// markdownBlocks turns lines of Markdown into blocks of their text, and the front matter, where there is one, into
// fields. Numbers of list items stay, because they are the report's own.
func markdownBlocks(all []line) ([]Block, map[string]string) {
	all, fields := frontMatter(all)
	var out []Block
	for i, l := range all {
		switch {
		case mdUnderline.MatchString(l.text):
			if i > 0 && !all[i-1].last && len(out) > 0 && strings.ContainsAny(l.text, "=-") {
				out[len(out)-1].Heading = true
				out[len(out)-1].Line = false
			}
		case mdFence.MatchString(l.text) || mdTableRule.MatchString(l.text):
		default:
			out = append(out, markdownBlock(l, i+1 < len(all) && continues(l, all[i+1])))
		}
	}
	return nonEmpty(out), fields
}

// continues says whether the next line belongs to the same paragraph.
func continues(l, next line) bool {
	return !l.last && !mdHeading.MatchString(next.text) && !mdMark.MatchString(next.text) && !mdFence.MatchString(next.text)
}

func markdownBlock(l line, continued bool) Block {
	if h := mdHeading.FindStringSubmatch(l.text); h != nil {
		return Block{Text: inlineText(h[1]), Heading: true}
	}
	if strings.HasPrefix(l.text, "|") && strings.HasSuffix(l.text, "|") && len(l.text) > 1 {
		cells := strings.Split(strings.Trim(l.text, "|"), "|")
		for i := range cells {
			cells[i] = inlineText(strings.TrimSpace(cells[i]))
		}
		return Block{Text: strings.Join(cells, "\t"), Row: true}
	}
	return Block{Text: inlineText(mdMark.ReplaceAllString(l.text, "")), Line: continued && !closed(l.text)}
}

// inlineText reduces emphasis, links and escapes to their text.
func inlineText(s string) string {
	s = mdImage.ReplaceAllString(s, "")
	s = mdLink.ReplaceAllString(s, "$1$2")
	s = mdStrong.ReplaceAllString(s, "$1$2$3$4")
	return strings.TrimFunc(mdEscape.ReplaceAllString(s, "$1"), blank)
}

// frontMatter takes the lines between --- at the beginning as "name: value".
func frontMatter(all []line) ([]line, map[string]string) {
	const longest = 40 // lines
	if len(all) == 0 || all[0].text != "---" {
		return all, nil
	}
	var doc Document
	for i, l := range all[1:min(len(all), longest)] {
		if l.text == "---" {
			return all[i+2:], doc.Fields
		}
		name, value, stated := strings.Cut(l.text, ":")
		if !stated {
			break
		}
		if field := usualField(name); field != "" && field != textField {
			doc.state(field, strings.Trim(strings.TrimSpace(value), `"'`))
		}
	}
	return all, nil
}

func nonEmpty(all []Block) []Block {
	var kept []Block
	for _, b := range all {
		if b.Text != "" {
			kept = append(kept, b)
		}
	}
	return kept
}
