package bleve

import (
	"context"
	"fmt"
	"slices"

	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve/bitset"
	"gongbao/search/engine/bleve/grams"
	"gongbao/search/match"
	"gongbao/search/rank"
)

// A likeSearch is one such request on one generation.
type likeSearch struct {
	*generation
	engine.LikeRequest
	filters *match.Matcher
	having  [][]bitset.Set // of each part, the living paragraphs that have each gram
	result  engine.LikeResult
}

// Like implements engine.Reader. It adds up the weights of the grams that each paragraph has, by their postings alone, and
// gives the heaviest paragraphs, with the neighbours of the first of them: evidence may stand beside the answer.
func (g *generation) Like(ctx context.Context, r engine.LikeRequest) (result engine.LikeResult, err error) {
	if g.manifest.isOutdated() {
		return result, engine.ErrOutdated
	}
	err = g.guard(func() (err error) {
		result, err = g.like(ctx, r)
		return err
	})
	return result, err
}

func (g *generation) like(ctx context.Context, r engine.LikeRequest) (engine.LikeResult, error) {
	l := &likeSearch{generation: g, LikeRequest: r, filters: match.Compile(r.Filter, false)}
	l.result = engine.LikeResult{
		Paragraphs: g.size.Paragraphs, Bytes: g.size.Bytes, Reports: len(g.byID),
		Having: make([]int, len(r.Terms)), ReportsHaving: make([]int, len(r.Terms)),
	}
	for i := range g.parts {
		if err := l.look(ctx, i); err != nil {
			return engine.LikeResult{}, err
		}
	}
	best, err := l.best(ctx)
	if err != nil {
		return engine.LikeResult{}, err
	}
	for _, at := range l.withNeighbours(best) {
		candidate, err := l.candidate(at)
		if err != nil {
			return engine.LikeResult{}, fmt.Errorf("%w: %w", engine.ErrDamaged, err)
		}
		l.result.Candidates = append(l.result.Candidates, candidate)
	}
	return l.result, ctx.Err()
}

// best gives the heaviest paragraphs that pass the filters, in order.
func (l *likeSearch) best(ctx context.Context) ([]candidate, error) {
	top := topHits{limit: l.Limit}
	for i := range l.parts {
		p := &l.parts[i]
		admitted := l.admitted(i)
		scores, err := l.weigh(ctx, i)
		if err != nil {
			return nil, err
		}
		for n, score := range scores {
			r := p.reportOf(n)
			if score > 0 && !p.deleted[r] && (admitted == nil || admitted[p.roleOf[p.pathIndex(n)]][r]) {
				top.offer(candidate{part: i, paragraph: n, key: key{-float64(score), p.positions[0][r], int32(n)}})
			}
		}
	}
	slices.SortFunc(top.hits, func(a, b candidate) int { return a.key.compare(b.key) })
	return top.hits, nil
}

// weigh adds up, for every paragraph of a part, the weights of its grams.
func (l *likeSearch) weigh(ctx context.Context, part int) ([]float32, error) {
	p := &l.parts[part]
	scores := make([]float32, p.folded.Len())
	for i, b := range l.having[part] {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		weight := float32(l.Terms[i].Weight * rank.IDF(l.size.Paragraphs, l.result.Having[i]))
		b.Each(0, len(scores), func(n int) { scores[n] += weight })
		for _, r := range p.labels()[l.Terms[i].Term] {
			for n := p.reports[r].First; n < p.reports[r].end; n++ {
				scores[n] += rank.LabelShare * weight
			}
		}
	}
	return scores, nil
}

// admitted says for each role which reports of a part may answer with paragraphs of it; nil for all. Filters by section count as
// passed: a question is not that exact.
func (l *likeSearch) admitted(part int) [][]bool {
	if l.Filter == nil {
		return nil
	}
	admitted := make([][]bool, len(roles))
	for i, role := range roles {
		if i > 0 && !l.filters.ByRole() {
			admitted[i] = admitted[0]
			continue
		}
		admitted[i] = make([]bool, len(l.parts[part].reports))
		for r := range admitted[i] {
			admitted[i][r] = l.filters.Nearly(&l.parts[part].reports[r].Header, role)
		}
	}
	return admitted
}

// withNeighbours adds the paragraphs beside the first fifth that pass the filters as well.
func (l *likeSearch) withNeighbours(best []candidate) []candidate {
	all := slices.Clone(best)
	known := map[[2]int]bool{}
	for _, c := range best {
		known[[2]int{c.part, c.paragraph}] = true
	}
	for _, c := range best[:len(best)/5] {
		p := &l.parts[c.part]
		r := &p.reports[p.reportOf(c.paragraph)]
		for n := max(c.paragraph-1, r.First); n <= min(c.paragraph+1, r.end-1); n++ {
			if at := [2]int{c.part, n}; !known[at] && (l.Filter == nil || l.filters.Nearly(&r.Header, roles[p.roleOf[p.pathIndex(n)]])) {
				known[at] = true
				all = append(all, candidate{part: c.part, paragraph: n})
			}
		}
	}
	return all
}

func (l *likeSearch) candidate(c candidate) (engine.Candidate, error) {
	p := &l.parts[c.part]
	r := &p.reports[p.reportOf(c.paragraph)]
	paragraph, err := p.paragraph(c.paragraph)
	found := engine.Candidate{
		Report: r.Header, Paragraph: paragraph, Folded: string([]byte(p.folded.At(c.paragraph))),
		ReportLength: r.end - r.First, InReport: make([]int, len(l.Terms)),
	}
	if c.paragraph > r.First {
		found.Before = string([]byte(p.folded.At(c.paragraph - 1)))
	}
	if c.paragraph+1 < r.end {
		found.After = string([]byte(p.folded.At(c.paragraph + 1)))
	}
	for i, b := range l.having[c.part] {
		found.InReport[i] = b.Count(r.First, r.end)
	}
	return found, err
}

// look reads the postings of every gram in a part.
func (l *likeSearch) look(ctx context.Context, part int) error {
	p := &l.parts[part]
	having := make([]bitset.Set, len(l.Terms))
	for i := range having {
		having[i] = bitset.New(p.folded.Len())
	}
	err := p.eachPostings(ctx, nil, func(postings *grams.Postings, from uint32) {
		for i, g := range l.Terms {
			p.collect(postings.Having(g.Term), from, having[i])
		}
	})
	if err != nil {
		return err
	}
	l.having = append(l.having, having)
	l.count(part)
	return nil
}

// count adds up how many paragraphs and reports of a part have each gram.
func (l *likeSearch) count(part int) {
	p := &l.parts[part]
	deleted := p.deletedReports()
	for i, b := range l.having[part] {
		for _, r := range deleted {
			b.Clear(p.reports[r].First, p.reports[r].end)
		}
		paragraphs, reports, counted := 0, 0, -1
		b.Each(0, p.folded.Len(), func(n int) {
			paragraphs++
			if r := int(p.reportOf(n)); r != counted {
				counted = r
				reports++
			}
		})
		for _, r := range p.labels()[l.Terms[i].Term] {
			if first, end := p.reports[r].First, p.reports[r].end; !p.deleted[r] {
				paragraphs += end - first - b.Count(first, end)
			}
		}
		l.result.Having[i] += paragraphs
		l.result.ReportsHaving[i] += reports
	}
}

// deletedReports lists the deleted reports of a part.
func (p *livePart) deletedReports() (list []int) {
	for r, deleted := range p.deleted {
		if deleted {
			list = append(list, r)
		}
	}
	return list
}

// readLabels gives, of each gram, the reports that have it in their label, ascending.
func (p *part) readLabels() map[string][]uint32 {
	labels := map[string][]uint32{}
	for r := range p.reports {
		for gram := range text.Terms(text.Loosen(text.Fold(rank.Label(&p.reports[r].Header)))) {
			if having := labels[gram]; len(having) == 0 || having[len(having)-1] != uint32(r) {
				labels[gram] = append(having, uint32(r))
			}
		}
	}
	return labels
}
