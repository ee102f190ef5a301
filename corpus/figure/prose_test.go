package figure_test

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/corpus/figure"
	"gongbao/corpus/text"
)

// TestProse holds the figures of passages from seven decades to those that a reader lists: nearly all are found, and are right in all that
// is said of them. Names are compared as people would.
func TestProse(t *testing.T) {
	file, err := os.ReadFile("testdata/prose.txt")
	if err != nil {
		t.Fatal(err)
	}
	passages := strings.Split(string(file), "\n\n# ")[1:]
	right, found, listed := 0, 0, 0
	for _, passage := range passages {
		lines := strings.Split(strings.TrimSpace(passage), "\n")
		all := figure.Of(passageReport(t, lines[0], lines[1]))
		found += len(all)
		listed += len(lines[2:])
		from := 0
		for _, line := range lines[2:] {
			want := strings.Split(strings.TrimPrefix(line, "> "), "|")
			at := strings.Index(lines[1][from:], want[0])
			if at < 0 {
				t.Fatalf("%s: %s", lines[1], line)
			}
			span := text.Span{From: from + at, To: from + at + len(want[0])}
			from = span.To
			if got := figureIn(all, span); isRight(strings.Split(got, "|"), want) {
				right++
			} else {
				t.Logf("%s: %q, want %s", lines[0], got, line)
			}
		}
	}
	if len(passages) < 50 || right*100 < found*96 || right*100 < listed*96 {
		t.Errorf("of %d figures found and %d listed in %d passages %d are right", found, listed, len(passages), right)
	}
}

// passageReport makes the report of a passage from the line above it: year, region, role, chapter.
func passageReport(t *testing.T, head, passage string) *corpus.Report {
	t.Helper()
	fields := strings.SplitN(head, " ", 4)
	year, err := strconv.Atoi(fields[0])
	if err != nil {
		t.Fatal(err)
	}
	chapter := ""
	if len(fields) > 3 {
		chapter = fields[3]
	}
	r := reportOf(corpus.Role(strings.Trim(fields[2], "-")), chapter, passage)
	r.Year, r.Region = year, fields[1]
	return r
}

// figureIn shows the figure whose number overlaps a place; it is empty if there is none.
func figureIn(all []figure.Figure, span text.Span) string {
	for i := range all {
		if all[i].Span.From < span.To && span.From < all[i].Span.To {
			return show(all[i : i+1])
		}
	}
	return ""
}

// isRight compares a figure with what is listed, but for the number as printed.
func isRight(got, want []string) bool {
	if len(got) != len(want) || got[2] != want[2] {
		return false
	}
	for i := 3; i < len(want); i++ {
		if !isOneOf(got[i], want[i], func(a, b string) bool { return a == b }) {
			return false
		}
	}
	return isOneOf(got[1], want[1], sameName)
}

func isOneOf(got, wants string, same func(a, b string) bool) bool {
	for want := range strings.SplitSeq(wants, "/") {
		if same(got, want) {
			return true
		}
	}
	return false
}

// sameName reports whether two names are one to a reader: equal but for marks, one of them in the other, or of mostly the same characters.
func sameName(a, b string) bool {
	without := strings.NewReplacer("“", "", "”", "", "、", "", "的", "", "（", "", "）", "", "(", "", ")", "")
	a, b = without.Replace(a), without.Replace(b)
	if len(a) > len(b) {
		a, b = b, a
	}
	common, rest := 0, b
	for _, c := range a {
		if before, after, ok := strings.Cut(rest, string(c)); ok {
			common, rest = common+1, before+after
		}
	}
	runes := len([]rune(a)) + len([]rune(b))
	return len([]rune(a)) >= 3 && strings.Contains(b, a) || runes > 0 && float64(2*common) >= .6*float64(runes)
}
