package related

import (
	"gongbao/corpus/text"
)

// Marks gives what stands in a paragraph's display text of the question: its words, its pairs of neighbouring characters,
// and other wordings that stand there whole. Stretches that touch are one, so that of a quotation all is marked but what
// differs.
func (q *Question) Marks(display string) []text.Span {
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
	for _, p := range q.places {
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

// asks says whether the question itself has a gram, with some weight.
func (q *Question) asks(gram string) bool { return q.words[gram] > 0 }

// touching joins spans that touch; they are ascending and do not overlap.
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
