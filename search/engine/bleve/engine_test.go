package bleve_test

import (
	"testing"

	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/engine/enginetest"
)

func TestEngineInMemory(t *testing.T) {
	enginetest.Run(t, func(t *testing.T) engine.Engine { return closing(t, bleve.New()) })
}

func TestEngineOnDisk(t *testing.T) {
	enginetest.Run(t, func(t *testing.T) engine.Engine {
		e, err := bleve.Create(t.Context(), t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		return closing(t, e)
	})
}

func closing(t *testing.T, e *bleve.Engine) *bleve.Engine {
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}
