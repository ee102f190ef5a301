package compare

import (
	"cmp"
	"slices"

	"gongbao/corpus"
	"gongbao/corpus/text"
)

// MostPairs bounds the work of Reports and Links: the paragraphs of the one report by those of the other.
const MostPairs = 1_000_000

// A Comparison is what has changed between two reports.
type Comparison struct {
	// Pairs are in the order of the newer report, each of whose paragraphs is in one of them. A paragraph of the older report that is
	// gone stands behind the one that was in front of it.
	Pairs []ParagraphPair
	Links []Link
}

// A ParagraphPair is what goes together: paragraphs of the newer report and those of the older one that they continue.
type ParagraphPair struct {
	// State is Kept, Edited or Moved for one paragraph of either report. It is Split for one or more neighbours that continue a
	// paragraph together with others or among themselves, Merged for one that continues several, New, or Gone.
	State State
	// SameSubject says that the two sides treat one subject, each in words of its own: Similarity is less than SameWording.
	SameSubject bool
	New, Old    []int // indexes of paragraphs, ascending
	// Similarity is the part of the letters of both sides that stand in stretches of four characters or more that both have, separators
	// left out: 1 for Kept, 0 for New and Gone.
	Similarity float64
	Sentences  []SentencePair
}

// SameWording is the similarity from which on two paragraphs share their wording, and not only their subject.
const SameWording = 0.4

// A SentencePair is a sentence of a pair and what it is paired with. The sentences of the newer report come first, and then those of the
// older one that are gone.
type SentencePair struct {
	State      State // Kept, Edited, Moved from or to another paragraph, New or Gone
	New, Old   *SentenceAt
	Similarity float64  // of a sentence that has another as a part: how much of that it has
	Changes    []Change // from Old to New, if both are there and differ
}

// A SentenceAt is a sentence where it stands.
type SentenceAt struct {
	Paragraph int // index
	Text      string
}

// fewestMoved is how many pairs of characters a sentence has that is looked for outside the paragraphs that go together.
const fewestMoved = 8

// Reports compares two reports. The product of their numbers of paragraphs must not be greater than MostPairs.
func Reports(newer, older *corpus.Report) Comparison {
	c := comparing{newer: newer, older: older, placesNew: placesOf(newer), placesOld: placesOf(older), links: Links(newer, older)}
	c.pair()
	c.pairSentences()
	return Comparison{c.pairs, c.links}
}

// comparing holds what Reports has found so far.
type comparing struct {
	newer, older *corpus.Report
	links        []Link
	ofNew, ofOld [][]Link // by paragraph
	placesNew    []place  // of the paragraphs
	placesOld    []place
	pairs        []ParagraphPair
	pairOf       []int // of each newer paragraph
}

// pair makes the pairs of the links.
func (c *comparing) pair() {
	c.ofNew, c.ofOld = make([][]Link, len(c.newer.Paragraphs)), make([][]Link, len(c.older.Paragraphs))
	for _, l := range c.links {
		c.ofNew[l.New], c.ofOld[l.Old] = append(c.ofNew[l.New], l), append(c.ofOld[l.Old], l)
	}
	partners := c.partners()
	behind := map[int][]int{} // pairs of what is gone, by the pair that they stand behind; -1 in front of all
	var kept []ParagraphPair
	c.pairOf = make([]int, len(c.newer.Paragraphs))
	for i := range c.newer.Paragraphs {
		if last := len(kept) - 1; last >= 0 && c.continues(kept[last], i) {
			kept[last].New = append(kept[last].New, i)
			for _, l := range c.ofNew[i][1:] {
				kept[last].Old = append(kept[last].Old, l.Old)
			}
			c.pairOf[i] = last
			continue
		}
		p := ParagraphPair{New: []int{i}}
		for _, l := range c.ofNew[i] {
			p.Old = append(p.Old, l.Old)
		}
		c.pairOf[i] = len(kept)
		kept = append(kept, p)
	}
	for n := range kept {
		kept[n].State = c.stateOf(&kept[n], partners)
		slices.Sort(kept[n].Old)
		c.resemble(&kept[n])
	}
	anchor := -1
	for j := range c.older.Paragraphs {
		if of := c.ofOld[j]; len(of) > 0 {
			anchor = c.pairOf[of[0].New]
		} else {
			behind[anchor] = append(behind[anchor], j)
		}
	}
	at := make([]int, len(kept)) // where each comes to stand
	gone := func(n int) {
		for _, j := range behind[n] {
			c.pairs = append(c.pairs, ParagraphPair{State: Gone, Old: []int{j}})
		}
	}
	gone(-1)
	for n, p := range kept {
		at[n] = len(c.pairs)
		c.pairs = append(c.pairs, p)
		gone(n)
	}
	for i, n := range c.pairOf {
		c.pairOf[i] = at[n]
	}
}

// continues reports whether a paragraph continues the same one as the pair in front of it.
func (c *comparing) continues(p ParagraphPair, i int) bool {
	return len(p.Old) > 0 && len(c.ofNew[i]) > 0 && c.ofNew[i][0].Old == p.Old[0]
}

// stateOf returns the state of a pair that has newer paragraphs.
func (c *comparing) stateOf(p *ParagraphPair, partners map[place]place) State {
	one := len(p.New) == 1 && len(p.Old) == 1
	switch {
	case len(p.Old) == 0:
		return New
	case len(p.Old) > 1 && len(p.New) == 1:
		return Merged
	case !one || len(c.ofOld[p.Old[0]]) > 1 && c.ofNew[p.New[0]][0].how != equal:
		return Split
	}
	a, b := c.placesNew[p.New[0]], c.placesOld[p.Old[0]]
	if !agree(a.role, b.role) || a.title != "" && partners[a] != b {
		return Moved
	}
	if text.Fold(c.newer.Paragraphs[p.New[0]].Text) == text.Fold(c.older.Paragraphs[p.Old[0]].Text) {
		return Kept
	}
	return Edited
}

// A place is a section of a report: a chapter by its role, or a section below it by its title.
type place struct {
	role  corpus.Role
	title string
}

// placesOf returns where the paragraphs of a report stand.
func placesOf(r *corpus.Report) []place {
	places := make([]place, len(r.Paragraphs))
	for i, role := range rolesOf(r) {
		if places[i].role = role; len(r.Paragraphs[i].Section) > 1 {
			places[i].title = r.Paragraphs[i].Section[1]
		}
	}
	return places
}

// partners returns for each section of the newer report that continues anything the one of the older report that it has most of.
func (c *comparing) partners() map[place]place {
	letters := map[[2]place]int{}
	for _, of := range c.ofNew {
		if len(of) == 0 {
			continue
		}
		letters[[2]place{c.placesNew[of[0].New], c.placesOld[of[0].Old]}] += text.Letters(c.newer.Paragraphs[of[0].New].Text)
	}
	partners := map[place]place{}
	for pair, n := range letters {
		best, ok := partners[pair[0]]
		if most := letters[[2]place{pair[0], best}]; !ok || n > most || n == most && pair[1].before(best) {
			partners[pair[0]] = pair[1]
		}
	}
	return partners
}

func (p place) before(q place) bool {
	return cmp.Or(cmp.Compare(p.role, q.role), cmp.Compare(p.title, q.title)) < 0
}

// resemble sets the similarity of a pair.
func (c *comparing) resemble(p *ParagraphPair) {
	if len(p.Old) == 0 {
		return
	}
	if p.State == Kept {
		p.Similarity = 1
		return
	}
	newer, older := joined(c.newer, p.New), joined(c.older, p.Old)
	shared, all := common(newer, older)
	back, rest := common(older, newer)
	if all+rest > 0 {
		p.Similarity = float64(shared+back) / float64(all+rest)
	}
	p.SameSubject = p.Similarity < SameWording
}

// joined returns the loosened texts of paragraphs, with a line feed behind each.
func joined(r *corpus.Report, paragraphs []int) (all []rune) {
	for _, i := range paragraphs {
		all = append(append(all, []rune(text.Loosen(text.Fold(r.Paragraphs[i].Text)))...), '\n')
	}
	return all
}

// stretch is the length of the shortest run of characters that counts as shared.
const stretch = 4

// common returns how many characters of a text stand in runs that another has too, and how many there are.
func common(of, in []rune) (shared, all int) {
	runs := map[[stretch]rune]bool{}
	for i := 0; i+stretch <= len(in); i++ {
		runs[[stretch]rune(in[i:])] = true
	}
	end := 0 // of what is shared so far
	for i, r := range of {
		if r == '\n' {
			continue
		}
		all++
		if i+stretch <= len(of) && !slices.Contains(of[i:i+stretch], '\n') && runs[[stretch]rune(of[i:])] {
			end = i + stretch
		}
		if i < end {
			shared++
		}
	}
	return shared, all
}

// pairSentences pairs the sentences of the whole reports, first those of paragraphs that are linked.
func (c *comparing) pairSentences() {
	newer, newTexts := sentencesOf(c.newer)
	older, oldTexts := sentencesOf(c.older)
	linked := map[[2]int]bool{}
	for _, l := range c.links {
		linked[[2]int{l.New, l.Old}] = true
	}
	together := func(i, j int) bool { return linked[[2]int{newer[i].Paragraph, older[j].Paragraph}] }
	goneFrom := make([]int, len(c.older.Paragraphs)) // the pair that shows what is gone from an older paragraph
	for n, p := range c.pairs {
		for _, j := range p.Old {
			if c.pairs[goneFrom[j]].Old == nil || !slices.Contains(c.pairs[goneFrom[j]].Old, j) {
				goneFrom[j] = n
			}
		}
	}
	paired := pairSentences(newTexts, oldTexts, together, fewestMoved)
	for _, p := range c.pairParts(paired, newer, older) {
		s := SentencePair{State: p.State, Similarity: p.Similarity}
		at := 0
		if p.Old >= 0 {
			s.Old = &older[p.Old]
			at = goneFrom[s.Old.Paragraph]
		}
		if p.New >= 0 {
			s.New = &newer[p.New]
			at = c.pairOf[s.New.Paragraph]
		}
		if s.New != nil && s.Old != nil {
			s.Changes = Changes(s.New.Text, s.Old.Text)
		}
		c.pairs[at].Sentences = append(c.pairs[at].Sentences, s)
	}
}

// mostOfPart is how much of a sentence stands in stretches that a longer one has, of which it is a part.
const mostOfPart = 2.0 / 3

// A leftover is a sentence that is new or gone so far.
type leftover struct {
	at    int // among what is paired
	words []rune
	pairs []uint64
}

// pairParts pairs what is left of paragraphs that are linked where one sentence has most of the other: sentences that were run together,
// or cut. It returns the pairs without those that it has brought together.
func (c *comparing) pairParts(paired []Paired, newer, older []SentenceAt) []Paired {
	ofNew, ofOld := map[int][]leftover{}, map[int][]leftover{} // by paragraph
	add := func(of map[int][]leftover, at int, s *SentenceAt) {
		shape := shapeOf(s.Text)
		of[s.Paragraph] = append(of[s.Paragraph], leftover{at, []rune(text.Loosen(shape.folded)), shape.pairs})
	}
	for at, p := range paired {
		switch p.State {
		case New:
			add(ofNew, at, &newer[p.New])
		case Gone:
			add(ofOld, at, &older[p.Old])
		}
	}
	for _, link := range c.links {
		for _, a := range ofNew[link.New] {
			best, most := -1, 0.0
			for _, b := range ofOld[link.Old] {
				if paired[a.at].State != New || paired[b.at].State != Gone {
					continue
				}
				if share := a.shared(&b); share >= mostOfPart && share > most {
					best, most = b.at, share
				}
			}
			if best >= 0 {
				paired[a.at] = Paired{State: Edited, New: paired[a.at].New, Old: paired[best].Old, Similarity: most}
				paired[best].State = ""
			}
		}
	}
	return slices.DeleteFunc(paired, func(p Paired) bool { return p.State == "" })
}

// shared returns how much of the shorter of two sentences stands in stretches that the longer one has; 0 where it says too little, or
// has less than mostOfPart for certain: of stretches, three pairs of four characters are shared.
func (a *leftover) shared(b *leftover) float64 {
	short, long := a, b
	if len(short.words) > len(long.words) {
		short, long = b, a
	}
	if len(short.pairs) < fewestMoved || 2*sharedPairs(short.pairs, long.pairs) < len(short.pairs) {
		return 0
	}
	shared, all := common(short.words, long.words)
	return float64(shared) / float64(all)
}

// sharedPairs counts what two sorted lists have in common.
func sharedPairs(a, b []uint64) (n int) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// sentencesOf returns the sentences of a report, and their texts.
func sentencesOf(r *corpus.Report) (list []SentenceAt, texts []string) {
	for i := range r.Paragraphs {
		for _, one := range Sentences(r.Paragraphs[i].Text) {
			list, texts = append(list, SentenceAt{i, one}), append(texts, one)
		}
	}
	return list, texts
}
