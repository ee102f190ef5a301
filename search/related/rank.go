package related

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/outline"
	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/rank"
	"gongbao/search/thesaurus"
)

// A ranking scores the candidates of one search.
type ranking struct {
	*Query
	result    engine.LikeResult
	idf, ridf []float64
	runs      *runs
	counts    map[string][]uint16 // counts of each gram, by folded text; cached because neighbours are often candidates too
}

func newRanking(q *Query, result engine.LikeResult) *ranking {
	r := &ranking{
		Query: q, result: result, counts: map[string][]uint16{},
		idf: idfs(result.Paragraphs, result.Having), ridf: idfs(result.Reports, result.ReportsHaving),
	}
	r.runs = r.newRuns()
	return r
}

// rank scores a candidate.
func (r *ranking) rank(c *engine.Candidate) Ranked {
	ranked := Ranked{Candidate: *c}
	evidence := r.evidence(c)
	all, covered := 0.0, 0.0
	for _, g := range r.own {
		ranked.Words += g.weight * evidence.of(g.gram)
		all += g.weight * r.idf[g.gram]
		if evidence.own[g.gram] > 0 || evidence.title[g.gram] > 0 {
			covered += g.weight * r.idf[g.gram]
		}
	}
	for _, p := range r.expansions {
		gain, best := r.gain(p, evidence)
		if ranked.Equivalents += gain; best != nil {
			covered += r.replaced(best, evidence)
		}
		ranked.Wordings = append(ranked.Wordings, p.substitutes(c.Folded)...)
	}
	ranked.Coverage = covered / max(all, math.SmallestNonzeroFloat64)
	ranked.Sentence = sentenceWeight * r.bestSentence(evidence)
	ranked.Run = runWeight * r.runs.in(evidence.text)
	ranked.Region = r.scope.factor(&c.Report, c.Folded)
	ranked.Year, ranked.Age = r.period.factor(&c.Report, c.Folded), r.period.recency(c.Report.Year)
	ranked.Role = r.period.aim.factor(c)
	ranked.Expected = r.expect.factorFor(c.Folded)
	ranked.Score = ranked.Factors.score()
	return ranked
}

// substitutes returns the synonyms in a folded paragraph that does not contain the term itself. If one contains
// another, it returns only the longer.
func (p expansion) substitutes(folded string) (found []string) {
	if p.term.Count(folded) > 0 {
		return nil
	}
	for _, w := range p.wordings {
		if w.Relation != thesaurus.Near && w.pattern.Count(folded) > 0 {
			found = append(found, w.Text)
		}
	}
	all := slices.Clone(found)
	return slices.DeleteFunc(found, func(short string) bool {
		return slices.ContainsFunc(all, func(long string) bool { return long != short && strings.Contains(long, short) })
	})
}

// replaced returns the weight of the grams that a wording removes and the candidate lacks.
func (r *ranking) replaced(w *wording, e evidence) (sum float64) {
	for _, g := range w.removed {
		if e.own[g.gram] == 0 && e.title[g.gram] == 0 {
			sum += g.weight * r.idf[g.gram]
		}
	}
	return sum
}

// gain returns the best wording of an expansion and the score that it adds, or 0 and nil if none adds any.
func (r *ranking) gain(p expansion, e grams) (gain float64, best *wording) {
	for i := range p.wordings {
		w := &p.wordings[i]
		share := min(1, r.mass(w.removed)/max(r.mass(w.added), math.SmallestNonzeroFloat64))
		if g := w.discount*share*sum(e, w.added) - sum(e, w.removed); g > gain {
			gain, best = g, w
		}
	}
	return gain, best
}

// grams is the evidence of a text for each gram.
type grams interface{ of(gram int) float64 }

func sum(e grams, of []weighted) (sum float64) {
	for _, g := range of {
		sum += g.weight * e.of(g.gram)
	}
	return sum
}

// mass returns the total weight of grams times their rarity.
func (r *ranking) mass(grams []weighted) (sum float64) {
	for _, g := range grams {
		sum += g.weight * r.idf[g.gram]
	}
	return sum
}

// evidence holds the gram counts of a candidate and its surroundings.
type evidence struct {
	*ranking
	text                            string // the folded paragraph, with the heading that belongs to it
	own, title, path, before, after []uint16
	titleWeight, length             float64
	candidate                       *engine.Candidate
	reportLength                    float64
}

func (r *ranking) evidence(c *engine.Candidate) evidence {
	label := text.Fold(rank.Label(&c.Report))
	own := strings.TrimSuffix(c.Folded, trailingHeading(c.Folded, c.After)) + "\n" + trailingHeading(c.Before, c.Folded)
	e := evidence{
		ranking: r, candidate: c, text: own, own: r.count(own), title: r.count(label), path: r.count(text.Fold(strings.Join(c.Paragraph.Section, "\n"))),
		before: r.count(c.Before), after: r.count(c.After), titleWeight: titleWeight,
	}
	if beginsAlike(c.Folded, text.Fold(c.Report.Title)) {
		e.titleWeight *= leadWeight
	}
	average := float64(r.result.Bytes) / float64(max(r.result.Paragraphs, 1))
	e.length = float64(len(own)+len(label)) / (average + float64(len(label)))
	e.reportLength = float64(c.ReportLength) * float64(r.result.Reports) / float64(max(r.result.Paragraphs, 1))
	return e
}

// of returns E(t,p) of the package comment for a gram.
func (e evidence) of(gram int) (sum float64) {
	x := float64(e.own[gram]) + e.titleWeight*presence(e.title[gram]) + sectionWeight*presence(e.path[gram]) +
		beforeWeight*float64(e.before[gram]) + afterWeight*float64(e.after[gram])
	if x > 0 {
		sum += e.idf[gram] * x * (k1 + 1) / (x + k1*(1-b+b*e.length))
	}
	if in := float64(e.candidate.InReport[gram]); in > 0 {
		sum += reportWeight * e.ridf[gram] * in * (reportK1 + 1) / (in + reportK1*(1-reportB+reportB*e.reportLength))
	}
	return sum
}

func presence(n uint16) float64 { return float64(min(n, 1)) }

// count returns the number of occurrences of each gram in a folded text.
func (r *ranking) count(folded string) []uint16 {
	if known, ok := r.counts[folded]; ok {
		return known
	}
	counts := make([]uint16, len(r.Terms))
	r.addCounts(counts, folded)
	r.counts[folded] = counts
	return counts
}

// addCounts adds the occurrences of each gram in a folded text to counts.
func (r *ranking) addCounts(counts []uint16, folded string) {
	before, begins := 0, false
	for u := range text.Units(folded) {
		if u.Joined && begins {
			r.countGram(counts, folded[before:u.To])
		}
		if before, begins = u.From, r.begins(folded[u.From:]); begins {
			r.countGram(counts, folded[u.From:u.To])
		}
	}
}

func (r *ranking) countGram(counts []uint16, gram string) {
	if i, ok := r.index[gram]; ok {
		counts[i]++
	}
}

// firstBits is the size of the bit set of first characters of grams. It rejects most characters of a text without a map
// lookup.
const firstBits = 1 << 12

func firstBit(s string) (word int, bit uint64) {
	r, _ := utf8.DecodeRuneInString(s)
	return int(r) % firstBits / 64, 1 << (r % 64)
}

// begins reports whether a gram may begin with the first character of s.
func (q *Query) begins(s string) bool {
	word, bit := firstBit(s)
	return q.firsts[word]&bit != 0
}

// leadLength is the number of equal characters at the start that make a paragraph a repetition of its title.
const leadLength = 12

func beginsAlike(a, b string) bool {
	n := 0
	for i, r := range a {
		if n == leadLength {
			return true
		}
		if c, _ := utf8.DecodeRuneInString(b[min(i, len(b)):]); c != r {
			return false
		}
		n++
	}
	return n > 0
}

// heading matches a folded heading without its number.
var heading = regexp.MustCompile(`^[^。;!?]{2,45}[。:]?$`)

// headingBytes is the maximum length of a heading in bytes.
const headingBytes = 200

// trailingHeading returns the numbered heading at the end of a folded paragraph if another paragraph follows, or "". It
// belongs to the paragraph that follows.
func trailingHeading(folded, following string) string {
	end := strings.TrimSuffix(folded, "。")
	mark := strings.LastIndexAny(end, "。;!?")
	if following == "" || mark < 0 || len(end)-mark > headingBytes {
		return ""
	}
	_, width := utf8.DecodeRuneInString(end[mark:])
	tail := folded[mark+width:]
	marker, words := outline.Mark(tail)
	if marker.Class == outline.None || marker.Class == outline.Dash || !heading.MatchString(words) {
		return ""
	}
	return tail
}

// round hides differences that stem only from the order of additions.
func round(score float64) float64 { return math.Round(score*1e9) / 1e9 }
