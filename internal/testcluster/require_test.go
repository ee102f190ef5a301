package testcluster_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"gongbao/internal/testcluster"
)

// TestRequireWithout checks the outcome of tests that require a cluster where there can be none.
func TestRequireWithout(t *testing.T) {
	const missing = "needs a JDK"
	for _, c := range []struct {
		name, asked, ci string
		fails           bool
		says            string
	}{
		{"not asked for", "", "true", false, "GONGBAO_OPENSEARCH=1 runs this"},
		{"no Java", "1", "", false, missing},
		{"no Java in CI", "1", "true", true, missing},
	} {
		t.Run(c.name, func(t *testing.T) {
			if testing.Short() {
				t.Skip("skipped: under -short, Require skips whatever is asked")
			}
			notes := filepath.Join(t.TempDir(), "notes")
			for name, value := range map[string]string{
				"GONGBAO_OPENSEARCH": c.asked, "OPENSEARCH_URL": "", "CI": c.ci, "PATH": "", "JAVA_HOME": "", "GONGBAO_OPENSEARCH_NOTES": notes,
			} {
				t.Setenv(name, value)
			}
			r := &recorder{TB: t}
			require(r)
			if r.failed != c.fails || !strings.Contains(r.said, c.says) {
				t.Errorf("failed: %v, want %v; said %q, want %q in it", r.failed, c.fails, r.said, c.says)
			}
			if noted, _ := os.ReadFile(notes); !c.fails && !strings.HasPrefix(string(noted), "skipped: ") {
				t.Errorf("noted %q", noted)
			}
		})
	}
}

// require calls Require as a test does that ends with Skip or Fatal.
func require(r *recorder) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		testcluster.Require(r, testcluster.Options{})
	}()
	<-done
}

// A recorder is a test that records skips and failures.
type recorder struct {
	testing.TB
	failed bool
	said   string
}

func (r *recorder) Skip(args ...any) {
	r.said = fmt.Sprint(args...)
	runtime.Goexit()
}

func (r *recorder) Fatal(args ...any) {
	r.failed = true
	r.Skip(args...)
}
