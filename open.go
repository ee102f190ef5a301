package main

import (
	"context"
	"errors"
	"os"
	"strings"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/engine/opensearch"
	"gongbao/search/thesaurus"
)

// engines has the engine for each scheme of a location.
var engines = engine.Registry{"": bleve.Driver{}, "http": opensearch.Driver{}, "https": opensearch.Driver{}}

// newIndex makes an empty index in memory.
func newIndex() engine.Engine { return bleve.New() }

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

// able returns the driver of a location as the optional ability A that a command needs.
func able[A any](command, location string) (A, error) {
	driver, ok := engines.Driver(location).(A)
	if !ok {
		return driver, unable(command, location)
	}
	return driver, nil
}

// unable says that a command is not for the engine at a location.
func unable(command, location string) error {
	return usage("command.directory", shown(location), command)
}

// withService opens the index, lets do ask it, and closes it.
func (t *tool) withService(ctx context.Context, do func(*search.Service) error) (err error) {
	e, err := engines.Open(ctx, t.location)
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
		return nil, language.New("command.thesaurus", err)
	}
	defer f.Close()
	own, err := thesaurus.Read(f)
	if err != nil {
		return nil, language.New("command.thesaurus.file", t.thesaurus, err)
	}
	return search.New(e, thesaurus.Default().With(own)), nil
}
