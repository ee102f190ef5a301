package bleve

import (
	"context"

	"gongbao/corpus/text"
	"gongbao/search/rank"
)

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
				return p.eachPostings(ctx, p.deletedDocuments, func(postings *postings, _ uint32) { terms.add(postings) })
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
