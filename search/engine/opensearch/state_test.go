package opensearch

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/search/engine"
)

// at returns a time, so many minutes after the first.
func at(minute int) time.Time { return time.Date(2021, 1, 28, 9, minute, 0, 0, time.UTC) }

func TestHide(t *testing.T) {
	for name, tc := range map[string]struct {
		before, numbers, want []stretch
	}{
		"nothing":             {nil, nil, nil},
		"an empty stretch":    {nil, []stretch{{From: 3, To: 3}}, nil},
		"one":                 {nil, []stretch{{From: 3, To: 4}}, []stretch{{3, 4, at(9)}}},
		"apart":               {nil, []stretch{{From: 5, To: 7}, {From: 3, To: 4}}, []stretch{{3, 4, at(9)}, {5, 7, at(9)}}},
		"adjacent":            {nil, []stretch{{From: 4, To: 6}, {From: 3, To: 4}}, []stretch{{3, 6, at(9)}}},
		"behind one":          {[]stretch{{3, 4, at(1)}}, []stretch{{From: 4, To: 5}}, []stretch{{3, 5, at(9)}}},
		"before one":          {[]stretch{{3, 4, at(1)}}, []stretch{{From: 1, To: 3}}, []stretch{{1, 4, at(9)}}},
		"between two":         {[]stretch{{3, 4, at(1)}, {5, 6, at(2)}}, []stretch{{From: 4, To: 5}}, []stretch{{3, 6, at(9)}}},
		"far behind":          {[]stretch{{3, 4, at(1)}}, []stretch{{From: 9, To: 9 + reserve}}, []stretch{{3, 4, at(1)}, {9, 9 + reserve, at(9)}}},
		"adjacent from later": {[]stretch{{3, 4, at(20)}}, []stretch{{From: 4, To: 5}}, []stretch{{3, 5, at(20)}}},
	} {
		t.Run(name, func(t *testing.T) {
			s := &state{Hidden: slices.Clone(tc.before)}
			shared := *s
			s.hide(at(9), tc.numbers...)
			if diff := cmp.Diff(tc.want, s.Hidden); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tc.before, shared.Hidden); diff != "" {
				t.Errorf("what others hold has changed:\n%s", diff)
			}
		})
	}
}

func TestForget(t *testing.T) {
	one, two, three, cutOff := stretch{1, 2, at(1)}, stretch{4, 7, at(2)}, stretch{9, 10, at(3)}, stretch{20, 20 + reserve, at(4)}
	for name, tc := range map[string]struct {
		before, gone, want []stretch
	}{
		"the only one":             {[]stretch{one}, []stretch{one}, []stretch{}},
		"one of three":             {[]stretch{one, two, three}, []stretch{two}, []stretch{one, three}},
		"two of three":             {[]stretch{one, two, three}, []stretch{one, three}, []stretch{two}},
		"one that has grown since": {[]stretch{one, {4, 8, at(5)}}, []stretch{two}, []stretch{one, {4, 8, at(5)}}},
		"one that is not there":    {[]stretch{one}, []stretch{three}, []stretch{one}},
		"one of who was cut off":   {[]stretch{one, cutOff}, []stretch{one, cutOff}, []stretch{cutOff}},
	} {
		t.Run(name, func(t *testing.T) {
			s := &state{Hidden: slices.Clone(tc.before)}
			shared := *s
			s.forget(tc.gone)
			if diff := cmp.Diff(tc.want, s.Hidden); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tc.before, shared.Hidden); diff != "" {
				t.Errorf("what others hold has changed:\n%s", diff)
			}
		})
	}
}

// TestVisible checks which numbers are visible, and that the filter and hides agree.
func TestVisible(t *testing.T) {
	for name, tc := range map[string]struct {
		state state
		want  []int64 // among the numbers up to 12
	}{
		"nothing put":       {state{}, nil},
		"nothing hidden":    {state{Next: 3}, []int64{0, 1, 2}},
		"one hidden":        {state{Next: 3, Hidden: []stretch{{From: 1, To: 2}}}, []int64{0, 2}},
		"a stretch hidden":  {state{Next: 6, Hidden: []stretch{{From: 1, To: 4}}}, []int64{0, 4, 5}},
		"several hidden":    {state{Next: 12, Hidden: []stretch{{From: 0, To: 1}, {From: 3, To: 6}, {From: 7, To: 8}, {From: 9, To: 11}}}, []int64{1, 2, 6, 8, 11}},
		"a long one hidden": {state{Next: 200, Hidden: []stretch{{From: 2, To: 100}}}, []int64{0, 1}},
		"all hidden":        {state{Next: 4, Hidden: []stretch{{From: 0, To: 4}}}, nil},
		"the border hidden": {state{Next: 4, Hidden: []stretch{{From: 3, To: 4}}}, []int64{0, 1, 2}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := seen(t, &tc.state); !slices.Equal(got, tc.want) {
				t.Errorf("%v are to be seen, want %v", got, tc.want)
			}
		})
	}
}

// seen returns the visible numbers up to 12, by the filter and by hides.
func seen(t *testing.T, s *state) (numbers []int64) {
	t.Helper()
	for n := range int64(13) {
		admitted := admits(t, s.visible("number"), n)
		if admitted {
			numbers = append(numbers, n)
		}
		if admitted != (n < s.Next && !s.hides(n)) {
			t.Errorf("the filter admits %d: %v, and it is hidden: %v", n, admitted, s.hides(n))
		}
	}
	return numbers
}

// admits evaluates a filter as OpenSearch does.
func admits(t *testing.T, filter object, n int64) bool {
	t.Helper()
	encoded, err := json.Marshal(filter)
	if err != nil {
		t.Fatal(err)
	}
	var c stateClause
	if err := json.Unmarshal(encoded, &c); err != nil {
		t.Fatal(err)
	}
	return c.admits(n)
}

// A stateClause is one of the queries in the filters of states.
type stateClause struct {
	Range struct {
		Number *struct {
			From int64  `json:"gte"`
			To   *int64 `json:"lt"`
		} `json:"number"`
	} `json:"range"`
	Terms struct {
		Number []int64 `json:"number"`
	} `json:"terms"`
	Bool *struct {
		Filter  []stateClause `json:"filter"`
		MustNot []stateClause `json:"must_not"`
	} `json:"bool"`
}

func (c stateClause) admits(n int64) bool {
	switch {
	case c.Bool != nil:
		not := func(c stateClause) bool { return !c.admits(n) }
		return !slices.ContainsFunc(c.Bool.Filter, not) && !slices.ContainsFunc(c.Bool.MustNot, func(c stateClause) bool { return c.admits(n) })
	case c.Range.Number != nil:
		return c.Range.Number.From <= n && n < *c.Range.Number.To
	}
	return slices.Contains(c.Terms.Number, n)
}

// TestShow checks the state after an update: its reports from 10 on are visible, and those they replace are hidden.
func TestShow(t *testing.T) {
	before := state{Serial: 7, Next: 10, Hidden: []stretch{{From: 2, To: 3, Since: at(1)}}, Reports: 9, Paragraphs: 90, Bytes: 900}
	for name, tc := range map[string]struct {
		update update
		want   state
	}{
		"nothing": {
			update{writer: &writer{from: 10, next: 10}},
			before,
		},
		"a new report": {
			update{writer: &writer{from: 10, next: 11}, totals: totals{10, 101, 1010}, changed: true},
			state{Serial: 8, Next: 11, Hidden: before.Hidden, Reports: 10, Paragraphs: 101, Bytes: 1010},
		},
		"a replacement": {
			update{writer: &writer{from: 10, next: 11}, replaced: []int64{5}, totals: totals{9, 91, 910}, changed: true},
			state{Serial: 8, Next: 11, Hidden: []stretch{{2, 3, at(1)}, {5, 6, at(9)}}, Reports: 9, Paragraphs: 91, Bytes: 910},
		},
		"one replaced twice": {
			update{writer: &writer{from: 10, next: 12}, replaced: []int64{5, 10}, totals: totals{9, 91, 910}, changed: true},
			state{Serial: 8, Next: 12, Hidden: []stretch{{2, 3, at(1)}, {5, 6, at(9)}, {10, 11, at(9)}}, Reports: 9, Paragraphs: 91, Bytes: 910},
		},
		"deletions": {
			update{writer: &writer{from: 10, next: 10}, replaced: []int64{3, 9}, totals: totals{7, 70, 700}, changed: true},
			state{Serial: 8, Next: 10, Hidden: []stretch{{2, 4, at(9)}, {9, 10, at(9)}}, Reports: 7, Paragraphs: 70, Bytes: 700},
		},
		"after a take-over": {
			update{writer: &writer{from: 10 + reserve, next: 11 + reserve}, replaced: []int64{5}, totals: totals{9, 91, 910}, changed: true},
			state{Serial: 8, Next: 11 + reserve, Hidden: []stretch{{2, 3, at(1)}, {5, 6, at(9)}, {10, 10 + reserve, at(9)}}, Reports: 9, Paragraphs: 91, Bytes: 910},
		},
		"nothing after a take-over": {
			update{writer: &writer{from: 10 + reserve, next: 10 + reserve}, totals: totals{9, 90, 900}},
			state{Serial: 7, Next: 10 + reserve, Hidden: []stretch{{2, 3, at(1)}, {10, 10 + reserve, at(9)}}, Reports: 9, Paragraphs: 90, Bytes: 900},
		},
	} {
		t.Run(name, func(t *testing.T) {
			after := before
			tc.update.show(&after, at(9))
			if diff := cmp.Diff(tc.want, after, cmp.AllowUnexported(state{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A history simulates a cluster and its writers: the state, the written documents by number, and the content expected
// from successful updates.
type history struct {
	*rand.Rand
	state   state
	written map[int64]string // id and text of the report
	given   map[int64]bool
	twice   []int64 // numbers assigned to two reports
	want    map[string]string
	stale   []*writer // writers that lost their lease and still write
	puts    int
}

// begin takes the lease, as tryLease does. from is the writer to take it over from, if any.
func (h *history) begin() *update {
	from := h.state.Next
	if l := h.state.Lease; l != nil {
		from = l.From + reserve
	}
	h.state.Lease = &lease{From: from}
	s := &h.state
	return &update{
		writer: &writer{from: from, next: from}, put: map[string]placed{}, old: h.catalog(),
		totals: totals{s.Reports, s.Paragraphs, s.Bytes},
	}
}

// catalog returns the visible reports.
func (h *history) catalog() *catalog {
	c := &catalog{byID: map[string]*entry{}}
	for number, report := range h.written {
		if number < h.state.Next && !h.state.hides(number) {
			id := report[:1]
			c.byID[id] = &entry{Summary: engine.Summary{Header: corpus.Header{ID: id}, Paragraphs: 1}, number: number, bytes: len(report)}
		}
	}
	return c
}

// write stores one report under a number.
func (h *history) write(number int64, report string) {
	if h.given[number] {
		h.twice = append(h.twice, number)
	}
	h.given[number], h.written[number] = true, report
}

// change applies one change to an update, as apply and add do, and to the expected content.
func (h *history) change(u *update, want map[string]string) {
	id := string(rune('a' + h.IntN(6)))
	if p, ok := u.find(id); ok {
		u.replaced = append(u.replaced, p.number)
		u.totals.add(p, -1)
		u.put[id] = placed{number: -1}
		u.changed = true
	}
	delete(want, id)
	if h.IntN(3) == 0 {
		return
	}
	h.puts++
	report := fmt.Sprint(id, h.puts)
	p := placed{u.next, 1, len(report)}
	h.write(u.next, report)
	u.next++
	u.put[id], u.changed = p, true
	u.totals.add(p, 1)
	want[id] = report
}

// step runs a random event: an update that succeeds, fails, or hangs until another takes over, or a further write of
// one that hung.
func (h *history) step(now time.Time) {
	if len(h.stale) > 0 && h.IntN(3) == 0 {
		w := h.stale[h.IntN(len(h.stale))]
		h.write(w.next, "late")
		w.next++
		return
	}
	if h.IntN(10) == 0 {
		h.purge()
	}
	u, want := h.begin(), maps.Clone(h.want)
	for range h.IntN(4) {
		h.change(u, want)
	}
	switch h.IntN(4) {
	case 0: // it hangs
		h.stale = append(h.stale, u.writer)
		return
	case 1: // it fails
		u.hideFailed(&h.state, now)
	default:
		u.show(&h.state, now)
		h.want = want
	}
	h.state.Lease = nil
}

// purge erases the oldest hidden documents.
func (h *history) purge() {
	if len(h.state.Hidden) == 0 {
		return
	}
	old := h.state.Hidden[0]
	inOld := func(n int64) bool { return old.From <= n && n < old.To }
	maps.DeleteFunc(h.written, func(n int64, _ string) bool { return inOld(n) })
	h.state.forget([]stretch{old})
}

// seen returns what a search sees now.
func (h *history) seen() map[string]string {
	seen := map[string]string{}
	for number, report := range h.written {
		if number < h.state.Next && !h.state.hides(number) {
			if other, ok := seen[report[:1]]; ok {
				report += " and " + other
			}
			seen[report[:1]] = report
		}
	}
	return seen
}

// TestHistories checks that under any mix of updates, failures, take-overs and late writes exactly the reports of
// successful updates are visible, every number is assigned once, and the totals are right.
func TestHistories(t *testing.T) {
	for seed := range uint64(300) {
		h := &history{Rand: rand.New(rand.NewPCG(seed, 2)), written: map[int64]string{}, given: map[int64]bool{}, want: map[string]string{}}
		for i := range 60 {
			h.step(at(i))
			if diff := cmp.Diff(h.want, h.seen()); diff != "" || len(h.twice) > 0 {
				t.Fatalf("seed %d, step %d: %v were given twice; want and seen:\n%s", seed, i, h.twice, diff)
			}
			checkState(t, h)
		}
	}
}

func checkState(t *testing.T, h *history) {
	t.Helper()
	bytes := 0
	for _, report := range h.want {
		bytes += len(report)
	}
	s := h.state
	if s.Reports != len(h.want) || s.Paragraphs != len(h.want) || s.Bytes != bytes {
		t.Fatalf("%d reports, %d paragraphs, %d bytes; want %d, %[4]d, %d", s.Reports, s.Paragraphs, s.Bytes, len(h.want), bytes)
	}
	for i, stretch := range s.Hidden {
		if stretch.From >= stretch.To || stretch.To > s.Next || i > 0 && stretch.From <= s.Hidden[i-1].To {
			t.Fatalf("%v are not ascending, apart and below %d", s.Hidden, s.Next)
		}
	}
}
