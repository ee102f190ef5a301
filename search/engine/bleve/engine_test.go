package bleve_test

import (
	"testing"

	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/engine/enginetest"
)

func TestEngineInMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("short: TestEngineOnDisk asks the same of the same code")
	}
	enginetest.Suite{
		Open:     func(t *testing.T) engine.Engine { return closing(t, bleve.New()) },
		Samples:  500, // the same code looks for them as on disk
		InMemory: true,
	}.Run(t)
}

func TestEngineOnDisk(t *testing.T) {
	enginetest.Suite{Open: func(t *testing.T) engine.Engine {
		e, err := bleve.Create(t.Context(), t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		return closing(t, e)
	}}.Run(t)
}

func closing(t *testing.T, e *bleve.Engine) *bleve.Engine {
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}
