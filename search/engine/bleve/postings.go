package bleve

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve/character"
	"gongbao/search/engine/bleve/common"
	"gongbao/search/engine/bleve/posting"
	"gongbao/search/match"
)

// A postings reads the postings of one segment of a part.
type postings struct {
	dictionary       segment.TermDictionary
	characters       *character.Segment // nil where every character is a term
	common           common.Segment     // terms that are none of the dictionary
	deletedDocuments *posting.Set       // of the segment; nil if none are deleted
	all              int                // documents of the segment
	known            map[string]*posting.Set
	ended            func() error // says that the request has been given up
	err              error
}

// eachPostings calls look with the postings of each segment of a part, whose frequencies leave out deleted documents, and with the
// first document of the segment. What cannot be read is ErrDamaged, unless ctx has ended meanwhile.
func (p *part) eachPostings(ctx context.Context, deleted *roaring.Bitmap, look func(postings *postings, from uint32)) error {
	from := uint32(0)
	for i, segment := range p.segments {
		documents := uint32(segment.Segment().Count())
		postings, err := newPostings(ctx, segment, within(deleted, from, documents))
		if err == nil {
			if p.characters != nil {
				postings.characters = p.characters.In(i)
			}
			if p.common != nil {
				postings.common = p.common.In(i)
			}
			look(postings, from)
			err = postings.err
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

func newPostings(ctx context.Context, s *scorch.SegmentSnapshot, deleted *roaring.Bitmap) (*postings, error) {
	dictionary, err := s.Segment().Dictionary(gramField)
	p := &postings{dictionary: dictionary, all: int(s.Segment().Count()), known: map[string]*posting.Set{}, ended: ctx.Err}
	if deleted != nil {
		p.deletedDocuments = posting.Of(deleted)
	}
	return p, err
}

// documents returns the documents that a candidate tree admits; nil for all, and also for what has no postings here:
// filters, which the collector decides report by report.
func (p *postings) documents(tree match.CandidateTree) *posting.Set {
	switch n := tree.(type) {
	case match.Required:
		if n.Field != "" {
			return nil
		}
		return intersect(n.Terms, p.having)
	case match.AllOf:
		return intersect(n, p.documents)
	case match.AnyOf:
		sets := make([]*posting.Set, len(n))
		for i, child := range n {
			if sets[i] = p.documents(child); sets[i] == nil {
				return nil
			}
		}
		return posting.Union(sets, p.all)
	}
	return nil
}

// intersect intersects the documents of all parts. It stops at one without documents. Those that are nil leave all documents.
func intersect[T any](parts []T, documents func(T) *posting.Set) *posting.Set {
	sets := make([]*posting.Set, 0, len(parts))
	for _, part := range parts {
		switch s := documents(part); {
		case s == nil:
		case s.Len() == 0:
			return s
		default:
			sets = append(sets, s)
		}
	}
	if len(sets) == 0 {
		return nil
	}
	return posting.Intersect(sets)
}

// having returns the documents that have a term of text.Terms.
func (p *postings) having(term string) *posting.Set {
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

func (p *postings) read(term string) (*posting.Set, error) {
	if p.characters != nil && character.Is(term) {
		if common, ok := p.characters.Documents(term); ok {
			return posting.Of(common), nil
		}
		return p.beginningWith(term)
	}
	if documents, err := p.common.Documents(term); documents != nil || err != nil {
		return documents, inCommon(err)
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

// inCommon says of an error that it is of the column of common terms.
func inCommon(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", commonColumn, err)
}

// beginningWith returns the documents that have a term which begins with a character.
func (p *postings) beginningWith(first string) (*posting.Set, error) {
	sets, err := p.common.Beginning(first)
	if err != nil {
		return nil, inCommon(err)
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
func (p *postings) terms(from, to []byte) segment.DictionaryIterator {
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

// frequency returns the number of live documents that have a term.
func (p *postings) frequency(term string) int {
	having := p.having(term)
	if p.deletedDocuments == nil {
		return having.Len()
	}
	return having.Len() - posting.Intersect([]*posting.Set{having, p.deletedDocuments}).Len()
}

// least is the number of documents that have the rarest term that a text requires; all if it requires none.
func (p *postings) least(of text.Pattern) int {
	least := math.MaxInt32
	for _, term := range of.RequiredTerms() {
		least = min(least, p.frequency(term))
	}
	return least
}
