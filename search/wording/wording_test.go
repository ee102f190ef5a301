package wording_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/search"
	"gongbao/search/trend/trendtest"
	"gongbao/search/wording"
)

func of(t *testing.T, s *search.Service, r wording.Request) (w wording.Wording) {
	t.Helper()
	err := s.Read(t.Context(), func(e *search.Edition) (err error) {
		w, err = wording.Of(t.Context(), e, r)
		return err
	})
	if err != nil {
		t.Fatalf("%+v: %v", r, err)
	}
	return w
}

// coined returns reports of two regions. In 2023 the first says 蓝色粮仓 as the second did the year before, and 紫金算盘 for the first
// time and once.
func coined() []*corpus.Report {
	other := report("liaoning-2022", "辽宁", 2022, "推进蓝色粮仓工作。", "加快蓝色粮仓任务。", "扩大蓝色粮仓目标。", "落实蓝色粮仓政策。")
	resolution := report("jilin-2022-resolution", "吉林", 2022, "蓝色粮仓，老旧算法。")
	resolution.Kind = corpus.Resolution
	return []*corpus.Report{
		report("jilin-2020", "吉林", 2020, "推进老旧算法工作。", "加快老旧算法任务。", "黄土高坡方案。", "促进，落实，发展，扩大，紫，金，计算，盘点。"),
		report("jilin-2022", "吉林", 2022, "扩大老旧算法目标，促进，落实。", "推进黄土高坡方案。", "加快黄土高坡措施，发展黄土高坡。"),
		report("jilin-2023", "吉林", 2023, "促进蓝色粮仓措施。", "发展紫金算盘，老旧算法。", "落实蓝色粮仓。加快，推进，扩大。"),
		report("jilin-2024", "吉林", 2024, "蓝色粮仓。加快，发展，扩大，推进，促进，落实。"),
		report("undated", "吉林", 0, "紫金算盘。"),
		other, resolution,
	}
}

// TestAnswersAreKept holds that who asks again has the same answer, whatever became of the first, and who asks for less has less.
func TestAnswersAreKept(t *testing.T) {
	s := service(t, coined()...)
	for _, r := range []wording.Request{{Report: "jilin-2023"}, {Report: "jilin-2023", Against: wording.AgainstPrevious}, {Report: "jilin-2023", Side: wording.SideGone}, {Report: "jilin-2023", Limit: 1}, {Report: "jilin-2023", Lang: "en"}} {
		first := of(t, s, r)
		want := of(t, service(t, coined()...), r)
		for i := range first.Units {
			first.Units[i].URL, first.Units[i].Elsewhere.URL = "", ""
		}
		for i := range first.Single {
			first.Single[i] = wording.Single{}
		}
		for i := range first.Earlier {
			first.Earlier[i] = search.Source{}
		}
		if diff := cmp.Diff(want, of(t, s, r)); diff != "" {
			t.Errorf("%+v asked again (-want +got):\n%s", r, diff)
		}
	}
}

func TestOf(t *testing.T) {
	s := service(t, coined()...)
	w := of(t, s, wording.Request{Report: "jilin-2023", Lang: "zh"})
	if len(w.Units) != 1 || w.AllUnits != 1 {
		t.Fatalf("%+v", w.Units)
	}
	unit := w.Units[0]
	if unit.Text != "蓝色粮仓" || unit.Count != 2 || unit.Elsewhere.Reports != 2 || unit.Elsewhere.FirstYear != 2022 || unit.Elsewhere.FirstRegion != "辽宁" {
		t.Errorf("%+v", unit)
	}
	if len(w.Single) != 1 || w.Single[0].Text != "发展紫金算盘" || w.Single[0].Count != 1 {
		t.Errorf("%+v", w.Single)
	}
	var earlier []string
	for _, one := range w.Earlier {
		earlier = append(earlier, one.ID)
	}
	if want := []string{"jilin-2020", "jilin-2022"}; !cmp.Equal(earlier, want) || w.Coverage.Reports != 2 {
		t.Errorf("against %v, want %v; %+v", earlier, want, w.Coverage)
	}
	checkAddresses(t, s, w)
}

// checkAddresses follows every address of a wording.
func checkAddresses(t *testing.T, s *search.Service, w wording.Wording) {
	t.Helper()
	for _, u := range w.Units {
		if got := trendtest.Total(t.Context(), t, s, u.URL, search.MatchExact); got.Occurrences != u.Count || u.Count == 0 {
			t.Errorf("%s: %d, but %s has %+v", u.Text, u.Count, u.URL, got)
		}
		own := trendtest.Total(t.Context(), t, s, u.URL, search.MatchExact).Reports
		if got := trendtest.Total(t.Context(), t, s, u.Elsewhere.URL, search.MatchExact); got.Reports != u.Elsewhere.Reports+own {
			t.Errorf("%s: %d reports elsewhere, but %s has %+v", u.Text, u.Elsewhere.Reports, u.Elsewhere.URL, got)
		}
	}
	for _, one := range w.Single {
		if got := trendtest.Total(t.Context(), t, s, one.URL, search.MatchExact); got.Occurrences != one.Count || one.Count == 0 {
			t.Errorf("%s: %d, but %s has %+v", one.Text, one.Count, one.URL, got)
		}
	}
}

func unitTexts(w wording.Wording) (list []string) {
	for _, u := range w.Units {
		list = append(list, u.Text)
	}
	slices.Sort(list)
	return list
}

func TestGone(t *testing.T) {
	s := service(t, coined()...)
	for _, tc := range []struct {
		report  string
		side    wording.Side
		against wording.Against
		want    []string
	}{
		{"jilin-2023", wording.SideGone, wording.AgainstEarlier, []string{"黄土高坡"}},
		{"jilin-2024", wording.SideGone, wording.AgainstEarlier, []string{"老旧算法"}},
		{"jilin-2024", wording.SideGone, wording.AgainstPrevious, []string{"老旧算法"}},
		{"jilin-2022", wording.SideNew, wording.AgainstPrevious, nil}, // 黄土高坡 is there before
		{"jilin-2024", wording.SideNew, wording.AgainstPrevious, nil},
		{"jilin-2023", wording.SideNew, wording.AgainstPrevious, []string{"蓝色粮仓"}},
	} {
		w := of(t, s, wording.Request{Report: tc.report, Side: tc.side, Against: tc.against})
		if got := unitTexts(w); !slices.Equal(got, tc.want) {
			t.Errorf("%s of %s against %s: %v, want %v", tc.side, tc.report, tc.against, got, tc.want)
		}
		checkAddresses(t, s, w)
	}
	first := of(t, s, wording.Request{Report: "liaoning-2022", Lang: "zh"})
	if first.Problem == "" || len(first.Units)+len(first.Single)+len(first.Earlier) > 0 {
		t.Errorf("the first report of a region: %+v", first)
	}
	for id, want := range map[string]error{"nowhere": search.ErrNotFound, "undated": wording.ErrYear} {
		err := s.Read(t.Context(), func(e *search.Edition) error {
			_, err := wording.Of(t.Context(), e, wording.Request{Report: id})
			return err
		})
		if !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", id, err, want)
		}
	}
}
