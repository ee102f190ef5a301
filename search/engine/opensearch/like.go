package opensearch

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/engine/opensearch/encoded"
	"gongbao/search/match"
	"gongbao/search/query"
	"gongbao/search/rank"
)

// A likeSearch is one call of Like on one state.
type likeSearch struct {
	*Engine
	*catalog
	engine.LikeRequest
	state    *state
	rarities []rarity // of each gram
}

func (l *likeSearch) answer(ctx context.Context) (engine.LikeResult, error) {
	grams := make([]string, len(l.Terms))
	for i, g := range l.Terms {
		grams[i] = g.Term
	}
	var err error
	if l.rarities, err = l.raritiesOfGrams(ctx, l.state, grams); err != nil {
		return engine.LikeResult{}, err
	}
	result := engine.LikeResult{
		Paragraphs: l.state.Paragraphs, Reports: l.state.Reports, Bytes: l.state.Bytes,
		Having: make([]int, len(grams)), ReportsHaving: make([]int, len(grams)),
	}
	for i, r := range l.rarities {
		result.Having[i], result.ReportsHaving[i] = r.having, r.reports
	}
	best, err := l.best(ctx)
	if err != nil || len(best) == 0 {
		return result, err
	}
	result.Candidates, err = l.candidates(ctx, best)
	return result, err
}

// best returns the heaviest paragraphs that pass the filters, in order.
func (l *likeSearch) best(ctx context.Context) ([]paragraphAddress, error) {
	should := l.weights()
	if len(should) == 0 || l.Limit <= 0 {
		return nil, nil
	}
	a, err := l.search(ctx, l.state.index, object{
		"size": l.Limit, "track_total_hits": false, "_source": []string{"paragraph", "number"},
		"sort": append([]any{"_score"}, sorts(engine.Newest, nil)...),
		"query": object{"bool": object{
			"filter": append(l.reports(), l.state.visible("number")), "should": should, "minimum_should_match": 1,
		}},
	})
	if err != nil {
		return nil, err
	}
	filters := match.Compile(l.Filter, false)
	var best []paragraphAddress
	for _, hit := range a.Hits.Hits {
		p, err := l.addressOf(hit.Source)
		if err != nil {
			return nil, err
		}
		if l.Filter == nil || filters.Nearly(&p.entry.Header, p.paragraph.Role) {
			best = append(best, p)
		}
	}
	return best, nil
}

// weights returns the clauses that score a paragraph: the heaviest ones if there are very many grams.
func (l *likeSearch) weights() []any {
	type weighted struct {
		field, gram string
		weight      float64
	}
	var list []weighted
	for i, g := range l.Terms {
		weight := g.Weight * rank.IDF(l.state.Paragraphs, l.rarities[i].having)
		if l.rarities[i].having == 0 || weight <= 0 {
			continue
		}
		list = append(list, weighted{"grams", g.Term, weight})
		if l.rarities[i].labelled {
			list = append(list, weighted{"label_grams", g.Term, rank.LabelShare * weight})
		}
	}
	slices.SortStableFunc(list, func(a, b weighted) int { return cmp.Compare(b.weight, a.weight) })
	should := []any{}
	for _, w := range list[:min(len(list), clauses)] {
		should = append(should, object{"constant_score": object{"filter": object{"term": object{w.field: encoded.Term(w.gram)}}, "boost": w.weight}})
	}
	return should
}

// reports returns the filters on reports. It ignores section filters, which the related tier does not apply.
func (l *likeSearch) reports() []object {
	var every []object
	for _, n := range query.Conditions(l.named(l.Filter)) {
		if !hasSectionFilter(n) {
			every = append(every, candidates(match.Candidates(n))...)
		}
	}
	return every
}

// hasSectionFilter reports whether a condition has a section filter.
func hasSectionFilter(n query.Node) bool {
	switch n := n.(type) {
	case query.Filter:
		return n.Field == query.Section
	case query.Or:
		return slices.ContainsFunc(n.Nodes, hasSectionFilter)
	}
	return false
}

// A paragraphAddress is a paragraph of a report.
type paragraphAddress struct {
	entry     *entry
	paragraph corpus.Paragraph
}

func (l *likeSearch) addressOf(s source) (paragraphAddress, error) {
	entry, ok := l.byNumber[s.Number]
	if !ok {
		return paragraphAddress{}, language.New("engine.cluster.report", engine.ErrDamaged, l.client, s.Number)
	}
	return paragraphAddress{entry, s.Paragraph}, nil
}

func (p paragraphAddress) id() string { return paragraphID(p.entry.number, p.paragraph.Ordinal) }

// neighbours returns the adjacent paragraphs in the report, judging by ordinals.
func (p paragraphAddress) neighbours() []paragraphAddress {
	var beside []paragraphAddress
	for _, ordinal := range []int{p.paragraph.Ordinal - 1, p.paragraph.Ordinal + 1} {
		if ordinal >= 1 && ordinal <= p.entry.Paragraphs {
			beside = append(beside, paragraphAddress{p.entry, corpus.Paragraph{Ordinal: ordinal}})
		}
	}
	return beside
}

// candidates returns the best paragraphs, and those neighbours of the first fifth of them that pass the filters too.
func (l *likeSearch) candidates(ctx context.Context, best []paragraphAddress) ([]engine.Candidate, error) {
	texts := map[string]corpus.Paragraph{}
	for _, p := range best {
		texts[p.id()] = p.paragraph
	}
	chosen := slices.Clone(best)
	known := map[string]bool{}
	for _, p := range best {
		known[p.id()] = true
	}
	for _, p := range best[:len(best)/5] {
		for _, n := range p.neighbours() {
			if !known[n.id()] {
				known[n.id()] = true
				chosen = append(chosen, n)
			}
		}
	}
	if err := l.readBeside(ctx, chosen, texts); err != nil {
		return nil, err
	}
	inReport, err := l.inReport(ctx, chosen)
	if err != nil {
		return nil, err
	}
	folded := map[string]string{}
	for id, p := range texts {
		folded[id] = text.Fold(p.Text)
	}
	filters := match.Compile(l.Filter, false)
	var list []engine.Candidate
	for _, p := range chosen {
		paragraph, ok := texts[p.id()]
		if !ok || l.Filter != nil && !filters.Nearly(&p.entry.Header, paragraph.Role) {
			continue
		}
		list = append(list, engine.Candidate{
			Report: p.entry.Header, Paragraph: paragraph, Folded: folded[p.id()], ReportLength: p.entry.Paragraphs, InReport: inReport[p.entry.number],
			Before: folded[paragraphID(p.entry.number, p.paragraph.Ordinal-1)], After: folded[paragraphID(p.entry.number, p.paragraph.Ordinal+1)],
		})
	}
	return list, nil
}

// readBeside adds to texts the missing texts of paragraphs and of their neighbours.
func (l *likeSearch) readBeside(ctx context.Context, addresses []paragraphAddress, texts map[string]corpus.Paragraph) error {
	wanted := map[string]paragraphAddress{}
	for _, p := range addresses {
		for _, n := range append(p.neighbours(), p) {
			if _, ok := texts[n.id()]; !ok {
				wanted[n.id()] = n
			}
		}
	}
	read, err := l.readParagraphs(ctx, l.state.index, wanted)
	maps.Copy(texts, read)
	return err
}

// inReport returns, for each report of the paragraphs, how many of its paragraphs contain each gram: the score of a
// query for the gram, which is named by its index.
func (l *likeSearch) inReport(ctx context.Context, addresses []paragraphAddress) (map[int64][]int, error) {
	counts := map[int64][]int{}
	var numbers []int64
	for _, p := range addresses {
		if _, ok := counts[p.entry.number]; !ok {
			counts[p.entry.number] = make([]int, len(l.Terms))
			numbers = append(numbers, p.entry.number)
		}
	}
	for from := 0; from < len(l.Terms); from += clauses {
		should := []any{}
		for i := from; i < min(len(l.Terms), from+clauses); i++ {
			should = append(should, object{"term": object{"report_grams": object{"value": encoded.Term(l.Terms[i].Term), "_name": strconv.Itoa(i)}}})
		}
		a, err := l.searchWith(ctx, l.state.index, "&include_named_queries_score=true", object{
			"size": len(numbers), "track_total_hits": false, "_source": []string{"report_number"},
			"query": object{"bool": object{"filter": []any{object{"terms": object{"report_number": numbers}}}, "should": should}},
		})
		if err != nil {
			return nil, err
		}
		for _, hit := range a.Hits.Hits {
			for name, n := range hit.Matched {
				i, err := strconv.Atoi(name)
				if err != nil || i >= len(l.Terms) {
					return nil, language.New("engine.cluster.counted", engine.ErrUnavailable, l.client, name)
				}
				counts[hit.Source.ReportNumber][i] = int(n)
			}
		}
	}
	return counts, nil
}
