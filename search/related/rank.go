package related

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/thesaurus"
)

// A ranking is one question to one index.
type ranking struct {
	*Question
	found     engine.LikeResult
	idf, ridf []float64
	counts    map[string][]uint16 // of each gram, by folded text; neighbours are candidates themselves
}

func newRanking(q *Question, found engine.LikeResult) *ranking {
	return &ranking{
		Question: q, found: found, counts: map[string][]uint16{},
		idf: idfs(found.Paragraphs, found.Having), ridf: idfs(found.Reports, found.ReportsHaving),
	}
}

// rank scores a candidate.
func (r *ranking) rank(c *engine.Candidate) Ranked {
	ranked := Ranked{Candidate: *c}
	evidence := r.evidence(c)
	score, all, covered := 0.0, 0.0, 0.0
	for _, g := range r.own {
		score += g.weight * evidence.of(g.gram)
		all += g.weight * r.idf[g.gram]
		if evidence.own[g.gram] > 0 || evidence.title[g.gram] > 0 {
			covered += g.weight * r.idf[g.gram]
		}
	}
	for _, p := range r.places {
		gain, best := r.gain(p, evidence)
		if score += gain; best != nil {
			covered += r.replaced(best, evidence)
		}
		ranked.Wordings = append(ranked.Wordings, p.standingIn(c.Folded)...)
	}
	ranked.Coverage = covered / max(all, math.SmallestNonzeroFloat64)
	ranked.Score = score * r.scope.factor(&c.Report, c.Folded) * r.expect.factor(c.Folded)
	return ranked
}

// standingIn gives the wordings, of those that are no less than equivalents, that a folded paragraph has where it does not
// have the term itself; of one that stands in another, the longer.
func (p place) standingIn(folded string) (found []string) {
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

// replaced is the weight of what a wording stands for, as far as a candidate does not have it anyway.
func (r *ranking) replaced(w *wording, e evidence) (sum float64) {
	for _, g := range w.gone {
		if e.own[g.gram] == 0 && e.title[g.gram] == 0 {
			sum += g.weight * r.idf[g.gram]
		}
	}
	return sum
}

// gain is what the best wording of a place adds to the question as it is put, and which one that is; nil when none adds
// anything.
func (r *ranking) gain(p place, e evidence) (gain float64, best *wording) {
	for i := range p.wordings {
		w := &p.wordings[i]
		share := min(1, r.mass(w.gone)/max(r.mass(w.come), math.SmallestNonzeroFloat64))
		if g := w.discount*share*e.sum(w.come) - e.sum(w.gone); g > gain {
			gain, best = g, w
		}
	}
	return gain, best
}

// mass is the weight of grams, each by its rarity.
func (r *ranking) mass(grams []weighted) (sum float64) {
	for _, g := range grams {
		sum += g.weight * r.idf[g.gram]
	}
	return sum
}

// evidence is what a candidate and its surroundings have of each gram.
type evidence struct {
	*ranking
	own, title, path, before, after []uint16
	titleWeight, length             float64
	candidate                       *engine.Candidate
	reportLength                    float64
}

func (r *ranking) evidence(c *engine.Candidate) evidence {
	label := text.Fold(engine.Label(&c.Report))
	own := strings.TrimSuffix(c.Folded, trailingHeading(c.Folded, c.After)) + "\n" + trailingHeading(c.Before, c.Folded)
	e := evidence{
		ranking: r, candidate: c, own: r.count(own), title: r.count(label), path: r.count(text.Fold(strings.Join(c.Paragraph.Section, "\n"))),
		before: r.count(c.Before), after: r.count(c.After), titleWeight: titleWeight,
	}
	if beginsAlike(c.Folded, text.Fold(c.Report.Title)) {
		e.titleWeight *= leadWeight
	}
	average := float64(r.found.Bytes) / float64(max(r.found.Paragraphs, 1))
	e.length = float64(len(own)+len(label)) / (average + float64(len(label)))
	e.reportLength = float64(c.ReportLength) * float64(r.found.Reports) / float64(max(r.found.Paragraphs, 1))
	return e
}

// of is E of a gram.
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

func (e evidence) sum(grams []weighted) (sum float64) {
	for _, g := range grams {
		sum += g.weight * e.of(g.gram)
	}
	return sum
}

func presence(n uint16) float64 { return float64(min(n, 1)) }

// count counts each gram asked for in a folded text.
func (r *ranking) count(folded string) []uint16 {
	if known, ok := r.counts[folded]; ok {
		return known
	}
	counts := make([]uint16, len(r.Grams))
	before, begins := 0, false
	for u := range text.Units(folded) {
		if u.Joined && begins {
			r.countGram(counts, folded[before:u.To])
		}
		if before, begins = u.From, r.begins(folded[u.From:]); begins {
			r.countGram(counts, folded[u.From:u.To])
		}
	}
	r.counts[folded] = counts
	return counts
}

func (r *ranking) countGram(counts []uint16, gram string) {
	if i, ok := r.index[gram]; ok {
		counts[i]++
	}
}

// firstBits is the number of bits that the first characters of the grams are remembered by: most characters of a text begin
// none of them, which a bit can tell.
const firstBits = 1 << 12

func firstBit(s string) (word int, bit uint64) {
	r, _ := utf8.DecodeRuneInString(s)
	return int(r) % firstBits / 64, 1 << (r % 64)
}

// begins says whether a gram may begin with the first character of s.
func (q *Question) begins(s string) bool {
	word, bit := firstBit(s)
	return q.firsts[word]&bit != 0
}

// leadLength is the number of characters that a paragraph and a title begin alike with when the one repeats the other.
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

// heading is a numbered heading at the very end of a passage that was cut from a text: it opens what follows.
var heading = regexp.MustCompile(`^(?:第?[一二三四五六七八九十]+[、是条]|\([一二三四五六七八九十\d]+\)|\d{1,2}[.、])[^。;!?]{2,45}[。:]?$`)

// headingBytes is the length of the longest heading.
const headingBytes = 200

// trailingHeading gives the heading that a folded paragraph ends with, when another follows; most have none.
func trailingHeading(folded, following string) string {
	end := strings.TrimSuffix(folded, "。")
	mark := strings.LastIndexAny(end, "。;!?")
	if following == "" || mark < 0 || len(end)-mark > headingBytes {
		return ""
	}
	_, width := utf8.DecodeRuneInString(end[mark:])
	if tail := folded[mark+width:]; heading.MatchString(tail) {
		return tail
	}
	return ""
}

// round makes scores equal that differ by the order of additions only.
func round(score float64) float64 { return math.Round(score*1e9) / 1e9 }
