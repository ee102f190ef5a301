package server

import (
	"log/slog"
	"sync"
	"time"

	"gongbao/server/problem"
)

// pause is the time between two lines of the log about refusals.
const pause = 10 * time.Second

// refusals counts the requests that were refused for a moment: too many at once, too many from one client, no answer in
// time. Under load they are the rule, so the log has one line for all of them now and then; the metrics count each.
type refusals struct {
	mu    sync.Mutex
	since int // refusals since the last line
	last  time.Time
}

// count counts a refusal, and logs how many there were since the last line unless that is recent.
func (r *refusals) count(log *slog.Logger, kind problem.Type, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.since++
	if now := time.Now(); now.Sub(r.last) >= pause {
		log.Warn("requests refused", "count", r.since, "latest", kind.Name, "error", err)
		r.since, r.last = 0, now
	}
}
