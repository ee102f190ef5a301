package text_test

import (
	"bufio"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"gongbao/corpus/text"
)

func TestFold(t *testing.T) {
	for _, tc := range []struct{ in, want, why string }{
		{"ＧＤＰ增长５％", "gdp增长5%", "width and case"},
		{"100㎡、第Ⅲ期", "100m2、第iii期", "a compatibility form that is a word is spelt out"},
		{"①2020年…½", "①2020年…½", "one that is not stays whole"},
		{"國家發展", "国家发展", "Traditional and simplified are one"},
		{"二○二○年", "二〇二〇年", "zero"},
		{"3-5年 3—5年 ３～５年 3〜5年", "3-5年3-5年3-5年3-5年", "dashes and tildes"},
		{"１，２００亿 12,345,678 1,23 0,500 1,2345", "1200亿12345678 1,23 0,500 1,2345", "thousands"},
		{"1,234,5 a1,200 1.5,200", "1234,5 a1,200 1.5,200", "what only looks like thousands"},
		{" 建成 5G 基站\u3000 2.3 万座\n", "建成5g基站2.3万座", "white space beside a Han character"},
		{"China \n Railway , 2", "china railway,2", "between words one space is kept, beside punctuation none"},
		{"高质\u200b量\ufeff发展\u00ad", "高质量发展", "zero-width characters"},
		{"“一带一路”《纲要》「新」＂＇", "一带一路纲要新", "quotation marks and book-title marks"},
		{"a” “b", "a b", "a quotation mark does not glue words"},
		{"改革、发展，稳定；（试点）", "改革、发展,稳定;(试点)", "separators stay, in one width"},
		{"乐购·约惠・乐购•约惠", "乐购·约惠·乐购·约惠", "middle dots"},
		{"Café ﬁn İ ſ K", "cafe fin i s k", "accents and ligatures"},
		{"a≠b", "a≠b", "a sign is not torn from its stroke"},
		{"\xff坏", "\ufffd坏", "a bad byte"},
		{"︱ㄅ㈠", "-ㄅ㈠", "vertical forms; list marks stay"},
		{"", "", ""},
	} {
		if got := text.Fold(tc.in); got != tc.want {
			t.Errorf("%s: Fold(%q) = %q, want %q", tc.why, tc.in, got, tc.want)
		}
	}
}

func TestFoldEveryRune(t *testing.T) {
	for r := range rune(utf8.MaxRune + 1) {
		once := text.Fold("1" + string(r) + "国")
		if twice := text.Fold(once); twice != once {
			t.Errorf("%U folds to %q and then to %q", r, once, twice)
		}
	}
}

// A match is one row: the stretches of Text that Query marks.
type match struct {
	ID, Text, Query, Mode, Why string
	Want                       []string
}

func TestFind(t *testing.T) {
	for _, row := range []match{
		{Text: "全面推进乡村全面振兴", Query: "全面", Want: []string{"全面", "全面"}},
		{Text: "稳稳稳稳稳", Query: "稳稳", Want: []string{"稳稳", "稳稳"}},
		{Text: "新建 5G 基站", Query: "5g 基站", Want: []string{"5G 基站"}},
		{Text: "5G-A与5G", Query: "5G", Want: []string{"5G", "5G"}},
		{Text: "第Ⅲ期，面积 50㎡", Query: "I", Want: nil},
		{Text: "增长2.5%、.5", Query: ".5", Want: []string{".5"}},
		{Text: "2.5万、2.万", Query: "2.", Want: []string{"2."}},
		{Text: "3.0.1版", Query: "0.1", Want: nil},
		{Text: "“双碳”，双　碳", Query: "“双碳”", Want: []string{"双碳", "双　碳"}},
		{Text: "1,200,300元与200元", Query: "200", Want: []string{"200"}},
		{Text: "Ⅲ类水质", Query: "III类", Want: []string{"Ⅲ类"}},
		{Text: "café 与 cafe\u0301", Query: "CAFE", Want: []string{"café", "cafe\u0301"}},
		{Text: "任何文字", Query: "“”", Want: nil},
		{Text: "", Query: "无", Want: nil},
		{Mode: "loose", Text: "碳达峰、碳中和", Query: "碳达峰碳中和", Want: []string{"碳达峰、碳中和"}},
		{Mode: "loose", Text: "碳达峰碳中和", Query: "碳达峰，碳中和", Want: []string{"碳达峰碳中和"}},
		{Mode: "loose", Text: "涨2.5、5G", Query: "2", Want: nil},
		{Mode: "loose", Text: "A-B与A B", Query: "a/b", Want: []string{"A-B", "A B"}},
	} {
		row.check(t)
	}
}

func TestFindSharedCases(t *testing.T) {
	dir := os.Getenv("GONGBAO_DATA")
	if dir == "" {
		t.Skip("GONGBAO_DATA is not set: the shared table of matches is not read")
	}
	f, err := os.Open(filepath.Join(dir, "cases", "match.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows := 0
	for lines := bufio.NewScanner(f); lines.Scan(); rows++ {
		var row match
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		row.check(t)
	}
	if rows < 50 {
		t.Errorf("read %d rows, want 50 at least", rows)
	}
}

// check finds each of the row's terms (white space beside Han separates terms; in quotes it does not) and compares the
// joined marks.
func (m match) check(t *testing.T) {
	t.Helper()
	terms := []string{m.Query}
	if m.ID == "H02" {
		terms = strings.Fields(m.Query)
	}
	folded, pattern := text.NewFolded(m.Text), text.NewPattern
	if m.Mode == "loose" {
		folded, pattern = folded.Loosened(), text.NewLoosePattern
	}
	var spans []text.Span
	for _, term := range terms {
		for _, s := range pattern(term).AppendAll(nil, folded.Text) {
			spans = append(spans, folded.Span(s))
		}
	}
	var got []string
	for _, s := range text.Join(spans) {
		got = append(got, m.Text[s.From:s.To])
	}
	if !slices.Equal(got, m.Want) {
		t.Errorf("%s: %q in %q marks %q, want %q (%s)", m.ID, m.Query, m.Text, got, m.Want, m.Why)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"“一带一路”建设", "1,200 亿元 5G", "PM2.5 １，２００．５", "a\u0301 b“c", "碳达峰、碳中和\xff", "㎡Ⅲ①…"} {
		f.Add(s, s[len(s)/2:])
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, display, query string) {
		folded := text.NewFolded(display)
		if folded.Text != text.Fold(display) || text.Fold(folded.Text) != folded.Text {
			t.Fatalf("%q folds to %q, %q and %q", display, folded.Text, text.Fold(display), text.Fold(folded.Text))
		}
		loose := folded.Loosened()
		if loose.Text != text.Loosen(folded.Text) || text.Loosen(loose.Text) != loose.Text {
			t.Fatalf("%q loosens to %q, %q and %q", folded.Text, loose.Text, text.Loosen(folded.Text), text.Loosen(loose.Text))
		}
		checkSpans(t, folded, text.NewPattern(query))
		checkSet(t, folded.Text, []text.Pattern{text.NewPattern(query), text.NewPattern(display), text.NewPattern(query + display)},
			[]text.Pattern{text.NewLoosePattern(query), text.NewLoosePattern(display), text.NewLoosePattern(query + display)})
		checkSpans(t, loose, text.NewLoosePattern(query))
		checkCountLoosely(t, folded.Text, query)
	})
}

// checkCountLoosely holds that counting past separators gives what counting in the loose form does, and both at once what each gives.
func checkCountLoosely(t *testing.T, folded, query string) {
	t.Helper()
	p := text.NewLoosePattern(query)
	if got, want := p.CountLoosely(folded), p.Count(text.Loosen(folded)); got != want {
		t.Fatalf("%q occurs %d times in %q, in its loose form %d times", p.Folded(), got, folded, want)
	}
	one := text.NewPattern(query)
	if !one.Plain() {
		return
	}
	if strictly, loosely := one.CountBoth(folded); strictly != one.Count(folded) || loosely != p.CountLoosely(folded) {
		t.Fatalf("%q occurs %d times in %q and %d times loosely, both at once %d and %d", one.Folded(), one.Count(folded), folded, p.CountLoosely(folded), strictly, loosely)
	}
}

// pieced returns a text of some pieces, which run together in every way.
func pieced(r *rand.Rand, pieces []string, n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	return b.String()
}

// TestCountLoosely samples texts and queries made of pieces that run together in every way.
func TestCountLoosely(t *testing.T) {
	pieces := []string{"发", "展", "改", "、", "，", " ", ".", "5", "2", "g", "a", "-", "％", "①", "㎡", "Ⅲ", "㐀", "𠀀", "“", "鿿", "丶"}
	r := rand.New(rand.NewPCG(1, 2))
	sample := func(most int) string {
		return pieced(r, pieces, 1+r.IntN(most))
	}
	found, words := 0, 0
	for range 300_000 {
		folded, query := text.Fold(sample(16)), sample(4)
		checkCountLoosely(t, folded, query)
		if one := text.NewPattern(query); one.Plain() && !one.Ideographic() && one.Count(folded) > 0 {
			words++
		}
		if text.NewLoosePattern(query).CountLoosely(folded) > text.NewPattern(query).Count(folded) {
			found++
		}
	}
	if found < 10_000 {
		t.Errorf("only %d samples occur more often loosely", found)
	}
	if words < 5_000 {
		t.Errorf("only %d samples with letters or digits are plain", words)
	}
}

// TestLooseDistance compares the distances of what is found in place with those in the loose form.
func TestLooseDistance(t *testing.T) {
	pieces := []string{"发", "展", "、", "，", " ", ".", "5", "2", "g", "-", "①", "㎡", "𠀀"}
	r := rand.New(rand.NewPCG(3, 2))
	differing, most := 0, 30
	for range 50_000 {
		folded := text.Fold(pieced(r, pieces, r.IntN(24)))
		loose := text.Loosen(folded)
		p, q := text.NewLoosePattern(pieces[r.IntN(2)]), text.NewLoosePattern(pieces[r.IntN(len(pieces))]+pieces[r.IntN(len(pieces))])
		first, second := p.AppendAllLoosely(nil, folded), q.AppendAllLoosely(nil, folded)
		firstLoosely, secondLoosely := p.AppendAll(nil, loose), q.AppendAll(nil, loose)
		for i := range first {
			for j := range second {
				if first[i].To > second[j].From {
					continue
				}
				want := utf8.RuneCountInString(loose[firstLoosely[i].To:secondLoosely[j].From])
				if got := text.LooseDistance(folded, first[i].To, second[j].From, most); min(got, most+1) != min(want, most+1) {
					t.Fatalf("between %q and %q of %q are %d runes, in %q %d", p.Folded(), q.Folded(), folded, got, loose, want)
				}
				if want != utf8.RuneCountInString(folded[first[i].To:second[j].From]) {
					differing++
				}
			}
		}
	}
	if differing < 5_000 {
		t.Errorf("only %d distances differ from those in the folded text", differing)
	}
}

// TestTally samples texts of pieces that run together in every way, and sets of patterns that begin alike, overlap and contain each
// other: some with single characters, some of nothing but longer patterns.
func TestTally(t *testing.T) {
	pieces := []string{"发", "展", "改", "发", "展", "、", "，", " ", ".", "5", "2", "a", "①", "㎡", "𠀀", "“", "鿿", "丶", "é", "䷿", "㐀", "😀"}
	r := rand.New(rand.NewPCG(5, 2))
	for i := range 2_000 {
		sampled := pieced(r, pieces, r.IntN(24))
		var patterns []text.Pattern
		for range 2 + r.IntN(20) {
			pattern := ""
			for range 1 + i%2 + r.IntN(3) {
				pattern += []string{"发", "展", "改", "鿿", "丶"}[min(r.IntN(5), r.IntN(5))]
			}
			patterns = append(patterns, text.NewPattern(pattern))
		}
		checkTally(t, text.Fold(sampled), patterns, i%4 < 2)
	}
}

// checkTally holds that a set of patterns of ideographs counts what they find alone, in all sentences or also in each.
func checkTally(t *testing.T, folded string, patterns []text.Pattern, bySentence bool) {
	known := map[text.Pattern]bool{}
	plain := slices.DeleteFunc(slices.Clone(patterns), func(p text.Pattern) bool {
		again := known[p]
		known[p] = true
		return again || !p.Ideographic()
	})
	set := text.NewSet(plain)
	if !set.PrepareCount() {
		t.Fatalf("%d patterns cannot be counted", len(plain))
	}
	tally, terms := text.NewTally(len(plain)), len(plain)-len(plain)/3
	var ends []int
	for sentence := range text.Sentences(folded) {
		ends = append(ends, len(sentence))
		if n := len(ends) - 1; n > 0 {
			ends[n] += ends[n-1]
		}
	}
	if !bySentence {
		ends = []int{len(folded)}
	}
	for range 2 { // the second time in what is left of the first
		if tally.Reset(); set.Count(tally, folded, terms, ends[:min(len(ends), 64)], nil) {
			t.Fatal("a set stops for nothing")
		}
	}
	var all, allLoosely []text.Span
	gaps := false
	for i, p := range plain {
		strictly, loosely := p.AppendAll(nil, folded), p.AppendAllLoosely(nil, folded)
		if i < terms {
			all, allLoosely = append(all, strictly...), append(allLoosely, loosely...)
		}
		has := func(bits []uint64) bool { return bits[i/64]>>(i%64)&1 != 0 }
		if tally.Counts[i] != len(strictly) || has(tally.Having) != (len(strictly) > 0) || tally.Gaps && has(tally.LooseHaving) != (len(loosely) > 0) {
			t.Fatalf("a set counts %q %d times in %q, alone it is found at %v, loosely at %v", p.Folded(), tally.Counts[i], folded, strictly, loosely)
		}
		gaps = gaps || !slices.Equal(loosely, strictly)
		sentences := uint64(0)
		for n, end := range ends {
			if len(ends) <= 64 && slices.ContainsFunc(strictly, func(s text.Span) bool { return s.To <= end && (n == 0 || s.From >= ends[n-1]) }) {
				sentences |= 1 << n
			}
		}
		if len(ends) <= 64 && tally.Sentences[i] != sentences {
			t.Fatalf("a set finds %q in the sentences %b of %q, want %b", p.Folded(), tally.Sentences[i], folded, sentences)
		}
	}
	if got, want := tally.Occurrences, len(text.Join(all)); got != want {
		t.Fatalf("a set counts %d occurrences in %q, want %d", got, folded, want)
	}
	if got, want := tally.LooseOccurrences, len(text.Join(allLoosely)); tally.Gaps && got != want || tally.Gaps != gaps {
		t.Fatalf("a set counts %d occurrences loosely in %q, want %d; gaps %v", got, folded, want, tally.Gaps)
	}
	stop := make([]bool, len(plain))
	for i, p := range plain {
		stop[i] = true
		if tally.Reset(); set.Count(tally, folded, terms, nil, stop) != (p.Count(folded) > 0) {
			t.Fatalf("a set does not stop at %q in %q alone", p.Folded(), folded)
		}
		stop[i] = false
	}
}

// checkMixed holds that a set counts strictly what its patterns find alone, whatever they are made of.
func checkMixed(t *testing.T, folded string, patterns []text.Pattern) {
	patterns = slices.Clone(patterns)
	slices.SortFunc(patterns, func(a, b text.Pattern) int { return strings.Compare(a.Folded(), b.Folded()) })
	patterns = slices.Compact(patterns)
	set := text.NewSet(patterns)
	if !set.PrepareCount() {
		return
	}
	tally, terms := text.NewTally(len(patterns)), len(patterns)-len(patterns)/3
	for range 2 {
		if tally.Reset(); set.Count(tally, folded, terms, nil, nil) {
			t.Fatal("a set stops for nothing")
		}
	}
	var all []text.Span
	stop := make([]bool, len(patterns))
	for i, p := range patterns {
		alone := p.AppendAll(nil, folded)
		if i < terms {
			all = append(all, alone...)
		}
		if tally.Counts[i] != len(alone) || tally.Having[i/64]>>(i%64)&1 != 0 != (len(alone) > 0) {
			t.Fatalf("a mixed set counts %q %d times in %q, alone it is found at %v", p.Folded(), tally.Counts[i], folded, alone)
		}
	}
	if got, want := tally.Occurrences, len(text.Join(all)); got != want {
		t.Fatalf("a mixed set counts %d occurrences in %q, want %d", got, folded, want)
	}
	for i, p := range patterns {
		stop[i] = true
		if tally.Reset(); set.Count(tally, folded, terms, nil, stop) != (p.Count(folded) > 0) || tally.Having[i/64]>>(i%64)&1 != 0 != (p.Count(folded) > 0) {
			t.Fatalf("a mixed set does not stop at %q in %q alone", p.Folded(), folded)
		}
		stop[i] = false
	}
}

// checkSet holds that a set finds what its patterns find, strictly and loosely.
func checkSet(t *testing.T, folded string, patterns, loose []text.Pattern) {
	strictly, _ := text.NewSet(patterns).AppendAll(nil, folded, nil)
	loosely, _ := text.NewSet(loose).AppendAllLoosely(nil, folded, nil)
	for i := range patterns {
		if got, want := hitsOf(strictly, i), patterns[i].AppendAll(nil, folded); !slices.Equal(got, want) {
			t.Fatalf("a set finds %q at %v of %q, alone it is found at %v", patterns[i].Folded(), got, folded, want)
		}
		if got, want := hitsOf(loosely, i), loose[i].AppendAllLoosely(nil, folded); !slices.Equal(got, want) {
			t.Fatalf("a set finds %q loosely at %v of %q, alone it is found at %v", loose[i].Folded(), got, folded, want)
		}
	}
	for _, hits := range [][]text.Hit{strictly, loosely} {
		if !slices.IsSortedFunc(hits, func(a, b text.Hit) int { return int(a.From - b.From) }) {
			t.Fatalf("hits in %q are in the order %v", folded, hits)
		}
	}
	checkTally(t, folded, patterns, true)
	checkMixed(t, folded, patterns)
	stop := make([]bool, len(patterns))
	for i := range patterns {
		stop[i] = true
		first := slices.IndexFunc(strictly, func(h text.Hit) bool { return h.Pattern == int32(i) })
		if got, stopped := text.NewSet(patterns).AppendAll(nil, folded, stop); stopped != (first >= 0) || !slices.Equal(got, strictly[:len(got)]) || stopped && len(got) != first+1 {
			t.Fatalf("a set that stops at %q in %q finds %v of %v", patterns[i].Folded(), folded, got, strictly)
		}
		stop[i] = false
	}
}

func hitsOf(hits []text.Hit, pattern int) (spans []text.Span) {
	for _, h := range hits {
		if h.Pattern == int32(pattern) {
			spans = append(spans, text.Span{From: int(h.From), To: int(h.To)})
		}
	}
	return spans
}

// checkSpans holds what every caller relies on, against a scan that knows nothing of rare bytes.
func checkSpans(t *testing.T, f *text.Folded, p text.Pattern) {
	found := p.AppendAll(nil, f.Text)
	if len(found) != p.Count(f.Text) {
		t.Fatalf("%d occurrences and a count of %d", len(found), p.Count(f.Text))
	}
	end := 0
	for _, s := range found {
		if f.Text[s.From:s.To] != p.Folded() {
			t.Fatalf("%q at %v of %q is not %q", f.Text[s.From:s.To], s, f.Text, p.Folded())
		}
		d := f.Span(s)
		if d.From < end || d.To <= d.From || d.To > len(f.Display) {
			t.Fatalf("span %v after %d in a text of %d bytes", d, end, len(f.Display))
		}
		if utf8.ValidString(f.Display) && !(utf8.ValidString(f.Display[:d.From]) && utf8.ValidString(f.Display[d.From:d.To])) {
			t.Fatalf("span %v of %q is not at rune borders", d, f.Display)
		}
		end = d.To
	}
}

func BenchmarkFold(b *testing.B) {
	sample, err := os.ReadFile("../../seeds/liaoning-2021.txt")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(sample)))
	b.ReportAllocs()
	s, buf := string(sample), make([]byte, 0, len(sample))
	for b.Loop() {
		buf = text.AppendFold(buf[:0], s)
	}
}

func BenchmarkCountLoosely(b *testing.B) {
	sample, err := os.ReadFile("../../seeds/liaoning-2021.txt")
	if err != nil {
		b.Fatal(err)
	}
	folded := text.Fold(string(sample))
	for _, query := range []string{"绿", "发展", "碳排放达峰", "习近平新时代中国特色社会主义思想"} {
		p := text.NewLoosePattern(query)
		b.Run(query+"/past separators", func(b *testing.B) {
			b.SetBytes(int64(len(folded)))
			for b.Loop() {
				p.CountLoosely(folded)
			}
		})
		b.Run(query+"/in the loose form", func(b *testing.B) {
			b.SetBytes(int64(len(folded)))
			var loose []byte
			for b.Loop() {
				loose = text.AppendLoosen(loose[:0], folded)
				p.Count(string(loose))
			}
		})
	}
}

func BenchmarkCount(b *testing.B) {
	sample, err := os.ReadFile("../../seeds/liaoning-2021.txt")
	if err != nil {
		b.Fatal(err)
	}
	folded := text.Fold(string(sample))
	for _, query := range []string{"绿", "发展", "碳排放达峰", "习近平新时代中国特色社会主义思想"} {
		b.Run(query, func(b *testing.B) {
			p := text.NewPattern(query)
			b.SetBytes(int64(len(folded)))
			for b.Loop() {
				p.Count(folded)
			}
		})
	}
}

func TestLetters(t *testing.T) {
	for s, want := range map[string]int{"": 0, "，。 \n": 0, "发展5G，２０２０年½": 10, "𠀀〇々é①": 5, "５％": 1} {
		if got := text.Letters(s); got != want {
			t.Errorf("%q has %d letters, want %d", s, got, want)
		}
	}
}

// TestCloser holds that each mark knows its partner, and that nothing else has one.
func TestCloser(t *testing.T) {
	partners := map[rune]rune{}
	closers := []rune(text.Closers)
	for i, open := range []rune(text.Openers) {
		partners[open] = closers[i]
	}
	for r := range rune(0x11000) {
		close, ok := text.Closer(r)
		if want, opens := partners[r]; ok != opens || close != want {
			t.Errorf("%q is closed by %q (%v), want %q", r, close, ok, want)
		}
	}
}

// TestRunes holds that runes are read and counted as package utf8 does.
func TestRunes(t *testing.T) {
	pieces := strings.Split("发|丁|，|a|é|😀|\xff|\xe5|\xe5\x8f|\x8f|\xed\xa0\x80|\xe0\x80\x80|\xef\xbf\xbf|\u0800", "|")
	r := rand.New(rand.NewPCG(1, 2))
	for range 10_000 {
		s := pieced(r, pieces, r.IntN(12))
		if got, want := text.Runes(s), utf8.RuneCountInString(s); got != want {
			t.Fatalf("%q has %d runes, want %d", s, got, want)
		}
		for i := range len(s) {
			r, width := text.Decode(s, i)
			if want, long := utf8.DecodeRuneInString(s[i:]); r != want || width != long {
				t.Fatalf("byte %d of %q begins %q, of %d bytes, want %q, of %d", i, s, r, width, want, long)
			}
		}
		if valid := strings.ToValidUTF8(s, "发"); text.FoldedRunes(valid) != utf8.RuneCountInString(valid) {
			t.Fatalf("%q has %d runes, want %d", valid, text.FoldedRunes(valid), utf8.RuneCountInString(valid))
		}
	}
}
