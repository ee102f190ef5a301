package search_test

import (
	"errors"
	"testing"

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
