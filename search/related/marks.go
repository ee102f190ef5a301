package related

import (
	"gongbao/corpus/text"
)

// Marks returns the byte ranges of a display text that match the search: its words, its pairs of neighbouring
// characters, and whole synonyms. It merges adjacent ranges, so in a quotation only the differences stay unmarked.
func (q *Query) Marks(display string) []text.Span {
	folded := text.NewFolded(display)
	var spans []text.Span
	var before text.Unit
	for u := range text.Units(folded.Text) {
		if u.Word && q.asks(folded.Text[u.From:u.To]) {
			spans = append(spans, u.Span)
		}
		if u.Joined && q.asks(folded.Text[before.From:u.To]) {
			spans = append(spans, text.Span{From: before.From, To: u.To})
		}
		before = u
	}
	for _, p := range q.expansions {
		for _, w := range p.wordings {
			spans = w.pattern.AppendAll(spans, folded.Text)
		}
	}
	spans = touching(text.Join(spans))
	for i, s := range spans {
		spans[i] = folded.Span(s)
	}
	return spans
}

// asks reports whether the search itself contains a gram with a weight above 0.
func (q *Query) asks(gram string) bool { return q.words[gram] > 0 }

// touching merges adjacent spans. Spans must be ascending and disjoint.
func touching(spans []text.Span) []text.Span {
	kept := spans[:0]
	for _, s := range spans {
		if n := len(kept); n > 0 && kept[n-1].To == s.From {
			kept[n-1].To = s.To
			continue
		}
		kept = append(kept, s)
	}
	return kept
}
