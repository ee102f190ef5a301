package opensearch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"gongbao/corpus"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/engine/opensearch/cluster"
	"gongbao/search/engine/opensearch/encoded"
)

// A client sends the requests of this package to a cluster. It is safe for concurrent use.
type client struct{ *cluster.Client }

const (
	// Timeouts of one try: of a search, and of a request for the state of things, which every node can answer at once.
	readTimeout  = 20 * time.Second
	stateTimeout = 3 * time.Second
)

// Variables, so that tests can wait less.
var (
	// readPatience is the time for which a read is retried while the cluster cannot answer: longer than failover to the
	// replicas of a lost node takes, shorter than a reader waits.
	readPatience = 6 * time.Second
	// writePatience is the same for writes. A node may have to restart meanwhile.
	writePatience = 90 * time.Second
)

// newClient returns a client for an address.
func newClient(location string) (*client, error) {
	at, err := cluster.ParseLocation(location)
	if err != nil {
		return nil, err
	}
	c, err := cluster.New(at)
	return &client{c}, err
}

// countMost bounds the response to a search in bytes, apart from its hits.
const countMost = 256 << 20

// mostOf returns the limit of the response to a search, in bytes: each hit may be a paragraph of the largest size.
func mostOf(body object) int64 {
	size, _ := body["size"].(int)
	return countMost + int64(size)*corpus.MaxParagraph
}

// read sends a request with a JSON body, or with none if body is nil.
func (c *client) read(ctx context.Context, path string, body object, answer any) error {
	r := cluster.Request{Method: http.MethodGet, Path: path, Timeout: stateTimeout, Patience: readPatience}
	if body != nil {
		encoded, err := json.Marshal(body)
		if err != nil {
			return err
		}
		r.Method, r.Body, r.Timeout, r.Most = http.MethodPost, encoded, readTimeout, mostOf(body)
	}
	return c.Do(ctx, r, answer)
}

// An answer is the response to a search.
type answer struct {
	TimedOut bool   `json:"timed_out"`
	Shards   shards `json:"_shards"`
	Hits     struct {
		Total struct {
			Value int `json:"value"`
		} `json:"total"`
		Hits []foundDocument `json:"hits"`
	} `json:"hits"`
	Aggregations map[string]aggregation `json:"aggregations"`

	// set in the responses to a multi-search
	Status int             `json:"status"`
	Error  json.RawMessage `json:"error"`
}

// A foundDocument is a hit in a response.
type foundDocument struct {
	ID      string             `json:"_id"`
	Source  source             `json:"_source"`
	Sort    []json.RawMessage  `json:"sort"`
	Matched map[string]float64 `json:"matched_queries"` // scores of named queries, by name
}

// A source holds the fields of a document that searches request.
type source struct {
	Paragraph    corpus.Paragraph `json:"paragraph"`
	Figures      []encoded.Figure `json:"figures"`
	Number       int64            `json:"number"`
	ReportNumber int64            `json:"report_number"`
	Record       record           `json:"record"`
}

// An aggregation is the result of one: a value, or a number of documents with sums over them.
type aggregation struct {
	Value      json.RawMessage `json:"value"`
	Documents  int             `json:"doc_count"`
	Scores     sum             `json:"scores"`
	Paragraphs sum             `json:"paragraphs"`
}

type sum struct {
	Value float64 `json:"value"`
}

// whole returns an error if the answer is incomplete, since part of an index must never pass for all of it.
func (a *answer) whole(c *client) error {
	switch {
	case a.TimedOut:
		return language.New("engine.cluster.late", engine.ErrUnavailable, c)
	case a.Shards.Failed > 0 || a.Shards.Successful < a.Shards.Total || a.Shards.Total == 0:
		return language.New("engine.cluster.shards", engine.ErrUnavailable, c, a.Shards.Successful, a.Shards.Total)
	}
	return nil
}

// search searches an index. It retries for a while if the answer is incomplete.
func (c *client) search(ctx context.Context, index string, body object) (answer, error) {
	return c.searchWith(ctx, index, "", body)
}

func (c *client) searchWith(ctx context.Context, index, parameters string, body object) (answer, error) {
	for until, try := time.Now().Add(readPatience), 1; ; try++ {
		var a answer
		err := c.read(ctx, "/"+index+"/_search?allow_partial_search_results=false"+parameters, body, &a)
		if err != nil {
			return a, err
		}
		if err = a.whole(c); err == nil || time.Now().After(until) {
			return a, err
		}
		if err := cluster.Pause(ctx, cluster.PauseBefore(try)); err != nil {
			return a, err
		}
	}
}

// searchAll runs several searches in one request. Answers are in the order of the bodies.
func (c *client) searchAll(ctx context.Context, index string, bodies []object) ([]answer, error) {
	var lines bytes.Buffer
	var most int64
	for _, body := range bodies {
		most += mostOf(body)
		encoded, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		lines.WriteString("{\"allow_partial_search_results\":false}\n")
		lines.Write(encoded)
		lines.WriteByte('\n')
	}
	for until, try := time.Now().Add(readPatience), 1; ; try++ {
		var all struct {
			Responses []answer `json:"responses"`
		}
		err := c.Do(ctx, cluster.Request{Method: http.MethodPost, Path: "/" + index + "/_msearch", Body: lines.Bytes(), Lines: true, Timeout: readTimeout, Patience: readPatience, Most: most}, &all)
		if err != nil {
			return nil, err
		}
		if err = c.wholeAll(index, all.Responses, len(bodies)); !errors.Is(err, engine.ErrUnavailable) || time.Now().After(until) {
			return all.Responses, err
		}
		if err := cluster.Pause(ctx, cluster.PauseBefore(try)); err != nil {
			return nil, err
		}
	}
}

func (c *client) wholeAll(index string, answers []answer, want int) error {
	if len(answers) != want {
		return language.New("engine.cluster.answers", engine.ErrUnavailable, c, len(answers), want)
	}
	for i := range answers {
		a := &answers[i]
		if a.Error != nil {
			return c.Refused(cluster.Request{Method: http.MethodPost, Path: "/" + index + "/_msearch"}, a.Status, []byte(`{"error":`+string(a.Error)+`}`))
		}
		if err := a.whole(c); err != nil {
			return err
		}
	}
	return nil
}

// count returns the number of documents that a query matches.
func (c *client) count(ctx context.Context, index string, query object) (int, error) {
	a, err := c.search(ctx, index, object{"size": 0, "track_total_hits": true, "query": query})
	return a.Hits.Total.Value, err
}

// deleteByQuery deletes documents that a query matches, up to a limit, and returns how many it found.
func (u *update) deleteByQuery(ctx context.Context, query object) (int, error) {
	var answer struct {
		Total int `json:"total"`
	}
	body, err := json.Marshal(query)
	if err != nil {
		return 0, err
	}
	path := "/" + u.index + "/_delete_by_query?refresh=true&conflicts=proceed&scroll_size=5000&max_docs=20000"
	return answer.Total, u.Do(ctx, cluster.Request{Method: http.MethodPost, Path: path, Body: body, Patience: writePatience}, &answer)
}

// missingIndex is OpenSearch's error type for an index that does not exist.
const missingIndex = "index_not_found_exception"
