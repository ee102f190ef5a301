package bleve

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve/bitset"
	"gongbao/search/engine/bleve/grams"
	"gongbao/search/engine/bleve/posting"
	"gongbao/search/match"
	"gongbao/search/query"
	"gongbao/search/rank"
)

// prepare finds the candidates of every part, cut into tasks, and how rare each term is.
func (s *search) prepare(ctx context.Context) error {
	var terms rarities
	if !s.byKeys() {
		terms = newRarities(s.matcher.Terms)
	}
	for i := range s.parts {
		known, err := s.lookup.has(ctx, i, terms)
		if !known && err == nil {
			known, err = s.counting.has(ctx, i)
		}
		if !known && err == nil {
			known, err = s.lookup.narrow(ctx, i, terms)
		}
		if !known && err == nil {
			err = s.prepareTasks(ctx, i, terms)
		}
		if err != nil {
			return err
		}
	}
	if err := s.afford(ctx); err != nil {
		return err
	}
	if !s.byKeys() {
		s.formula = rank.New(s.size, terms.frequencies(s.size.Paragraphs))
	}
	if err := s.counting.answer(ctx); err != nil {
		return err
	}
	missed, err := s.lookup.answer(ctx)
	for _, i := range missed {
		err = errors.Join(err, s.prepareTasks(ctx, i, nil))
	}
	return err
}

// byKeys reports whether a request is by keys and in an order that scores do not matter for. Few of its hits may be wanted.
func (s *search) byKeys() bool { return s.request.Keys != nil && s.request.Order != engine.Relevance }

// prepareTasks finds the candidates of a part, cut into tasks, and takes up how rare the terms are in it.
func (s *search) prepareTasks(ctx context.Context, part int, terms rarities) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	found, err := s.candidates(ctx, part, terms)
	if err != nil {
		return err
	}
	s.addTasks(part, found)
	return nil
}

// addTasks makes tasks of the candidates of a part.
func (s *search) addTasks(part int, found candidateSet) {
	tasks := s.cut(part, found)
	for _, t := range tasks {
		s.candidateCount += t.size
	}
	if s.tasks == nil {
		s.tasks = tasks
	} else {
		s.tasks = append(s.tasks, tasks...)
	}
}

// afford refuses a search that would cost too much for what is asked of each candidate.
func (s *search) afford(ctx context.Context) error {
	affordable := func(share func(text.Pattern) float64) bool {
		return match.Affordable(s.candidateCount, s.size.Paragraphs, s.matcher.Price(share))
	}
	if affordable(nil) {
		return nil
	}
	shares := map[text.Pattern]float64{}
	for i := range s.parts {
		err := s.parts[i].eachPostings(ctx, nil, func(postings *grams.Postings, _ uint32) {
			s.matcher.EachText(func(p text.Pattern) { shares[p] += float64(postings.Least(p)) / float64(s.size.Paragraphs) })
		})
		if err != nil {
			return err
		}
	}
	if affordable(func(p text.Pattern) float64 { return shares[p] }) {
		return nil
	}
	return language.New("engine.dear.query", engine.ErrDear, match.Parts(s.request.Query))
}

// A candidateSet has paragraphs of a part.
type candidateSet struct {
	list []uint32   // ascending, each once
	set  bitset.Set // nil where they are listed
}

// listed is the share of the paragraphs of a part up to which candidates are listed: a set costs as much as it has room for.
const listed = 64

// next gives the first of them from from to before to; to when there is none.
func (c *candidateSet) next(from, to int) int {
	if c.set != nil {
		return c.set.Next(from, to)
	}
	i, _ := slices.BinarySearch(c.list, uint32(from))
	if i == len(c.list) {
		return to
	}
	return min(int(c.list[i]), to)
}

// candidates returns the paragraphs of a part that may match, and takes up how rare the terms are in it.
func (s *search) candidates(ctx context.Context, part int, terms rarities) (found candidateSet, err error) {
	p := &s.parts[part]
	if s.request.Keys != nil { // these are few, and looked at whatever their terms are
		found.list = s.havingKeys(part)
		if !s.byKeys() {
			err = p.addRarities(ctx, terms)
		}
	} else {
		err = p.eachPostings(ctx, p.deletedDocuments, func(postings *grams.Postings, from uint32) {
			found.add(p.part, postings.Documents(s.candidateTree), from)
			terms.add(postings)
		})
	}
	slices.Sort(found.list)
	found.list = slices.Compact(found.list)
	return found, err
}

// havingKeys returns the paragraphs of a part that have one of the keys of their region.
func (s *search) havingKeys(part int) (list []uint32) {
	p, regions := &s.parts[part], s.fields[query.Region]
	for region, keys := range s.request.Keys {
		number, ok := regions.numbers[region]
		if !ok {
			continue
		}
		from := len(list)
		for _, key := range keys {
			list = p.clauses.Append(list, key)
		}
		elsewhere := func(n uint32) bool { return regions.of[part][p.reportOf(int(n))] != number }
		list = list[:from+len(slices.DeleteFunc(list[from:], elsewhere))]
	}
	return list
}

// add takes in the paragraphs of documents of the segment that begins at document from; nil stands for all that there are.
func (c *candidateSet) add(p *part, documents *posting.Set, from uint32) {
	if documents != nil && c.set == nil && len(c.list)+documents.Len() <= p.folded.Len()/listed {
		more := documents.Bitmap().ToArray()
		for i, document := range more {
			more[i] = p.paragraphOf[from+document]
		}
		c.list = append(c.list, more...)
		return
	}
	if c.set == nil {
		c.set = bitset.New(p.folded.Len())
		for _, n := range c.list {
			c.set.Add(n)
		}
		c.list = nil
	}
	if documents == nil {
		c.set.SetAll()
	} else {
		p.collect(documents, from, c.set)
	}
}

// eachPostings calls look with the postings of each segment of a part, whose frequencies leave out deleted documents, and with the
// first document of the segment. What cannot be read is ErrDamaged, unless ctx has ended meanwhile.
func (p *part) eachPostings(ctx context.Context, deleted *roaring.Bitmap, look func(postings *grams.Postings, from uint32)) error {
	from := uint32(0)
	for i, segment := range p.segments {
		documents := uint32(segment.Segment().Count())
		postings, err := grams.NewPostings(ctx, segment, p.characters.In(i), p.common.In(i), within(deleted, from, documents))
		if err == nil {
			look(postings, from)
			err = postings.Err()
		}
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			return fmt.Errorf("%w: postings of %s: %w", engine.ErrDamaged, p.name, err)
		}
		from += documents
	}
	return nil
}

// within is those of some documents that a segment has which begins at document from, numbered from 0 as the segment does; nil
// stays nil.
func within(all *roaring.Bitmap, from, documents uint32) *roaring.Bitmap {
	if all == nil {
		return nil
	}
	some := roaring.New()
	for it := all.Iterator(); it.HasNext(); {
		if n := it.Next(); n >= from && n < from+documents {
			some.Add(n - from)
		}
	}
	return some
}

// collect adds the paragraphs of documents of the segment that begins at document from.
func (p *part) collect(documents *posting.Set, from uint32, into bitset.Set) {
	it := documents.Bitmap().ManyIterator()
	for buf := make([]uint32, 256); ; {
		n := it.NextMany(buf)
		for _, document := range buf[:n] {
			into.Add(p.paragraphOf[from+document])
		}
		if n == 0 {
			return
		}
	}
}

// rarities counts, for each text of a query, the paragraphs that have each of the terms that it requires.
type rarities []rarity

type rarity struct {
	required []string
	having   []int
}

func newRarities(terms []text.Pattern) rarities {
	r := make(rarities, len(terms))
	for i, term := range terms {
		r[i].required = term.RequiredTerms()
		r[i].having = make([]int, len(r[i].required))
	}
	return r
}

// add takes up a segment.
func (r rarities) add(p *grams.Postings) {
	for _, term := range r {
		for i, required := range term.required {
			term.having[i] += p.Frequency(required)
		}
	}
}

// frequencies returns for each text how many paragraphs have the rarest term that it requires; all, if it requires none.
// The numbers do not depend on how the paragraphs are laid out in parts and segments.
func (r rarities) frequencies(all int) []int {
	list := make([]int, len(r))
	for i, term := range r {
		list[i] = all
		for _, n := range term.having {
			list[i] = min(list[i], n)
		}
	}
	return list
}

// addRarities takes up how rare the terms of some texts are: from the table if it has all of them, unless some of the documents are
// deleted, and else from their postings.
func (p *livePart) addRarities(ctx context.Context, terms rarities) error {
	having := make([][]int, len(terms))
	for i, term := range terms {
		for _, gram := range term.required {
			n, ok := 0, false
			if p.frequent != nil && p.deletedDocuments == nil {
				n, ok = p.frequent.Loosely(gram)
			}
			if !ok {
				return p.eachPostings(ctx, p.deletedDocuments, func(postings *grams.Postings, _ uint32) { terms.add(postings) })
			}
			having[i] = append(having[i], n)
		}
	}
	for i, term := range terms {
		for j, n := range having[i] {
			term.having[j] += n
		}
	}
	return nil
}

// weigh finds out how rare the terms are, if that is not known.
func (s *search) weigh(ctx context.Context) error {
	if s.formula != nil {
		return nil
	}
	terms := newRarities(s.matcher.Terms)
	for i := range s.parts {
		if err := s.parts[i].addRarities(ctx, terms); err != nil {
			return err
		}
	}
	s.formula = rank.New(s.size, terms.frequencies(s.size.Paragraphs))
	return nil
}
