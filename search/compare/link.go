package compare

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"gongbao/corpus"
)

// A Link says that a paragraph of the newer report continues one of the older report: both have the same function there. Most
// paragraphs have one link at most. The paragraphs into which an older one was split each have one to it, and one into which several
// older ones were merged has one to each of them, the first of which it continues.
type Link struct {
	New, Old   int     // indexes
	Similarity float64 // from 0 to 1; of wording, lead, section, role and mark
	how        how
}

// how says how a link was found.
type how int

const (
	equal  how = iota // the search forms are equal, or both are the title or the heading of a chapter
	best              // neither is more like any other
	split             // the older paragraph has the newer one
	merged            // the newer paragraph has the older one
)

// What it takes to be linked. Similarities of paragraphs that have nothing to do with each other are below .1, shares of them
// below .15.
const (
	fewestLetters = 8    // of paragraphs that are not equal
	fewestWords   = 4    // letters besides numbers of paragraphs that are equal but for these
	likeChapters  = 0.3  // cosine of the headings of two chapters, whatever their order
	leastSimilar  = 0.13 // of two paragraphs anywhere
	leastInside   = 0.10 // in sections that are linked
	leastInPlace  = 0.06 // in the same place between what is linked
	leastRest     = 0.5  // cosine of what nothing else continues
	leastOfBest   = 0.6  // of what is most similar to either of them
	fewestShared  = 2    // paragraphs that two sections share whose headings are linked for that
	leastSplit    = 0.19 // share of the newer one in the older one
	leastSplitIn  = 0.07 // in sections that are linked
	leastMerged   = 0.17 // share of the older one in a newer one that continues another
	leastOnly     = 0.14 // in a newer one that continues none so far
	leastUnfolded = 0.02 // share in the only paragraph of the section that the newer section unfolds
	leadOfShare   = 0.15 // weight of the lead beside a share
	shortText     = 30   // letters; a text of so few needs twice the share, because what it has is common
)

// Links finds what of an older report each paragraph of a newer one continues: what is equal, title and chapters first, then what is
// most similar, then what was split, and what was merged. They are sorted by the newer paragraph, and for each the one that it
// continues comes first. Paragraphs without a link are new, or gone. The work grows with the product of the two lengths.
func Links(newer, older *corpus.Report) []Link {
	l := &linking{likeness: likenessOf(newer, older)}
	l.oldOf, l.newOf = slices.Repeat([]int{-1}, len(l.news)), slices.Repeat([]int{-1}, len(l.olds))
	l.headed = slices.ContainsFunc(l.news, portrait.headsSection) && slices.ContainsFunc(l.olds, portrait.headsSection)
	l.linkEqual()
	l.linkChapters()
	l.linkEqualButNumbers()
	l.linkBest(leastSimilar, func(int, int) bool { return true })
	l.linkHeadings()
	l.linkSectionOpenings()
	inside := l.sections()
	l.linkBest(leastInside, inside)
	l.linkOpenings()
	l.linkInPlace()
	l.linkSplit(inside)
	l.linkUnfolded()
	l.linkMerged()
	l.linkHeadings() // of what has been found inside by now
	l.linkSectionOpenings()
	l.linkContained()
	l.linkLostHeadings()
	l.linkRest()
	slices.SortStableFunc(l.links, func(a, b Link) int {
		return cmp.Or(a.New-b.New, int(a.how-b.how), cmp.Compare(b.Similarity, a.Similarity))
	})
	return l.links
}

// linking holds what Links has found so far.
type linking struct {
	*likeness
	headed       bool  // both reports have sections with a line for a heading, which continues only such a line
	oldOf, newOf []int // the first link of each; -1 without one
	links        []Link
}

func (l *linking) link(i, j int, h how) {
	if l.oldOf[i] < 0 {
		l.oldOf[i] = j
	}
	if l.newOf[j] < 0 {
		l.newOf[j] = i
	}
	l.links = append(l.links, Link{i, j, l.similar.at(i, j), h})
}

// free reports whether neither of two paragraphs is linked.
func (l *linking) free(i, j int) bool { return l.oldOf[i] < 0 && l.newOf[j] < 0 }

// linkEqual links equal paragraphs in their order, and the titles.
func (l *linking) linkEqual() {
	places := map[string][]int{}
	for j := range l.olds {
		places[l.olds[j].folded] = append(places[l.olds[j].folded], j)
	}
	for i := range l.news {
		folded := l.news[i].folded
		if of := places[folded]; len(of) > 0 {
			l.link(i, of[0], equal)
			l.links[len(l.links)-1].Similarity = 1
			places[folded] = of[1:]
		}
	}
	if len(l.news) > 0 && len(l.olds) > 0 && l.news[0].heading && l.olds[0].heading && l.free(0, 0) {
		l.link(0, 0, equal)
	}
}

// linkEqualButNumbers links paragraphs with numbers that are equal but for these and stand once in either report. Short ones, as in a
// list of targets, have little else to be known by.
func (l *linking) linkEqualButNumbers() {
	type frame struct {
		role    corpus.Role
		heading bool
		words   string
	}
	framesOf := func(portraits []portrait) (frames []frame, at map[frame][]int) {
		frames, at = make([]frame, len(portraits)), map[frame][]int{}
		for i, p := range portraits {
			if words := withoutNumbers(p.words); words != p.words && !p.chapter && utf8.RuneCountInString(words) >= fewestWords {
				frames[i] = frame{p.role, p.heading, words}
				at[frames[i]] = append(at[frames[i]], i)
			}
		}
		return frames, at
	}
	frames, news := framesOf(l.news)
	_, olds := framesOf(l.olds)
	for i, f := range frames {
		if j := olds[f]; len(news[f]) == 1 && len(j) == 1 && l.free(i, j[0]) {
			l.link(i, j[0], best)
		}
	}
}

// withoutNumbers returns a folded text without its numbers, in digits or characters.
func withoutNumbers(s string) string {
	var kept strings.Builder
	for s != "" {
		n := numberLength(s)
		if n == 0 {
			_, n = utf8.DecodeRuneInString(s)
			kept.WriteString(s[:n])
		}
		s = s[n:]
	}
	return kept.String()
}

// linkChapters links the headings of chapters of one role: first those that are like each other, then the others in their order.
func (l *linking) linkChapters() {
	var candidates []Link
	for i := range l.news {
		for j := range l.olds {
			if l.news[i].chapter && l.olds[j].chapter && agree(l.news[i].role, l.olds[j].role) {
				candidates = append(candidates, Link{New: i, Old: j, Similarity: l.whole.at(i, j)})
			}
		}
	}
	ordered := slices.Clone(candidates)
	sortLinks(candidates)
	for _, c := range candidates {
		if c.Similarity >= likeChapters && l.free(c.New, c.Old) {
			l.link(c.New, c.Old, equal)
		}
	}
	for _, c := range ordered {
		if l.free(c.New, c.Old) {
			l.link(c.New, c.Old, equal)
		}
	}
}

// sortLinks sorts links, the most similar first.
func sortLinks(links []Link) {
	slices.SortStableFunc(links, func(a, b Link) int { return cmp.Compare(b.Similarity, a.Similarity) })
}

// tells reports whether a paragraph has a text of its own that can be like another.
func tells(p *portrait) bool { return p.letters >= fewestLetters && !p.chapter }

// linkBest links the most similar paragraphs that are not linked yet, as far as admits allows. A pair that is much less similar than
// what one of the two is most like does not go together.
func (l *linking) linkBest(least float64, admits func(i, j int) bool) {
	var candidates []Link
	mostNew, mostOld := make([]float64, len(l.news)), make([]float64, len(l.olds))
	for i := range l.news {
		for j := range l.olds {
			if !tells(&l.news[i]) || !tells(&l.olds[j]) || l.headed && l.news[i].heading != l.olds[j].heading {
				continue
			}
			s := l.similar.at(i, j)
			mostNew[i], mostOld[j] = max(mostNew[i], s), max(mostOld[j], s)
			if s >= least && l.free(i, j) && admits(i, j) {
				candidates = append(candidates, Link{New: i, Old: j, Similarity: s})
			}
		}
	}
	sortLinks(candidates)
	for _, c := range candidates {
		if l.free(c.New, c.Old) && c.Similarity >= leastOfBest*max(mostNew[c.New], mostOld[c.Old]) {
			l.link(c.New, c.Old, best)
		}
	}
}

// sections returns a function that reports whether two paragraphs stand in sections below a chapter of which some paragraphs are linked.
func (l *linking) sections() func(i, j int) bool {
	linked := map[[2]string]bool{}
	for _, x := range l.links {
		a, b := l.news[x.New].in(), l.olds[x.Old].in()
		if x.how == best && a != "" && b != "" {
			linked[[2]string{a, b}] = true
		}
	}
	return func(i, j int) bool { return linked[[2]string{l.news[i].in(), l.olds[j].in()}] }
}

// linkHeadings links what opens two sections of which neither has more linked paragraphs in common with another one, whatever its words.
func (l *linking) linkHeadings() {
	shared := map[[2]string]int{}
	ofNew, ofOld := members(l.news), members(l.olds)
	for _, x := range l.links {
		a, b := l.news[x.New].in(), l.olds[x.Old].in()
		if (x.how == best || tells(&l.news[x.New])) && a != "" && b != "" && !l.news[x.New].opens {
			shared[[2]string{a, b}]++
		}
	}
	mostOfNew, mostOfOld := map[string]int{}, map[string]int{}
	for pair, n := range shared {
		mostOfNew[pair[0]], mostOfOld[pair[1]] = max(mostOfNew[pair[0]], n), max(mostOfOld[pair[1]], n)
	}
	for i := range l.news {
		for j := range l.olds {
			if a, b := &l.news[i], &l.olds[j]; a.opens && b.opens && l.free(i, j) {
				n := shared[[2]string{a.in(), b.in()}]
				brief := n == 1 && ofNew[a.in()] == 1 && ofOld[b.in()] == 1
				if brief || n >= fewestShared && n == mostOfNew[a.in()] && n == mostOfOld[b.in()] {
					l.link(i, j, best)
				}
			}
		}
	}
}

// members counts the paragraphs of each section that do not open it.
func members(of []portrait) map[string]int {
	counts := map[string]int{}
	for i := range of {
		if in := of[i].in(); in != "" && !of[i].opens {
			counts[in]++
		}
	}
	return counts
}

// linkSectionOpenings links what stands alone between the heading of a section and the first section below it, where the headings are
// linked.
func (l *linking) linkSectionOpenings() {
	for i := 1; i < len(l.news); i++ {
		if !l.news[i-1].opens || l.oldOf[i-1] < 0 {
			continue
		}
		if j := l.oldOf[i-1] + 1; l.olds[j-1].opens && opensWithin(l.news, i) && opensWithin(l.olds, j) && l.free(i, j) {
			l.link(i, j, best)
		}
	}
}

// opensWithin reports whether a paragraph behind the heading of a section is the only one in front of a section below it.
func opensWithin(of []portrait, i int) bool {
	if i+1 >= len(of) || of[i].heading || of[i].section != of[i-1].section {
		return false
	}
	below := of[i+1].section
	return len(below) > len(of[i].section) && strings.HasPrefix(below, of[i].section)
}

// linkOpenings links what stands alone between the heading of a chapter and its first section.
func (l *linking) linkOpenings() {
	for i := 1; i < len(l.news); i++ {
		if !l.news[i-1].chapter || l.oldOf[i-1] < 0 {
			continue
		}
		if j := l.oldOf[i-1] + 1; alone(l.news, i) && alone(l.olds, j) && l.free(i, j) {
			l.link(i, j, best)
		}
	}
}

// linkInPlace links what stands first behind headings that are linked, and what stands alone between the same two linked paragraphs of
// both reports, where the two are like each other at all.
func (l *linking) linkInPlace() {
	for i := 1; i < len(l.news); i++ {
		j := l.oldOf[i-1] + 1
		if j == 0 || j == len(l.olds) || !l.free(i, j) || l.news[i].heading != l.olds[j].heading {
			continue
		}
		first := l.news[i-1].heading && l.olds[j-1].heading && !l.news[i].heading
		between := i+1 < len(l.news) && l.oldOf[i+1] == j+1
		if (first || between) && tells(&l.news[i]) && tells(&l.olds[j]) && l.similar.at(i, j) >= leastInPlace {
			l.link(i, j, best)
		}
	}
}

// alone reports whether a paragraph behind a heading is the only one in front of a section.
func alone(of []portrait, i int) bool {
	return i+1 < len(of) && of[i].section == "" && !of[i].heading && of[i+1].section != ""
}

// enough reports whether a share is enough for a text of so many letters.
func enough(share, least float64, letters int) bool {
	return share >= least*(1+shortText/float64(letters))
}

// parts reports whether a paragraph can be a part of another, or have parts.
func parts(p *portrait) bool { return tells(p) && !p.heading }

// most returns which of some paragraphs has most of a text of so many letters, by a share that is enough for its least; -1 if none has.
func most(of []portrait, letters int, share func(k int) (share, least float64)) int {
	at, greatest := -1, 0.0
	for k := range of {
		if !parts(&of[k]) {
			continue
		}
		if share, least := share(k); share > greatest && enough(share, least, letters) {
			at, greatest = k, share
		}
	}
	return at
}

// linkSplit links newer paragraphs to older ones that have most of them.
func (l *linking) linkSplit(inside func(i, j int) bool) {
	for i := range l.news {
		if l.oldOf[i] >= 0 || !parts(&l.news[i]) {
			continue
		}
		at := most(l.olds, l.news[i].letters, func(j int) (share, least float64) {
			least = leastSplit
			if inside(i, j) {
				least = leastSplitIn
			}
			return l.fit(i, j) * (l.inOld.at(i, j) + leadOfShare*l.leadInOld.at(i, j)), least
		})
		if at >= 0 {
			l.link(i, at, split)
		}
	}
}

// linkUnfolded links the paragraphs of a section whose first one continues an older section of a single paragraph: that paragraph
// has become the section.
func (l *linking) linkUnfolded() {
	members := map[string]int{}
	for j := range l.olds {
		members[l.olds[j].in()]++
	}
	unfolds := map[string]int{}
	for i := range l.news {
		in := l.news[i].in()
		if in == "" || i > 0 && l.news[i-1].in() == in || l.oldOf[i] < 0 {
			continue
		}
		if of := l.olds[l.oldOf[i]].in(); of != "" && members[of] == 1 {
			unfolds[in] = l.oldOf[i]
		}
	}
	for i := range l.news {
		if j, ok := unfolds[l.news[i].in()]; ok && l.oldOf[i] < 0 && parts(&l.news[i]) && l.inOld.at(i, j) >= leastUnfolded {
			l.link(i, j, split)
		}
	}
}

// linkMerged links older paragraphs to newer ones that have most of them.
func (l *linking) linkMerged() {
	for j := range l.olds {
		if l.newOf[j] >= 0 || !parts(&l.olds[j]) {
			continue
		}
		at := most(l.news, l.olds[j].letters, func(i int) (share, least float64) {
			least = leastMerged
			if l.oldOf[i] < 0 {
				least = leastOnly
			}
			return l.fit(i, j) * (l.inNew.at(i, j) + leadOfShare*l.leadInNew.at(i, j)), least
		})
		if at >= 0 {
			l.link(at, j, merged)
		}
	}
}

// linkLostHeadings links the headings of sections that are a paragraph of the other report, which has the heading in front or none.
func (l *linking) linkLostHeadings() {
	whole := becomes(l.news, l.olds, l.oldOf)
	for i := range l.news {
		if j, ok := whole[l.news[i].in()]; ok && l.oldOf[i] < 0 && l.news[i].headsSection() {
			l.link(i, j, split)
		}
	}
	whole = becomes(l.olds, l.news, l.newOf)
	for j := range l.olds {
		if i, ok := whole[l.olds[j].in()]; ok && l.newOf[j] < 0 && l.olds[j].headsSection() {
			l.link(i, j, merged)
		}
	}
}

// linkContained links what stands word for word in a paragraph of the other report, as a heading does that has run into its paragraph:
// in front there, or where its neighbour has gone.
func (l *linking) linkContained() {
	for i := range l.news {
		for j := range l.olds {
			a, b := &l.news[i], &l.olds[j]
			switch {
			case !agree(a.role, b.role):
			case l.oldOf[i] < 0 && contained(a, b, beside(l.oldOf, i, j)):
				l.link(i, j, split)
			case l.newOf[j] < 0 && contained(b, a, beside(l.newOf, j, i)):
				l.link(i, j, merged)
			}
		}
	}
}

// contained reports whether a paragraph stands in another, in front unless it may be anywhere.
func contained(part, in *portrait, anywhere bool) bool {
	if part.letters < fewestLetters || in.chapter || len(part.words) >= len(in.words) {
		return false
	}
	return strings.HasPrefix(in.words, part.words) || anywhere && strings.Contains(in.words, part.words)
}

// beside reports whether a neighbour of a paragraph is linked to another one.
func beside(partners []int, i, partner int) bool {
	return i > 0 && partners[i-1] == partner || i+1 < len(partners) && partners[i+1] == partner
}

// becomes returns the sections of one report most of whose linked paragraphs go to one paragraph of the other that is a section by
// itself: the section has become that paragraph, or the other way round.
func becomes(of, to []portrait, partners []int) map[string]int {
	sizes := map[string]int{}
	for j := range to {
		sizes[to[j].in()]++
	}
	type part struct {
		of string
		to int
	}
	linked, shared := map[string]int{}, map[part]int{}
	for i := range of {
		in, j := of[i].in(), partners[i]
		if in == "" || j < 0 {
			continue
		}
		linked[in]++
		if of := to[j].in(); of != "" && sizes[of] == 1 && !to[j].heading {
			shared[part{in, j}]++
		}
	}
	found := map[string]int{}
	for p, n := range shared {
		if 2*n > linked[p.of] {
			found[p.of] = p.to
		}
	}
	return found
}

// linkRest links what is left on both sides and has most of its words in common, whatever is a heading. What stands in no chapter may be
// in one in the other report.
func (l *linking) linkRest() {
	var candidates []Link
	for i := range l.news {
		for j := range l.olds {
			a, b := &l.news[i], &l.olds[j]
			if l.free(i, j) && min(a.letters, b.letters) >= fewestLetters && (a.role == "" || b.role == "" || agree(a.role, b.role)) && l.whole.at(i, j) >= leastRest {
				candidates = append(candidates, Link{New: i, Old: j, Similarity: l.whole.at(i, j)})
			}
		}
	}
	sortLinks(candidates)
	for _, c := range candidates {
		if l.free(c.New, c.Old) {
			l.link(c.New, c.Old, best)
		}
	}
}
