package server

import "gongbao/search"

// A run is a stretch of text that is shown in one way.
type run struct {
	Text string
	Mark int  // the number of the mark that it is, from 1; 0 for none
	Lead bool // it is the title that a paragraph runs in with
}

// runsOf cuts a text into runs: its first lead code points, and its marks, which are numbered from first.
func runsOf(text string, marks []search.Span, lead, first int) []run {
	runes := []rune(text)
	var runs []run
	plain := func(from, to int) {
		if from < lead && lead < to {
			runs = append(runs, run{Text: string(runes[from:lead]), Lead: true})
			from = lead
		}
		if from < to {
			runs = append(runs, run{Text: string(runes[from:to]), Lead: to <= lead})
		}
	}
	at := 0
	for i, m := range marks {
		plain(at, m[0])
		runs = append(runs, run{Text: string(runes[m[0]:m[1]]), Mark: first + i, Lead: m[0] < lead})
		at = m[1]
	}
	plain(at, len(runes))
	return runs
}
