package alike

import "math/bits"

// A scan passes over a text with all patterns at once, each of whose spots is a bit of a word: the algorithm of Wu and Manber
// (Fast text searching allowing errors, 1992), with two letters in the wrong order as an error too.
type scan struct {
	*Text
	patterns []pattern
	begins   uint64   // the first spots of the patterns
	ends     uint64   // their last ones
	slips    uint64   // the spots of patterns that may have a slip
	of       [64]int  // pattern by spot
	masks    []uint64 // the spots that a letter may stand at, by the letter
	found    map[string]*found
	left     int // matches to look at
	key      []byte
}

// mostMatches bounds the matches that are looked at. What more would come is of inputs that say nothing.
const mostMatches = 200_000

func newScan(t *Text, patterns []pattern) *scan {
	s := &scan{Text: t, masks: make([]uint64, len(t.alphabet)), found: map[string]*found{}, left: mostMatches}
	at := 0
	for _, p := range patterns {
		if at+len(p.spots) > len(s.of) {
			break
		}
		for i := range p.spots {
			bit := uint64(1) << at
			for id := 1; id < len(t.alphabet); id++ {
				if p.spots[i].cost(&t.alphabet[id]) != no {
					s.masks[id] |= bit
				}
			}
			if p.slips {
				s.slips |= bit
			}
			s.of[at] = len(s.patterns)
			at++
		}
		s.begins |= 1 << (at - len(p.spots))
		s.ends |= 1 << (at - 1)
		s.patterns = append(s.patterns, p)
	}
	return s
}

// run looks at all matches of the text.
func (s *scan) run() {
	if len(s.patterns) == 0 {
		return
	}
	idle := s.begins & s.slips // slipped, where nothing has begun: the first letter is wrong, or missing
	slipped := idle            // spots up to which the text matches with a slip
	var whole, before uint64   // and without one, so one letter ago
	var last uint64            // the mask of the letter before
	for i := 0; i < len(s.characters); i++ {
		if whole|before|last == 0 && slipped == idle {
			if i += s.strange(i); i == len(s.characters) {
				return
			}
		}
		id := s.characters[i]
		if id == 0 {
			whole, before, slipped, last = 0, 0, idle, 0
			continue
		}
		mask := s.masks[id]
		next := (whole<<1 | s.begins) & mask
		swap := ((before<<1 | s.begins) & mask) << 1 & last &^ s.begins
		slipped = ((slipped<<1|s.begins)&mask | (whole<<1 | s.begins) | whole | next<<1 | swap) & s.slips
		before, whole, last = whole, next, mask
		for ends := (whole | slipped) & s.ends; ends != 0; ends &= ends - 1 {
			s.look(&s.patterns[s.of[bits.TrailingZeros64(ends)]], i+1)
			if s.left--; s.left == 0 {
				return
			}
		}
	}
}

// strange counts the letters from a position on, up to the first that may stand at a spot. Most of a text is such: where nothing has begun,
// nothing does there.
func (s *scan) strange(from int) (n int) {
	for _, id := range s.characters[from:] {
		if s.masks[id] != 0 {
			break
		}
		n++
	}
	return n
}

// look counts the match of a pattern that ends at a position of the text.
func (s *scan) look(p *pattern, end int) {
	best, from, spots := no, 0, p.spots
	for _, n := range [...]int{len(spots) + 1, len(spots), len(spots) - 1} {
		if end-n < 0 || !s.isWhole(end-n, end) {
			continue
		}
		if cost := s.cost(spots, s.characters[end-n:end]); cost != no && (best == no || cost+p.cost < best) {
			best, from = cost+p.cost, end-n
		}
	}
	if best == no || beside(best) > (len(spots)-1)/besideSlip || s.isFar(spots, s.characters[from:end]) {
		return
	}
	s.key = s.key[:0]
	for _, id := range s.characters[from:end] {
		s.key = append(s.key, byte(id), byte(id>>8))
	}
	f := s.found[string(s.key)]
	if f == nil {
		f = &found{cost: best, before: map[uint16]int{}, behind: map[uint16]int{}, sound: p.cost == 0 && s.sounds(spots, s.characters[from:end])}
		for _, id := range s.characters[from:end] {
			f.shown += string(s.alphabet[id].shown)
			f.folded += string(s.alphabet[id].folded)
		}
		s.found[string(s.key)] = f
	}
	f.cost = min(f.cost, best)
	f.count++
	if from > 0 {
		f.before[s.characters[from-1]]++
	} else {
		f.before[0]++
	}
	f.behind[s.characters[end]]++ // a border is last
}

// besideSlip is how many spots a pattern with a slip has for each other that may differ.
const besideSlip = 4

// beside returns what a match with a slip costs besides that, and 0 for one without.
func beside(cost int) int {
	switch {
	case cost >= slip:
		return cost - slip
	case cost >= swapped:
		return cost - swapped
	}
	return 0
}

// isFar reports whether most letters differ, and some of them by more than their sounds.
func (s *scan) isFar(spots []spot, letters []uint16) bool {
	if len(spots) != len(letters) {
		return false
	}
	differ, looks := 0, false
	for i := range spots {
		c := spots[i].cost(&s.alphabet[letters[i]])
		if c == no {
			return false // a slip is judged by its own cost
		}
		if c != 0 && spots[i].character != 0 {
			differ++
			looks = looks || c != otherSound
		}
	}
	return looks && 2*differ > len(spots)
}

// isWhole reports whether a range of the text has no border, and begins and ends inside no word.
func (s *scan) isWhole(from, to int) bool {
	for _, id := range s.characters[from:to] {
		if id == 0 {
			return false
		}
	}
	inside := func(i int) bool {
		return i > 0 && s.alphabet[s.characters[i-1]].isWord() && s.alphabet[s.characters[i]].isWord()
	}
	return from < to && !inside(from) && !inside(to)
}

// sounds reports whether letters sound like the spots, one by one.
func (s *scan) sounds(spots []spot, letters []uint16) bool {
	if len(spots) != len(letters) {
		return false
	}
	for i := range spots {
		l := &s.alphabet[letters[i]]
		if spots[i].character != 0 && spots[i].character != l.folded && !shareAny(spots[i].blurred, l.blurred) {
			return false
		}
	}
	return true
}

// cost returns what it costs that letters stand for spots, with at most one slip; no if they do not.
func (s *scan) cost(spots []spot, letters []uint16) int {
	at := func(i, j int) int { return spots[i].cost(&s.alphabet[letters[j]]) }
	n, same := 0, 0 // what the first spots cost, up to the first that does not match
	for same < min(len(spots), len(letters)) {
		c := at(same, same)
		if c == no {
			break
		}
		n += c
		same++
	}
	rest := func(i, j int) int { // what the spots from i on cost, for the letters from j on
		sum := 0
		for ; i < len(spots); i, j = i+1, j+1 {
			c := at(i, j)
			if c == no {
				return no
			}
			sum += c
		}
		return sum
	}
	switch {
	case len(letters) == len(spots) && same == len(spots):
		return n
	case len(letters) == len(spots):
		if i := same; i+1 < len(spots) && at(i, i+1) != no && at(i+1, i) != no {
			if behind := rest(i+2, i+2); behind != no {
				return n + at(i, i+1) + at(i+1, i) + behind + swapped
			}
		}
		atEdge := same == 0 || same == len(spots)-1
		if behind := rest(same+1, same+1); behind != no && (len(spots) > fewestForSlip || !atEdge) {
			return n + behind + slip
		}
	case len(letters) > len(spots): // a letter is missing; one at an edge would be none
		return s.least(len(spots)-1, same, func(i int) int {
			if i == 0 {
				return no
			}
			return plus(s.sum(spots[:i], letters[:i]), rest(i, i+1), slip)
		})
	default: // a letter is too many
		return s.least(len(letters), same, func(i int) int {
			price := slip
			if i > 0 && spots[i].character == spots[i-1].character || i+1 < len(spots) && spots[i].character == spots[i+1].character {
				price = doubled
			} else if len(letters) < fewestForSlip {
				return no
			}
			return plus(s.sum(spots[:i], letters[:i]), rest(i+1, i), price)
		})
	}
	return no
}

// least returns the least that is not no of the costs from 0 to the lower of two bounds.
func (s *scan) least(last, same int, cost func(i int) int) int {
	best := no
	for i := 0; i <= min(last, same); i++ {
		if c := cost(i); c != no && (best == no || c < best) {
			best = c
		}
	}
	return best
}

// sum returns what letters cost at spots, which match.
func (s *scan) sum(spots []spot, letters []uint16) int {
	sum := 0
	for i := range spots {
		sum += spots[i].cost(&s.alphabet[letters[i]])
	}
	return sum
}

func plus(a, b, c int) int {
	if a == no || b == no {
		return no
	}
	return a + b + c
}
