package opensearch

import (
	"context"
	"errors"
	"fmt"
	"net/url"

	"gongbao/corpus"
	"gongbao/language"
	"gongbao/search/engine"
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
