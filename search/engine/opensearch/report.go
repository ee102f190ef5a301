package opensearch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"

	"gongbao/corpus"
	"gongbao/corpus/figure"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/engine/opensearch/cluster"
	"gongbao/search/engine/opensearch/encoded"
	"gongbao/search/match"
)

// reportBatch is the number of paragraphs to request at once.
const reportBatch = 2000

// readReport reads a report back from its documents.
func (e *Engine) readReport(ctx context.Context, s *state, c *catalog, id string) (corpus.Report, error) {
	entry, ok := c.byID[id]
	if !ok {
		return corpus.Report{}, fmt.Errorf("%q: %w", id, engine.ErrNotFound)
	}
	routing := "&routing=" + url.QueryEscape(id)
	a, err := e.searchWith(ctx, s.index, routing, object{
		"size": 1, "query": object{"term": object{"report_number": entry.number}}, "_source": []string{"record.outline"},
	})
	if err != nil {
		return corpus.Report{}, err
	}
	r := corpus.Report{Header: entry.Header}
	if len(a.Hits.Hits) == 1 {
		r.Outline = a.Hits.Hits[0].Source.Record.Outline
	}
	for after := 0; ; {
		a, err := e.searchWith(ctx, s.index, routing, object{
			"size": reportBatch, "query": object{"term": object{"number": entry.number}}, "sort": []any{object{"ordinal": "asc"}},
			"search_after": []int{after}, "_source": []string{"paragraph"},
		})
		if err != nil {
			return corpus.Report{}, err
		}
		for _, hit := range a.Hits.Hits {
			r.Paragraphs = append(r.Paragraphs, hit.Source.Paragraph)
			after = hit.Source.Paragraph.Ordinal
		}
		if len(a.Hits.Hits) < reportBatch {
			break
		}
	}
	if len(r.Paragraphs) != entry.Paragraphs {
		return corpus.Report{}, language.New("engine.cluster.paragraphs", engine.ErrDamaged, e.client, id, len(r.Paragraphs), entry.Paragraphs)
	}
	return r, nil
}

// Figures implements engine.Snapshot. It asks for the paragraphs that have figures, some hundreds at once, and looks at the figures
// of each here.
func (s *snapshot) Figures(ctx context.Context, r engine.FigureRequest) iter.Seq2[engine.Figure, error] {
	return func(yield func(engine.Figure, error) bool) {
		err := s.state.readable(s.Location)
		if err != nil {
			yield(engine.Figure{}, err)
			return
		}
		look := &figureSearch{snapshot: s, wants: r.Wants()}
		if r.Filter != nil {
			f := match.NewFilter(r.Filter)
			look.filter = &f
		}
		if look.query, err = look.asks(ctx, r); err != nil {
			yield(engine.Figure{}, s.check(ctx, err))
			return
		}
		for more := true; more; {
			var found []engine.Figure
			found, more, err = look.next(ctx)
			if err := s.check(ctx, err); err != nil {
				yield(engine.Figure{}, err)
				return
			}
			for _, f := range found {
				if !yield(f, nil) {
					return
				}
			}
		}
	}
}

// A figureSearch is a request for figures.
type figureSearch struct {
	*snapshot
	wants  func(*figure.Figure) bool
	filter *match.Filter // nil admits every paragraph
	query  object        // for the paragraphs that may have such figures
	after  []json.RawMessage
}

// asks returns the query of a request.
func (s *figureSearch) asks(ctx context.Context, r engine.FigureRequest) (object, error) {
	kinds := r.Kinds
	if len(kinds) == 0 {
		kinds = figure.Kinds
	}
	filters := []object{s.state.visible("number"), {"terms": object{"figure_kinds": kinds}}}
	if names := r.Names(); len(names) > 0 {
		var any []object
		for _, name := range names {
			each := []object{}
			for _, term := range encoded.NameTerms(name) {
				each = append(each, object{"term": object{"figure_grams": term}})
			}
			any = append(any, all(each...))
		}
		filters = append(filters, oneOf(any...))
	}
	if s.filter == nil {
		return all(filters...), nil
	}
	c, err := s.reports(ctx)
	if err != nil {
		return nil, err
	}
	numbers := []int64{}
	admits := match.Compile(r.Filter, false).Reports
	for _, entry := range c.sorted {
		if admits(&entry.Header) {
			numbers = append(numbers, entry.number)
		}
	}
	if len(numbers) < len(c.sorted) {
		filters = append(filters, object{"terms": object{"number": numbers}})
	}
	return all(filters...), nil
}

// next reads the figures of the paragraphs that follow, and says whether there may be more.
func (s *figureSearch) next(ctx context.Context) (found []engine.Figure, more bool, err error) {
	c, err := s.reports(ctx)
	if err != nil {
		return nil, false, err
	}
	fields := []string{"number", "figures", "paragraph.ordinal"}
	if s.filter != nil && s.filter.BySection() {
		fields = append(fields, "paragraph.section", "paragraph.role")
	}
	body := object{"query": s.query, "size": runLength, "sort": sorts(engine.Document, nil), "track_total_hits": false, "_source": fields}
	if s.after != nil {
		body["search_after"] = s.after
	}
	a, err := s.search(ctx, s.state.index, body)
	if err != nil {
		return nil, false, err
	}
	for _, h := range a.Hits.Hits {
		s.after = h.Sort
		entry, ok := c.byNumber[h.Source.Number]
		if !ok {
			return nil, false, language.New("engine.cluster.report", engine.ErrDamaged, s.client, h.Source.Number)
		}
		p := &h.Source.Paragraph
		if s.filter != nil && !s.filter.Admits(&entry.Header, match.PlaceOf(p)) {
			continue
		}
		for _, encoded := range h.Source.Figures {
			f := figure.Figure(encoded)
			f.Paragraph = p.Ordinal
			if s.wants(&f) {
				found = append(found, engine.Figure{Report: &entry.Header, Figure: f})
			}
		}
	}
	return found, len(a.Hits.Hits) == runLength, nil
}

// Paragraphs implements engine.Snapshot.
func (s *snapshot) Paragraphs(ctx context.Context, places []engine.Place) ([]corpus.Paragraph, error) {
	c, err := s.reports(ctx)
	if err != nil {
		return nil, s.check(ctx, err)
	}
	wanted := map[string]paragraphAddress{}
	ids := make([]string, len(places))
	for i, place := range places {
		entry, ok := c.byID[place.Report]
		if !ok {
			return nil, s.check(ctx, notFound(place))
		}
		at := paragraphAddress{entry, corpus.Paragraph{Ordinal: place.Ordinal}}
		ids[i] = at.id()
		wanted[ids[i]] = at
	}
	texts, err := s.readParagraphs(ctx, s.state.index, wanted)
	if err := s.check(ctx, err); err != nil {
		return nil, err
	}
	list := make([]corpus.Paragraph, len(places))
	for i, id := range ids {
		p, ok := texts[id]
		if !ok {
			return nil, notFound(places[i])
		}
		list[i] = p
	}
	return list, nil
}

func notFound(p engine.Place) error {
	return fmt.Errorf("%s#%d: %w", p.Report, p.Ordinal, engine.ErrNotFound)
}

// readParagraphs reads paragraphs by the ids of their documents. Where there is no such document it has none.
func (e *Engine) readParagraphs(ctx context.Context, index string, wanted map[string]paragraphAddress) (map[string]corpus.Paragraph, error) {
	docs := []object{}
	for id, p := range wanted {
		docs = append(docs, object{"_id": id, "routing": p.entry.ID, "_source": []string{"paragraph"}})
	}
	if len(docs) == 0 {
		return nil, nil
	}
	body, err := json.Marshal(object{"docs": docs})
	if err != nil {
		return nil, err
	}
	var answer struct {
		Docs []struct {
			foundDocument
			Error json.RawMessage `json:"error"`
		} `json:"docs"`
	}
	path := "/" + index + "/_mget?realtime=false"
	if err := e.Do(ctx, cluster.Request{Method: http.MethodPost, Path: path, Body: body, Timeout: readTimeout, Patience: readPatience, Most: countMost}, &answer); err != nil {
		return nil, err
	}
	read := map[string]corpus.Paragraph{}
	for _, d := range answer.Docs {
		if d.Error != nil {
			return nil, e.Refused(cluster.Request{Method: http.MethodPost, Path: path}, http.StatusServiceUnavailable, []byte(`{"error":`+string(d.Error)+`}`))
		}
		if d.Source.Paragraph.Ordinal > 0 { // otherwise the ordinals have a gap here
			read[d.ID] = d.Source.Paragraph
		}
	}
	return read, nil
}

// Verify reads every report back and compares its digest with the stored one.
func (e *Engine) Verify(ctx context.Context) (check engine.Check, err error) {
	err = e.Ask(ctx, func(taken engine.Snapshot) error {
		s := taken.(*snapshot)
		check = engine.Check{}
		c, err := s.reports(ctx)
		if err != nil {
			return s.check(ctx, err)
		}
		for _, entry := range c.sorted {
			r, err := s.Report(ctx, entry.ID)
			switch {
			case err != nil && ctx.Err() == nil && errors.Is(err, engine.ErrDamaged), err == nil && checksumOf(&r) != entry.digest:
				check.Damaged = append(check.Damaged, engine.Damage{Name: entry.ID})
			case err != nil:
				return err
			}
			check.Reports++
			check.Paragraphs += len(r.Paragraphs)
		}
		return nil
	})
	return check, err
}
