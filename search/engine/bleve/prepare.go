package bleve

import (
	"context"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"

	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/rank"
)

// prepare finds the candidates of every part, cut into tasks, and how rare each term is.
func (s *search) prepare(ctx context.Context) error {
	terms := newRarities(s.matcher.Terms)
	for i := range s.parts {
		if err := ctx.Err(); err != nil {
			return err
		}
		candidates, err := s.candidates(&s.parts[i], terms)
		if err != nil {
			return fmt.Errorf("%w: postings of %s: %w", engine.ErrDamaged, s.parts[i].name, err)
		}
		s.tasks = append(s.tasks, s.cut(i, candidates)...)
	}
	s.formula = rank.New(s.size, terms.frequencies(s.size.Paragraphs))
	return nil
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
func (r rarities) add(p *postings) {
	for _, term := range r {
		for i, required := range term.required {
			term.having[i] += p.frequency(required)
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

// candidates returns the paragraphs of a part that may match, and takes up how rare the terms are in it.
func (s *search) candidates(p *livePart, terms rarities) (bitset, error) {
	found := newBitset(p.folded.len())
	from := uint32(0)
	for _, segment := range p.snapshot.Segments() {
		documents := uint32(segment.Segment().Count())
		postings, err := newPostings(segment, p.deletedIn(from, documents))
		if err != nil {
			return nil, err
		}
		if documents := postings.documents(s.candidateTree); documents == nil {
			found.setAll()
		} else {
			p.collect(documents, from, found)
		}
		terms.add(postings)
		if postings.err != nil {
			return nil, postings.err
		}
		from += documents
	}
	return found, nil
}

// collect adds the paragraphs of documents of the segment that begins at document from.
func (p *part) collect(documents *roaring.Bitmap, from uint32, into bitset) {
	it := documents.ManyIterator()
	for buf := make([]uint32, 256); ; {
		n := it.NextMany(buf)
		for _, document := range buf[:n] {
			into.set(p.paragraphOf[from+document])
		}
		if n == 0 {
			return
		}
	}
}

// deletedIn is the deleted documents of the segment that begins at document from, numbered from 0 as the segment does.
func (p *livePart) deletedIn(from, documents uint32) *roaring.Bitmap {
	if p.deletedDocuments == nil {
		return nil
	}
	deleted := roaring.New()
	for it := p.deletedDocuments.Iterator(); it.HasNext(); {
		if n := it.Next(); n >= from && n < from+documents {
			deleted.Add(n - from)
		}
	}
	return deleted
}
