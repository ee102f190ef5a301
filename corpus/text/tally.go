package text

import (
	"cmp"
	"iter"
	"math/bits"
	"slices"
	"unicode/utf8"

	"gongbao/corpus/text/ideograph"
)

// A Tally is how often the patterns of a Set occur in a text, and in which of its sentences. It does not say where, which makes it
// much faster than Set.AppendAll.
type Tally struct {
	Counts      []int    // strict occurrences of each pattern
	Having      []uint64 // bits of the patterns that occur strictly
	Sentences   []uint64 // of each pattern, bits of the sentences that have a strict occurrence, if these are asked for
	Occurrences int      // strict ones of some patterns, see Set.Count, overlapping ones counted once

	// Weights, if it is not nil, has a weight for each of the patterns whose occurrences are added up. Count then may be content with the
	// sums of the weights of their occurrences, which Weighed says: Counts and LooseCounts are not filled in.
	Weights       []float64
	Weighed       bool
	Sum, LooseSum float64

	// Gaps says that some occurrence has separators inside, or is none where those that have are. Where it is false, the next three
	// are those above, and not filled in.
	Gaps             bool
	LooseHaving      []uint64 // bits of the patterns that occur in the loose form of the text
	LooseOccurrences int      // as Occurrences, there
	LooseCounts      []int    // as Counts, there; nil where it is not asked for

	// Stop, if there is one, is asked behind each sentence but the last, and ends Count there.
	Stop SentenceStop

	others []Hit    // of the patterns of a mixed Set that are not Ideographic
	codes  []uint16 // the ideographs of the text of Count, and a 0 behind them
	at     []uint32 // the bytes at which they begin
	places []uint32 // the ideographs with which patterns begin or may begin, see singlePlace
	values []uint32 // what begins there, as tallyIndex.pairs has it

	// ends and looseEnds are where the last occurrence of each bordered pattern ends
	ends, looseEnds []int

	// characters and within are counts and sentences by number in tallyIndex.characters; 0 in between where that is a pattern
	characters [256]int32
	within     [256]uint64
}

// A SentenceStop ends a Count early. After reports whether it does so behind the sentence of a bit, all of which is tallied.
type SentenceStop interface{ After(sentence uint64) bool }

// NewTally returns a Tally for Sets of so many patterns.
func NewTally(patterns int) *Tally {
	words := (patterns + 63) / 64
	return &Tally{Counts: make([]int, patterns), Having: make([]uint64, words), Sentences: make([]uint64, patterns), LooseHaving: make([]uint64, words), ends: make([]int, patterns), looseEnds: make([]int, patterns)}
}

// Reset empties t.
func (t *Tally) Reset() {
	if !t.Weighed {
		for i := range eachBit(t.Having) {
			t.Counts[i], t.Sentences[i] = 0, 0
		}
		if t.Gaps && t.LooseCounts != nil {
			for i := range eachBit(t.LooseHaving) {
				t.LooseCounts[i] = 0
			}
		}
	}
	clear(t.Having)
	t.Occurrences, t.Gaps, t.Weighed, t.Sum = 0, false, false, 0
}

// eachBit yields the numbers of the bits that are set.
func eachBit(set []uint64) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, word := range set {
			for ; word != 0; word &= word - 1 {
				if !yield(i*64 + bits.TrailingZeros64(word)) {
					return
				}
			}
		}
	}
}

// A tallyIndex finds the patterns of a Set that are of ideographs alone.
type tallyIndex struct {
	others []int32 // the patterns that are not; each is looked for alone
	// pairs has for two ideographs that patterns begin with the pattern, counted from 1, if there is one, of no more than these and not
	// bordered; otherwise the number of a list of them, from 1, and the bit isList
	pairs  *ideograph.Table
	lists  [][]int32
	single *[1 << 16]int32 // the pattern that is this rune, where one is; nil if all have more
	alone  runeSet         // the runes that are patterns
	// bordered are the patterns that end with what they begin with, and so may overlap themselves
	bordered []int32
	// characters has by rune the pattern that is this one, or a number that no pattern has: one of several, since to count in
	// the same place again and again would take longer. It is nil if patterns have more than one character, or are many.
	characters *[1 << 16]uint8
}

// A runeSet has bits of the runes of the Basic Multilingual Plane, where all ideographs of patterns are.
type runeSet [1 << 16 / 64]uint64

func (s *runeSet) add(r rune)             { s[r/64] |= 1 << (r % 64) }
func (s *runeSet) bit(r uint16) (bit int) { return int(s[r/64] >> (r % 64) & 1) }

// mostOthers is the number of patterns that are not of ideographs alone up to which it is faster to look for each of them.
const mostOthers = 12

// newTallyIndex returns nil if many patterns are not of ideographs alone, or one of an ideograph is there twice.
func newTallyIndex(patterns []Pattern) *tallyIndex {
	if len(patterns) > 1<<15 {
		return nil
	}
	var others []int32
	for i, p := range patterns {
		if !p.Ideographic() {
			others = append(others, int32(i))
		}
	}
	if len(others) > mostOthers {
		return nil
	}
	x, beginning := &tallyIndex{others: others}, map[ideograph.Pair][]int32{} // the patterns that begin with each pair
	singles := 0
	for i, p := range patterns {
		if p.folded == "" || slices.Contains(others, int32(i)) {
			continue
		}
		first, width := utf8.DecodeRuneInString(p.folded)
		if width == len(p.folded) {
			if x.single == nil {
				x.single = new([1 << 16]int32)
			}
			if x.alone.bit(uint16(first)) != 0 {
				return nil
			}
			x.single[first] = int32(i)
			x.alone.add(first)
			singles++
			continue
		}
		second, _ := utf8.DecodeRuneInString(p.folded[width:])
		begin := ideograph.NewPair(uint16(first), uint16(second))
		beginning[begin] = append(beginning[begin], int32(i))
		if bordered(p.folded) {
			x.bordered = append(x.bordered, int32(i))
		}
	}
	x.addPairs(patterns, beginning)
	if singles > 0 && singles == len(patterns) && len(patterns) <= fewCharacters {
		x.characters = new([1 << 16]uint8)
		for r, i := range x.single {
			if x.characters[r] = uint8(i); x.alone.bit(uint16(r)) == 0 {
				x.characters[r] = uint8(fewCharacters + r%(256-fewCharacters))
			}
		}
	}
	return x
}

const isList = 1 << 31

// addPairs takes up the patterns that begin with each of some pairs.
func (x *tallyIndex) addPairs(patterns []Pattern, beginning map[ideograph.Pair][]int32) {
	values := map[ideograph.Pair]uint32{}
	for begin, list := range beginning {
		if p := patterns[list[0]].folded; len(list) == 1 && len(p) == len("发展") && !bordered(p) {
			values[begin] = uint32(list[0]) + 1
			continue
		}
		x.lists = append(x.lists, list)
		values[begin] = uint32(len(x.lists)) | isList
	}
	x.pairs = ideograph.NewTable(values)
}

// fewCharacters is the number of patterns of one ideograph up to which they are counted in an array.
const fewCharacters = 240

// PrepareCount makes s ready for Count, unless one of the patterns is there twice or many are not Ideographic; ok says so.
func (s *Set) PrepareCount() (ok bool) {
	s.index = newTallyIndex(s.patterns)
	return s.index != nil
}

// Mixed reports, after PrepareCount, whether some pattern is not Ideographic. Count then says nothing about sentences, nor about what
// there is loosely.
func (s *Set) Mixed() bool { return len(s.index.others) > 0 }

// Count, after PrepareCount, tallies what folded, a folded text, has of all patterns, into t, which is empty. The first terms of
// them are those whose occurrences it adds up. ends are the bytes at which the sentences of the text end, 64 of them at most; it is
// nil where t.Sentences is not asked for. Count stops behind the first strict occurrence of a pattern that stop has, and says so;
// stop may be nil, or has an element for each pattern. t.Stop ends it likewise.
func (s *Set) Count(t *Tally, folded string, terms int, ends []int, stop []bool) (stopped bool) {
	c := counting{Tally: t, folded: folded, terms: int32(terms), sentences: ends, stop: stop, sentence: 1}
	for _, i := range s.index.bordered {
		t.ends[i], t.looseEnds[i] = 0, 0
	}
	t.scan(folded)
	if s.index.characters != nil && stop == nil && t.Stop == nil {
		s.index.countCharacters(&c)
		return false
	}
	t.Weighed = t.Weights != nil && ends == nil
	if s.findOthers(&c) || s.countAll(&c) {
		return true
	}
	c.addOthers(len(folded))
	if t.Gaps && t.Weighed {
		for i, word := range t.Having { // weighPairs leaves these out
			t.LooseHaving[i] |= word
		}
	}
	return false
}

// scan finds the ideographs of a text.
func (t *Tally) scan(folded string) {
	room := ideograph.Room(len(folded)) + 1
	t.codes, t.at = slices.Grow(t.codes[:0], room)[:room], slices.Grow(t.at[:0], room)[:room]
	n := ideograph.Scan(folded, t.codes, t.at)
	t.codes, t.at = t.codes[:n+1], t.at[:n+1]
	t.codes[n], t.at[n] = 0, uint32(len(folded))
}

// findOthers finds the patterns that are not of ideographs alone. It stops as Count does.
func (s *Set) findOthers(c *counting) (stopped bool) {
	c.others = c.others[:0]
	for _, i := range s.index.others {
		p := s.patterns[i]
		for at, ok := p.Next(c.folded, 0); ok; at, ok = p.Next(c.folded, at.To) {
			c.others = append(c.others, Hit{i, int32(at.From), int32(at.To)})
		}
		if c.stop != nil && c.stop[i] && len(c.others) > 0 && c.others[len(c.others)-1].Pattern == i {
			c.waiting = c.others
			c.addOthers(len(c.folded))
			return true
		}
	}
	slices.SortFunc(c.others, func(a, b Hit) int { return cmp.Compare(a.From, b.From) })
	c.waiting = c.others
	return false
}

// countCharacters is Count for few patterns of one ideograph. No two of them overlap.
func (x *tallyIndex) countCharacters(c *counting) {
	counts, sentences := &c.characters, &c.within
	codes := c.codes[:len(c.codes)-1]
	if c.sentences == nil {
		for _, code := range codes {
			counts[x.characters[code]]++
		}
	}
	i, bit := 0, uint64(1)
	for _, end := range c.sentences {
		for ; i < len(codes) && int(c.at[i]) < end; i++ {
			n := x.characters[codes[i]]
			counts[n]++
			sentences[n] |= bit
		}
		bit <<= 1
	}
	for i := range c.Counts { // without a branch that depends on what is there
		n := int(counts[i])
		c.Counts[i], c.Sentences[i] = n, sentences[i]
		c.Having[i/64] |= uint64(min(n, 1)) << (i % 64)
		if i < int(c.terms) {
			c.Occurrences += n
		}
	}
	clear(counts[:len(c.Counts)])
	clear(sentences[:len(c.Counts)])
}

// A place where patterns may begin is the number of an ideograph: one of several ideographs, or with this bit one of that alone.
const singlePlace = 1 << 31

// stretch is the number of ideographs after which countAll looks at what begins with them, where that may end the count.
const stretch = 64

// countAll finds the places where patterns may begin, without a branch that depends on what is there, and then what does.
func (s *Set) countAll(c *counting) (stopped bool) {
	step := len(c.codes) - 1
	if c.stop != nil || c.Stop != nil {
		step = stretch
	}
	for from := 0; from < len(c.codes)-1 && !stopped; from += step {
		n := s.index.find(c.Tally, from, min(from+step, len(c.codes)-1))
		stopped = s.countPlaces(c, c.places[:n], c.values[:n])
	}
	return stopped
}

// find finds what begins with the ideographs from one to before another, ascending, and returns at how many places something does.
func (x *tallyIndex) find(t *Tally, from, to int) (n int) {
	codes, room := t.codes[:cap(t.codes)], 2*cap(t.codes)
	t.places, t.values = slices.Grow(t.places[:0], room)[:room], slices.Grow(t.values[:0], room)[:room]
	if x.single == nil {
		return x.pairs.FindAll(t.places, t.values, codes, from, to)
	}
	maybe, first := 0, codes[from]
	for i, second := range codes[from+1 : to+1] {
		t.places[maybe] = uint32(from+i) | singlePlace
		maybe += x.alone.bit(first)
		t.places[maybe] = uint32(from + i)
		maybe += x.pairs.MayHave(ideograph.NewPair(first, second))
		first = second
	}
	for _, place := range t.places[:maybe] {
		i := place &^ singlePlace
		value := uint32(x.single[codes[i]]) + 1
		if place == i {
			value = x.pairs.Find(ideograph.NewPair(codes[i], codes[i+1]))
		}
		t.places[n], t.values[n] = place, value
		n += int(min(value, 1))
	}
	return n
}

// countPlaces adds what begins at some places.
func (s *Set) countPlaces(c *counting, places, values []uint32) (stopped bool) {
	weighs := c.Weighed && int(c.terms) == len(s.patterns)
	plain := c.sentences == nil && c.stop == nil
	for len(places) > 0 {
		if plain && (weighs || !c.Gaps) && len(c.waiting) == 0 {
			n := 0
			if weighs {
				n = c.weighPairs(places, values)
			} else {
				n = c.countPairs(places, values)
			}
			if n > 0 {
				places, values = places[n:], values[n:]
				continue
			}
		}
		place, value := places[0], values[0]
		places, values = places[1:], values[1:]
		i := place &^ singlePlace
		from, next := int(c.at[i]), int(c.at[i+1])
		for len(c.sentences) > 1 && from >= c.sentences[0] {
			if c.Stop != nil && c.Stop.After(c.sentence) {
				return true
			}
			c.sentences, c.sentence = c.sentences[1:], c.sentence<<1
		}
		apart := place == i && next > from+len("发")
		switch {
		case apart && behindGap(c.folded, from+len("发")) < next: // nothing begins so: Loosen leaves something between
		case value&isList != 0:
			stopped = s.countList(c, s.index.lists[value&^isList-1], from)
		case apart:
			c.addLoosely(int32(value)-1, from, next+len("展"))
		default:
			to := from + len("发展")
			if place != i {
				to = from + len("发")
			}
			c.add(int32(value)-1, from, to)
			stopped = c.stop != nil && c.stop[value-1]
		}
		if stopped {
			return true
		}
	}
	return false
}

// countPairs adds the patterns of two ideographs that begin at the first of some places, up to one where there is more to do, and
// returns how many places these are. Most are such places, and what is added up at them is kept at hand. It is for a count without
// sentences, stops, others and, so far, gaps.
func (c *counting) countPairs(places, values []uint32) (n int) {
	occurrences, end, sum := c.Occurrences, uint32(c.end), c.Sum
	for ; n < len(places) && places[n]&singlePlace == 0 && values[n]&isList == 0; n++ {
		i := places[n]
		from := c.at[i]
		if c.at[i+1] > from+uint32(len("发")) {
			break
		}
		pattern := int32(values[n]) - 1
		c.Having[pattern/64] |= 1 << (pattern % 64)
		if !c.Weighed {
			c.Counts[pattern]++
		}
		if pattern < c.terms {
			if c.Weighed {
				sum += c.Weights[pattern]
			}
			if from >= end {
				occurrences++
			}
			end = max(end, from+uint32(len("发展")))
		}
	}
	c.Occurrences, c.end, c.Sum = occurrences, int(end), sum
	return n
}

// weighPairs is countPairs where weights are added up, of all patterns: strictly, and loosely where there are gaps. No branch depends on
// which patterns are there.
func (c *counting) weighPairs(places, values []uint32) (n int) {
	at, values := c.at, values[:len(places)]
	for k, i := range places { // as far as they are such
		if i&singlePlace != 0 || values[k]&isList != 0 || at[i+1] > at[i]+uint32(len("发")) {
			break
		}
		n++
	}
	having, weights, sum := c.Having, c.Weights, 0.0
	for _, value := range values[:n] {
		pattern := value - 1
		having[pattern/64] |= 1 << (pattern % 64)
		sum += weights[pattern]
	}
	occurrences, end := countApart(places[:n], at, uint32(c.end))
	c.Occurrences, c.end, c.Sum = c.Occurrences+occurrences, end, c.Sum+sum
	if c.Gaps {
		occurrences, end = countApart(places[:n], at, uint32(c.looseEnd))
		c.LooseOccurrences, c.looseEnd, c.LooseSum = c.LooseOccurrences+occurrences, end, c.LooseSum+sum
	}
	return n
}

// countApart counts which of the pairs that begin at some places do not begin before the end of the one before, the first of them before a
// byte. It returns where the last of them ends.
func countApart(places, at []uint32, end uint32) (n, last int) {
	for _, i := range places {
		from := at[i]
		n += int(1 - (from-end)>>31)
		end = max(end, from+uint32(len("发展")))
	}
	return n, int(end)
}

// A counting adds up occurrences from left to right.
type counting struct {
	*Tally
	folded        string
	terms         int32
	stop          []bool
	end, looseEnd int    // of the occurrences so far
	waiting       []Hit  // of others, in their order, that are not added yet
	sentences     []int  // where those end that have not ended
	sentence      uint64 // bit of the sentence at hand
}

// add adds a strict occurrence.
func (c *counting) add(pattern int32, from, to int) {
	if c.Gaps || len(c.waiting) > 0 {
		c.addBeside(pattern, from, to)
		return
	}
	c.place(pattern, from, to)
}

// addBeside is add where occurrences are counted loosely too, or others are waiting.
func (c *counting) addBeside(pattern int32, from, to int) {
	if c.Gaps {
		c.addToLoose(pattern, from, to)
	}
	c.addStrictly(pattern, from, to)
}

func (c *counting) addStrictly(pattern int32, from, to int) {
	if len(c.waiting) > 0 {
		c.addOthers(from)
	}
	c.place(pattern, from, to)
}

// addOthers adds the occurrences of the patterns that are not of ideographs alone, up to those that begin at a byte.
func (c *counting) addOthers(upTo int) {
	for len(c.waiting) > 0 && int(c.waiting[0].From) <= upTo {
		next := c.waiting[0]
		c.place(next.Pattern, int(next.From), int(next.To))
		c.waiting = c.waiting[1:]
	}
}

// place adds a strict occurrence behind those that begin before it.
func (c *counting) place(pattern int32, from, to int) {
	c.Having[pattern/64] |= 1 << (pattern % 64)
	if !c.Weighed {
		c.Counts[pattern]++
	}
	if c.sentences != nil {
		c.Sentences[pattern] |= c.sentence
	}
	if pattern < c.terms {
		if c.Weighed {
			c.Sum += c.Weights[pattern]
		}
		if from >= c.end {
			c.Occurrences++
		}
		c.end = max(c.end, to)
	}
}

// addLoosely adds an occurrence with separators inside.
func (c *counting) addLoosely(pattern int32, from, to int) {
	c.part()
	c.addToLoose(pattern, from, to)
}

// part counts from here on loosely beside strictly.
func (c *counting) part() {
	if !c.Gaps { // so far all has been alike
		c.Gaps, c.LooseOccurrences, c.looseEnd, c.LooseSum = true, c.Occurrences, c.end, c.Sum
		copy(c.LooseHaving, c.Having)
		if c.LooseCounts != nil && !c.Weighed {
			for i := range eachBit(c.Having) {
				c.LooseCounts[i] = c.Counts[i]
			}
		}
	}
}

// addBordered adds an occurrence of a bordered pattern, unless it overlaps the one before. It reports whether it is a strict one.
func (c *counting) addBordered(pattern int32, from, to int, strictly bool) bool {
	strictly = strictly && from >= c.ends[pattern]
	loosely := from >= c.looseEnds[pattern]
	if strictly {
		c.ends[pattern] = to
	}
	if loosely {
		c.looseEnds[pattern] = to
	}
	switch {
	case strictly && loosely:
		c.add(pattern, from, to)
	case strictly:
		c.part()
		c.addStrictly(pattern, from, to)
	case loosely:
		c.addLoosely(pattern, from, to)
	}
	return strictly
}

func (c *counting) addToLoose(pattern int32, from, to int) {
	c.LooseHaving[pattern/64] |= 1 << (pattern % 64)
	if c.LooseCounts != nil && !c.Weighed {
		c.LooseCounts[pattern]++
	}
	if pattern < c.terms {
		if c.Weighed {
			c.LooseSum += c.Weights[pattern]
		}
		if from >= c.looseEnd {
			c.LooseOccurrences++
		}
		c.looseEnd = max(c.looseEnd, to)
	}
}

// countList adds the occurrences at byte from of patterns that begin with the two ideographs there.
func (s *Set) countList(c *counting, list []int32, from int) (stopped bool) {
	for _, i := range list {
		p := &s.patterns[i]
		to, ok := p.forwards(c.folded, from, 0)
		switch {
		case !ok:
		case s.bordered[i]:
			if c.addBordered(i, from, to, to-from == len(p.folded)) && c.stop != nil && c.stop[i] {
				return true
			}
		case to-from > len(p.folded):
			c.addLoosely(i, from, to)
		default:
			if c.add(i, from, to); c.stop != nil && c.stop[i] {
				return true
			}
		}
	}
	return false
}
