// Package related ranks paragraphs by how near they are to a question in words: the tier below the exact one.
//
// [New] takes a question apart into weighted grams, for which an engine gives candidates, and [Question.Rank] puts these
// in order. The score of a paragraph p is
//
//	scope(p) · expects(p) · ( Σ_t w(t)·E(t,p) + Σ_places gain )
//	E(t,p) = idf(t) · X·(k1+1) / (X + k1·(1−b+b·L)) + report · ridf(t) · R·(rk+1) / (R + rk·(1−rb+rb·LR))
//	X      = tf in p + title·[t in the report's label] + section·[t in the titles above p] + before·tf in the paragraph
//	         before p + after·tf in the one after
//
// which is BM25F (Robertson, Zaragoza and Taylor, Simple BM25 extension to multiple weighted fields, 2004) over units and
// pairs of units, with a second BM25 over whole reports, where R is the number of paragraphs of the report that have t. L
// and LR are the lengths of the paragraph and the report over the average. w(t) says how much of the question a gram
// carries: nothing where it touches an interrogative, little for function characters, more in the clause that asks.
//
// A place is a term of the question that the thesaurus knows other wordings of: the best wording counts, never the sum of
// them, and the grams that a wording brings weigh together no more than those that it replaces. scope lowers reports of
// another region or year than the question names, and expects raises paragraphs that have the kind of thing asked for.
//
// The constants were chosen on questions about policy documents and are flat around their values; see constants.go.
package related

import (
	"cmp"
	"slices"

	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/rank"
	"gongbao/search/thesaurus"
)

// A Question is a question taken apart. Several goroutines may use it.
type Question struct {
	// Grams is what to ask an engine for.
	Grams []engine.WeightedGram

	folded string
	words  map[string]float64     // the weights of all grams of the question, sampled or not
	index  map[string]int         // of each gram in Grams
	firsts [firstBits / 64]uint64 // see begins
	own    []weighted             // the grams of the question itself
	places []place
	scope  scope
	expect *expectation
}

// A weighted gram has its index in Question.Grams.
type weighted struct {
	gram   int
	weight float64
}

// A place is a term of the question, with what changes when it is put another way.
type place struct {
	term     text.Pattern
	wordings []wording
}

// A wording of a place: the grams that go when it is put there, and those that come.
type wording struct {
	thesaurus.Wording
	pattern    text.Pattern
	gone, come []weighted
	discount   float64
}

// New takes a question apart; any text is one.
func New(question string, th *thesaurus.Thesaurus) *Question {
	q := &Question{folded: text.Fold(question), index: map[string]int{}}
	q.words = weigh(q.folded)
	q.own = q.add(sample(q.words), 1)
	if !q.quotes() {
		for _, at := range th.In(q.folded) {
			if p := q.place(at, q.words); len(p.wordings) > 0 {
				q.places = append(q.places, p)
			}
		}
		q.scope, q.expect = scopeOf(q.folded), expectationOf(q.folded)
	}
	return q
}

// quotes says whether the question is so long that it is a quotation, which names no place and wants no other wordings.
func (q *Question) quotes() bool { return len(q.folded) > longQuestion }

// Near is the least coverage that makes a paragraph near: below, it has everyday words in common with the question and
// nothing else. No paragraph can have more of a long quotation than its own length.
func (q *Question) Near() float64 {
	return leastCoverage * min(1, longQuestion/float64(max(len(q.folded), 1)))
}

const (
	// longQuestion is the number of bytes up to which a question is one; what is longer is a quotation.
	longQuestion = 600
	// leastCoverage is the share of a question that a paragraph must have to be near it.
	leastCoverage = 0.1
	// mostGrams is how many grams of a quotation are asked for: enough to tell the paragraph that it is from, or nearly.
	mostGrams = 120
)

// sample takes every few of very many grams, pairs before others.
func sample(weights map[string]float64) map[string]float64 {
	if len(weights) <= mostGrams {
		return weights
	}
	kept := map[string]float64{}
	var pairs []string
	for _, gram := range sortedKeys(weights) {
		if weights[gram] >= pairWeight {
			pairs = append(pairs, gram)
		}
	}
	for i := range mostGrams {
		if len(pairs) > 0 {
			gram := pairs[i*len(pairs)/mostGrams]
			kept[gram] = weights[gram]
		}
	}
	return kept
}

// place works out how the question changes with each wording.
func (q *Question) place(at thesaurus.Place, weights map[string]float64) (p place) {
	p.term = text.NewPattern(q.folded[at.From:at.To])
	for _, w := range at.Wordings {
		put := weigh(q.folded[:at.From] + text.Fold(w.Text) + q.folded[at.To:])
		gone, come := without(weights, put), without(put, weights)
		if len(gone) == 0 || len(come) == 0 {
			continue
		}
		p.wordings = append(p.wordings, wording{
			Wording: w, pattern: text.NewPattern(w.Text), discount: discounts[w.Relation],
			gone: q.add(gone, 1), come: q.add(come, discounts[w.Relation]),
		})
	}
	return p
}

// without gives the weights of a whose grams are not in b.
func without(a, b map[string]float64) map[string]float64 {
	rest := map[string]float64{}
	for gram, weight := range a {
		if _, ok := b[gram]; !ok {
			rest[gram] = weight
		}
	}
	return rest
}

// add notes that grams are asked for, at a share of their weight, and gives them with their full weight, in order.
func (q *Question) add(weights map[string]float64, share float64) []weighted {
	var list []weighted
	for _, gram := range sortedKeys(weights) {
		i, ok := q.index[gram]
		if !ok {
			i = len(q.Grams)
			q.index[gram] = i
			word, bit := firstBit(gram)
			q.firsts[word] |= bit
			q.Grams = append(q.Grams, engine.WeightedGram{Gram: gram})
		}
		q.Grams[i].Weight = max(q.Grams[i].Weight, share*weights[gram])
		list = append(list, weighted{i, weights[gram]})
	}
	return list
}

// A Ranked is a candidate with its worth.
type Ranked struct {
	engine.Candidate
	Score float64
	// Coverage is the share of the question's weight, each gram by its rarity, that stands in the paragraph or its report's
	// label, from 0 to 1.
	Coverage float64
	// Wordings are other ways to put terms of the question that stand in the paragraph, and are no less than equivalents.
	Wordings []string
}

// Rank puts candidates in order, the nearest first.
func (q *Question) Rank(found engine.LikeResult) []Ranked {
	r := newRanking(q, found)
	ranked := make([]Ranked, len(found.Candidates))
	for i := range found.Candidates {
		ranked[i] = r.rank(&found.Candidates[i])
	}
	slices.SortStableFunc(ranked, func(a, b Ranked) int {
		return cmp.Or(cmp.Compare(round(b.Score), round(a.Score)), cmp.Compare(b.Report.Year, a.Report.Year),
			cmp.Compare(a.Report.ID, b.Report.ID), cmp.Compare(a.Paragraph.Ordinal, b.Paragraph.Ordinal))
	})
	return ranked
}

// idfs gives the rarity of each gram among all, by how many have it.
func idfs(all int, having []int) []float64 {
	list := make([]float64, len(having))
	for i, n := range having {
		list[i] = rank.IDF(all, n)
	}
	return list
}
