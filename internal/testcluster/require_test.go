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

// TestClusterRequired checks the outcome of tests that require a cluster where there can be none.
func TestClusterRequired(t *testing.T) {
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

// TestClusterInName checks that a test is rejected that test.sh would not run.
func TestClusterInName(t *testing.T) {
	r := &recorder{TB: named{t, "TestNodes"}}
	require(r)
	if !r.failed || !strings.Contains(r.said, "Cluster in its name") {
		t.Errorf("failed: %v; said %q", r.failed, r.said)
	}
}

// named is a test of another name.
type named struct {
	testing.TB
	name string
}

func (n named) Name() string { return n.name }

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
