package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/engine/opensearch"
	"gongbao/search/thesaurus"
)

// openEngine opens the index at a location, which decides the engine.
func openEngine(ctx context.Context, location string) (engine.Engine, error) {
	if isURL(location) {
		return opened(opensearch.Open(ctx, location))
	}
	return opened(bleve.Open(ctx, location))
}

// createEngine opens the index at a location, or makes an empty one where there is none.
func createEngine(ctx context.Context, location string) (engine.Engine, error) {
	if isURL(location) {
		return opened(opensearch.Create(ctx, location))
	}
	return opened(bleve.Create(ctx, location))
}

// opened makes an interface of an engine, which is nil when there is none.
func opened[E engine.Engine](e E, err error) (engine.Engine, error) {
	if err != nil {
		return nil, err
	}
	return e, nil
}

func isURL(location string) bool {
	scheme, _, ok := strings.Cut(strings.ToLower(location), "://")
	return ok && (scheme == "http" || scheme == "https")
}

// shown is a location as it may be printed: a URL's user and password are hidden. Whatever stands before the last @ counts
// as theirs, since passwords are typed with slashes and commas in them that url.Parse, and a list of hosts, would trip over.
func shown(location string) string {
	scheme, rest, ok := strings.Cut(location, "://")
	at := strings.LastIndexByte(rest, '@')
	if !ok || at < 0 {
		return location
	}
	return scheme + "://xxxxx" + rest[at:]
}

// openDirectory is a location that has to be a directory, for what is done to the files themselves.
func openDirectory(command, location string) (string, error) {
	if isURL(location) {
		return "", usagef("%s: %s is for an index in a directory; a cluster has tools of its own for this, and gongbao copy takes its index to a directory and back", shown(location), command)
	}
	return location, nil
}

// withService opens the index, lets do ask it, and closes it.
func (t *tool) withService(ctx context.Context, do func(*search.Service) error) (err error) {
	e, err := openEngine(ctx, t.location)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	service, err := t.service(e)
	if err != nil {
		return err
	}
	return do(service)
}

// service makes the service on an open engine, with the user's own equivalents when there are some.
func (t *tool) service(e engine.Engine) (*search.Service, error) {
	if t.thesaurus == "" {
		return search.New(e, nil), nil
	}
	f, err := os.Open(t.thesaurus)
	if err != nil {
		return nil, fmt.Errorf("read thesaurus: %w", err)
	}
	defer f.Close()
	own, err := thesaurus.Read(f)
	if err != nil {
		return nil, fmt.Errorf("read thesaurus %s: %w", t.thesaurus, err)
	}
	return search.New(e, thesaurus.Default().With(own)), nil
}
