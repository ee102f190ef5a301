// Package compare says what has changed between two reports: which paragraphs go together, which sentences, and in what
// characters they differ.
//
// [Reports] compares whole reports and rests on [Links] between their paragraphs. [Pair] finds for each sentence of a newer text
// the one of an older text that it continues, and [Changes] what differs between two sentences. All of it is pure functions over texts.
package compare

import (
	"cmp"
	"slices"
	"strings"

	"gongbao/corpus/text"
)

// A State says what became of a sentence, or of a paragraph.
type State string

const (
	Kept   State = "kept"   // its search form stands in the older text too
	Edited State = "edited" // the older text has one that is like it
	Moved  State = "moved"  // the older text has it, or one that is like it, in another group
	Split  State = "split"  // of paragraphs: several continue one of the older text
	Merged State = "merged" // of paragraphs: one continues several of the older text
	New    State = "new"    // the older text has none that is like it
	Gone   State = "gone"   // of the older text: the newer one has none that is like it
)

// Likeness is the similarity from which on two sentences are versions of one.
const Likeness = 0.5

// A Sentence is one of a text. Group is equal for the sentences of two passages that go together; those of one group pair first.
type Sentence struct {
	Text  string
	Group int
}

// A Paired is a sentence of either text with what it is paired with.
type Paired struct {
	State      State
	New, Old   int     // indexes; -1 where there is none
	Similarity float64 // 1 for Kept, 0 for New and Gone
}

// Pair pairs the sentences of two texts, each with one at most: equal ones first, then the most similar ones, down to Likeness, inside
// groups and then across them. The newer sentences come first, in their order, and then those that are gone, in theirs. Where several
// are equally similar, those go together that stand at the least distance in the two texts.
func Pair(newer, older []Sentence) []Paired {
	return pairSentences(texts(newer), texts(older), func(i, j int) bool { return newer[i].Group == older[j].Group }, 0)
}

// pairSentences pairs as Pair does; together reports whether two sentences are in one group. Sentences with fewer letters than alone go
// together in one group only.
func pairSentences(newer, older []string, together func(i, j int) bool, alone int) []Paired {
	p := pairing{
		older: len(older), together: together, shapes: shapesOf(newer), index: NewIndex(older),
		oldOf: slices.Repeat([]int{-1}, len(newer)), newOf: slices.Repeat([]int{-1}, len(older)), similarity: make([]float64, len(newer)),
	}
	candidates := p.candidates()
	for _, across := range []bool{false, true} {
		for _, c := range candidates {
			if together(c.new, c.old) || across && len(p.shapes[c.new].pairs) >= alone {
				p.pair(c)
			}
		}
	}
	return p.paired()
}

// pairing holds what Pair has found so far.
type pairing struct {
	older        int // sentences
	together     func(i, j int) bool
	shapes       []shape // of the newer sentences
	index        *Index  // of the older ones
	oldOf, newOf []int
	similarity   []float64
}

type candidate struct {
	new, old   int
	similarity float64
	distance   int
}

// candidates returns the pairs that are possible, best first.
func (p *pairing) candidates() (all []candidate) {
	for i, s := range p.shapes {
		p.index.each(s, func(j int, similarity float64) {
			distance := i*p.older - j*len(p.shapes)
			all = append(all, candidate{i, j, similarity, max(distance, -distance)})
		})
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.similarity, a.similarity), a.distance-b.distance, a.new-b.new, a.old-b.old)
	})
	return all
}

func (p *pairing) pair(c candidate) {
	if p.oldOf[c.new] < 0 && p.newOf[c.old] < 0 {
		p.oldOf[c.new], p.newOf[c.old], p.similarity[c.new] = c.old, c.new, c.similarity
	}
}

func (p *pairing) paired() []Paired {
	list := make([]Paired, 0, len(p.shapes))
	for i, j := range p.oldOf {
		one := Paired{State: New, New: i, Old: j, Similarity: p.similarity[i]}
		switch {
		case j < 0:
		case !p.together(i, j):
			one.State = Moved
		default:
			one.State = StateOf(one.Similarity)
		}
		list = append(list, one)
	}
	for j, i := range p.newOf {
		if i < 0 {
			list = append(list, Paired{State: Gone, New: -1, Old: j})
		}
	}
	return list
}

// StateOf returns the state of a sentence whose nearest one has a similarity, as Index.Nearest gives it: Kept, Edited or New.
func StateOf(similarity float64) State {
	switch {
	case similarity >= 1:
		return Kept
	case similarity >= Likeness:
		return Edited
	}
	return New
}

func texts(sentences []Sentence) []string {
	list := make([]string, len(sentences))
	for i, s := range sentences {
		list[i] = s.Text
	}
	return list
}

// A shape is what a sentence is compared by: its search form, and the pairs of characters in that without separators.
type shape struct {
	folded string
	pairs  []uint64 // sorted
}

func shapesOf(sentences []string) []shape {
	shapes := make([]shape, len(sentences))
	for i, s := range sentences {
		shapes[i] = shapeOf(s)
	}
	return shapes
}

func shapeOf(sentence string) shape {
	s := shape{folded: text.Fold(sentence)}
	last := rune(0)
	for _, r := range text.Loosen(s.folded) {
		if last != 0 {
			s.pairs = append(s.pairs, uint64(last)<<32|uint64(r))
		}
		last = r
	}
	if len(s.pairs) == 0 && last != 0 { // a lone character
		s.pairs = append(s.pairs, uint64(last))
	}
	slices.Sort(s.pairs)
	return s
}

// An Index finds the sentences of a text that are like another. It is immutable.
type Index struct {
	shapes   []shape
	postings map[uint64][]posting
}

// A posting says how often a sentence has a pair of characters.
type posting struct{ sentence, times int32 }

// NewIndex makes an Index of sentences.
func NewIndex(sentences []string) *Index {
	ix := &Index{shapes: make([]shape, len(sentences)), postings: map[uint64][]posting{}}
	for i, s := range sentences {
		ix.shapes[i] = shapeOf(s)
		eachPair(ix.shapes[i].pairs, func(pair uint64, times int) {
			ix.postings[pair] = append(ix.postings[pair], posting{int32(i), int32(times)})
		})
	}
	return ix
}

// eachPair calls f with each of sorted pairs once.
func eachPair(pairs []uint64, f func(pair uint64, times int)) {
	for begin := 0; begin < len(pairs); {
		end := begin + 1
		for end < len(pairs) && pairs[end] == pairs[begin] {
			end++
		}
		f(pairs[begin], end-begin)
		begin = end
	}
}

// each calls f with the sentences that are as similar to another as Likeness, or more, in their order. The similarity is the
// Dice coefficient of their pairs of characters, separators left out: twice what they share by what they have. It is 1 for those with the same
// search form, and for no others.
func (ix *Index) each(s shape, f func(sentence int, similarity float64)) {
	shared := make([]int32, len(ix.shapes))
	eachPair(s.pairs, func(pair uint64, times int) {
		for _, p := range ix.postings[pair] {
			shared[p.sentence] += min(int32(times), p.times)
		}
	})
	for i, n := range shared {
		if n == 0 {
			continue
		}
		other := &ix.shapes[i]
		similarity := 2 * float64(n) / float64(len(s.pairs)+len(other.pairs))
		if similarity < Likeness {
			continue
		}
		if other.folded == s.folded {
			similarity = 1
		} else {
			similarity = min(similarity, almost)
		}
		f(i, similarity)
	}
}

// almost is the similarity of sentences that differ in separators or in the order of their parts alone.
const almost = 0.9999

// Nearest returns the sentence that is most similar to another, the first of several; ok is false if none is as similar as Likeness.
func (ix *Index) Nearest(sentence string) (at int, similarity float64, ok bool) {
	at = -1
	ix.each(shapeOf(sentence), func(i int, similar float64) {
		if similar > similarity || similar == similarity && i < at {
			at, similarity = i, similar
		}
	})
	return at, similarity, at >= 0
}

// Sentences cuts a text into its sentences, as text.Sentences does, without white space around them. Those without a letter or
// number are left out.
func Sentences(s string) (list []string) {
	for one := range text.Sentences(s) {
		if one = strings.TrimSpace(one); text.Letters(one) > 0 {
			list = append(list, one)
		}
	}
	return list
}
