package command

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"gongbao/internal/testcluster"
)

// TestServeCluster serves an index on a cluster whose nodes are killed. While one is gone everything is answered; while all
// are, the server says so; and when they are back it answers by itself, as before.
func TestServeCluster(t *testing.T) {
	c := testcluster.Require(t, testcluster.Options{})
	if len(c.URLs) == 1 {
		t.Skip("skipped:", testcluster.ErrForeign)
	}
	site := serveIndex(t, c.NewIndex(t))
	search := site + "/api/v1/search?q=" + url.QueryEscape("碳排放")
	status, want := ask(t, search)
	if status != http.StatusOK || !strings.Contains(want, `"match":"exact"`) {
		t.Fatalf("%d: %s", status, want)
	}
	if err := c.WaitGreen(t.Context()); err != nil {
		t.Fatal(err)
	}

	node := rand.N(len(c.URLs))
	stop := askAgain(t, search, want, site+"/readyz", "ready\n")
	if err := c.Kill(node); err != nil {
		t.Fatal(err)
	}
	time.Sleep(2 * time.Second)
	if err := c.Restart(node); err != nil {
		t.Fatal(err)
	}
	if err := c.WaitGreen(t.Context()); err != nil {
		t.Fatal(err)
	}
	stop()

	if err := c.KillAll(); err != nil {
		t.Fatal(err)
	}
	since := time.Now()
	for _, address := range []string{search, site + "/readyz"} {
		became(t, address, http.StatusServiceUnavailable, since, 20*time.Second)
	}
	if _, body := ask(t, search); !strings.Contains(body, "the index does not answer at the moment") {
		t.Errorf("while all nodes are gone the server says %s", body)
	}
	if status, _ := ask(t, site+"/healthz"); status != http.StatusOK {
		t.Errorf("/healthz gives %d while all nodes are gone", status)
	}
	since = time.Now()
	for n := range c.URLs {
		if err := c.Restart(n); err != nil {
			t.Fatal(err)
		}
	}
	became(t, site+"/readyz", http.StatusOK, since, 40*time.Second)
	became(t, search, http.StatusOK, since, 40*time.Second)
	if _, got := ask(t, search); got != want {
		t.Errorf("the answer has changed (-before +now):\n%s", gocmp.Diff(want, got))
	}
}

// serveIndex runs the server until the test ends, and gives its address.
func serveIndex(t *testing.T, location string) string {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	reading, stderr := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- execute(ctx, []string{"serve", "--lang", "en", "--index", location, "--addr", "127.0.0.1:0", "--rate", "0"}, io.Discard, stderr)
		stderr.Close()
	}()
	t.Cleanup(func() {
		stop()
		if code := <-ended; code != exitDone {
			t.Errorf("serve ended with %d", code)
		}
	})
	address := make(chan string, 1)
	go func() {
		serving := regexp.MustCompile(`(?m)^gongbao: serving .* at (http://\S+)$`)
		var said bytes.Buffer
		for b := make([]byte, 4096); ; {
			n, err := reading.Read(b)
			said.Write(b[:n])
			if m := serving.FindSubmatch(said.Bytes()); m != nil {
				address <- string(m[1])
				_, _ = io.Copy(io.Discard, reading)
				return
			}
			if err != nil {
				address <- ""
				t.Errorf("serve: %v: %s", err, said.Bytes())
				return
			}
		}
	}()
	site := <-address
	if site == "" {
		t.FailNow()
	}
	return site
}

// ask gives the status and the body of an answer, less the time that it took.
func ask(t *testing.T, address string) (status int, body string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Error(err)
		return 0, ""
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Error(err)
	}
	var answer map[string]json.RawMessage
	if resp.StatusCode == http.StatusOK && json.Unmarshal(b, &answer) == nil {
		delete(answer, "took_ms")
		if b, err = json.Marshal(answer); err != nil {
			t.Error(err)
		}
	}
	return resp.StatusCode, string(b)
}

// askAgain asks for addresses, each of which has one right answer, again and again until it is told to stop.
func askAgain(t *testing.T, addressesAndAnswers ...string) (stop func()) {
	var group sync.WaitGroup
	end := make(chan struct{})
	for i := 0; i < len(addressesAndAnswers); i += 2 {
		address, want := addressesAndAnswers[i], addressesAndAnswers[i+1]
		group.Go(func() {
			asked, longest := 0, time.Duration(0)
			for ; ; time.Sleep(5 * time.Millisecond) {
				select {
				case <-end:
					t.Logf("one node is killed: %d requests, the slowest took %d ms: %s", asked, longest.Milliseconds(), address)
					return
				default:
				}
				began := time.Now()
				if status, got := ask(t, address); status != http.StatusOK || got != want {
					t.Errorf("one node is killed: %s gives %d: %.1000s", address, status, got)
				}
				asked, longest = asked+1, max(longest, time.Since(began))
			}
		})
	}
	return func() {
		close(end)
		group.Wait()
	}
}

// became waits until an address answers with a status.
func became(t *testing.T, address string, want int, since time.Time, most time.Duration) {
	t.Helper()
	for {
		began := time.Now()
		status, body := ask(t, address)
		if status == want {
			t.Logf("%.1f s after the change, in %.1f s: %d, %s", time.Since(since).Seconds(), time.Since(began).Seconds(), status, address)
			return
		}
		if time.Since(since) > most {
			t.Fatalf("%s gives %d after %.1f s: %s", address, status, time.Since(since).Seconds(), body)
		}
		time.Sleep(100 * time.Millisecond)
	}
}
