package page

import (
	"slices"
	"testing"

	"gongbao/language"
	"gongbao/search"
	"gongbao/server/page/frame"
)

func TestFeedOrder(t *testing.T) {
	reports := []search.ReportInfo{
		{ID: "old-index-2024", Year: 2024, Date: "2024-01-20"},
		{ID: "together-2019", Year: 2019, Date: "2019-01-20", Indexed: "2026-03-01T11:30:00Z"},
		{ID: "no-date-2025", Year: 2025},
		{ID: "last-1998", Year: 1998, Indexed: "2026-03-02T11:30:00Z"},
		{ID: "together-2020", Year: 2020, Date: "2020-01-20", Indexed: "2026-03-01T11:30:00Z"},
	}
	sortByArrival(reports)
	var got []string
	for _, r := range reports {
		got = append(got, r.ID)
	}
	want := []string{"last-1998", "together-2020", "together-2019", "no-date-2025", "old-index-2024"}
	if !slices.Equal(got, want) {
		t.Errorf("the feed has %v, want %v", got, want)
	}
	if got := newAtomEntry("urn:x", "/x", frame.Frame{}, reports[0]).Updated; got != "2026-03-02T11:30:00Z" {
		t.Errorf("updated %s", got)
	}
}

func TestFeedMarksRecognisedReports(t *testing.T) {
	for pages, want := range map[int]string{0: "某次会议", 2: "某次会议 · 有 2 页由 OCR 识别，可能有误"} {
		if got := newAtomEntry("urn:x", "/x", frame.Frame{Lang: language.ZH}, search.ReportInfo{Meeting: "某次会议", Recognised: pages}).Summary; got != want {
			t.Errorf("%d pages: %q, want %q", pages, got, want)
		}
	}
}
