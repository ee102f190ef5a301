package command

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

// engines maps the schemes of locations to engines.
var engines = engine.Registry{"": bleve.Driver{}, "http": opensearch.Driver{}, "https": opensearch.Driver{}}

// newIndex returns an empty index in memory.
func newIndex() engine.Engine { return bleve.New() }

// shown returns a location for printing, with user and password hidden. It hides everything before the last @, since
// people type passwords with slashes and commas that url.Parse and lists of hosts would misread.
func shown(location string) string {
	scheme, rest, ok := strings.Cut(location, "://")
	at := strings.LastIndexByte(rest, '@')
	if !ok || at < 0 {
		return location
	}
	return scheme + "://xxxxx" + rest[at:]
}

// able returns the driver of a location as the optional interface A that a command needs.
func able[A any](command, location string) (A, error) {
	var able A
	driver, err := engines.Driver(location)
	if err != nil {
		return able, err
	}
	able, ok := driver.(A)
	if !ok {
		return able, unable(command, location)
	}
	return able, nil
}

// unable returns the error for a command that the engine at a location does not support.
func unable(command, location string) error {
	return usage("command.directory", shown(location), command)
}

// withService opens the index, calls do, and closes the index.
func (t *tool) withService(ctx context.Context, do func(*search.Service) error) (err error) {
	synonyms, err := t.synonyms()
	if err != nil {
		return err
	}
	e, err := engines.Open(ctx, t.location)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	return do(search.New(e, synonyms))
}

// synonyms returns the synonyms of the program with the user's, or nil if the user has none.
func (t *tool) synonyms() (*thesaurus.Thesaurus, error) {
	if t.thesaurus == "" {
		return nil, nil
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
	return thesaurus.Default().With(own), nil
}
