package opensearch

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"gongbao/corpus/figure"
)

// A standIn fakes a cluster for updates: it stores the state, replaces it by compare-and-swap, and counts documents. It
// answers no searches. Several engines may use it, each over its own link.
type standIn struct {
	mutex     sync.Mutex
	state     *state
	sequence  int64
	writes    int     // successful writes of the state
	documents []int64 // numbers in order of arrival
}

// newStandIn returns a standIn with the state of an empty index, edited by edit.
func newStandIn(t *testing.T, edit func(*state)) *standIn {
	t.Helper()
	clearEnvironment(t)
	hurry(t)
	leaseTime = time.Second
	s := &standIn{state: &state{Format: format, Text: textVersion, Figures: figure.Edition}}
	if edit != nil {
		edit(s.state)
	}
	return s
}

// now returns the current state.
func (s *standIn) now() state {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return *s.state
}

// intrude edits the state as another process would.
func (s *standIn) intrude(edit func(*state)) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	next := *s.state
	edit(&next)
	s.state, s.sequence = &next, s.sequence+1
}

// A link connects one engine to a standIn. It can inject faults before a request is executed, or into the response.
type link struct {
	*standIn
	before, after func(w http.ResponseWriter, r *http.Request) (fault bool)
}

func (l *link) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if l.before != nil && l.before(w, r) {
		return
	}
	status, body := l.answer(r)
	if l.after != nil && l.after(w, r) {
		return
	}
	w.WriteHeader(status)
	fmt.Fprint(w, body)
}

// open opens the index over a link.
func (l *link) open(t *testing.T) *Engine {
	t.Helper()
	e, err := connect(t.Context(), serve(t, l.ServeHTTP)+"/gongbao")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

func isStateWrite(r *http.Request) bool {
	return r.Method == http.MethodPut && strings.HasSuffix(r.URL.Path, "/_doc/"+stateID)
}

// answer executes a request.
func (s *standIn) answer(r *http.Request) (status int, body string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	sent, _ := io.ReadAll(r.Body)
	switch path := r.URL.Path; {
	case isStateWrite(r):
		return s.putState(r.URL.Query().Get("if_seq_no"), sent)
	case strings.HasSuffix(path, "/_alias"):
		return 200, "{}"
	case strings.HasSuffix(path, "/_doc/"+stateID):
		encoded, _ := json.Marshal(s.state)
		return 200, fmt.Sprintf(`{"_index":"gongbao-000001","found":true,"_seq_no":%d,"_primary_term":1,"_source":{"state":%s}}`, s.sequence, encoded)
	case strings.HasSuffix(path, "/_bulk"):
		return 200, s.bulk(string(sent))
	case strings.HasSuffix(path, "/_search"):
		return 200, fmt.Sprintf(`{"_shards":{"total":1,"successful":1},"hits":{"total":{"value":%d}}}`, s.count(sent))
	}
	return 200, `{"status":"green"}`
}

func (s *standIn) putState(sequence string, sent []byte) (status int, body string) {
	if sequence != fmt.Sprint(s.sequence) {
		return 409, `{"error":{"type":"version_conflict_engine_exception","reason":"another was faster"}}`
	}
	var document struct{ State *state }
	if err := json.Unmarshal(sent, &document); err != nil {
		return 400, err.Error()
	}
	s.state, s.sequence, s.writes = document.State, s.sequence+1, s.writes+1
	return 200, fmt.Sprintf(`{"_seq_no":%d,"_primary_term":1}`, s.sequence)
}

// bulk accepts documents.
func (s *standIn) bulk(sent string) string {
	lines := strings.Split(strings.TrimSpace(sent), "\n")
	var items []string
	for i := 1; i < len(lines); i += 2 {
		var document struct {
			Number int64 `json:"number"`
			Report int64 `json:"report_number"`
		}
		if err := json.Unmarshal([]byte(lines[i]), &document); err != nil {
			return err.Error()
		}
		s.documents = append(s.documents, max(document.Number, document.Report))
		items = append(items, `{"index":{"status":201}}`)
	}
	return `{"errors":false,"items":[` + strings.Join(items, ",") + `]}`
}

// count returns the number of documents in a range of numbers; no other query is supported. The tests put reports
// without paragraphs, so every document is a report.
func (s *standIn) count(sent []byte) (n int) {
	var question struct {
		Query struct {
			Range struct {
				Report struct {
					From int64 `json:"gte"`
					To   int64 `json:"lt"`
				} `json:"report_number"`
			}
		}
	}
	if err := json.Unmarshal(sent, &question); err != nil {
		return 0
	}
	for _, number := range s.documents {
		if asked := question.Query.Range.Report; asked.From <= number && number < asked.To {
			n++
		}
	}
	return n
}
