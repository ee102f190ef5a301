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
	// format changes whenever an index of another format cannot be read; textVersion is that of the folding.
	format      = 1
	textVersion = text.Version

	// stateID is the id of the document that is the state.
	stateID = "state"

	// fresh is how long a state that was read counts as the newest: a search that an update has ended before is answered
	// from the state before it no longer than that, and by this process itself not at all.
	fresh = 2 * time.Second
	// grace is how long what is no longer to be seen stays: far longer than a search lasts that began when it was to be seen.
	grace = 5 * time.Minute
)

// A state says what is to be seen of an index. It is one document, and is replaced only by whoever read it last, so that
// two processes never change it at once.
//
// Reports are numbered in the order in which they are put, and no number is given twice. Those below Next are to be seen,
// less the hidden ones: reports that were replaced or deleted, and what an update has left behind that failed.
type state struct {
	Format int `json:"format"`
	Text   int `json:"text"`   // text.Version
	Serial int `json:"serial"` // counts updates

	Next   int64     `json:"next"`
	Hidden []stretch `json:"hidden,omitempty"` // ascending, apart

	Reports    int `json:"reports"`
	Paragraphs int `json:"paragraphs"`
	Bytes      int `json:"bytes"` // of folded text, a line feed behind each paragraph

	Lease *lease `json:"lease,omitempty"` // of whoever writes, or nil
	Mark  string `json:"mark"`            // tells this state from every other

	index       string // of OpenSearch, that the state is of
	sequence    int64  // what the document must be at to be replaced
	primaryTerm int64
}

// A stretch of numbers, the first included and the last not, that are not to be seen since some time.
type stretch struct {
	From  int64     `json:"from"`
	To    int64     `json:"to"`
	Since time.Time `json:"since"`
}

// readState asks for the newest state.
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

// readable says whether this program can read the index.
func (s *state) readable(at cluster.Location) error {
	if s.current() {
		return nil
	}
	return language.New("engine.cluster.version",
		&at, engine.ErrVersion, s.Format, s.Text, format, textVersion)
}

func (s *state) current() bool { return s.Format == format && s.Text == textVersion }

// replaceState writes s, which has a mark of its own, in place of the state that was read last. It returns engine.ErrLocked
// when another process has written one meanwhile. An answer that is lost does not matter: whether s was written is read then.
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

// writeState is not tried again: whether it was done can be told by reading alone.
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

// visible is the filter of the documents whose number, in the given field, is to be seen.
func (s *state) visible(field string) object {
	bounds := object{"range": object{field: object{"lt": s.Next}}}
	if len(s.Hidden) == 0 {
		return bounds
	}
	return object{"bool": object{"filter": []any{bounds}, "must_not": inStretches(field, s.Hidden)}}
}

// shortStretch is the length up to which the numbers of a stretch are named one by one: of these OpenSearch takes 65,536, and
// of ranges hardly a thousand.
const shortStretch = 64

// inStretches gives the queries of the documents whose number, in the given field, is in one of the stretches.
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

// hide takes numbers out of sight. It leaves what Hidden was to others that have it.
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

// current gives the newest state, asking for it when the one at hand is not fresh.
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

// Refresh asks the cluster for the newest state, which another process may have written, and whether it could answer now.
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

// healthy asks whether every shard of an index has a copy in service, of the node that manages the cluster: one that is
// cut off would still believe so.
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

// see takes up a state that was the newest at some time, unless one from later is at hand.
func (e *Engine) see(s *state, at time.Time) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if !e.closed && at.After(e.asked) {
		e.state, e.asked = s, at
	}
}

// old gives the stretches that were hidden so long before now that nobody is looking at them any more.
func (s *state) old(now time.Time) (list []stretch) {
	for _, h := range s.Hidden {
		if now.Sub(h.Since) >= grace {
			list = append(list, h)
		}
	}
	return list
}

// forget stops hiding stretches that no document is in any more. It goes on hiding those where one may still appear, since
// they were left by a process that was cut off: it may have been halted, and go on at any time.
func (s *state) forget(stretches []stretch) {
	s.Hidden = slices.DeleteFunc(slices.Clone(s.Hidden), func(h stretch) bool {
		return h.To-h.From < reserve && slices.Contains(stretches, h)
	})
}
