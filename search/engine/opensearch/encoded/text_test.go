package encoded

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"gongbao/corpus/text"
	"gongbao/seeds"
)

// handmade holds texts that are rare in reports.
var handmade = []string{
	"碳达峰、碳中和。“碳达峰”碳中和",
	"建成5G基站2.5万座，增长15%，占12.5%；5 G、2.5、25、.5、5.、1.2.3",
	"PM2.5浓度为35微克，C919 下线，M2增长8%，M20",
	"一带一路、“一带一路”、《一带一路》",
	"China Railway 建 high speed rail，China、Railway，China。Railway A股",
	"ＧＤＰ增长５．５％，１，２００万人，1,200,000元，1,20",
	"稳稳稳稳稳，发展发展发，aa aa aaa a、a",
	"國家發展○○年㎡Ⅲ级½①②……——",
	"a.5 5.a 5.5. .5. ..5 5..5 5.\n5。5",
	"a\u200bb\u00adc\x01\x02d\x001 é ñ ß ﬁ Ω Я かな カナ ㄅ 한국 𠮷 \U000F0000 \xff\xfe",
	"？！!?」』）)】”。 “结束。”（完）\n\n、，、，",
	strings.Repeat("超长long", 80) + " " + strings.Repeat("w", 300) + "、" + strings.Repeat("9", 300),
	" ", "、", "。", "5", "a", "绿", "",
}

// paragraphs returns texts to search: handmade ones, the paragraphs of the sample and, if available, of national
// reports.
func paragraphs(t *testing.T) []string {
	t.Helper()
	list := slices.Clone(handmade)
	for _, report := range append(nationalReports(t), seeds.Liaoning2021) {
		for line := range strings.Lines(report) {
			if line = strings.TrimSpace(line); line != "" {
				list = append(list, line)
			}
		}
	}
	return list
}

func nationalReports(t *testing.T) (reports []string) {
	t.Helper()
	data := os.Getenv("GONGBAO_DATA")
	if data == "" {
		t.Log("GONGBAO_DATA is not set: no national reports, only the sample")
		return nil
	}
	files, err := filepath.Glob(filepath.Join(data, "reports/national/*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no national reports in GONGBAO_DATA: %v", err)
	}
	for i := 0; i < len(files); i += 6 {
		content, err := os.ReadFile(files[i])
		if err != nil {
			t.Fatal(err)
		}
		reports = append(reports, string(content))
	}
	return reports
}

// A lottery draws the same every time.
type lottery struct{ *rand.Rand }

func newLottery(seed uint64) lottery { return lottery{rand.New(rand.NewPCG(seed, 1))} }

// part draws a few characters of a text that stand together.
func (l lottery) part(s string) string {
	runes := []rune(s)
	if len(runes) == 0 {
		return ""
	}
	from := l.IntN(len(runes))
	return string(runes[from:min(len(runes), from+1+l.IntN(8))])
}

// queries returns texts to search for in a text: parts of it, which often begin or end inside a word, parts of another,
// and parts with an inserted character.
func (l lottery) queries(own, other string) (queries []string) {
	for range 6 {
		part := l.part(own)
		queries = append(queries, part, l.part(own)+l.part(own), strings.ReplaceAll(part, "、", ""))
		for _, odd := range []string{" ", "、", ".", "5", "a", "”"} {
			if i := l.IntN(len(part) + 1); i == len(part) || utf8.RuneStart(part[i]) {
				queries = append(queries, part[:i]+odd+part[i:])
			}
		}
	}
	return append(queries, l.part(other), l.part(other))
}

// TestTextsMatchAsPatterns checks what scripts rely on: a byte search in encoded texts counts what package text counts.
func TestTextsMatchAsPatterns(t *testing.T) {
	draw := newLottery(1)
	list := paragraphs(t)
	found, missed := 0, 0
	for i, display := range list {
		folded := text.Fold(display)
		loose := text.Loosen(folded)
		strictForm, looseForm := Text(folded), Text(loose)
		for _, q := range append(draw.queries(display, list[draw.IntN(len(list))]), list[draw.IntN(len(handmade))], list[max(i-1, 0)]) {
			n := checkText(t, text.NewPattern(q), folded, strictForm)
			n += checkText(t, text.NewLoosePattern(q), loose, looseForm)
			if n > 0 {
				found++
			} else {
				missed++
			}
		}
	}
	if found < 1000 || missed < 1000 {
		t.Errorf("%d queries had occurrences and %d had none: too few to tell", found, missed)
	}
}

// checkText compares the occurrences of a pattern in a text with those in their encodings, and returns their number.
func checkText(t *testing.T, p text.Pattern, s string, in []byte) int {
	t.Helper()
	want, got := p.Count(s), 0
	if pattern := Text(p.Folded()); len(pattern) > 0 {
		got = bytes.Count(in, pattern)
	}
	if got != want {
		t.Errorf("%q occurs %d times in %q, and its encoding %d times", p.Folded(), want, s, got)
	}
	return want
}

// TestText shows encodings: | is the edge of a word, ^ the mark of a separator.
func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"":              "",
		"碳达峰、碳中和":       "碳达峰^、碳中和",
		"建5G基站":         "建|5g|基站",
		"增长2.5%":        "增长|2.5|^%",
		"增长2.5.":        "增长|2.5|^.",
		".5":            "^.|5|",
		"high speed 铁路": "|high| |speed|铁路",
		"A、B":           "|a|^、|b|",
		"“A”股":          "|a|股",
		"１，２００":         "|1200|",
		"\x01\x02":      "",
	} {
		got := strings.NewReplacer("\x01", "|", "\x02", "^").Replace(string(Text(text.Fold(in))))
		if got != want {
			t.Errorf("%q encodes to %q, want %q", in, got, want)
		}
	}
}

// TestTextWithoutMarks checks that encoding adds only marks, which scripts rely on when they remove them, and that no
// text contains marks itself.
func TestTextWithoutMarks(t *testing.T) {
	unmark := strings.NewReplacer("\x01", "", "\x02", "")
	for _, display := range paragraphs(t) {
		for _, s := range []string{text.Fold(display), text.Loosen(text.Fold(display))} {
			if strings.ContainsAny(s, "\x01\x02") || unmark.Replace(string(Text(s))) != s {
				t.Errorf("%q encodes to %q", s, Text(s))
			}
		}
	}
}

// loosenText removes separators from an encoded text as scripts do.
func loosenText(b []byte) (out []byte) {
	for i := 0; i < len(b); i++ {
		switch {
		case b[i] == separator:
			_, width := utf8.DecodeRune(b[i+1:])
			i += width
		case b[i] == ' ':
		default:
			if b[i] == edge && len(out) > 0 && out[len(out)-1] == edge {
				out = append(out, ' ')
			}
			out = append(out, b[i])
		}
	}
	return out
}

// TestTextsCanBeLoosened checks that an encoded text without its separators is the encoding of the loosened text, so
// that one encoding serves both.
func TestTextsCanBeLoosened(t *testing.T) {
	for _, display := range paragraphs(t) {
		folded := text.Fold(display)
		if got, want := loosenText(Text(folded)), Text(text.Loosen(folded)); !bytes.Equal(got, want) {
			t.Errorf("%q loosens to %q, want %q", folded, got, want)
		}
	}
}

// TestSentenceEnds checks that the encoded text is split where the text is.
func TestSentenceEnds(t *testing.T) {
	several := 0
	for _, display := range paragraphs(t) {
		folded := text.Fold(display)
		sentences, whole, from := slices.Collect(text.Sentences(folded)), Text(folded), 0
		ends := SentenceEnds(folded)
		if len(ends) != len(sentences) || len(ends) > 0 && ends[len(ends)-1] != len(whole) {
			t.Fatalf("%q: its encoding of %d bytes is cut at %v", folded, len(whole), ends)
		}
		for i, end := range ends {
			if got := whole[from:end]; !bytes.Equal(got, Text(sentences[i])) {
				t.Errorf("%q is cut out as %q", sentences[i], got)
			}
			from = end
		}
		several += min(len(ends)/2, 1)
	}
	if several < 50 {
		t.Errorf("%d texts had several sentences: too few to tell", several)
	}
}

func TestByteString(t *testing.T) {
	for in, want := range map[string]string{"": "", "5g": "5g", "\x015\x01": "\x015\x01", "碳": "\u00e7\u00a2\u00b3", "\xff\x00": "\u00ff\u0000"} {
		got := ByteString([]byte(in))
		if got != want || utf8.RuneCountInString(got) != len(in) {
			t.Errorf("ByteString(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestTerm checks that every gram has a short unique term without white space.
func TestTerm(t *testing.T) {
	long, longer := strings.Repeat("w", 200), strings.Repeat("w", 201)
	for _, gram := range []string{"碳", "碳达", "5g基", long} {
		if Term(gram) != gram {
			t.Errorf("Term(%q) = %q", gram, Term(gram))
		}
	}
	monstrous := []string{longer, longer + "w", "碳" + longer, longer + "碳"}
	for i, gram := range monstrous {
		got := Term(gram)
		if len(got) != 65 || got[0] != '#' || got != Term(strings.Clone(gram)) || Term(monstrous[(i+1)%len(monstrous)]) == got {
			t.Errorf("Term(%q) = %q", gram, got)
		}
	}
}

// TestTermsOfText checks that a whitespace analyzer recovers the term of each gram, once.
func TestTermsOfText(t *testing.T) {
	for _, display := range paragraphs(t) {
		folded := text.Fold(display)
		want := map[string]bool{}
		for gram := range text.Terms(text.Loosen(folded)) {
			want[Term(gram)] = true
		}
		got := strings.Fields(Terms(folded))
		for _, one := range got {
			if !want[one] || len(one) > 200 {
				t.Errorf("%q has a term %q that is no gram of it", folded, one)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%q has %d terms, want %d", folded, len(got), len(want))
		}
	}
}
