package bleve

import (
	"errors"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"gongbao/corpus/text"
	"gongbao/search/query"
)

// A plan says which paragraphs may match a query, by the grams that they must have. It may admit too many and never too
// few: package match has the last word.
type plan interface{ node() }

type (
	anything struct{} // every paragraph may match
	clue     string   // paragraphs that have the gram
	allOf    []plan
	oneOf    []plan
)

func (anything) node() {}
func (clue) node()     {}
func (allOf) node()    {}
func (oneOf) node()    {}

// planOf plans a tree. Filters and negations admit everything: reports are looked at one by one, and no gram tells where
// a text is not.
func planOf(tree query.Node) plan {
	switch n := tree.(type) {
	case query.Text:
		return planText(n)
	case query.Near:
		return planAll([]query.Node{n.Left, n.Right})
	case query.Same:
		return planOf(n.Node)
	case query.And:
		return planAll(n.Nodes)
	case query.Or:
		return planOne(n.Nodes)
	}
	return anything{}
}

func planText(t query.Text) plan {
	var all allOf
	for _, c := range text.NewPattern(t.Value).Clues() {
		all = append(all, clue(c))
	}
	if len(all) == 0 {
		return anything{}
	}
	return all
}

func planAll(trees []query.Node) plan {
	var all allOf
	for _, t := range trees {
		if p := planOf(t); p != (anything{}) {
			all = append(all, p)
		}
	}
	if len(all) == 0 {
		return anything{}
	}
	return all
}

func planOne(trees []query.Node) plan {
	var one oneOf
	for _, t := range trees {
		p := planOf(t)
		if p == (anything{}) {
			return anything{}
		}
		one = append(one, p)
	}
	return one
}

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

// documents evaluates a plan. It gives nil for anything; the caller must not change what it gets.
func (p *postings) documents(of plan) *roaring.Bitmap {
	switch n := of.(type) {
	case clue:
		return p.having(string(n))
	case oneOf:
		var bitmaps []*roaring.Bitmap
		for _, child := range n {
			bitmaps = append(bitmaps, p.documents(child))
		}
		return roaring.FastOr(bitmaps...)
	case allOf:
		return p.intersect(n)
	}
	return nil
}

// intersect works from the rarest on, and stops when nothing is left.
func (p *postings) intersect(all allOf) *roaring.Bitmap {
	bitmaps := make([]*roaring.Bitmap, len(all))
	for i, child := range all {
		bitmaps[i] = p.documents(child)
		if bitmaps[i].IsEmpty() {
			return bitmaps[i]
		}
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

// having gives the documents that have a gram.
func (p *postings) having(gram string) *roaring.Bitmap {
	b, ok := p.known[gram]
	if !ok {
		list, err := p.dictionary.PostingsList([]byte(gram), nil, nil)
		if err == nil {
			b, err = bitmapOf(list)
		}
		if err != nil {
			b, p.err = roaring.New(), errors.Join(p.err, err)
		}
		p.known[gram] = b
	}
	return b
}

// bitmapOf takes the bitmap out of a postings list, which the engine's own postings type lets us do.
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

// frequency is the number of living documents that have a gram.
func (p *postings) frequency(gram string) int {
	having := p.having(gram)
	n := int(having.GetCardinality())
	if p.deletedDocuments != nil {
		n -= int(having.AndCardinality(p.deletedDocuments))
	}
	return n
}
