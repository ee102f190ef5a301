package assistant_test

import (
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"gongbao/corpus"
)

// TestRepeats asks where a paragraph stands in forty other years, of which every other one says a word otherwise: with any budget,
// following the cursor yields each place of each passage once.
func TestRepeats(t *testing.T) {
	var reports []*corpus.Report
	for year := 1980; year < 2020; year++ {
		first := "坚持稳中求进工作总基调，推动高质量发展。"
		if year%2 == 1 {
			first = "坚持稳中求进工作总基调，推动高品质发展。"
		}
		reports = append(reports, &corpus.Report{
			Header:     corpus.Header{ID: "a-" + string(rune('a'+(year-1980)/10)) + string(rune('0'+year%10)), Title: "政府工作报告", Region: "辽宁", Kind: corpus.Work, Year: year},
			Paragraphs: []corpus.Paragraph{{Ordinal: 1, Text: first + "落实各项民生保障措施。"}},
		})
	}
	session := connect(t, reports...)
	type answer struct {
		Passages []struct {
			Text       string
			Paragraphs int
			First      string
			Places     []struct{ ID, Text, When, Date string }
		}
		Complete bool
		Next     string
	}
	for _, tokens := range []int{500, 1500, 30_000} {
		got, differing := map[string]int{}, 0
		for next, calls := "", 0; ; calls++ {
			a, cost := call[answer](t, session, "repeats", map[string]any{"id": "a-a4#1", "max_tokens": tokens, "cursor": next})
			if cost > tokens || a.Complete != (a.Next == "") || calls > 200 {
				t.Fatalf("%d tokens of %d, complete %v, next %q after %d calls", cost, tokens, a.Complete, a.Next, calls)
			}
			for _, p := range a.Passages {
				if p.First != "a-a0#1" || p.Paragraphs != 40 && (p.Paragraphs != 20 || p.Text != "坚持稳中求进工作总基调，推动高质量发展。") {
					t.Errorf("%+v", p)
				}
				for _, place := range p.Places {
					got[p.Text+place.ID]++
					if place.Text != "" {
						differing++
					}
					if when := map[bool]string{true: "earlier", false: "later"}[place.Date < "1984"]; place.Date != "1984" && place.When != when {
						t.Errorf("%+v, want %s", place, when)
					}
				}
			}
			if next = a.Next; next == "" {
				break
			}
		}
		for place, times := range got {
			if times != 1 {
				t.Errorf("%d tokens: %s comes %d times", tokens, place, times)
			}
		}
		if len(got) != 100 || differing != 20 { // the whole with two letters of 27, a sentence that is too short for two, and one that is the same everywhere
			t.Errorf("%d tokens: %d places, %d of them differ", tokens, len(got), differing)
		}
	}
	text, _ := call[answer](t, session, "repeats", map[string]any{"text": "落实各项民生保障措施", "year": "1990..1994"})
	if len(text.Passages) != 1 || text.Passages[0].Paragraphs != 5 || text.Passages[0].Places[0].When != "" {
		t.Errorf("a text: %+v", text)
	}
	for _, bad := range []map[string]any{{}, {"id": "a-a4#1", "text": "落实各项民生保障措施"}, {"text": "民生"}, {"id": "b#1"}} {
		result, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: "repeats", Arguments: bad})
		if err != nil || !result.IsError {
			t.Errorf("%v is answered: %+v, %v", bad, result, err)
		}
	}
}
