// Package related ranks paragraphs by their similarity to a search in words: the tier below the exact one.
//
// [New] splits the text of a search into weighted grams, for which an engine returns candidates; [Query.Rank] orders
// the candidates. The score of a paragraph p is
//
//	region(p) · year(p) · role(p) · expects(p) · ( age(p) · ( Σ_t w(t)·E(t,p) + Σ_expansions gain + sentence(p) ) + run(p) )
//	E(t,p) = idf(t) · X·(k1+1) / (X + k1·(1−b+b·L)) + report · ridf(t) · R·(rk+1) / (R + rk·(1−rb+rb·LR))
//	X      = tf in p + title·[t in the report's label] + section·[t in the titles above p] + before·tf in the paragraph
//	         before p + after·tf in the one after
//
// This is BM25F (Robertson, Zaragoza and Taylor, Simple BM25 extension to multiple weighted fields, 2004) over units
// and pairs of units, plus a second BM25 over whole reports, where R is the number of paragraphs of the report that
// contain t. L and LR are the lengths of the paragraph and the report divided by the average. The weight w(t) is zero
// if t touches an interrogative, low for function characters, and higher in the clause that asks.
//
// An expansion is a term of the search with the other wordings that the thesaurus knows. Only the best wording counts,
// never the sum, and the grams that a wording adds weigh no more in total than those that it removes. sentence(p) is a share
// of w·idf of the grams that the best sentence of p contains, but not of those in the report's label. run(p) is m²/M, where m is w·idf of
// the grams of the heaviest run of the search that p has as it is, and M that of the whole search; it is 0 where the search asks
// something. A sentence that is remembered nearly is looked for, however old it is.
//
// The factors know what a report is. Each is 1 for most paragraphs:
//
//   - region lowers reports of other regions than the search names, those that mention it and those around it less.
//   - year: a report tells the results of the year before and the targets of its own. A year without a word of intent
//     (目标, 预期, 要) asks for results, so the report of the year after answers; with one, that of the year. Words such as 去年
//     count from the newest report of the regions named.
//   - age: a search that names no time wants the newest; older reports lose a little for each year.
//   - role lowers paragraphs that set targets where results are asked for, and raises them where targets are.
//   - expects raises paragraphs that contain the kind of thing asked for, such as a date or a number.
//
// The weights of E were tuned on questions about policy documents; quality is flat around the chosen values. The factors have
// round values. See constants.go.
package related

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/rank"
	"gongbao/search/thesaurus"
)

// A Query is a search prepared for ranking. It is safe for concurrent use.
type Query struct {
	// Terms are the terms to request from an engine.
	Terms []engine.WeightedTerm

	folded     string
	words      map[string]float64     // the weights of all grams of the search, sampled or not
	index      map[string]int         // index in Terms by term
	firsts     [firstBits / 64]uint64 // see begins
	own        []weighted             // the grams of the search as typed
	expansions []expansion
	scope      scope
	period     period
	expect     *expectation
}

// weighted is a gram, as an index in Query.Terms, with its weight.
type weighted struct {
	gram   int
	weight float64
}

// An expansion is a term of the search with the effect of each other wording.
type expansion struct {
	term     text.Pattern
	wordings []wording
}

// A wording is an alternative for a term, with the grams that it removes from the search and those that it adds.
type wording struct {
	thesaurus.Wording
	pattern        text.Pattern
	removed, added []weighted
	discount       float64
}

// A Meant is what may be meant by a term of a search that its writer has misspelled.
type Meant struct{ Term, Text string }

// New prepares a search. It accepts any text. reports are those that may answer, or the newest of each region: words
// such as 今年 count from the newest of them. What is meant by a term counts as a synonym of it.
func New(input string, th *thesaurus.Thesaurus, reports []engine.Summary, meant ...Meant) *Query {
	q := &Query{folded: text.Fold(input), index: map[string]int{}, period: period{perYear: 1}}
	q.words = weigh(q.folded)
	q.own = q.add(sample(q.words), 1)
	if !q.isQuotation() {
		q.expandMeant(meant)
		for _, term := range th.In(q.folded) {
			q.expand(term)
		}
		q.scope, q.expect = scopeOf(q.folded), expectationOf(q.folded)
		q.period = periodOf(q.folded, q.scope.newest(reports))
		for _, year := range q.period.reports() {
			q.add(map[string]float64{strconv.Itoa(year): numberWeight}, 1) // reports that may answer have it in their label
		}
	}
	return q
}

// expandMeant adds what is meant by terms as expansions.
func (q *Query) expandMeant(meant []Meant) {
	for _, m := range meant {
		term := text.Fold(m.Term)
		if from := strings.Index(q.folded, term); term != "" && from >= 0 {
			wordings := []thesaurus.Wording{{Text: m.Text, Relation: thesaurus.Equal}}
			q.expand(thesaurus.Occurrence{Span: text.Span{From: from, To: from + len(term)}, Wordings: wordings})
		}
	}
}

// isQuotation reports whether the search is so long that it quotes a text. Quotations get no expansions and no scope.
func (q *Query) isQuotation() bool { return len(q.folded) > longestSearch }

// Near returns the least coverage of a paragraph that counts as near. Paragraphs below it share only everyday words
// with the search. The bound is lower for long quotations, since no paragraph can contain more of one than its own
// length.
func (q *Query) Near() float64 {
	return leastCoverage * min(1, longestSearch/float64(max(len(q.folded), 1)))
}

const (
	// longestSearch is the number of bytes of a folded search above which it counts as a quotation.
	longestSearch = 600
	// leastCoverage is the least share of the search in a near paragraph.
	leastCoverage = 0.1
	// mostGrams is the maximum number of grams taken from a quotation: enough to identify its paragraph, or nearly.
	mostGrams = 120
)

// sample limits the grams to mostGrams, evenly spaced, preferring pairs.
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

// expand adds an expansion: the effect of each other wording of a term on the search.
func (q *Query) expand(at thesaurus.Occurrence) {
	p := expansion{term: text.NewPattern(q.folded[at.From:at.To])}
	for _, w := range at.Wordings {
		put := weigh(q.folded[:at.From] + text.Fold(w.Text) + at.Gap + q.folded[at.To:])
		removed, added := without(q.words, put), without(put, q.words)
		if len(removed) == 0 || len(added) == 0 {
			continue
		}
		p.wordings = append(p.wordings, wording{
			Wording: w, pattern: text.NewPattern(w.Text), discount: discounts[w.Relation],
			removed: q.add(removed, 1), added: q.add(added, discounts[w.Relation]),
		})
	}
	if len(p.wordings) > 0 {
		q.expansions = append(q.expansions, p)
	}
}

// without returns the entries of a whose grams are not in b.
func without(a, b map[string]float64) map[string]float64 {
	rest := map[string]float64{}
	for gram, weight := range a {
		if _, ok := b[gram]; !ok {
			rest[gram] = weight
		}
	}
	return rest
}

// add adds terms to Query.Terms, at a share of their weight, and returns them with their full weight, in order.
func (q *Query) add(weights map[string]float64, share float64) []weighted {
	var list []weighted
	for _, gram := range sortedKeys(weights) {
		i, ok := q.index[gram]
		if !ok {
			i = len(q.Terms)
			q.index[gram] = i
			word, bit := firstBit(gram)
			q.firsts[word] |= bit
			q.Terms = append(q.Terms, engine.WeightedTerm{Term: gram})
		}
		q.Terms[i].Weight = max(q.Terms[i].Weight, share*weights[gram])
		list = append(list, weighted{i, weights[gram]})
	}
	return list
}

// A Ranked is a scored candidate.
type Ranked struct {
	engine.Candidate
	Factors
	Score float64
	// Coverage is the share of the search, weighted by rarity, that the paragraph or the label of its report contains,
	// from 0 to 1.
	Coverage float64
	// Wordings are the synonyms in the paragraph for terms that it does not contain as typed.
	Wordings []string
}

// Rank scores candidates and sorts them, best first.
func (q *Query) Rank(result engine.LikeResult) []Ranked {
	r := newRanking(q, result)
	ranked := make([]Ranked, len(result.Candidates))
	for i := range result.Candidates {
		ranked[i] = r.rank(&result.Candidates[i])
	}
	slices.SortStableFunc(ranked, func(a, b Ranked) int {
		return cmp.Or(cmp.Compare(round(b.Score), round(a.Score)), cmp.Compare(b.Report.Year, a.Report.Year),
			cmp.Compare(a.Report.ID, b.Report.ID), cmp.Compare(a.Paragraph.Ordinal, b.Paragraph.Ordinal))
	})
	return ranked
}

// idfs returns the inverse document frequency of each gram.
func idfs(all int, having []int) []float64 {
	list := make([]float64, len(having))
	for i, n := range having {
		list[i] = rank.IDF(all, n)
	}
	return list
}
