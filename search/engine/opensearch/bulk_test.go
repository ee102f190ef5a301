package opensearch

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gongbao/search/engine"
	"gongbao/search/engine/opensearch/cluster"
)

// A taker is a fake node for bulk requests. answer returns the status of a document that arrives for the n-th time; nil
// accepts all.
type taker struct {
	answer func(id string, n int) int

	mutex   sync.Mutex
	batches [][]string // ids
	times   map[string]int
}

func (b *taker) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	ids := idsIn(r.Body)
	b.batches = append(b.batches, ids)
	failed := false
	var items []string
	for _, id := range ids {
		b.times[id]++
		status := http.StatusCreated
		if b.answer != nil {
			status = b.answer(id, b.times[id])
		}
		failed = failed || status >= 300
		items = append(items, fmt.Sprintf(`{"index":{"status":%d,"error":{"reason":"because of %s"}}}`, status, id))
	}
	fmt.Fprintf(w, `{"errors":%v,"items":[%s]}`, failed, strings.Join(items, ","))
}

// idsIn returns the ids in a batch.
func idsIn(body io.Reader) (ids []string) {
	lines := bufio.NewReader(body)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return ids
		}
		var action struct {
			Index struct {
				ID string `json:"_id"`
			}
		}
		if bytes.HasPrefix(line, []byte(`{"index":`)) && json.Unmarshal(line, &action) == nil {
			ids = append(ids, action.Index.ID)
		}
	}
}

func newTaker(t *testing.T, answer func(id string, n int) int) (*taker, *client) {
	t.Helper()
	clearEnvironment(t)
	hurry(t)
	b := &taker{answer: answer, times: map[string]int{}}
	return b, connectTo(t, serve(t, b.ServeHTTP))
}

// send sends documents with these ids.
func send(t *testing.T, c *client, ids ...string) error {
	t.Helper()
	b := newBulk(t.Context(), c, c.Name)
	for _, id := range ids {
		if err := b.add(id, id, object{"text": id}); err != nil {
			t.Fatal(err)
		}
	}
	return b.finish()
}

func TestBulk(t *testing.T) {
	b, c := newTaker(t, nil)
	if err := send(t, c, "a", "b", "c"); err != nil || !slices.EqualFunc(b.batches, [][]string{{"a", "b", "c"}}, slices.Equal) {
		t.Errorf("sent %v, %v", b.batches, err)
	}
}

func TestBulkOfNothing(t *testing.T) {
	b, c := newTaker(t, nil)
	if err := send(t, c); err != nil || len(b.batches) > 0 {
		t.Errorf("sent %v, %v", b.batches, err)
	}
}

// TestBulkSendsAgain checks that only documents rejected by a busy cluster are resent.
func TestBulkSendsAgain(t *testing.T) {
	b, c := newTaker(t, func(id string, n int) int {
		switch {
		case id == "b" && n < 3:
			return 429
		case id == "d" && n < 2:
			return 503
		}
		return 201
	})
	err := send(t, c, "a", "b", "c", "d")
	if want := [][]string{{"a", "b", "c", "d"}, {"b", "d"}, {"b"}}; err != nil || !slices.EqualFunc(b.batches, want, slices.Equal) {
		t.Errorf("sent %v, want %v; %v", b.batches, want, err)
	}
}

func TestBulkHasPatience(t *testing.T) {
	b, c := newTaker(t, func(id string, _ int) int {
		if id == "b" {
			return 429
		}
		return 201
	})
	within(t, 3*time.Second, func() {
		if err := send(t, c, "a", "b"); !errors.Is(err, engine.ErrUnavailable) || b.times["a"] != 1 || b.times["b"] < 3 {
			t.Errorf("sent %v, %v", b.times, err)
		}
	})
}

// TestBulkNamesWhatIsRefused checks that a document refused for good is named and not resent.
func TestBulkNamesWhatIsRefused(t *testing.T) {
	b, c := newTaker(t, func(id string, _ int) int {
		if id == "report-7" {
			return 400
		}
		return 201
	})
	err := send(t, c, "report-6", "report-7", "report-8")
	if err == nil || errors.Is(err, engine.ErrUnavailable) || !strings.Contains(err.Error(), `"report-7"`) || !strings.Contains(err.Error(), "because of report-7") || len(b.batches) != 1 {
		t.Errorf("sent %v, %v", b.batches, err)
	}
}

// limited rejects batches of more than most documents as too large.
func limited(most int, next http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if len(idsIn(bytes.NewReader(body))) > most {
			w.WriteHeader(http.StatusRequestEntityTooLarge)
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		next.ServeHTTP(w, r)
	}
}

func TestBulkHalvesBatches(t *testing.T) {
	b, _ := newTaker(t, nil)
	c := connectTo(t, serve(t, limited(2, b)))
	if err := send(t, c, "a", "b", "c", "d", "e", "f", "g"); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"a", "b", "c", "d", "e", "f", "g"} {
		if b.times[id] != 1 {
			t.Errorf("%s was taken %d times; sent %v", id, b.times[id], b.batches)
		}
	}
}

func TestBulkWithOneTooLarge(t *testing.T) {
	b, _ := newTaker(t, nil)
	c := connectTo(t, serve(t, limited(0, b)))
	err := send(t, c, "a", "b")
	if !cluster.IsStatus(err, http.StatusRequestEntityTooLarge) || !strings.Contains(err.Error(), `"_id":"a"`) || !strings.Contains(err.Error(), "http.max_content_length") {
		t.Errorf("%v; want an error that names the document and what to do", err)
	}
}

// TestBulkNeedsWholeAnswers checks that documents without a confirmation count as missing.
func TestBulkNeedsWholeAnswers(t *testing.T) {
	clearEnvironment(t)
	hurry(t)
	for _, body := range []string{
		`{"errors":true,"items":[{"index":{"status":201}}]}`, `{"errors":false,"items":[{"index":{"status":201}}]}`,
		`{"errors":false,"items":[]}`, `{}`, `null`, ``, `<html>`, `[]`,
	} {
		if err := send(t, connectTo(t, serve(t, answers(200, body))), "a", "b"); !errors.Is(err, engine.ErrUnavailable) {
			t.Errorf("%s: %v", body, err)
		}
	}
}

// TestBulkHoldsBack checks the bound on batches in flight, however fast documents come.
func TestBulkHoldsBack(t *testing.T) {
	clearEnvironment(t)
	var now, most atomic.Int32
	b := &taker{times: map[string]int{}}
	c := connectTo(t, serve(t, func(w http.ResponseWriter, r *http.Request) {
		n := now.Add(1)
		defer now.Add(-1)
		for old := most.Load(); n > old && !most.CompareAndSwap(old, n); old = most.Load() {
		}
		time.Sleep(100 * time.Millisecond)
		b.ServeHTTP(w, r)
	}))
	large := strings.Repeat("a", batchBytes)
	sending := newBulk(t.Context(), c, c.Name)
	for i := range 8 {
		if err := sending.add(fmt.Sprint(i), "a", large); err != nil {
			t.Fatal(err)
		}
	}
	if err := sending.finish(); err != nil || len(b.batches) != 8 || most.Load() > batchesAtOnce || most.Load() < 2 {
		t.Errorf("%d batches, %d at once; %v", len(b.batches), most.Load(), err)
	}
}

// TestBulkStopsAtAFailure checks that a failed batch ends the others and determines the error.
func TestBulkStopsAtAFailure(t *testing.T) {
	clearEnvironment(t)
	c := connectTo(t, serve(t, answers(400, `{"error":{"type":"parsing","reason":"the reason"}}`)))
	sending := newBulk(t.Context(), c, c.Name)
	large := strings.Repeat("a", batchBytes)
	n := 0
	for ; n < 20 && sending.add(fmt.Sprint(n), "a", large) == nil; n++ {
		time.Sleep(20 * time.Millisecond)
	}
	if err := sending.finish(); n == 20 || !cluster.IsStatus(err, 400) || !strings.Contains(err.Error(), "the reason") {
		t.Errorf("after %d documents: %v", n, err)
	}
}
