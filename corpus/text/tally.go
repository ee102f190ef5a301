package text

import (
	"cmp"
	"math/bits"
	"slices"
	"sync"
	"unicode/utf8"
)

// A Tally is how often the patterns of a Set occur in a text, and in which of its sentences. It does not say where, which makes it
// much faster than Set.AppendAll.
type Tally struct {
	Counts      []int    // strict occurrences of each pattern
	Having      []uint64 // bits of the patterns that occur strictly
	Sentences   []uint64 // of each pattern, bits of the sentences that have a strict occurrence, if these are asked for
	Occurrences int      // strict ones of some patterns, see Set.Count, overlapping ones counted once

	// Gaps says that some occurrence has separators inside, or is none where those that have are. Where it is false, the next two
	// are those above, and not filled in.
	Gaps             bool
	LooseHaving      []uint64 // bits of the patterns that occur in the loose form of the text
	LooseOccurrences int      // as Occurrences, there

	// Stop, if there is one, is asked behind each sentence but the last, and ends Count there.
	Stop SentenceStop

	others []Hit // of the patterns of a mixed Set that are not Ideographic

	// ends and looseEnds are where the last occurrence of each bordered pattern ends
	ends, looseEnds []int
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
	for i, word := range t.Having {
		for ; word != 0; word &= word - 1 {
			n := i*64 + bits.TrailingZeros64(word)
			t.Counts[n], t.Sentences[n] = 0, 0
		}
	}
	clear(t.Having)
	t.Occurrences, t.Gaps = 0, false
}

// A tallyIndex finds the patterns of a Set that are of ideographs alone.
type tallyIndex struct {
	others []int32            // the patterns that are not; each is looked for alone
	kinds  [1 << 16]tallyKind // of the Basic Multilingual Plane, where all ideographs of these patterns are
	filter [1 << 10]uint64    // bits by hash: pairs of ideographs that some pattern may begin with
	slots  []tallySlot        // open addresses of these pairs: a power of two
	shift  int                // of a hash, so that it numbers slots
	lists  [][]int32
	single *[1 << 16]int32 // one more than the pattern that is this rune, or 0; nil if all have more
	// bordered are the patterns that end with what they begin with, and so may overlap themselves
	bordered []int32
	// characters has by rune the pattern that is this one, or a number that no pattern has: one of several, since to count in
	// the same place again and again would take longer. It is nil if patterns have more than one character, or are many.
	characters *[1 << 16]uint8
}

// A tallyKind says what a rune may be to the patterns of a Set, as bits.
type tallyKind uint8

const (
	inText   tallyKind = 1 << iota // it is an ideograph
	isSingle                       // it is a pattern
	isGap                          // Loosen removes it, if it is no decimal point
	isSecond                       // some pattern has it behind the one that it begins with
	isFirst                        // some pattern begins with it, and has more
)

// follow is isSecond and isGap where the rune is first, and nothing where it is not; without a branch, for it cannot be foretold.
func (k tallyKind) follow() tallyKind {
	return (k&isFirst)/(isFirst/isSecond) | (k&isFirst)/(isFirst/isGap)
}

// A tallySlot has the patterns that begin with two ideographs. key is 0 where there is none; only is the pattern if there is one,
// of no more than these and not bordered; otherwise list is one more than the number of a list of them.
type tallySlot struct {
	key        uint32
	only, list int32
}

func tallyHash(first, second uint16) uint32 {
	return uint32(first)*0x9E3779B1 ^ uint32(second)*0x85EBCA6B
}

func tallyKey(first, second uint16) uint32 { return uint32(first)<<16 | uint32(second) }

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
	size := bits.Len(uint(4*len(patterns) + 64))
	x := &tallyIndex{others: others, kinds: *loadKinds(), slots: make([]tallySlot, 1<<size), shift: 32 - size}
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
			if x.single[first] != 0 {
				return nil
			}
			x.single[first] = int32(i) + 1
			singles++
			x.kinds[first] |= isSingle
			continue
		}
		second, secondWidth := utf8.DecodeRuneInString(p.folded[width:])
		x.add(uint16(first), uint16(second), int32(i), width+secondWidth == len(p.folded) && !bordered(p.folded))
		if bordered(p.folded) {
			x.bordered = append(x.bordered, int32(i))
		}
	}
	if singles > 0 && singles == len(patterns) && len(patterns) <= fewCharacters {
		x.characters = new([1 << 16]uint8)
		for r, i := range x.single {
			if x.characters[r] = uint8(i - 1); i == 0 {
				x.characters[r] = uint8(fewCharacters + r%(256-fewCharacters))
			}
		}
	}
	return x
}

// fewCharacters is the number of patterns of one ideograph up to which they are counted in an array.
const fewCharacters = 240

// add adds a pattern that begins with two ideographs; ends says that it has no more.
func (x *tallyIndex) add(first, second uint16, pattern int32, ends bool) {
	x.kinds[first] |= isFirst
	x.kinds[second] |= isSecond
	hash, key := tallyHash(first, second), tallyKey(first, second)
	x.filter[hash>>22] |= 1 << (hash >> 16 & 63)
	slot := x.find(hash, key)
	switch {
	case slot.key == 0 && ends:
		*slot = tallySlot{key: key, only: pattern}
		return
	case slot.key == 0:
		x.lists = append(x.lists, nil)
		*slot = tallySlot{key: key, list: int32(len(x.lists))}
	case slot.list == 0:
		x.lists = append(x.lists, []int32{slot.only})
		slot.list = int32(len(x.lists))
	}
	x.lists[slot.list-1] = append(x.lists[slot.list-1], pattern)
}

// find returns the slot of a pair, or a free one, which has no key, if there is none.
func (x *tallyIndex) find(hash, key uint32) *tallySlot {
	for i := hash >> x.shift; ; i = (i + 1) % uint32(len(x.slots)) {
		if slot := &x.slots[i]; slot.key == key || slot.key == 0 {
			return slot
		}
	}
}

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
	c := counting{Tally: t, terms: int32(terms), sentences: ends, stop: stop, sentence: 1}
	for _, i := range s.index.bordered {
		t.ends[i], t.looseEnds[i] = 0, 0
	}
	if s.index.characters != nil && stop == nil && t.Stop == nil {
		s.index.countCharacters(&c, folded)
		return false
	}
	if s.findOthers(&c, folded) || s.countAll(&c, folded) {
		return true
	}
	c.addOthers(len(folded))
	return false
}

// findOthers finds the patterns that are not of ideographs alone. It stops as Count does.
func (s *Set) findOthers(c *counting, folded string) (stopped bool) {
	c.others = c.others[:0]
	for _, i := range s.index.others {
		p := s.patterns[i]
		for at, ok := p.Next(folded, 0); ok; at, ok = p.Next(folded, at.To) {
			c.others = append(c.others, Hit{i, int32(at.From), int32(at.To)})
		}
		if c.stop != nil && c.stop[i] && len(c.others) > 0 && c.others[len(c.others)-1].Pattern == i {
			c.waiting = c.others
			c.addOthers(len(folded))
			return true
		}
	}
	slices.SortFunc(c.others, func(a, b Hit) int { return cmp.Compare(a.From, b.From) })
	c.waiting = c.others
	return false
}

// countCharacters is Count for few patterns of one ideograph. No two of them overlap.
func (x *tallyIndex) countCharacters(c *counting, folded string) {
	var counts [256]int32
	var sentences [256]uint64
	ends := c.sentences
	if ends == nil {
		ends = []int{len(folded)}
	}
	from, bit := 0, uint64(1)
	for _, end := range ends {
		for s := folded[from:end]; len(s) > 2; {
			switch b := s[0]; {
			case b < utf8.RuneSelf:
				s = s[1:]
			case b-0xE0 < 0x10:
				i := x.characters[uint16(b)<<12|uint16(s[1]&0x3F)<<6|uint16(s[2]&0x3F)]
				counts[i]++
				sentences[i] |= bit
				s = s[3:]
			case b < 0xE0:
				s = s[2:]
			default:
				s = s[min(len(s), 4):]
			}
		}
		from, bit = end, bit<<1
	}
	for i := range c.Counts {
		if n := int(counts[i]); n > 0 {
			c.Counts[i], c.Sentences[i] = n, sentences[i]
			c.Having[i/64] |= 1 << (i % 64)
			if i < int(c.terms) {
				c.Occurrences += n
			}
		}
	}
}

func (s *Set) countAll(c *counting, folded string) (stopped bool) {
	x := s.index
	if x.single == nil && len(c.sentences) < 2 && len(s.patterns) <= fewPatterns {
		return s.countPairs(c, folded)
	}
	last, lastAt := uint16(0), 0 // the ideograph before, 0 for none, and where it stands
	separated := false           // there are separators behind it
	for i := 0; i < len(folded); {
		r, width := uint16(folded[i]), 1
		if r >= utf8.RuneSelf {
			if r-0xE0 < 0x10 && i+2 < len(folded) {
				r, width = r<<12|uint16(folded[i+1]&0x3F)<<6|uint16(folded[i+2]&0x3F), 3
			} else {
				r, width = shortRune(folded[i:])
			}
		}
		kind := x.kinds[r]
		if kind&inText == 0 {
			if separated = kind == isGap && !(r == '.' && isPoint(folded, i)); !separated {
				last = 0
			}
			if i += width; len(c.sentences) > 1 && i >= c.sentences[0] { // only such runes end a sentence
				if c.Stop != nil && c.Stop.After(c.sentence) {
					return true
				}
				c.sentences, c.sentence = c.sentences[1:], c.sentence<<1
			}
			continue
		}
		if last != 0 {
			if hash := tallyHash(last, r); x.filter[hash>>22]>>(hash>>16&63)&1 != 0 && s.countPair(c, x.find(hash, tallyKey(last, r)), folded, lastAt, i+3, separated) {
				return true
			}
		}
		if kind&isSingle != 0 {
			id := x.single[r] - 1
			if c.add(id, i, i+3); c.stop != nil && c.stop[id] {
				return true
			}
		}
		last, lastAt, separated = r, i, false
		i += width
	}
	return false
}

// fewPatterns is up to how many patterns most runes of a text are in none, so that countPairs is the faster: for 60 by a fifth, while
// for 500 it is slower by a quarter.
const fewPatterns = 200

// countPairs is countAll where every pattern has two ideographs or more. Nearly all that it does for a rune is to see that no pattern
// begins with it and the one before.
func (s *Set) countPairs(c *counting, folded string) (stopped bool) {
	x := s.index
	follow := tallyKind(0) // what matters of a rune behind the one before
	for i := 0; i+2 < len(folded); {
		r, width := uint16(folded[i]), 3
		if r-0xE0 < 0x10 {
			r = r<<12 | uint16(folded[i+1]&0x3F)<<6 | uint16(folded[i+2]&0x3F)
		} else {
			r, width = shortRune(folded[i:])
		}
		kind := x.kinds[r]
		if kind&follow != 0 && s.countBehind(c, folded, i, r) {
			return true
		}
		follow = kind.follow()
		i += width
	}
	return false
}

// countBehind adds the occurrences of the patterns that begin with the ideograph before byte i and the one there, whose rune is
// given, or with one behind separators there.
func (s *Set) countBehind(c *counting, folded string, i int, r uint16) (stopped bool) {
	x := s.index
	first, from := threeBytes(folded, i-3), i-3
	for x.kinds[r]&isGap != 0 {
		if r == '.' && isPoint(folded, i) {
			return false
		}
		_, width := shortRune(folded[i:])
		if i += width; i+2 >= len(folded) {
			return false
		}
		r, _ = shortRune(folded[i:])
	}
	if x.kinds[r]&isSecond == 0 {
		return false
	}
	hash := tallyHash(first, r)
	return x.filter[hash>>22]>>(hash>>16&63)&1 != 0 && s.countPair(c, x.find(hash, tallyKey(first, r)), folded, from, i+3, i-from > 3)
}

// threeBytes is the rune of three bytes at byte i.
func threeBytes(s string, i int) uint16 {
	return uint16(s[i])<<12 | uint16(s[i+1]&0x3F)<<6 | uint16(s[i+2]&0x3F)
}

// countPair adds the occurrences of the patterns that begin with two ideographs, which the given slot has. They stand from byte from to
// byte to.
func (s *Set) countPair(c *counting, slot *tallySlot, folded string, from, to int, separated bool) (stopped bool) {
	switch {
	case slot.key == 0: // no pattern begins so
	case slot.list > 0:
		return s.countList(c, s.index.lists[slot.list-1], folded, from)
	case separated:
		c.addLoosely(slot.only, from, to)
	default:
		c.add(slot.only, from, to)
		return c.stop != nil && c.stop[slot.only]
	}
	return false
}

// shortRune returns the rune that s begins with, of one or two bytes; of longer ones it returns one that Loosen treats alike.
func shortRune(s string) (r uint16, width int) {
	long, width := utf8.DecodeRuneInString(s)
	switch {
	case long < 1<<16:
		return uint16(long), width
	case loadFoldings().of(long).class.gap():
		return ' ', width
	}
	return 'a', width
}

// A counting adds up occurrences from left to right.
type counting struct {
	*Tally
	terms         int32
	stop          []bool
	end, looseEnd int    // of the occurrences so far
	waiting       []Hit  // of others, in their order, that are not added yet
	sentences     []int  // where those end that have not ended
	sentence      uint64 // bit of the sentence at hand
}

// add adds a strict occurrence.
func (c *counting) add(pattern int32, from, to int) {
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
	c.Counts[pattern]++
	c.Sentences[pattern] |= c.sentence
	if pattern < c.terms {
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
		c.Gaps, c.LooseOccurrences, c.looseEnd = true, c.Occurrences, c.end
		copy(c.LooseHaving, c.Having)
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
	if pattern < c.terms {
		if from >= c.looseEnd {
			c.LooseOccurrences++
		}
		c.looseEnd = max(c.looseEnd, to)
	}
}

// countList adds the occurrences at byte from of patterns that begin with the two ideographs there.
func (s *Set) countList(c *counting, list []int32, folded string, from int) (stopped bool) {
	for _, i := range list {
		p := &s.patterns[i]
		to, ok := p.forwards(folded, from, 0)
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

// loadKinds knows all of the runes but which are patterns.
var loadKinds = sync.OnceValue(func() *[1 << 16]tallyKind {
	kinds, f := new([1 << 16]tallyKind), loadFoldings()
	for r := range rune(len(kinds)) {
		switch {
		case ideographs(string(r)) > 0:
			kinds[r] = inText
		case f.of(r).class.gap():
			kinds[r] = isGap
		}
	}
	return kinds
})
