// Package opensearch is the engine for many machines: an index on an OpenSearch cluster, without plugins.
//
// [Open] opens an index and [Create] creates one if there is none. The address has the nodes and the index:
// https://host:9200/gongbao, or https://host1:9200,host2:9200/gongbao; see [Create] for the rest.
//
// An index is an alias of one OpenSearch index. That contains a document per paragraph, a document per report, and one
// document with the state. Search works as in the engine for one machine: an inverted index of grams, without
// frequencies and positions, yields candidates, and a script scans the encoded text of each. The script only compares
// bytes. All knowledge of Chinese text (folding, word borders, separators) is in package text and encoded as marks in
// those bytes; see package encoded.
//
// Every report gets a number that is never reused, and its paragraphs carry it. The state says which numbers are
// visible, and changes atomically. An update of any size is thus visible entirely or not at all, whatever fails on the
// way; see state.go and update.go.
package opensearch

import (
	"context"
	"errors"
	"sync"
	"time"

	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/engine/opensearch/cluster"
)

// An Engine is an open index. It implements engine.Engine.
type Engine struct {
	engine.Latest
	*client
	writing sync.Mutex // held during an update

	mutex    sync.Mutex // guards the fields below
	closed   bool
	state    *state
	asked    time.Time // when state was known to be the newest
	catalog  *catalog  // of the newest state that needed it
	rarities *rarities // of the newest state that needed them
}

var _ engine.Engine = (*Engine)(nil)

// A Driver opens indexes on clusters. It implements engine.Driver and engine.Verifier.
type Driver struct{}

var (
	_ engine.Driver     = Driver{}
	_ engine.Verifier   = Driver{}
	_ engine.Refresher  = (*Engine)(nil)
	_ engine.Upgradable = (*Engine)(nil)
	_ engine.Pacer      = (*Engine)(nil)
	_ engine.Measured   = (*Engine)(nil)
)

// Open implements engine.Driver.
func (Driver) Open(ctx context.Context, location string) (engine.Engine, error) {
	e, err := Open(ctx, location)
	if err != nil {
		return nil, err // a nil *Engine would make a non-nil interface
	}
	return e, nil
}

// Create implements engine.Driver.
func (Driver) Create(ctx context.Context, location string) (engine.Engine, error) {
	e, err := Create(ctx, location)
	if err != nil {
		return nil, err
	}
	return e, nil
}

// Same implements engine.Driver. It compares text only: two names of one host count as different.
func (Driver) Same(a, b string) bool { return cluster.SameLocation(a, b) }

// Verify implements engine.Verifier: it opens the index, be it outdated, and calls [Engine.Verify].
func (Driver) Verify(ctx context.Context, location string) (check engine.Check, err error) {
	e, err := connect(ctx, location)
	if err != nil {
		return engine.Check{}, err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	if check, err = e.Verify(ctx); err == nil {
		engine.Note(ctx, e.state.readable(e.Location))
	}
	return check, err
}

const (
	// searchesAtOnce is the number of concurrent searches that a process sends to the cluster. They cost little local
	// CPU time, and the cluster has its own queue.
	searchesAtOnce = 64
	// answerTime bounds an answer: longer than it takes to detect a lost node.
	answerTime = 10 * time.Second
)

// Pace implements engine.Pacer.
func (e *Engine) Pace() (searches int, answer time.Duration) { return searchesAtOnce, answerTime }

// Stored implements engine.Measured.
func (e *Engine) Stored(ctx context.Context) (int64, error) {
	var answer struct {
		All struct {
			Primaries struct {
				Store struct {
					Bytes int64 `json:"size_in_bytes"`
				} `json:"store"`
			} `json:"primaries"`
		} `json:"_all"`
	}
	err := e.read(ctx, "/"+e.Name+"/_stats/store", nil, &answer)
	return answer.All.Primaries.Store.Bytes, err
}

// Open opens the index at a location. It returns engine.ErrNoIndex if there is none, engine.ErrNotIndex if something
// else has the name, engine.ErrVersion if this program cannot read the index, engine.ErrOutdated if Rebuild must build it
// anew, and engine.ErrUnavailable if the cluster does not answer. Any number of processes may have an index open.
func Open(ctx context.Context, location string) (*Engine, error) {
	e, err := connect(ctx, location)
	if err != nil {
		return nil, err
	}
	return e, e.state.readable(e.Location)
}

// Create opens the index at a location, or creates an empty one. The location may have settings for a new index,
// https://host:9200/gongbao?shards=6&replicas=2; the default is three shards with one replica each. Create also opens
// an index that is outdated: see engine.Upgradable.
//
// User and password precede the hosts, as in any URL, or come from the environment: GONGBAO_OPENSEARCH_USER and
// GONGBAO_OPENSEARCH_PASSWORD, or GONGBAO_OPENSEARCH_API_KEY. GONGBAO_OPENSEARCH_CA names a PEM file with the
// certificates of trusted authorities.
func Create(ctx context.Context, location string) (*Engine, error) {
	e, err := connect(ctx, location)
	if !errors.Is(err, engine.ErrNoIndex) {
		return e, err
	}
	c, err := newClient(location)
	if err != nil {
		return nil, err
	}
	if err := c.makeFirst(ctx); err != nil {
		return nil, language.New("engine.directory.create", err)
	}
	return connect(ctx, location)
}

// connect opens an index of this version or an older one.
func connect(ctx context.Context, location string) (*Engine, error) {
	c, err := newClient(location)
	if err != nil {
		return nil, err
	}
	e := &Engine{client: c}
	e.Latest = e.Snapshot
	if err := e.Refresh(ctx); err != nil {
		return nil, err
	}
	return e, e.state.known(e.Location)
}

// Close closes the index and idle connections. It waits for a running update.
func (e *Engine) Close() error {
	e.writing.Lock()
	defer e.writing.Unlock()
	e.mutex.Lock()
	defer e.mutex.Unlock()
	e.closed, e.catalog, e.rarities = true, nil, nil
	e.client.Close()
	return nil
}
