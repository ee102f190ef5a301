package outline

import "unicode/utf8"

// enoughBrief is the number of sections before the last one that show that the sections of a row have no plain paragraphs.
const enoughBrief = 3

// A row is consecutive sections of one class, numbered from 1, that begin with run-in headings.
type row struct {
	class  Class
	number int // of the last section
	plain  int // the first plain paragraph of the last section, or 0
	brief  bool
}

// endings finds where the last section of a row ends. The sections of a report often are alike: each is one paragraph with a run-in
// heading, or that and further paragraphs with run-in headings below it. Nothing marks what follows the last of them (the state of
// other work, what remains to be done); where all sections before it have no plain paragraph, the first plain one is outside.
// Chapters have no such end: all of a report is in one. The result has the rank of the sections that end before a line.
func (r *reader) endings() map[int]rank {
	ends := map[int]rank{}
	var rows []row // the open ones, outermost first
	closeFrom := func(class Class) {
		for len(rows) > 0 && rows[len(rows)-1].class >= class {
			last := rows[len(rows)-1]
			if last.brief && last.number > enoughBrief && last.plain > 0 && last.class > Numeral {
				ends[last.plain] = 10 * rank(last.class)
			}
			rows = rows[:len(rows)-1]
		}
	}
	for i, line := range r.lines {
		if line.Front || r.contents[i] {
			continue
		}
		h, heads := r.headingAt(i)
		m, _ := Mark(line.Text)
		switch {
		case heads && m.Class == None && h.rank < rankOwn:
			closeFrom(Part)
		case heads && m.Class != None && m.Class < Dash:
			closeFrom(m.Class + 1)
			n := len(rows)
			next := n > 0 && rows[n-1].class == m.Class && m.Number == rows[n-1].number+1
			if !next {
				closeFrom(m.Class)
				if m.Number == 1 {
					rows = append(rows, row{class: m.Class, number: 1, brief: !h.whole})
				}
				continue
			}
			last := &rows[n-1]
			*last = row{class: m.Class, number: m.Number, brief: last.brief && !h.whole && last.plain == 0}
		case !heads && m.Class != None && m.Class < Dash:
			closeFrom(m.Class + 1)
			if n := len(rows); n > 0 && rows[n-1].class == m.Class {
				rows = rows[:n-1] // its text is too long for a heading, and nothing says what ends the row
			}
		case !heads && !r.opensWithTask(i):
			for j := range rows {
				if rows[j].plain == 0 {
					rows[j].plain = i
				}
			}
		}
	}
	closeFrom(Part)
	r.glossary = false
	return ends
}

// opensWithTask reports whether paragraph i begins with a short sentence that names a task, be it no heading: 办好20件民生实事.
func (r *reader) opensWithTask(i int) bool {
	first, rest := firstSentence(r.lines[i].Text)
	return rest != "" && utf8.RuneCountInString(first) <= longestPlain && task.MatchString(first)
}
