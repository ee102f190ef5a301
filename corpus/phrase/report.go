package phrase

import (
	"context"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// A Report finds the phrases that are new in one text: those that none of some earlier texts has. What is a phrase the whole corpus
// says. Give it all texts, and ask then.
type Report struct {
	words  map[string]bool
	own    []passage
	grams  map[uint64]int32 // by hash of the sequence; index in the slices below
	counts []int            // in the report
	marks  []Mark
	corpus []passage
	all    []int // in the corpus
	read   int   // characters of the corpus
}

// A Mark says what a text is for a Report besides a part of the corpus: several may be joined.
type Mark uint8

const (
	Earlier Mark = 1 << iota // what it has is not new
	Before                   // Phrases may be asked for what it has
)

// A passage is the search form of a paragraph, with the runes that no phrase has as borders.
type passage struct {
	folded []rune
	shown  []rune // as the paragraph spells it; only of the report's own
}

const border = 0

// NewReport returns a Report of a text of these paragraphs. words are everyday words; see [Words].
func NewReport(words map[string]bool, paragraphs []string) *Report {
	r := &Report{words: words, grams: map[uint64]int32{}}
	for _, p := range paragraphs {
		own := spelledPassageOf(p)
		r.own = append(r.own, own)
		own.each(func(from, to int, hash uint64) bool {
			i, has := r.grams[hash]
			if !has {
				i = int32(len(r.counts))
				r.grams[hash] = i
				r.counts = append(r.counts, 0)
			}
			r.counts[i]++
			return true
		})
	}
	r.marks, r.all = make([]Mark, len(r.counts)), make([]int, len(r.counts))
	return r
}

// passageOf returns the passage of a paragraph of the corpus.
func passageOf(paragraph string) passage { return bordered(text.Fold(paragraph)) }

// bordered makes a passage of a text in its search form.
func bordered(folded string) passage {
	p := passage{folded: []rune(folded)}
	for i, r := range p.folded {
		if !unicode.Is(unicode.Han, r) && !isWord(r) && (r != plus || i == 0 || p.folded[i-1] == border) {
			p.folded[i] = border
		}
	}
	return p
}

// spelledPassageOf returns the passage of a paragraph of the report.
func spelledPassageOf(paragraph string) passage {
	f := text.NewFolded(paragraph)
	p := bordered(f.Text)
	p.shown = []rune(f.Spelled())
	at := 0
	for i, r := range []rune(f.Text) {
		width := utf8.RuneLen(r)
		if isWord(r) {
			display := f.Span(text.Span{From: at, To: at + width})
			if first, _ := utf8.DecodeRuneInString(f.Display[display.From:]); unicode.IsUpper(first) {
				p.shown[i] = unicode.ToUpper(r)
			}
		}
		at += width
	}
	return p
}

// plus is part of the phrase that it follows: 互联网+.
const plus = '+'

// inside reports whether a position is inside a word of letters and digits.
func (p passage) inside(at int) bool {
	return at > 0 && at < len(p.folded) && isWord(p.folded[at-1]) && isWord(p.folded[at])
}

// each calls visit for the sequences that split no word, up to Longest, with their hashes: by where they begin, the shortest first.
// When visit returns false it goes on to the next beginning.
func (p passage) each(visit func(from, to int, hash uint64) bool) {
	for from, first := range p.folded {
		if first == border || p.inside(from) {
			continue
		}
		hash := uint64(0)
		for to := from + 1; to <= min(from+Longest, len(p.folded)); to++ {
			if p.folded[to-1] == border {
				break
			}
			if hash = hashed(hash, p.folded[to-1]); !p.inside(to) && !visit(from, to, hash) {
				break
			}
		}
	}
}

// hashed adds a rune to the hash of a sequence. Of all sequences of ten characters none are likely to have the same.
func hashed(hash uint64, r rune) uint64 {
	hash = (hash ^ uint64(r)) * 0x9E3779B97F4A7C15
	return hash ^ hash>>29
}

func hashOf(sequence []rune) (hash uint64) {
	for _, r := range sequence {
		hash = hashed(hash, r)
	}
	return hash
}

// mostCorpus is the number of characters of the corpus of a Report. To read it takes a second of a slow processor, for each Report
// anew, so it is half of what a Text has.
const mostCorpus = Enough / 2

// Full reports whether the corpus is large enough. Add then only looks at what texts are marked for.
func (r *Report) Full() bool { return r.read >= mostCorpus }

// Add takes a paragraph of the corpus. The report's own are among them.
func (r *Report) Add(paragraph string, mark Mark) {
	full := r.Full()
	if full && mark == 0 {
		return
	}
	p := passageOf(paragraph)
	if !full {
		r.corpus = append(r.corpus, p)
		r.read += len(p.folded)
	}
	p.each(func(_, _ int, hash uint64) bool {
		i, has := r.grams[hash]
		if has {
			r.marks[i] |= mark
			if !full {
				r.all[i]++
			}
		}
		return has // the report has no longer ones either
	})
}

// Read returns the number of characters of the corpus.
func (r *Report) Read() int { return r.read }

// Own returns the number of characters of the report.
func (r *Report) Own() (n int) {
	for _, p := range r.own {
		n += len(p.folded)
	}
	return n
}

// isNew reports whether a sequence of the report is in no earlier text, and in one that is marked so if that is required.
func (r *Report) isNew(i int32, required Mark) bool {
	return r.marks[i]&Earlier == 0 && r.marks[i]&required == required
}

// A NewPhrase is a phrase of a report that no earlier text has.
type NewPhrase struct {
	Phrase          // Count is that of the corpus
	Own     int     // occurrences in the report
	Core    int     // characters of the shortest string in it that no earlier text has
	Holding float64 // how much it holds together, in nats
}

// neighbours are what stands beside a sequence in the corpus.
type neighbours struct {
	before, behind map[rune]int
	borders        [2]int
	cut            [2]int // where it begins or ends inside an everyday word
}

// Phrases returns the new phrases of the report that the corpus has so often, and with required those alone that texts with this
// mark have. They are in no particular order. It fails when the context ends.
func (r *Report) Phrases(ctx context.Context, least int, required Mark) ([]NewPhrase, error) {
	candidates := make([]*neighbours, len(r.all)) // by index; nil for others
	for i, n := range r.all {
		if n >= least && r.isNew(int32(i), required) {
			candidates[i] = &neighbours{before: map[rune]int{}, behind: map[rune]int{}}
		}
	}
	begins := r.beginnings(func(i int32) bool { return candidates[i] != nil })
	cuts := cuts{report: r}
	for _, p := range r.corpus {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		cuts.of(p)
		p.each(func(from, to int, hash uint64) bool {
			if !begins.at(p, from) {
				return false
			}
			i, has := r.grams[hash]
			if has && candidates[i] != nil {
				beside := candidates[i]
				beside.add(p, from, to)
				beside.cut[0] += cuts.at(from)
				beside.cut[1] += cuts.at(to)
			}
			return has
		})
	}
	var found []NewPhrase
	spelled := map[int32]map[string]int{}
	sequences := map[int32][]rune{}
	for _, p := range r.own {
		p.each(func(from, to int, hash uint64) bool {
			if i := r.grams[hash]; candidates[i] != nil && to-from > 1 {
				if spelled[i] == nil {
					spelled[i], sequences[i] = map[string]int{}, p.folded[from:to]
				}
				spelled[i][string(p.shown[from:to])]++
			}
			return true
		})
	}
	for i, sequence := range sequences {
		if holds := holding(sequence, r.all[i], r.read, r.count); r.isPhrase(sequence, r.all[i], candidates[i], holds) {
			found = append(found, NewPhrase{Phrase{string(sequence), mostOften(spelled[i]), r.all[i]}, r.counts[i], r.core(sequence), holds})
		}
	}
	return found, nil
}

// beginnings are the first one or two runes of some sequences.
type beginnings struct {
	one map[rune]bool
	two map[[2]rune]bool
}

// beginnings returns those of the report's sequences that are wanted.
func (r *Report) beginnings(wanted func(i int32) bool) beginnings {
	b := beginnings{map[rune]bool{}, map[[2]rune]bool{}}
	for _, p := range r.own {
		p.each(func(from, to int, hash uint64) bool {
			switch {
			case !wanted(r.grams[hash]):
			case to == from+1:
				b.one[p.folded[from]] = true
			default:
				b.two[[2]rune(p.folded[from:from+2])] = true
			}
			return true
		})
	}
	return b
}

// at reports whether one of the sequences may begin at a position of a passage.
func (b beginnings) at(p passage, from int) bool {
	return b.one[p.folded[from]] || from+1 < len(p.folded) && b.two[[2]rune(p.folded[from:from+2])]
}

// core returns the length of the shortest new string in a new sequence.
func (r *Report) core(sequence []rune) int {
	shortest := len(sequence)
	passage{folded: sequence}.each(func(from, to int, hash uint64) bool {
		if to-from < shortest && r.marks[r.grams[hash]]&Earlier == 0 {
			shortest = to - from
		}
		return to-from < shortest
	})
	return shortest
}

func (b *neighbours) add(p passage, from, to int) {
	if from > 0 && p.folded[from-1] != border {
		b.before[p.folded[from-1]]++
	} else {
		b.borders[0]++
	}
	if to < len(p.folded) && p.folded[to] != border {
		b.behind[p.folded[to]]++
	} else {
		b.borders[1]++
	}
}

// cuts remembers which borders of a passage lie inside an everyday word: many sequences of it begin or end at each.
type cuts struct {
	report *Report
	passage
	known []cut // by position
}

type cut int8

const (
	unlooked cut = iota
	outsideWords
	insideWord
)

// of begins with a passage.
func (c *cuts) of(p passage) {
	c.passage = p
	c.known = slices.Grow(c.known[:0], len(p.folded)+1)[:len(p.folded)+1]
	clear(c.known)
}

// at returns 1 if a border lies inside an everyday word, and 0 otherwise.
func (c *cuts) at(border int) int {
	if c.known[border] == unlooked {
		if c.known[border] = outsideWords; c.report.cutsWord(c.passage, border) {
			c.known[border] = insideWord
		}
	}
	if c.known[border] == insideWord {
		return 1
	}
	return 0
}

// cutsWord reports whether a border lies inside an everyday word.
func (r *Report) cutsWord(p passage, at int) bool {
	for begin := max(0, at-LongestWord+1); begin < at; begin++ {
		for end := at + 1; end <= min(begin+LongestWord, len(p.folded)); end++ {
			if r.words[string(p.folded[begin:end])] {
				return true
			}
		}
	}
	return false
}

// normal is the least normalized pointwise mutual information (Bouma 2009) of the parts of a new phrase: 1 for parts that never stand
// apart, 0 for those that meet by chance. New phrases are rare, and what is rare has much information by its rarity alone.
const normal = 1.0 / 3

// isPhrase reports whether a sequence is a phrase of the corpus. Everyday words have to be one too, unlike in [Text.Phrases]: those that
// no earlier text has are not so common that their parts could not cohere, and 流产 in 物流产业 is none.
func (r *Report) isPhrase(sequence []rune, count int, beside *neighbours, holds float64) bool {
	return 2*beside.cut[0] <= count && 2*beside.cut[1] <= count && meaningful(sequence, r.words) &&
		entropy(beside.before, beside.borders[0], count) >= freedom && entropy(beside.behind, beside.borders[1], count) >= freedom &&
		holds >= normal*math.Log(float64(r.read)/float64(count))
}

// count returns how often the corpus has a part of a sequence of the report.
func (r *Report) count(part []rune) int { return r.all[r.grams[hashOf(part)]] }

// mostSingle is the number of characters of the longest strings that make a Single.
const mostSingle = 5

// A Single is a passage of a report around strings that no earlier text has and that need not be phrases.
type Single struct {
	Folded, Shown string
}

// Singles returns such passages, each once, in the order of the report: the shortest new strings, of at most five characters, those
// that overlap joined, and made longer to the ends of the everyday words that they begin and end in. Passages with a word that ties
// others together, or with a number, are left out, because they are new without saying anything new.
func (r *Report) Singles() (list []Single) {
	seen := map[string]bool{}
	for _, p := range r.own {
		for _, s := range r.newSpans(p) {
			s = r.wholeWords(p, s)
			folded := string(p.folded[s.From:s.To])
			if !seen[folded] && r.tells(p.folded[s.From:s.To]) {
				seen[folded] = true
				list = append(list, Single{folded, string(p.shown[s.From:s.To])})
			}
		}
	}
	return list
}

// newSpans returns where the shortest new strings of a passage are, joined: ranges of runes.
func (r *Report) newSpans(p passage) (spans []text.Span) {
	last := -1
	p.each(func(from, to int, hash uint64) bool {
		switch {
		case to-from > mostSingle:
			return false
		case !r.isNew(r.grams[hash], 0):
			return true
		}
		if from != last && !r.newInside(p, from, to) {
			spans = append(spans, text.Span{From: from, To: to})
		}
		last = from
		return false
	})
	return text.Join(spans)
}

// newInside reports whether a string without its first character or word is new already.
func (r *Report) newInside(p passage, from, to int) bool {
	for from++; p.inside(from); from++ {
	}
	return from < to && r.isNew(r.grams[hashOf(p.folded[from:to])], 0)
}

// wholeWords makes a span longer to the ends of the longest everyday words that its borders lie in.
func (r *Report) wholeWords(p passage, s text.Span) text.Span {
	return text.Span{From: r.around(p, s.From).From, To: r.around(p, s.To).To}
}

// around returns the longest everyday word that a border lies in; where there is none, nothing there.
func (r *Report) around(p passage, at int) text.Span {
	longest := text.Span{From: at, To: at}
	for begin := max(0, at-LongestWord+1); begin < at; begin++ {
		for end := at + 1; end <= min(begin+LongestWord, len(p.folded)); end++ {
			if end-begin > longest.To-longest.From && r.words[string(p.folded[begin:end])] {
				longest = text.Span{From: begin, To: end}
			}
		}
	}
	return longest
}

// tells reports whether a passage is of words with a content.
func (r *Report) tells(sequence []rune) bool {
	if len(sequence) < 2 || !meaningful(sequence, r.words) {
		return false
	}
	p := passage{folded: sequence}
	for i, c := range sequence {
		if strings.ContainsRune(loose, c) && r.around(p, i) == (text.Span{From: i, To: i}) && r.around(p, i+1) == (text.Span{From: i + 1, To: i + 1}) {
			return false
		}
		if c < '0' || c > '9' {
			continue
		}
		from, to := i, i+1
		for from > 0 && isWord(sequence[from-1]) {
			from--
		}
		for to < len(sequence) && isWord(sequence[to]) {
			to++
		}
		if strings.Trim(string(sequence[from:to]), "0123456789") == "" {
			return false
		}
	}
	return true
}
