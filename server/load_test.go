package server_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"testing"
	"time"

	"gongbao/corpus"
	"gongbao/search/engine/enginetest"
	"gongbao/server"
)

const (
	loadClients  = 200
	loadRequests = 15 // of each client
	loadPause    = 150 * time.Millisecond
	// loadLimit is what the 99th percentile must stay below. On a machine with nothing else to do it is a few milliseconds.
	loadLimit = 50 * time.Millisecond
)

// Two hundred clients search the national reports at once, as fast as people type. Nobody gets an error but that of a
// busy server.
func TestManyClients(t *testing.T) {
	all := enginetest.Reports(t)
	if len(all) < 2 || testing.Short() {
		t.Skip("the national reports are not there, or there is no time")
	}
	var reports []corpus.Report
	for _, r := range all {
		reports = append(reports, *r)
	}
	address, _, _ := listen(t, serverOf(t, serviceOf(open(t, reports...)), server.Options{}))
	took, statuses := load(t, "http://"+address, reports)
	for status, n := range statuses {
		t.Logf("%d: %d answers", status, n)
		if status != http.StatusOK && status != http.StatusServiceUnavailable && status != http.StatusTooManyRequests {
			t.Errorf("status %d, %d times", status, n)
		}
	}
	slices.Sort(took)
	p50, p99 := took[len(took)/2], took[len(took)*99/100]
	t.Logf("%d clients, %d answers: median %v, 99th percentile %v", loadClients, len(took), p50, p99)
	if p99 > loadLimit && !raceDetector {
		t.Errorf("99th percentile %v, above %v", p99, loadLimit)
	}
}

// load lets the clients search, and gives the times of all that were answered and how often each status came.
func load(t *testing.T, base string, reports []corpus.Report) (took []time.Duration, statuses map[int]int) {
	statuses = map[int]int{}
	var mu sync.Mutex
	var clients sync.WaitGroup
	connections := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: loadClients}}
	for n := range loadClients {
		clients.Go(func() {
			random := rand.New(rand.NewPCG(uint64(n), 2021))
			for range loadRequests {
				time.Sleep(time.Duration(random.Int64N(int64(2 * loadPause))))
				began := time.Now()
				status, err := ask(connections, base+"/api/v1/search?q="+url.QueryEscape(phrase(random, reports)))
				mu.Lock()
				if err != nil {
					t.Error(err)
				}
				statuses[status]++
				took = append(took, time.Since(began))
				mu.Unlock()
			}
		})
	}
	clients.Wait()
	return took, statuses
}

func ask(client *http.Client, address string) (status int, err error) {
	r, err := client.Get(address)
	if err != nil {
		return 0, err
	}
	defer r.Body.Close()
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		return 0, fmt.Errorf("%s: %w", address, err)
	}
	return r.StatusCode, nil
}

// phrase takes a few characters out of some paragraph.
func phrase(random *rand.Rand, reports []corpus.Report) string {
	r := reports[random.IntN(len(reports))]
	text := []rune(r.Paragraphs[random.IntN(len(r.Paragraphs))].Text)
	length := min(2+random.IntN(5), len(text))
	from := random.IntN(len(text) - length + 1)
	return string(text[from : from+length])
}
