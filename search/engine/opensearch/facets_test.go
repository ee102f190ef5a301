package opensearch_test

import (
	"testing"

	"gongbao/internal/testcluster"
	"gongbao/search/facettest"
)

// TestFacets holds the facets of searches on a cluster to their totals, to tables, and to the searches for their values.
func TestFacets(t *testing.T) {
	facettest.Run(t, create(t, testcluster.Require(t, testcluster.Options{})))
}
