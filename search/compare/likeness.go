package compare

import (
	"math"
	"slices"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/outline"
	"gongbao/corpus/text"
)

// A vocabulary numbers the pairs of characters of two reports, and knows how rare each is among their paragraphs.
type vocabulary struct {
	numbers map[uint64]int32
	having  []int     // paragraphs that have the pair
	rarity  []float64 // log(1 + paragraphs/having)
}

// number returns the numbers of the pairs of characters in a folded text, separators left out, sorted.
func (v *vocabulary) number(folded string) []int32 {
	var numbers []int32
	last := rune(0)
	for _, r := range text.Loosen(folded) {
		if last != 0 {
			pair := uint64(last)<<32 | uint64(r)
			n, ok := v.numbers[pair]
			if !ok {
				n = int32(len(v.numbers))
				v.numbers[pair] = n
				v.having = append(v.having, 0)
			}
			numbers = append(numbers, n)
		}
		last = r
	}
	slices.Sort(numbers)
	return numbers
}

// A vector is a text as its pairs of characters and their weights. A pair weighs more the rarer it is and, less than in proportion, the
// more often it stands in the text.
type vector struct {
	weights []weight
	length  float64 // Euclidean, of the weights for direction
	sum     float64 // of the weights for content
}

// A weight is that of one pair. For the direction of a text rarity counts by its square root, because the common words of a
// field are what its paragraphs share; for what one text has of another it counts in full, because any long text has the common ones.
type weight struct {
	pair               int32
	direction, content float64
}

func (v *vocabulary) vectorOf(numbers []int32) (of vector) {
	for begin := 0; begin < len(numbers); {
		end := begin + 1
		for end < len(numbers) && numbers[end] == numbers[begin] {
			end++
		}
		times, rarity := 1+math.Log(float64(end-begin)), v.rarity[numbers[begin]]
		w := weight{numbers[begin], times * math.Sqrt(rarity), times * rarity}
		of.weights = append(of.weights, w)
		of.length += w.direction * w.direction
		of.sum += w.content
		begin = end
	}
	of.length = math.Sqrt(of.length)
	return of
}

// A grid has a number for each pair of a newer and an older text.
type grid struct {
	columns int
	cells   []float64
}

func newGrid(rows, columns int) grid { return grid{columns, make([]float64, rows*columns)} }

func (g grid) at(i, j int) float64 { return g.cells[i*g.columns+j] }

func (g grid) row(i int) []float64 { return g.cells[i*g.columns : (i+1)*g.columns] }

// raise makes a cell at least as large as a number.
func (g grid) raise(i, j int, to float64) { g.row(i)[j] = max(g.at(i, j), to) }

// An entry says that a text has a pair of characters.
type entry struct {
	text int
	weight
}

func postingsOf(texts []vector, pairs int) [][]entry {
	counts := make([]int32, pairs)
	all := 0
	for _, v := range texts {
		for _, w := range v.weights {
			counts[w.pair]++
		}
		all += len(v.weights)
	}
	postings, room := make([][]entry, pairs), make([]entry, all)
	for pair, n := range counts {
		postings[pair], room = room[:0:n], room[n:]
	}
	for j, v := range texts {
		for _, w := range v.weights {
			postings[w.pair] = append(postings[w.pair], entry{j, w})
		}
	}
	return postings
}

// cosines returns the cosine of each newer text with each older one.
func cosines(newer, older []vector, pairs int) grid {
	g := newGrid(len(newer), len(older))
	eachRow(newer, older, pairs, func(i int, row []float64) { copy(g.row(i), row) })
	return g
}

// eachRow calls f with the cosines of each newer text with all older ones. The row is f's until it returns.
func eachRow(newer, older []vector, pairs int, f func(i int, row []float64)) {
	postings, row := postingsOf(older, pairs), make([]float64, len(older))
	for i, v := range newer {
		clear(row)
		for _, w := range v.weights {
			for _, p := range postings[w.pair] {
				row[p.text] += w.direction * p.direction
			}
		}
		for j := range row {
			if row[j] > 0 {
				row[j] /= v.length * older[j].length
			}
		}
		f(i, row)
	}
}

// shares returns how much of each newer text stands in each older one, and how much of the older one in the newer: from 0 to 1.
func shares(newer, older []vector, pairs int) (inOld, inNew grid) {
	inOld, inNew = newGrid(len(newer), len(older)), newGrid(len(newer), len(older))
	postings := postingsOf(older, pairs)
	for i, v := range newer {
		ofNew, ofOld := inOld.row(i), inNew.row(i)
		for _, w := range v.weights {
			for _, p := range postings[w.pair] {
				ofNew[p.text] += w.content
				ofOld[p.text] += p.content
			}
		}
		for j := range ofNew {
			if ofNew[j] > 0 {
				ofNew[j] /= v.sum
				ofOld[j] /= older[j].sum
			}
		}
	}
	return inOld, inNew
}

// A portrait is what a paragraph is compared by.
type portrait struct {
	folded  string
	words   string // without the mark in front and separators
	letters int
	mark    outline.Class
	role    corpus.Role
	section string // folded titles of the sections around it, below the chapter, a line each
	chapter bool   // heads a section of level 1
	heading bool
	opens   bool // a section below a chapter
}

// in returns the outermost section below the chapter; empty in none.
func (p portrait) in() string {
	first, _, _ := strings.Cut(p.section, "\n")
	return first
}

// opens marks the paragraphs that open a section below a chapter: its heading, or its first paragraph where others with titles of
// their own follow.
func opens(of []portrait) {
	for i := range of {
		p := &of[i]
		first := p.in() != "" && (i == 0 || of[i-1].in() != p.in()) && strings.Count(p.section, "\n") == 1
		p.opens = first && !p.chapter && (p.heading || i+1 < len(of) && of[i+1].in() == p.in() && of[i+1].section != p.section)
	}
}

// headsSection reports whether the paragraph is the heading of a section below a chapter.
func (p portrait) headsSection() bool { return p.heading && p.opens }

// leadLength is how much of the first sentence of a paragraph tells its subject, in code points.
const leadLength = 40

// A side is one of the two reports, as vectors.
type side struct {
	portraits             []portrait
	wholes, leads         []vector
	sections              []vector
	sentences             []vector
	sentenceOf            []int // the paragraph of each sentence
	numbers, sectionPairs [][]int32
	leadPairs             [][]int32
	sentencePairs         [][]int32
}

// number reads the texts of a report. Each paragraph counts once for the rarity of the pairs in it.
func (s *side) number(v *vocabulary, r *corpus.Report) {
	chapters := map[int]bool{}
	for _, section := range r.Outline {
		chapters[section.Paragraph] = chapters[section.Paragraph] || section.Level == 1
	}
	roles := rolesOf(r)
	for i, p := range r.Paragraphs {
		folded := text.Fold(p.Text)
		mark, body := outline.Mark(folded)
		q := portrait{
			folded: folded, words: text.Loosen(body), letters: text.Letters(folded), mark: mark.Class, role: roles[i], chapter: p.Heading && chapters[p.Ordinal], heading: p.Heading,
		}
		if len(p.Section) > 1 {
			for _, title := range p.Section[1:] {
				q.section += text.Fold(title) + "\n"
			}
		}
		numbers := v.number(folded)
		for i, n := range numbers {
			if i == 0 || numbers[i-1] != n {
				v.having[n]++
			}
		}
		var lead []int32
		first := true
		for one := range text.Sentences(body) {
			if first {
				lead, first = v.number(text.First(one, leadLength)), false
			}
			s.sentencePairs, s.sentenceOf = append(s.sentencePairs, v.number(one)), append(s.sentenceOf, len(s.portraits))
		}
		s.numbers, s.leadPairs, s.sectionPairs = append(s.numbers, numbers), append(s.leadPairs, lead), append(s.sectionPairs, v.number(q.section))
		s.portraits = append(s.portraits, q)
	}
}

// weigh makes the vectors.
func (s *side) weigh(v *vocabulary) {
	for _, of := range []struct {
		pairs   [][]int32
		vectors *[]vector
	}{{s.numbers, &s.wholes}, {s.leadPairs, &s.leads}, {s.sectionPairs, &s.sections}, {s.sentencePairs, &s.sentences}} {
		for _, pairs := range of.pairs {
			*of.vectors = append(*of.vectors, v.vectorOf(pairs))
		}
	}
}

// either is the role of what stands in a chapter that looks back and ahead, in a report without another chapter for one of the two.
const either corpus.Role = "either"

// rolesOf returns the roles of the paragraphs of a report.
func rolesOf(r *corpus.Report) []corpus.Role {
	chapters := map[corpus.Role]int{}
	for _, section := range r.Outline {
		if section.Level == 1 {
			chapters[section.Role]++
		}
	}
	mixed := map[string]bool{}
	for _, section := range r.Outline {
		if section.Level == 1 && min(chapters[corpus.RoleReview], chapters[corpus.RolePlan]) == 0 {
			mixed[section.Title] = outline.Mixed(section.Title, r.Year)
		}
	}
	roles := make([]corpus.Role, len(r.Paragraphs))
	for i, p := range r.Paragraphs {
		if roles[i] = p.Role; len(p.Section) > 0 && mixed[p.Section[0]] {
			roles[i] = either
		}
	}
	return roles
}

// agree reports whether two roles may be those of a paragraph and its counterpart.
func agree(a, b corpus.Role) bool {
	isOne := func(r corpus.Role) bool { return r == corpus.RoleReview || r == corpus.RolePlan }
	return a == b || a == either && isOne(b) || b == either && isOne(a)
}

// A likeness knows how like each other the paragraphs of two reports are.
type likeness struct {
	news, olds   []portrait
	whole        grid // cosines
	inOld, inNew grid // shares
	// leadInOld is the cosine of the lead of the newer paragraph with the sentence of the older one that is most like it, and
	// leadInNew the other way round.
	leadInOld, leadInNew grid
	similar              grid
}

// The weights of a similarity, and what a pair keeps of it whose paragraphs have different roles, of which only one is an item behind
// a dash, or of which only one is a heading.
const (
	ofWhole, ofLead, ofSection      = 0.7, 0.2, 0.1
	otherRole, otherMark, otherKind = 0.15, 0.7, 0.5
)

func likenessOf(newer, older *corpus.Report) *likeness {
	v := &vocabulary{numbers: map[uint64]int32{}}
	n, o := new(side), new(side)
	n.number(v, newer)
	o.number(v, older)
	pairs := len(v.numbers)
	v.rarity = make([]float64, pairs)
	for i, having := range v.having {
		v.rarity[i] = math.Log(1 + float64(len(newer.Paragraphs)+len(older.Paragraphs))/float64(max(1, having)))
	}
	n.weigh(v)
	o.weigh(v)

	opens(n.portraits)
	opens(o.portraits)
	l := &likeness{news: n.portraits, olds: o.portraits, whole: cosines(n.wholes, o.wholes, pairs)}
	l.inOld, l.inNew = shares(n.wholes, o.wholes, pairs)
	rows, columns := len(l.news), len(l.olds)
	l.leadInOld, l.leadInNew, l.similar = newGrid(rows, columns), newGrid(rows, columns), newGrid(rows, columns)
	eachRow(n.leads, o.sentences, pairs, func(i int, row []float64) {
		for sentence, cosine := range row {
			l.leadInOld.raise(i, o.sentenceOf[sentence], cosine)
		}
	})
	eachRow(n.sentences, o.leads, pairs, func(sentence int, row []float64) {
		for j, cosine := range row {
			l.leadInNew.raise(n.sentenceOf[sentence], j, cosine)
		}
	})
	leads, sections := cosines(n.leads, o.leads, pairs), cosines(n.sections, o.sections, pairs)
	for i := range rows {
		for j := range columns {
			l.similar.raise(i, j, l.fit(i, j)*(ofWhole*l.whole.at(i, j)+ofLead*leads.at(i, j)+ofSection*sections.at(i, j)))
		}
	}
	return l
}

// fit returns what a pair keeps of its similarity, given what the two paragraphs are.
func (l *likeness) fit(i, j int) float64 {
	a, b := &l.news[i], &l.olds[j]
	fit := 1.0
	if !agree(a.role, b.role) {
		fit *= otherRole
	}
	if (a.mark == outline.Dash) != (b.mark == outline.Dash) {
		fit *= otherMark
	}
	if a.heading != b.heading {
		fit *= otherKind
	}
	return fit
}
