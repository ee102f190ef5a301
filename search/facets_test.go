package search_test

import (
	"testing"

	"gongbao/search/engine/bleve"
	"gongbao/search/facettest"
)

func TestFacets(t *testing.T) {
	e := bleve.New()
	t.Cleanup(func() { e.Close() })
	facettest.Run(t, e, 1)
}
