package bleve

import (
	"errors"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"gongbao/search/match"
)

// A postings reads the postings of one segment of a part.
type postings struct {
	dictionary       segment.TermDictionary
	deletedDocuments *roaring.Bitmap // documents of the segment that are deleted, or nil
	known            map[string]*roaring.Bitmap
	err              error
}

func newPostings(s *scorch.SegmentSnapshot, deleted *roaring.Bitmap) (*postings, error) {
	dictionary, err := s.Segment().Dictionary(gramField)
	return &postings{dictionary: dictionary, deletedDocuments: deleted, known: map[string]*roaring.Bitmap{}}, err
}

// documents returns the documents that a candidate tree admits; nil for all, and also for what has no postings here:
// filters, which the collector decides report by report. The caller must not change what it gets.
func (p *postings) documents(tree match.CandidateTree) *roaring.Bitmap {
	switch n := tree.(type) {
	case match.Required:
		if n.Field != "" {
			return nil
		}
		return intersect(n.Terms, p.having)
	case match.AllOf:
		return intersect(n, p.documents)
	case match.AnyOf:
		bitmaps := make([]*roaring.Bitmap, len(n))
		for i, child := range n {
			if bitmaps[i] = p.documents(child); bitmaps[i] == nil {
				return nil
			}
		}
		return roaring.FastOr(bitmaps...)
	}
	return nil
}

// intersect intersects the documents of all parts, from the rarest on, and stops when nothing is left. Those that are nil
// leave all documents.
func intersect[T any](parts []T, documents func(T) *roaring.Bitmap) *roaring.Bitmap {
	var bitmaps []*roaring.Bitmap
	for _, part := range parts {
		b := documents(part)
		if b == nil {
			continue
		}
		if b.IsEmpty() {
			return b
		}
		bitmaps = append(bitmaps, b)
	}
	if len(bitmaps) == 0 {
		return nil
	}
	slices.SortFunc(bitmaps, func(a, b *roaring.Bitmap) int { return int(a.GetCardinality()) - int(b.GetCardinality()) })
	result := bitmaps[0]
	for _, b := range bitmaps[1:] {
		result = roaring.And(result, b)
		if result.IsEmpty() {
			break
		}
	}
	return result
}

// having returns the documents that have a term.
func (p *postings) having(term string) *roaring.Bitmap {
	b, ok := p.known[term]
	if !ok {
		list, err := p.dictionary.PostingsList([]byte(term), nil, nil)
		if err == nil {
			b, err = bitmapOf(list)
		}
		if err != nil {
			b, p.err = roaring.New(), errors.Join(p.err, err)
		}
		p.known[term] = b
	}
	return b
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
	n := int(having.GetCardinality())
	if p.deletedDocuments != nil {
		n -= int(having.AndCardinality(p.deletedDocuments))
	}
	return n
}
