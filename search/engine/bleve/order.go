package bleve

import (
	"cmp"
	"container/heap"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"

	"gongbao/corpus"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/match"
	"gongbao/search/query"
)

// A candidate is a paragraph that matches, and may be among the hits wanted.
type candidate struct {
	part, paragraph int
	occurrences     int
	score           float64
	key             key
}

// A key orders hits: the smaller comes first.
type key struct {
	score     float64 // the score less than nothing, so that the best comes first; 0 in orders that ignore it
	report    int32   // position in the order wanted
	paragraph int32   // of its part
}

func (k key) compare(l key) int {
	switch {
	case k.score < l.score:
		return -1
	case k.score > l.score:
		return 1
	case k.report != l.report:
		return cmp.Compare(k.report, l.report)
	}
	return cmp.Compare(k.paragraph, l.paragraph)
}

// An ordering is an order of reports: the index of livePart.positions that has it, and how it compares.
type ordering struct {
	index   int
	compare func(a, b *corpus.Header) int
}

func orderingOf(o engine.Order) ordering {
	switch o {
	case engine.Oldest:
		return ordering{1, oldestFirst}
	case engine.Document:
		return ordering{2, byID}
	}
	return ordering{0, newestFirst}
}

func (s *search) keyOf(c candidate, report uint32) key {
	p := &s.parts[c.part]
	k := key{report: p.positions[s.ordering.index][report], paragraph: int32(c.paragraph)}
	if s.request.Order == engine.Relevance {
		k.score = -c.score
	}
	return k
}

// A cursor names the last hit of a page by what it is, so that it also holds after the index has changed.
type cursor struct {
	Order   engine.Order `json:"o"`
	Score   float64      `json:"s,omitempty"`
	Year    int          `json:"y,omitempty"`
	Date    string       `json:"d,omitempty"`
	ID      string       `json:"i"`
	Ordinal int32        `json:"n"`
}

func (s *search) cursorAt(c candidate) (string, error) {
	p := &s.parts[c.part]
	r := &p.reports[p.reportOf(c.paragraph)]
	encoded, err := json.Marshal(cursor{s.request.Order, c.key.score, r.Year, r.Date, r.ID, int32(c.paragraph - r.First)})
	return base64.RawURLEncoding.EncodeToString(encoded), err
}

// parseCursor gives the key that hits have to follow, or nil for an empty cursor.
func (g *generation) parseCursor(s string, order engine.Order) (*key, error) {
	if s == "" {
		return nil, nil
	}
	var c cursor
	decoded, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		err = json.Unmarshal(decoded, &c)
	}
	if err != nil || c.Order != order {
		return nil, language.New("engine.cursor.other", engine.ErrCursor, s)
	}
	k := &key{score: c.Score}
	ordering := orderingOf(order)
	if at, ok := g.byID[c.ID]; ok {
		p := &g.parts[at.part]
		k.report, k.paragraph = p.positions[ordering.index][at.report], int32(p.reports[at.report].First)+c.Ordinal
		return k, nil
	}
	// the report is gone: hits go on behind those that stood before it
	at := &corpus.Header{ID: c.ID, Year: c.Year, Date: c.Date}
	for _, known := range g.byID {
		if ordering.compare(&g.at(known).Header, at) < 0 {
			k.report++
		}
	}
	k.report, k.paragraph = k.report-1, math.MaxInt32
	return k, nil
}

// Each implements engine.Snapshot.
func (g *generation) Each(ctx context.Context, tree query.Node, loose bool) iter.Seq2[engine.Hit, error] {
	return func(yield func(engine.Hit, error) bool) {
		if tree == nil {
			return
		}
		if g.manifest.isOutdated() {
			yield(engine.Hit{}, engine.ErrOutdated)
			return
		}
		w := &walk{search: &search{generation: g, request: engine.Request{Query: tree, Loose: loose, Order: engine.Document}}}
		err := g.guard(func() error { return w.begin(ctx) })
		for err == nil && w.report < len(g.sorted) {
			var hits []engine.Hit
			err = g.guard(func() (err error) {
				hits, err = w.next(ctx)
				return err
			})
			for _, hit := range hits {
				if !yield(hit, nil) {
					return
				}
			}
		}
		if err != nil {
			yield(engine.Hit{}, err)
		}
	}
}

// A walk goes through the hits of a search in document order: report by report, and in each through its candidates, once.
type walk struct {
	*search
	candidates []candidateSet // of each part
	collectors []*collector   // of each part, from its first candidate on
	report     int            // in generation.sorted
	from       int            // paragraph of the report's part to go on at; before the report where it begins
}

// begin finds the candidates.
func (w *walk) begin(ctx context.Context) error {
	var err error
	if w.request.Query, err = engine.Whole(ctx, w.request.Query, w.request.Loose, w.generation.search); err != nil {
		return err
	}
	w.matcher, w.candidateTree = match.Compile(w.request.Query, w.request.Loose), match.Candidates(w.request.Query)
	if err := w.prepare(ctx); err != nil {
		return err
	}
	w.candidates, w.collectors = make([]candidateSet, len(w.parts)), make([]*collector, len(w.parts))
	for _, t := range w.tasks {
		of := &w.candidates[t.part]
		of.list, of.set = append(of.list, t.list...), t.set
	}
	return nil
}

// walkSteps is how many candidates a walk looks at before it looks at its context again, and so the hits that it holds.
const walkSteps = 256

// next goes on by some steps, and gives the hits on the way.
func (w *walk) next(ctx context.Context) ([]engine.Hit, error) {
	var found []candidate
	for range walkSteps {
		if w.report == len(w.sorted) {
			break
		}
		at := w.sorted[w.report]
		r := w.at(at)
		n := w.candidates[at.part].next(max(w.from, r.First), r.end)
		if n == r.end {
			w.report, w.from = w.report+1, 0
			continue
		}
		w.from = n + 1
		if w.collectors[at.part] == nil {
			w.collectors[at.part] = newCollector(w.search)
		}
		if c, ok := w.collectors[at.part].look(at.part, n); ok {
			found = append(found, c)
		}
	}
	hits, err := w.write(found)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", engine.ErrDamaged, err)
	}
	return hits, ctx.Err()
}

// topHits keeps the limit first candidates, the last of them on top of the heap.
type topHits struct {
	limit int
	hits  []candidate
	more  bool // one was left out
}

func (t *topHits) Len() int           { return len(t.hits) }
func (t *topHits) Less(i, j int) bool { return t.hits[i].key.compare(t.hits[j].key) > 0 }
func (t *topHits) Swap(i, j int)      { t.hits[i], t.hits[j] = t.hits[j], t.hits[i] }
func (t *topHits) Push(c any)         { t.hits = append(t.hits, c.(candidate)) }
func (t *topHits) Pop() any {
	last := t.hits[len(t.hits)-1]
	t.hits = t.hits[:len(t.hits)-1]
	return last
}

// worst returns the score of the last of the hits in the order of relevance; full says whether there are as many as are wanted.
func (t *topHits) worst() (score float64, full bool) {
	if len(t.hits) < t.limit || t.limit == 0 {
		return 0, false
	}
	return -t.hits[0].key.score, true
}

func (t *topHits) offer(c candidate) {
	if t.hits == nil {
		t.hits = make([]candidate, 0, min(t.limit, 32))
	}
	if len(t.hits) < t.limit {
		t.hits = append(t.hits, c)
		heap.Fix(t, len(t.hits)-1) // as heap.Push, which would allocate
		return
	}
	t.more = true
	if c.key.compare(t.hits[0].key) < 0 {
		t.hits[0] = c
		heap.Fix(t, 0)
	}
}

// rankReports works out where each report stands in each order, so that hits compare by a number.
func (g *generation) rankReports() {
	addresses := slices.Clone(g.sorted)
	for _, o := range []engine.Order{engine.Newest, engine.Oldest, engine.Document} {
		by := orderingOf(o)
		slices.SortFunc(addresses, func(a, b address) int { return by.compare(&g.at(a).Header, &g.at(b).Header) })
		for position, at := range addresses {
			g.parts[at.part].positions[by.index][at.report] = int32(position)
		}
	}
}

func newestFirst(a, b *corpus.Header) int {
	return cmp.Or(cmp.Compare(b.Year, a.Year), strings.Compare(b.Date, a.Date), byID(a, b))
}

func oldestFirst(a, b *corpus.Header) int {
	unknown := func(r *corpus.Header) int {
		if r.Year == 0 {
			return 1
		}
		return 0
	}
	return cmp.Or(unknown(a)-unknown(b), cmp.Compare(a.Year, b.Year), strings.Compare(a.Date, b.Date), byID(a, b))
}

func byID(a, b *corpus.Header) int { return strings.Compare(a.ID, b.ID) }
