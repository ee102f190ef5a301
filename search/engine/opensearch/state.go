package opensearch

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/engine/opensearch/cluster"
)

const (
	// format is the version of the index format; textVersion that of text folding.
	format      = 5
	textVersion = text.Version

	// stateID is the id of the document of the state.
	stateID = "state"

	// fresh is the time for which a cached state counts as the newest. Searches may miss the updates of other processes
	// for that long, but never those of this one.
	fresh = 2 * time.Second
	// grace is the time that hidden documents stay: far longer than any search that began when they were visible.
	grace = 5 * time.Minute
)

// A state says which reports of an index are visible. It is one document, replaced by compare-and-swap.
//
// Reports are numbered in the order of puts, and numbers are never reused. Numbers below Next are visible, except
// hidden ones: replaced or deleted reports, and the remains of failed updates.
type state struct {
	Format  int `json:"format"`
	Text    int `json:"text"`              // text.Version
	Serial  int `json:"serial"`            // counts updates
	Figures int `json:"figures,omitempty"` // the oldest figure.Edition of a report; 0 before there were any

	Next   int64     `json:"next"`
	Hidden []stretch `json:"hidden,omitempty"` // ascending, disjoint

	Reports    int `json:"reports"`
	Paragraphs int `json:"paragraphs"`
	Bytes      int `json:"bytes"` // of folded text, with a line feed per paragraph

	Lease *lease `json:"lease,omitempty"` // of the writer, or nil
	Mark  string `json:"mark"`            // unique

	index       string // OpenSearch index that contains the state
	sequence    int64  // version of the document, for compare-and-swap
	primaryTerm int64
}

// A stretch is a half-open range of hidden numbers, and the time since when they are.
type stretch struct {
	From  int64     `json:"from"`
	To    int64     `json:"to"`
	Since time.Time `json:"since"`
}

// readState reads the newest state.
func (c *client) readState(ctx context.Context) (*state, error) {
	var answer struct {
		Index       string `json:"_index"`
		Sequence    int64  `json:"_seq_no"`
		PrimaryTerm int64  `json:"_primary_term"`
		Source      struct {
			State json.RawMessage `json:"state"`
		} `json:"_source"`
	}
	err := c.read(ctx, "/"+c.Name+"/_doc/"+stateID, nil, &answer)
	switch {
	case cluster.KindOf(err) == missingIndex:
		return nil, language.New("engine.cluster.missing", c, engine.ErrNoIndex)
	case err == nil && answer.Index == "":
		return nil, language.New("engine.cluster.stranger", engine.ErrNotIndex, c)
	case cluster.IsStatus(err, http.StatusNotFound), err == nil && answer.Source.State == nil:
		return nil, language.New("engine.cluster.other", c, engine.ErrNotIndex)
	case err != nil:
		return nil, err
	}
	s := &state{index: answer.Index, sequence: answer.Sequence, primaryTerm: answer.PrimaryTerm}
	if err := json.Unmarshal(answer.Source.State, s); err != nil {
		return nil, language.New("engine.cluster.state", c, engine.ErrDamaged, err)
	}
	return s, nil
}

// readable returns an error if this program cannot search the index.
func (s *state) readable(at cluster.Location) error {
	if err := s.known(at); err != nil {
		return err
	}
	if s.outdated() {
		return language.New("engine.outdated.index", &at, engine.ErrOutdated)
	}
	return nil
}

// known returns an error if a later program has made the index: this one knows nothing of what is in it.
func (s *state) known(at cluster.Location) error {
	if s.Format <= format && s.Text <= textVersion {
		return nil
	}
	return language.New("engine.later", &at, engine.ErrVersion, s.Format, s.Text, format, textVersion)
}

// outdated reports whether an older program has made the index: its reports can be read, but not searched.
func (s *state) outdated() bool { return s.Format < format || s.Text < textVersion }

// replaceState replaces the state that was read last by s, which must have a new mark. It returns engine.ErrLocked if
// another process has replaced it. If the response is lost, it reads the state to learn whether the write succeeded.
func (c *client) replaceState(ctx context.Context, s *state) error {
	query := url.Values{"if_seq_no": {fmt.Sprint(s.sequence)}, "if_primary_term": {fmt.Sprint(s.primaryTerm)}}
	err := c.writeState(ctx, s, query)
	if err == nil {
		return nil
	}
	if found, readErr := c.readState(ctx); readErr == nil && found.Mark == s.Mark {
		s.sequence, s.primaryTerm = found.sequence, found.primaryTerm
		return nil
	}
	if cluster.IsStatus(err, http.StatusConflict) {
		return language.New("engine.cluster.begun", c, engine.ErrLocked)
	}
	return err
}

// createState writes the first state of an index.
func (c *client) createState(ctx context.Context, s *state) error {
	return c.writeState(ctx, s, url.Values{"op_type": {"create"}})
}

// writeState does not retry, since only a read can tell whether a write succeeded.
func (c *client) writeState(ctx context.Context, s *state, query url.Values) error {
	body, err := json.Marshal(object{"state": s})
	if err != nil {
		return err
	}
	var answer struct {
		Sequence    int64 `json:"_seq_no"`
		PrimaryTerm int64 `json:"_primary_term"`
	}
	err = c.Do(ctx, cluster.Request{Method: http.MethodPut, Path: "/" + s.index + "/_doc/" + stateID + "?" + query.Encode(), Body: body}, &answer)
	if err == nil {
		s.sequence, s.primaryTerm = answer.Sequence, answer.PrimaryTerm
	}
	return err
}

// visible returns a query for the documents whose number, in the given field, is visible.
func (s *state) visible(field string) object {
	bounds := object{"range": object{field: object{"lt": s.Next}}}
	if len(s.Hidden) == 0 {
		return bounds
	}
	return object{"bool": object{"filter": []any{bounds}, "must_not": inStretches(field, s.Hidden)}}
}

// shortStretch is the length up to which the numbers of a stretch are listed individually: OpenSearch accepts 65,536
// terms, but hardly a thousand ranges.
const shortStretch = 64

// inStretches returns queries for the documents whose number, in the given field, is in one of the stretches.
func inStretches(field string, stretches []stretch) []any {
	var queries []any
	var numbers []int64
	for _, h := range stretches {
		if h.To-h.From > shortStretch {
			queries = append(queries, object{"range": object{field: object{"gte": h.From, "lt": h.To}}})
			continue
		}
		for n := h.From; n < h.To; n++ {
			numbers = append(numbers, n)
		}
	}
	if numbers != nil {
		queries = append(queries, object{"terms": object{field: numbers}})
	}
	return queries
}

// hide adds numbers to Hidden. It does not modify the old slice, which others may hold.
func (s *state) hide(now time.Time, numbers ...stretch) {
	all := slices.Clone(s.Hidden)
	for _, n := range numbers {
		if n.From < n.To {
			all = append(all, stretch{n.From, n.To, now})
		}
	}
	slices.SortFunc(all, func(a, b stretch) int { return int(a.From - b.From) })
	s.Hidden = nil
	for _, h := range all {
		if n := len(s.Hidden); n > 0 && s.Hidden[n-1].To == h.From {
			s.Hidden[n-1].To, s.Hidden[n-1].Since = h.To, later(s.Hidden[n-1].Since, h.Since)
			continue
		}
		s.Hidden = append(s.Hidden, h)
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func (s *state) hides(number int64) bool {
	return slices.ContainsFunc(s.Hidden, func(h stretch) bool { return h.From <= number && number < h.To })
}

// current returns the newest state, from the cluster unless the cached one is fresh.
func (e *Engine) current(ctx context.Context) (*state, error) {
	e.mutex.Lock()
	s, age, closed := e.state, time.Since(e.asked), e.closed
	e.mutex.Unlock()
	switch {
	case closed:
		return nil, language.New("engine.closed", engine.ErrUnavailable)
	case age < fresh:
		return s, nil
	}
	if err := e.Refresh(ctx); err != nil {
		return nil, err
	}
	e.mutex.Lock()
	defer e.mutex.Unlock()
	return e.state, nil
}

// Refresh reads the newest state, which another process may have written, and checks that the cluster can answer.
func (e *Engine) Refresh(ctx context.Context) error {
	began := time.Now()
	s, err := e.readState(ctx)
	if err != nil {
		return err
	}
	if err := e.healthy(ctx, s.index); err != nil {
		return err
	}
	e.see(s, began)
	return nil
}

// healthy checks that every shard has a copy in service. It asks the cluster manager, since a node that is cut off
// would still believe so.
func (c *client) healthy(ctx context.Context, index string) error {
	var health struct {
		Status string `json:"status"`
	}
	err := c.read(ctx, "/_cluster/health/"+index+"?timeout=1s&cluster_manager_timeout=2s&wait_for_status=yellow", nil, &health)
	if err == nil && health.Status == "red" || cluster.IsStatus(err, http.StatusRequestTimeout) {
		return language.New("engine.cluster.node", engine.ErrUnavailable, c)
	}
	return err
}

// see caches a state that was the newest at some time, unless a later one is cached.
func (e *Engine) see(s *state, at time.Time) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if !e.closed && at.After(e.asked) {
		e.state, e.asked = s, at
	}
}

// old returns the stretches that were hidden so long ago that no search can still see them.
func (s *state) old(now time.Time) (list []stretch) {
	for _, h := range s.Hidden {
		if now.Sub(h.Since) >= grace {
			list = append(list, h)
		}
	}
	return list
}

// forget removes stretches without documents from Hidden. It keeps those of a process that was cut off, which may
// resume and write more at any time.
func (s *state) forget(stretches []stretch) {
	s.Hidden = slices.DeleteFunc(slices.Clone(s.Hidden), func(h stretch) bool {
		return h.To-h.From < reserve && slices.Contains(stretches, h)
	})
}
