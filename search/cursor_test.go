package search_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/search"
	"gongbao/search/query"
)

// TestCursorsOfOtherSearches holds that a cursor continues its own search only, with any number of hits on a page.
func TestCursorsOfOtherSearches(t *testing.T) {
	s := sample(t)
	filter, err := query.ParseFilter(query.Region, "辽宁")
	if err != nil {
		t.Fatal(err)
	}
	first := search.Request{Query: "发展", Limit: 2}
	a, err := s.Search(t.Context(), first)
	if err != nil || a.Next == "" {
		t.Fatalf("%q %v", a.Next, err)
	}
	for _, test := range []struct {
		name  string
		next  search.Request
		other bool
	}{
		{"the next page", search.Request{Query: "发展"}, false},
		{"as it is by default", search.Request{Query: " 发展 ", Mode: search.Smart, Limit: 5, Offsets: search.UTF16}, false},
		{"another query", search.Request{Query: "就业"}, true},
		{"one more word", search.Request{Query: "发展 就业"}, true},
		{"another order", search.Request{Query: "发展", Order: search.Newest}, true},
		{"another mode", search.Request{Query: "发展", Mode: search.Exact}, true},
		{"a filter", search.Request{Query: "发展", Filters: []query.Node{filter}}, true},
		{"nothing", search.Request{}, true},
	} {
		test.next.Cursor = a.Next
		if _, err := s.Search(t.Context(), test.next); errors.Is(err, search.ErrCursor) != test.other {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	for _, cursor := range []string{"x", "~", a.Next + "x", a.Next[:len(a.Next)-1]} {
		if _, err := s.Search(t.Context(), search.Request{Query: "发展", Cursor: cursor}); !errors.Is(err, search.ErrCursor) {
			t.Errorf("%q: %v", cursor, err)
		}
	}
}

// TestSkip holds that a page found by how many hits stand before it is the one that cursors lead to, in every tier.
func TestSkip(t *testing.T) {
	s := sample(t)
	const size = 3
	for _, r := range []search.Request{
		{Query: "发展"}, {Query: "发展", Order: search.Newest}, {Query: "改革发展", Mode: search.Loose}, {Query: "发展", Mode: search.Loose}, {Query: "碳达峰"}, {Query: "碳达峰行动方案"}, {Query: "碳排放达峰"}, {Query: "就业", Mode: search.Exact},
	} {
		r.Limit = size
		at := r
		for at.Skip < 10*size {
			byCursor, err := s.Search(t.Context(), r)
			if err != nil {
				t.Fatal(err)
			}
			bySkip, err := s.Search(t.Context(), at)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(ids(byCursor), ids(bySkip)); diff != "" || byCursor.Total != bySkip.Total || byCursor.Next != bySkip.Next {
				t.Errorf("%s from %d on: (-by cursor +by number)\n%s", r.Query, at.Skip, diff)
			}
			if byCursor.Next == "" {
				break
			}
			r.Cursor = byCursor.Next
			at.Skip += size
		}
	}
}

func ids(a search.Answer) (ids []string) {
	for _, h := range a.Hits {
		ids = append(ids, h.ID)
	}
	return ids
}
