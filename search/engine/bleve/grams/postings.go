package grams

import (
	"context"
	"errors"
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"gongbao/corpus/text"
	"gongbao/search/engine/bleve/character"
	"gongbao/search/engine/bleve/common"
	"gongbao/search/engine/bleve/posting"
	"gongbao/search/match"
)

// Postings reads the postings of one segment for one request. After an error terms have no documents.
type Postings struct {
	dictionary segment.TermDictionary
	characters *character.Segment
	common     common.Segment
	deleted    *posting.Set // nil if none are
	all        int          // documents of the segment
	known      map[string]*posting.Set
	ended      func() error // says that the request has been given up
	err        error
}

// NewPostings reads the postings of a segment until ctx ends. characters is nil where every character is a term of the index, and common
// has the terms that are none; deleted are documents that Frequency leaves out, nil for none.
func NewPostings(ctx context.Context, s *scorch.SegmentSnapshot, characters *character.Segment, common common.Segment, deleted *roaring.Bitmap) (*Postings, error) {
	dictionary, err := s.Segment().Dictionary(field)
	if err != nil {
		return nil, err
	}
	p := &Postings{dictionary: dictionary, characters: characters, common: common, all: int(s.Segment().Count()), known: map[string]*posting.Set{}, ended: ctx.Err}
	if deleted != nil {
		p.deleted = posting.Of(deleted)
	}
	return p, nil
}

// Err returns what could not be read.
func (p *Postings) Err() error { return p.err }

// Documents returns the documents that a candidate tree admits, or all where these are nearly all; nil stands for all, and also for what has
// no postings here, which is filters.
func (p *Postings) Documents(tree match.CandidateTree) *posting.Set { return p.among(tree, nil) }

// among is Documents among some documents; nil stands for all of these.
func (p *Postings) among(tree match.CandidateTree, some *posting.Set) *posting.Set {
	switch n := tree.(type) {
	case match.Required:
		if n.Field == "" {
			return p.havingAll(n.Terms, some)
		}
	case match.AllOf:
		for _, child := range slices.SortedStableFunc(slices.Values(n), textsFirst) {
			if some != nil && some.Len() == 0 {
				break
			}
			some = p.among(child, some)
		}
	case match.AnyOf:
		sets := make([]*posting.Set, len(n))
		for i, child := range n {
			if sets[i] = p.among(child, some); sets[i] == nil || sets[i] == some {
				return some
			}
		}
		if some == nil {
			return posting.Cover(sets, p.all)
		}
		return posting.Union(sets, p.all)
	}
	return some
}

// textsFirst orders what stands below an AllOf: what the texts admit is known soonest, and then the rest is looked for among that.
func textsFirst(a, b match.CandidateTree) int {
	rank := func(n match.CandidateTree) int {
		if _, ok := n.(match.Required); ok {
			return 0
		}
		return 1
	}
	return rank(a) - rank(b)
}

// HavingAll returns the documents that have all of some terms; nil for all documents, if there are no terms.
func (p *Postings) HavingAll(terms []string) *posting.Set { return p.havingAll(terms, nil) }

// havingAll is HavingAll among some documents.
func (p *Postings) havingAll(terms []string, some *posting.Set) *posting.Set {
	sets := make([]*posting.Set, 0, len(terms)+1)
	if some != nil {
		sets = append(sets, some)
	}
	for _, term := range terms {
		s := p.Having(term)
		if s.Len() == 0 {
			return s
		}
		sets = append(sets, s)
	}
	if len(sets) == 0 {
		return nil
	}
	return posting.Intersect(sets)
}

// Having returns the documents that have a term of text.Terms.
func (p *Postings) Having(term string) *posting.Set {
	b, ok := p.known[term]
	if !ok {
		err := p.ended()
		if err == nil {
			b, err = p.read(term)
		}
		if err != nil {
			b, p.err = posting.Of(roaring.New()), errors.Join(p.err, err)
		}
		p.known[term] = b
	}
	return b
}

func (p *Postings) read(term string) (*posting.Set, error) {
	if p.characters != nil && character.Is(term) {
		if common, ok := p.characters.Documents(term); ok {
			return posting.Of(common), nil
		}
		return p.beginningWith(term)
	}
	if documents, err := p.common.Documents(term); documents != nil || err != nil {
		return documents, err
	}
	list, err := p.dictionary.PostingsList([]byte(term), nil, nil)
	if err != nil {
		return nil, err
	}
	documents, err := bitmapOf(list)
	if err != nil {
		return nil, err
	}
	return posting.Of(documents), nil
}

// beginningWith returns the documents that have a term which begins with a character.
func (p *Postings) beginningWith(first string) (*posting.Set, error) {
	sets, err := p.common.Beginning(first)
	if err != nil {
		return nil, err
	}
	behind := []byte(first)
	behind[len(behind)-1]++ // the last byte of a character is never the greatest that there is
	rare := roaring.New()
	var list segment.PostingsList
	for it := p.terms([]byte(first), behind); ; {
		entry, err := it.Next()
		if err != nil {
			return nil, err
		}
		if entry == nil {
			return posting.Union(append(sets, posting.Of(rare)), p.all), nil
		}
		if list, err = p.dictionary.PostingsList([]byte(entry.Term), nil, list); err != nil {
			return nil, err
		}
		documents, err := bitmapOf(list)
		if err != nil {
			return nil, err
		}
		rare.Or(documents)
	}
}

// terms lists the terms from one to before another, without a look at their postings where the dictionary can do so.
func (p *Postings) terms(from, to []byte) segment.DictionaryIterator {
	if d, ok := p.dictionary.(interface {
		AutomatonIteratorOmitCount(a segment.Automaton, from, to []byte) segment.DictionaryIterator
	}); ok {
		return d.AutomatonIteratorOmitCount(nil, from, to)
	}
	return p.dictionary.AutomatonIterator(nil, from, to)
}

// bitmapOf returns the bitmap of a postings list, without a copy where its type has one.
func bitmapOf(list segment.PostingsList) (*roaring.Bitmap, error) {
	it := list.Iterator(false, false, false, nil)
	bitmaps, ok := it.(segment.OptimizablePostingsIterator)
	if !ok {
		found := roaring.New()
		for {
			posting, err := it.Next()
			if posting == nil || err != nil {
				return found, err
			}
			found.Add(uint32(posting.Number()))
		}
	}
	if one, ok := bitmaps.DocNum1Hit(); ok {
		return roaring.BitmapOf(uint32(one)), nil
	}
	if found := bitmaps.ActualBitmap(); found != nil {
		return found, nil
	}
	return roaring.New(), nil
}

// Frequency returns how many documents have a term, without deleted ones.
func (p *Postings) Frequency(term string) int {
	having := p.Having(term)
	if p.deleted == nil {
		return having.Len()
	}
	return having.Len() - p.deleted.CountIn(having)
}

// Least returns how many documents have the rarest term that a text requires, without deleted ones; the greatest int32 if it requires none.
func (p *Postings) Least(of text.Pattern) int {
	least := math.MaxInt32
	for _, term := range of.RequiredTerms() {
		least = min(least, p.Frequency(term))
	}
	return least
}
