package match

import (
	"slices"
	"unsafe"

	"gongbao/corpus/text"
)

// A view is one paragraph under a Matcher. It finds the occurrences of a text, and the sentences, when they are first needed.
type view struct {
	*Matcher
	*Matches
	Paragraph
	text    string   // what spans are of, once it is needed; see body
	other   *Matches // of MatchBoth: what is found in the other mode goes there; or nil
	both    bool     // of a Matcher of few texts that is plain: differs says what is found
	differs bool     // the verdict may not be the one that separators make no difference to
}

// has reports whether a text occurs.
func (v *view) has(i int) bool {
	if v.set == nil {
		return len(v.spans(i)) > 0
	}
	v.search()
	return v.present[i/64]&(1<<(i%64)) != 0
}

// body returns the text that spans are of. Most paragraphs that filters leave out are never loosened.
func (v *view) body() string {
	if v.text == "" {
		v.text = v.textOf(v.Folded, v.Matches)
	}
	return v.text
}

// lacks reports whether a text does not occur, where all are found at once.
func (v *view) lacks(i int) bool { return v.set != nil && !v.has(i) }

// spans returns the occurrences of a text.
func (v *view) spans(i int) []text.Span {
	switch {
	case v.set != nil:
		v.span()
	case !v.seen[i]:
		v.seen[i] = true
		switch {
		case v.inPlace:
			v.Spans[i] = v.texts[i].AppendAllLoosely(v.Spans[i][:0], v.Folded)
		case v.both:
			length := len(v.texts[i].Folded())
			if length == len("字") {
				v.Spans[i] = v.texts[i].AppendAll(v.Spans[i][:0], v.Folded)
				break
			}
			spans := v.texts[i].AppendAllLoosely(v.Spans[i][:0], v.Folded)
			v.Spans[i] = slices.DeleteFunc(spans, func(s text.Span) bool { return s.To-s.From > length })
			v.differs = v.differs || len(v.Spans[i]) < len(spans)
		default:
			v.Spans[i] = v.texts[i].AppendAll(v.Spans[i][:0], v.body())
		}
		for _, longer := range v.inside[i] {
			v.Spans[i] = without(v.Spans[i], v.spans(longer))
		}
	}
	return v.Spans[i]
}

// search finds all of many texts.
func (v *view) search() {
	if v.searched {
		return
	}
	if v.tallied && v.count() {
		return
	}
	if v.other != nil && !v.plain {
		v.other, v.differs = nil, true
	}
	if v.other == nil {
		v.hits = v.appendAll(v.hits, v.Folded, v.stop, v.loose)
	} else {
		v.other.hits, _ = v.set.AppendAllLoosely(v.other.hits, v.Folded, v.stop)
		for _, h := range v.other.hits {
			if int(h.To-h.From) == len(v.texts[h.Pattern].Folded()) {
				v.hits = append(v.hits, h)
			}
		}
		v.other.found()
		v.differs = v.differs || len(v.hits) < len(v.other.hits)
	}
	v.Matches.found()
}

// count finds which of many texts occur, how often, and in which sentences, unless there are too many of them.
func (v *view) count() bool {
	var ends []int
	if v.cuts {
		if v.cut(); len(v.ends) > 64 {
			return false
		}
		ends = v.ends
	}
	v.searched, v.counted = true, true
	if root, ok := v.root.(*wideNode); ok && root.forbidden != nil {
		v.tally.Stop = (*sentenceStop)(v.Matches)
	}
	v.set.Count(v.tally, v.Folded, len(v.Terms), ends, v.stop)
	v.total, v.Weighed, v.Sum = v.tally.Occurrences, v.tally.Weighed, v.tally.Sum
	if !v.tally.Gaps {
		return true
	}
	present, total := v.tally.LooseHaving, v.tally.LooseOccurrences // in the other mode
	if v.loose {
		present, total = v.present, v.total
		v.present, v.total, v.Counts, v.Sum = v.tally.LooseHaving, v.tally.LooseOccurrences, v.tally.LooseCounts[:len(v.Terms)], v.tally.LooseSum
	}
	if v.other != nil {
		v.differs = true
		if !v.cuts { // otherwise it has to be found in which sentences these are
			copy(v.other.present, present)
			v.other.total, v.other.searched = total, true
		}
	}
	return true
}

// found notes which texts have hits.
func (f *Matches) found() {
	for _, h := range f.hits {
		f.present[h.Pattern/64] |= 1 << (h.Pattern % 64)
	}
	f.searched = true
}

// span fills in the spans of many texts.
func (v *view) span() {
	if v.spanned {
		return
	}
	v.search()
	v.spanned = true
	v.text = v.Folded
	hits := v.hits
	switch {
	case v.loose && !v.inPlace:
		v.loosened = text.AppendLoosen(v.loosened[:0], v.Folded)
		v.text = unsafe.String(unsafe.SliceData(v.loosened), len(v.loosened))
		v.spare = v.appendAll(v.spare[:0], v.text, nil, false)
		hits = v.spare
	case v.counted:
		v.spare = v.appendAll(v.spare[:0], v.Folded, nil, v.loose)
		hits = v.spare
	}
	for _, h := range hits {
		v.Spans[h.Pattern] = append(v.Spans[h.Pattern], text.Span{From: int(h.From), To: int(h.To)})
	}
}

// cut finds where the sentences end.
func (v *view) cut() {
	if len(v.ends) > 0 {
		return
	}
	if v.Sentences != nil {
		v.ends = v.Sentences(v.ends)
		return
	}
	end := 0
	for sentence := range text.Sentences(v.Folded) {
		end += len(sentence)
		v.ends = append(v.ends, end)
	}
}

// begin returns where the i-th sentence begins.
func (v *view) begin(i int) int {
	if i == 0 {
		return 0
	}
	return v.ends[i-1]
}

// sentence returns the i-th sentence.
func (v *view) sentence(i int) string { return v.Folded[v.begin(i):v.ends[i]] }

// turn turns to the sentences from the first on.
func (v *view) turn(first int) {
	if v.turned && v.first == first {
		return
	}
	v.first, v.turned, v.masked = first, true, false
	v.turns++
}

// mask returns in which of the sentences turned to a text occurs, each as a paragraph of its own: the lowest bit is the first
// of them.
func (v *view) mask(i int) uint64 {
	if v.tallied {
		if v.search(); v.counted {
			return v.tally.Sentences[i]
		}
	}
	if v.set != nil && !v.masked {
		v.masked = true
		v.maskMany()
	}
	if v.maskOf[i] != v.turns {
		v.masks[i], v.maskOf[i] = 0, v.turns
		if v.set == nil {
			v.maskOne(i)
		}
	}
	return v.masks[i]
}

// mark sets the bit of a sentence.
func (v *view) mark(i, sentence int) {
	if v.maskOf[i] != v.turns {
		v.masks[i], v.maskOf[i] = 0, v.turns
	}
	v.masks[i] |= 1 << sentence
}

// last is the end of the sentences turned to.
func (v *view) last() int { return min(v.first+64, len(v.ends)) }

// maskOne finds the sentences of a text: by its occurrences in the paragraph that lie in one sentence, or in each sentence anew.
func (v *view) maskOne(i int) {
	if !v.anew {
		at := v.first
		for _, s := range v.placed(i) {
			for at < v.last() && s.From >= v.ends[at] {
				at++
			}
			if at == v.last() {
				return
			}
			if s.To <= v.ends[at] && s.From >= v.begin(at) {
				v.mark(i, at-v.first)
			}
		}
		return
	}
	for at := v.first; at < v.last(); at++ {
		sentence := v.sentence(at)
		var occurs bool
		if v.inside[i] != nil {
			occurs = v.occursOutside(i, sentence)
		} else if v.loose {
			occurs = v.texts[i].CountLoosely(sentence) > 0
		} else {
			_, occurs = v.texts[i].Next(sentence, 0)
		}
		if occurs {
			v.mark(i, at-v.first)
		}
	}
}

// placed returns the occurrences of a text as spans of the folded text, also in loose mode.
func (v *view) placed(i int) []text.Span {
	if !v.loose || v.inPlace {
		return v.spans(i)
	}
	v.left = v.texts[i].AppendAllLoosely(v.left[:0], v.Folded)
	return v.left
}

// maskMany finds the sentences of many texts, as maskOne does.
func (v *view) maskMany() {
	if !v.anew {
		v.search()
		at := 0
		for _, h := range v.hits {
			for int(h.From) >= v.ends[at] {
				at++
			}
			if at >= v.last() {
				return
			}
			if at >= v.first && int(h.To) <= v.ends[at] {
				v.mark(int(h.Pattern), at-v.first)
			}
		}
		return
	}
	for at := v.first; at < v.last(); at++ {
		v.spare = v.appendAll(v.spare[:0], v.sentence(at), nil, v.loose)
		for _, h := range v.spare {
			v.mark(int(h.Pattern), at-v.first)
		}
	}
}
