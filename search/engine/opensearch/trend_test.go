package opensearch_test

import (
	"testing"

	"gongbao/internal/testcluster"
	"gongbao/search"
	"gongbao/search/trend/trendtest"
)

// TestTrends holds the figures of trends and panels on a cluster to the searches that they link to, and to a plain count.
func TestTrends(t *testing.T) {
	e := create(t, testcluster.Require(t, testcluster.Options{}))
	trendtest.Run(t, e, 20)
	trendtest.RunPanels(t, search.New(e, nil), 20)
}
