package search

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// TestSnippetBounds holds for random texts that a snippet is made of verbatim fragments in order, that it is bounded, and that
// each of its marks is a whole one of the text, unless that alone is longer than a snippet.
func TestSnippetBounds(t *testing.T) {
	units := [][]string{
		{"发展", "改革", "经济"}, {"发展", "、"}, {"发展", "，", "改革", "。"}, {"项目", " ", "0.5", "亿元"}, {"a", "B", "7"}, {"“", "发展", "，", "”"},
		{"（", "发展", "“", "改革", "；", "”", "）", "、"}, {"é", "👩‍👧", "发"}, {"1", ",", "000"}, {"发展", "、", "，", "。", "“", "”", " ", "5G", "12.5%", "\n"},
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		var b strings.Builder
		size := 1 << r.IntN(13)
		for kind := units[r.IntN(len(units))]; b.Len() < size; {
			if r.IntN(40) == 0 {
				kind = units[r.IntN(len(units))]
			}
			b.WriteString(kind[r.IntN(len(kind))])
		}
		paragraph := b.String()
		longest := 1 + r.IntN(1+r.IntN(600))
		holds(t, paragraph, randomMarks(r, paragraph, longest))
	}
}

// randomMarks returns ascending marks apart from each other, at most so many code points long.
func randomMarks(r *rand.Rand, paragraph string, longest int) (marks []text.Span) {
	var borders []int
	for i := range paragraph {
		borders = append(borders, i)
	}
	borders = append(borders, len(paragraph))
	for i := r.IntN(len(borders)); i < len(borders)-1; i += r.IntN(1 + r.IntN(len(borders))) {
		to := min(i+1+r.IntN(longest), len(borders)-1)
		marks = append(marks, text.Span{From: borders[i], To: borders[to]})
		i = to
	}
	return marks
}

func holds(t *testing.T, paragraph string, marks []text.Span) {
	t.Helper()
	_, s := marked(paragraph, marks)
	runes := []rune(s.Text)
	longestMark := 0
	whole := map[string]bool{}
	for _, m := range marks {
		whole[paragraph[m.From:m.To]] = true
		longestMark = max(longestMark, utf8.RuneCountInString(paragraph[m.From:m.To]))
	}
	quoted := strings.ContainsAny(paragraph, "“（") // quotations that overlap stay together
	if len(runes) > longestSnippet || len(runes) > 190 && longestMark < 10 && !quoted {
		t.Fatalf("%d code points, marks up to %d: %q\nof %q", len(runes), longestMark, s.Text, paragraph)
	}
	if len(marks) > 0 && len(s.Marks) == 0 {
		t.Fatalf("nothing is marked in %q of %q, marks %v", s.Text, paragraph, marks)
	}
	if utf8.RuneCountInString(paragraph) <= snippetLength && s.Text != paragraph {
		t.Fatalf("%q is the snippet of a paragraph that fits, %q", s.Text, paragraph)
	}
	if begins := strings.HasPrefix(s.Text, ellipsis); !begins && !strings.HasPrefix(paragraph, strings.Split(s.Text, ellipsis)[0]) || strings.Count(strings.Trim(s.Text, ellipsis), ellipsis) >= snippetFragments {
		t.Fatalf("%q of %q", s.Text, paragraph)
	}
	rest := paragraph
	for fragment := range strings.SplitSeq(s.Text, ellipsis) {
		_, behind, ok := strings.Cut(rest, fragment)
		if !ok {
			t.Fatalf("%q is not in order in %q", fragment, paragraph)
		}
		rest = behind
	}
	for i, m := range s.Marks {
		shown := string(runes[m[0]:m[1]])
		cut := longestMark > longestSnippet-2 && len(s.Marks) == 1
		if m[0] >= m[1] || i > 0 && m[0] < s.Marks[i-1][1] || !whole[shown] && !cut {
			t.Fatalf("mark %v is %q in %q of %q", m, shown, s.Text, paragraph)
		}
	}
}

// TestSnippetWords cuts clauses that are too long: never inside a number or a word of letters.
func TestSnippetWords(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	words := []string{"发展", "GDP", "12.5%", "AI-2", "5g", "1,200", "é", "x"}
	for range 3000 {
		var b strings.Builder
		borders := map[int]bool{0: true}
		for b.Len() < 1500 {
			b.WriteString(words[r.IntN(len(words))])
			borders[b.Len()] = true
			for range 1 + r.IntN(4) {
				b.WriteRune([]rune("大力推动改革")[r.IntN(6)])
				borders[b.Len()] = true
			}
		}
		paragraph := b.String()
		from := strings.LastIndex(paragraph[:700], "大")
		_, s := marked(paragraph, []text.Span{{From: from, To: from + len("大")}})
		at := 0
		for fragment := range strings.SplitSeq(s.Text, ellipsis) {
			if fragment == "" {
				continue
			}
			at += strings.Index(paragraph[at:], fragment)
			if to := at + len(fragment); !borders[at] && !strings.HasPrefix(paragraph[at:], "展") || !borders[to] && !strings.HasPrefix(paragraph[to:], "展") {
				t.Fatalf("%q cuts a word of %q", fragment, paragraph)
			}
		}
	}
}

// TestSnippetPlaces checks where a snippet is cut when there is no better place, and that it shows what stands before its mark.
func TestSnippetPlaces(t *testing.T) {
	for _, tc := range []struct{ before, mark, behind, begins, ends string }{
		{strings.Repeat("大力发展，", 50), "数字经济", "。" + strings.Repeat("大力发展，", 50), "…大力发展", "大力发展，…"},
		{strings.Repeat("钢铁、", 50), "数字经济", strings.Repeat("、水泥", 50), "…钢铁、", "、…"},
		{strings.Repeat("项目 0.5 亿元 ", 50), "数字经济", strings.Repeat(" 项目 1.5 亿元", 50), "…", " …"},
		{"“" + strings.Repeat("大力发展", 50), "数字经济", strings.Repeat("推动改革", 50) + "”", "…", "…"},
		{"", "数字经济", strings.Repeat("推动改革", 50), "数字经济", "…"},
	} {
		paragraph := tc.before + tc.mark + tc.behind
		_, s := marked(paragraph, []text.Span{{From: len(tc.before), To: len(tc.before) + len(tc.mark)}})
		before, behind, found := strings.Cut(s.Text, tc.mark)
		if !found || !strings.HasPrefix(s.Text, tc.begins) || !strings.HasSuffix(s.Text, tc.ends) {
			t.Errorf("%q should have %s, begin with %q and end with %q", s.Text, tc.mark, tc.begins, tc.ends)
		}
		if tc.before != "" && utf8.RuneCountInString(before) < 5 || utf8.RuneCountInString(behind) < 5 {
			t.Errorf("%q shows too little around %s", s.Text, tc.mark)
		}
	}
}
