package peer

import (
	"errors"
	"os"
	"slices"
	"testing"
	"time"
)

// TestPeers asks every peer that this machine has what it takes for. Those that are built first, which takes minutes and
// downloads, are asked with GONGBAO_PEERS=1.
func TestPeers(t *testing.T) {
	paragraphs := []Paragraph{
		{"推动高质量发展，碳排放达峰。", "辽宁", 2021},
		{"高质量发展是'首要任务'。", "全国", 2023},
		{"粮食产量稳定。", "河北", 2022},
	}
	built := []string{"lucene", "tantivy"}
	for _, name := range Names() {
		t.Run(name, func(t *testing.T) {
			if slices.Contains(built, name) && os.Getenv("GONGBAO_PEERS") == "" {
				t.Skip("it is built first; set GONGBAO_PEERS=1")
			}
			cost, answers, err := Measure(t.Context(), name, slices.Values(paragraphs), []string{"高质量发展", "粮食产量", "稳中求进"}, 3)
			if errors.Is(err, ErrMissing) {
				t.Skip(err)
			}
			if err != nil {
				t.Fatal(err)
			}
			for text, want := range map[string]int{"高质量发展": 2, "粮食产量": 1, "稳中求进": 0} {
				if got := answers[text].Paragraphs; got != want {
					t.Errorf("%s: %d paragraphs, want %d", text, got, want)
				}
			}
			if cost.Wall <= 0 || cost.Size <= 0 {
				t.Errorf("cost %+v", cost)
			}
		})
	}
	if _, _, err := Measure(t.Context(), "xapian", nil, nil, 1); err == nil || errors.Is(err, ErrMissing) {
		t.Errorf("an unknown peer: %v", err)
	}
}

func TestParseAnswers(t *testing.T) {
	answers, err := parseAnswers("发展\t7\t1.5000\n绿\t0\t0.0200\n")
	if want := (Answer{7, 1500 * time.Microsecond}); err != nil || answers["发展"] != want || len(answers) != 2 {
		t.Errorf("%v, %v", answers, err)
	}
	for _, bad := range []string{"发展\t7\n", "发展\tx\t1\n", "发展\t7\tx\n", "\n"} {
		if got, err := parseAnswers(bad); err == nil {
			t.Errorf("%q gives %v", bad, got)
		}
	}
}

func TestMedian(t *testing.T) {
	if m, err := median([]time.Duration{90, 3, 1, 2}, 3); err != nil || m != 2 {
		t.Errorf("%v, %v", m, err)
	}
	if _, err := median([]time.Duration{1}, 3); err == nil {
		t.Error("one time of three is enough")
	}
}
