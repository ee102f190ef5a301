package frame

import (
	"unicode/utf8"

	"gongbao/search"
)

// A Run is a stretch of text in one style.
type Run struct {
	Text string
	Mark int  // the number of the mark, from 1; 0 outside marks
	Rest bool // of a mark that begins in the run before
	Lead bool // part of a run-in title
	Link string
	Name string // of what Link leads to
}

// longestShort is how many code points a run may have to be Short: as many as the narrowest line has room for, behind what leads to it.
const longestShort = 6

// Short reports whether a run fits into any line.
func (r Run) Short() bool { return utf8.RuneCountInString(r.Text) <= longestShort }

// Linked cuts the plain runs of a text where a link begins and ends. Links are in order, with positions in code points of the text; one
// that meets a mark is left out.
func Linked(runs []Run, links []Link) []Run {
	var cut []Run
	at := 0
	for _, run := range runs {
		rest, from := []rune(run.Text), at
		at += len(rest)
		for ; len(links) > 0 && links[0].Span[0] < at; links = links[1:] {
			l := links[0]
			if run.Mark > 0 || l.Span[0] < from || l.Span[1] > at {
				continue
			}
			if l.Span[0] > from {
				cut = append(cut, Run{Text: string(rest[:l.Span[0]-from]), Lead: run.Lead})
			}
			cut = append(cut, Run{Text: string(rest[l.Span[0]-from : l.Span[1]-from]), Lead: run.Lead, Link: l.Address, Name: l.Name})
			rest, from = rest[l.Span[1]-from:], l.Span[1]
		}
		if run.Text = string(rest); len(rest) > 0 {
			cut = append(cut, run)
		}
	}
	return cut
}

// A Link is a stretch of a text that leads somewhere.
type Link struct {
	Span    search.Span
	Address string
	Name    string // of what it leads to
}

// RunsOf cuts a text into runs. Its first lead code points are a run-in title; first is the number of its first mark.
func RunsOf(text string, marks []search.Span, lead, first int) []Run {
	runes := []rune(text)
	var runs []Run
	plain := func(from, to int) {
		if from < lead && lead < to {
			runs = append(runs, Run{Text: string(runes[from:lead]), Lead: true})
			from = lead
		}
		if from < to {
			runs = append(runs, Run{Text: string(runes[from:to]), Lead: to <= lead})
		}
	}
	at := 0
	for i, m := range marks {
		plain(at, m[0])
		if m[0] < lead && lead < m[1] {
			runs = append(runs, Run{Text: string(runes[m[0]:lead]), Mark: first + i, Lead: true}, Run{Text: string(runes[lead:m[1]]), Mark: first + i, Rest: true})
		} else {
			runs = append(runs, Run{Text: string(runes[m[0]:m[1]]), Mark: first + i, Lead: m[1] <= lead})
		}
		at = m[1]
	}
	plain(at, len(runes))
	return runs
}
