package wording_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/internal/testcluster"
	"gongbao/search"
	"gongbao/search/engine/enginetest"
	"gongbao/search/engine/opensearch"
	"gongbao/search/query"
	"gongbao/search/wording"
)

// TestCluster holds that a cluster gives the words and sentences of an engine in a directory.
func TestCluster(t *testing.T) {
	c := testcluster.Require(t, testcluster.Options{})
	reports := slices.Concat(coined(), property())
	e, err := opensearch.Driver{}.Create(t.Context(), c.NewIndex(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	if err := e.Update(t.Context(), enginetest.Puts(reports...)); err != nil {
		t.Fatal(err)
	}
	cluster, directory := search.New(e, nil), service(t, reports...)
	for _, r := range []wording.Request{
		{Report: "jilin-2023"}, {Report: "jilin-2023", Against: wording.AgainstPrevious}, {Report: "jilin-2024", Side: wording.SideGone}, {Report: "liaoning-2022"},
	} {
		r.Lang = "zh"
		want, got := of(t, directory, r), of(t, cluster, r)
		if got.Version = want.Version; len(want.Earlier) == 0 && r.Report != "liaoning-2022" {
			t.Errorf("%+v: nothing is earlier", r)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%+v (-directory +cluster):\n%s", r, diff)
		}
	}
	for _, r := range []search.Request{
		{Query: "房地产"}, {Query: "蓝色粮仓 OR 算法"}, {Query: "促进落实 OR 房地产", Mode: search.Loose}, {Query: "发展", Filters: []query.Node{query.Filter{Field: query.Region, Values: []string{"吉林"}}}},
	} {
		r.Lang = "zh"
		want, got := yearByYear(t, directory, r), yearByYear(t, cluster, r)
		if got.Version = want.Version; len(want.Years) == 0 {
			t.Errorf("%s: no sentences", r.Query)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-directory +cluster):\n%s", r.Query, diff)
		}
	}
}
