package cluster

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"gongbao/search/engine"
)

// blanks reads as white space without end.
type blanks struct{}

func (blanks) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

// TestAnswersAreBounded sends more than fits, as it is and compressed.
func TestAnswersAreBounded(t *testing.T) {
	clearEnvironment(t)
	for name, handler := range map[string]http.HandlerFunc{
		"endless": func(w http.ResponseWriter, _ *http.Request) { _, _ = io.Copy(w, blanks{}) },
		"a bomb": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			_, _ = io.Copy(z, io.LimitReader(blanks{}, 1<<28))
			_ = z.Close()
		},
	} {
		t.Run(name, func(t *testing.T) {
			var n atomic.Int32
			c := connectTo(t, serve(t, counted(&n, handler)))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			err := c.Do(t.Context(), Request{Method: http.MethodGet, Path: "/", Patience: time.Minute, Most: 1 << 20}, new(any))
			runtime.ReadMemStats(&after)
			if err == nil || errors.Is(err, engine.ErrUnavailable) || !strings.Contains(err.Error(), fmt.Sprint("more than ", 1<<20, " bytes")) || n.Load() != 1 {
				t.Errorf("asked %d times: %v", n.Load(), err)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 64<<20 {
				t.Errorf("%d bytes allocated for an answer of 1 MB", used)
			}
		})
	}
	c := connectTo(t, serve(t, answers(200, `"fits"`+strings.Repeat(" ", 94))))
	var got string
	for most, fits := range map[int64]bool{100: true, 99: false, 0: true} {
		if err := c.Do(t.Context(), Request{Method: http.MethodGet, Path: "/", Most: most}, &got); (err == nil) != fits {
			t.Errorf("100 bytes of %d: %v", most, err)
		}
	}
	c = connectTo(t, serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = io.Copy(w, blanks{})
	}))
	within(t, 20*time.Second, func() {
		if err := c.Do(t.Context(), get(c, 0), nil); !IsStatus(err, http.StatusBadRequest) {
			t.Error(err)
		}
	})
}

// TestRedirects holds that no request goes where the user did not send it.
func TestRedirects(t *testing.T) {
	clearEnvironment(t)
	t.Setenv(userVariable, "reader")
	t.Setenv(passwordVariable, "secret")
	for _, status := range []int{301, 302, 303, 307, 308} {
		var strayed, n atomic.Int32
		elsewhere := serve(t, counted(&strayed, answers(200, "1")))
		for _, to := range []string{elsewhere + "/secret", "/", ""} {
			n.Store(0)
			c := connectTo(t, serve(t, counted(&n, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Location", to)
				w.WriteHeader(status)
			})))
			err := c.Do(t.Context(), get(c, time.Minute), nil)
			if !errors.Is(err, engine.ErrNotIndex) || !strings.Contains(err.Error(), "redirects to") || strings.Contains(err.Error(), "secret") || n.Load() != 1 {
				t.Errorf("%d to %q, asked %d times: %v", status, to, n.Load(), err)
			}
		}
		if strayed.Load() > 0 {
			t.Errorf("%d: followed", status)
		}
	}
}

// TestStrangers holds that a page that is not found is not taken for an index that is missing.
func TestStrangers(t *testing.T) {
	clearEnvironment(t)
	for body, known := range map[string]bool{
		`{"_index":"gongbao-000001","_id":"state","found":false}`:     true,
		`{"error":"alias [gongbao] missing","status":404}`:            true,
		`{"error":{"type":"index_not_found_exception"},"status":404}`: true,
		"<html>not here</html>":                                       false, "": false, "{}": false, "[]": false, "null": false, `{"message":"no"}`: false,
	} {
		c := connectTo(t, serve(t, answers(404, body)))
		err := c.Do(t.Context(), get(c, time.Minute), nil)
		if IsStatus(err, 404) != known || errors.Is(err, engine.ErrNotIndex) == known || !known && !strings.Contains(err.Error(), "not an OpenSearch cluster") {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestSchemesInAnyCase(t *testing.T) {
	clearEnvironment(t)
	for _, scheme := range []string{"http", "HTTP", "Https"} {
		at := parsed(t, scheme+"://host:9200/gongbao")
		if want := strings.ToLower(scheme) + "://host:9200/gongbao"; at.String() != want {
			t.Errorf("%s, not %s", at.String(), want)
		}
	}
}
