package terminal_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/terminal"
)

func TestTable(t *testing.T) {
	rows := [][]string{{"地区", "", "处"}, {"辽宁", "█▌", "12"}, {"GDP", "", "7"}}
	want := []string{"地区      处", "辽宁  █▌  12", "GDP        7"}
	if diff := cmp.Diff(want, terminal.Table(rows, 1)); diff != "" {
		t.Error(diff)
	}
}

func TestBar(t *testing.T) {
	for _, tc := range []struct {
		share float64
		want  string
	}{{0, ""}, {.001, "▏"}, {.5, "██"}, {.55, "██▎"}, {1, "████"}} {
		if got := terminal.Bar(tc.share, 4); got != tc.want {
			t.Errorf("a bar for %v is %q, want %q", tc.share, got, tc.want)
		}
	}
}

func TestSparkline(t *testing.T) {
	if got := terminal.Sparkline([]float64{0, 1, -1, 4, 8}); got != "·▂ ▅█" {
		t.Errorf("a sparkline is %q", got)
	}
	if got := terminal.Sparkline(nil); got != "" {
		t.Errorf("a sparkline of nothing is %q", got)
	}
}
