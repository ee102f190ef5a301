package peer

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// A watch follows the memory of a process. What the kernel says when it has ended is no less than the memory of the process
// that started it, which is this one.
type watch struct {
	pid         int
	peak        int // megabytes; 0 where there is no /proc
	stop, ended chan struct{}
}

func watchMemory(pid int) *watch {
	w := &watch{pid: pid, stop: make(chan struct{}), ended: make(chan struct{})}
	go w.follow()
	return w
}

// follow reads the process's own high-water mark until the process is gone.
func (w *watch) follow() {
	defer close(w.ended)
	for {
		if status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", w.pid)); err == nil {
			w.peak = max(w.peak, highWater(string(status)))
		}
		select {
		case <-w.stop:
			return
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// end returns the most memory that was seen.
func (w *watch) end() (megabytes int) {
	close(w.stop)
	<-w.ended
	return w.peak
}

func highWater(status string) (megabytes int) {
	for line := range strings.Lines(status) {
		if value, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			var kilobytes int
			fmt.Sscan(value, &kilobytes)
			return kilobytes >> 10
		}
	}
	return 0
}
