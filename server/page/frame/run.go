package frame

import (
	"gongbao/search"
)

// A Run is a stretch of text in one style.
type Run struct {
	Text string
	Mark int  // the number of the mark, from 1; 0 outside marks
	Rest bool // of a mark that begins in the run before
	Lead bool // part of a run-in title
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
