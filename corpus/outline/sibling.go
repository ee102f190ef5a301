package outline

import (
	"strings"
	"unicode/utf8"
)

// siblings marks numbered lines that are headings because of one another: each of two or more in a row, 第一、 第二、 or 一是 二是, is a
// heading by itself, or a single sentence above prose, be it longer than headings are or closed by a full stop.
func (r *reader) siblings() []bool {
	marked := make([]bool, len(r.lines))
	runs := map[Class][]int{} // the lines of the runs that may go on
	flush := func(class Class) {
		run := runs[class]
		delete(runs, class)
		for _, i := range run {
			if len(run) < 2 || !r.mayHead(i) {
				return
			}
		}
		for _, i := range run {
			marked[i] = true
		}
	}
	for i, line := range r.lines {
		m, _ := Mark(line.Text)
		if m.Class == None || line.Row || line.Front || r.contents[i] {
			continue
		}
		for class := range runs {
			if class > m.Class || class == m.Class && m.Number != len(runs[class])+1 {
				flush(class)
			}
		}
		if m.Class >= Ordinal && m.Class <= Point && m.Number == len(runs[m.Class])+1 {
			runs[m.Class] = append(runs[m.Class], i)
		}
	}
	for class := range runs {
		flush(class)
	}
	return marked
}

// mayHead reports whether the numbered line i is a heading, or a single sentence above prose.
func (r *reader) mayHead(i int) bool {
	line := r.lines[i].Text
	if _, ok := markedHeading(line); ok {
		return true
	}
	_, rest := Mark(line)
	return i+1 < len(r.lines) && rest != "" && utf8.RuneCountInString(rest) <= longestTitle &&
		!mark.MatchString(strings.TrimSuffix(rest, "。")) && !strings.HasSuffix(rest, "，") && r.standsAbove(i+1)
}
