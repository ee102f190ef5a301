// Package opensearch is the engine for many machines: an index on an OpenSearch cluster, without plugins.
//
// [Open] opens an index and [Create] makes one first where there is none. The address names the nodes and the index:
// https://host:9200/gongbao, or https://host1:9200,host2:9200/gongbao; see [Create] for the rest.
//
// An index is an alias that points to one index of OpenSearch. In it stand a document for every paragraph, a document for
// every report, and one document that is the state. Paragraphs are found as in the engine for one machine: an inverted
// index of grams, without frequencies and positions, gives candidates, and a script looks through the search form of each.
// What the script compares is bytes: everything that there is to know about Chinese text (what folds to what, where a word
// ends, what separates) is worked out by package text before, and stands in these bytes as marks; see package encoded.
//
// Every report that is put gets a number that no other ever had, and its paragraphs carry it. The state says which numbers
// are to be seen, and changes in one step. That makes an update of any size one that is seen whole or not at all, whatever
// fails on the way; see state.go and update.go.
package opensearch

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"gongbao/search/engine"
	"gongbao/search/engine/opensearch/cluster"
)

// An Engine is an index open in this process. It implements engine.Engine.
type Engine struct {
	*client
	writing sync.Mutex // held during an update

	mutex    sync.Mutex // of what follows
	closed   bool
	state    *state
	asked    time.Time // when state was the newest
	catalog  *catalog  // of the newest state that it was needed for
	rarities *rarities // of the newest state that they were needed for
}

var _ engine.Engine = (*Engine)(nil)

// A Driver opens indexes on clusters. It implements engine.Driver and engine.Verifier.
type Driver struct{}

var (
	_ engine.Driver    = Driver{}
	_ engine.Verifier  = Driver{}
	_ engine.Refresher = (*Engine)(nil)
	_ engine.Rebuilder = (*Engine)(nil)
	_ engine.Pacer     = (*Engine)(nil)
)

// Open implements engine.Driver.
func (Driver) Open(ctx context.Context, location string) (engine.Engine, error) {
	e, err := Open(ctx, location)
	if err != nil {
		return nil, err // and no Engine that is a nil pointer
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

// Same implements engine.Driver. It asks no cluster: two names of one host are two places to it.
func (Driver) Same(a, b string) bool { return cluster.SameLocation(a, b) }

// Verify implements engine.Verifier: it opens the index and verifies it as [Engine.Verify] does.
func (Driver) Verify(ctx context.Context, location string) (check engine.Check, err error) {
	e, err := Open(ctx, location)
	if err != nil {
		return engine.Check{}, err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	return e.Verify(ctx)
}

const (
	// searchesAtOnce is how many searches a process may send to the cluster at once: they wait for it, and take little of
	// this processor. The cluster has a queue of its own, and says when it is full.
	searchesAtOnce = 64
	// answerTime is how long an answer may take: longer than it takes to find that a node is lost.
	answerTime = 10 * time.Second
)

// Pace implements engine.Pacer.
func (e *Engine) Pace() (searches int, answer time.Duration) { return searchesAtOnce, answerTime }

// Open opens the index at a location. It returns engine.ErrNoIndex when there is none, engine.ErrNotIndex when something
// else has the name, engine.ErrVersion for an index that this program cannot read, and engine.ErrUnavailable when the
// cluster does not answer. Any number of processes may have an index open.
func Open(ctx context.Context, location string) (*Engine, error) {
	e, err := connect(ctx, location)
	if err != nil {
		return nil, err
	}
	return e, e.state.readable(e.Location)
}

// Create opens the index at a location, or makes an empty one where there is none. The location may say how:
// https://host:9200/gongbao?shards=6&replicas=2; without, it has three shards and one replica of each. It takes an index
// that another version of the program has made as well: that one is empty to whoever asks, and the first update builds
// another beside it and puts it in its place.
//
// A user's name and password stand before the hosts, as in any URL, or in the environment: GONGBAO_OPENSEARCH_USER and
// GONGBAO_OPENSEARCH_PASSWORD, or GONGBAO_OPENSEARCH_API_KEY. GONGBAO_OPENSEARCH_CA names a file with the certificates of
// the authorities to trust, in PEM.
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
		return nil, fmt.Errorf("create index: %w", err)
	}
	return connect(ctx, location)
}

// connect opens the index of whatever version.
func connect(ctx context.Context, location string) (*Engine, error) {
	c, err := newClient(location)
	if err != nil {
		return nil, err
	}
	e := &Engine{client: c}
	if err := e.Refresh(ctx); err != nil {
		return nil, err
	}
	return e, nil
}

// Close gives the connections back.
func (e *Engine) Close() error {
	e.writing.Lock()
	defer e.writing.Unlock()
	e.mutex.Lock()
	defer e.mutex.Unlock()
	e.closed, e.catalog, e.rarities = true, nil, nil
	e.client.Close()
	return nil
}

// Version implements engine.Engine. It asks the cluster when nobody has for a moment, so that it also tells whether the
// cluster could answer a search now.
func (e *Engine) Version(ctx context.Context) (string, error) {
	s, err := e.current(ctx)
	if err != nil {
		return "", err
	}
	return fmt.Sprint(s.Serial), nil
}
