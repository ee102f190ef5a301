package repair_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus/corpustest"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/repair"
)

var update = flag.Bool("update", false, "write the golden files anew")

// A damage breaks clean paragraphs as one kind of printing or scraping does.
type damage struct {
	name string
	do   func(paragraphs []string, seed uint64) []file.Block
}

var damages = []damage{
	{"cut by pages", cutByPages},
	{"print 28 wide, indents known", func(p []string, _ uint64) []file.Block { return printed(p, 28, 0) }},
	{"print 40 wide, indents known", func(p []string, _ uint64) []file.Block { return printed(p, 40, 0) }},
	{"print 34 wide, pages", func(p []string, _ uint64) []file.Block { return printed(p, 34, 40) }},
	{"text 28 wide, indented", func(p []string, _ uint64) []file.Block { return asText(p, 28, 0, "　　") }},
	{"text 40 wide, indented", func(p []string, _ uint64) []file.Block { return asText(p, 40, 0, "　　") }},
	{"text 34 wide, indented, pages", func(p []string, _ uint64) []file.Block { return asText(p, 34, 40, "　　") }},
	{"text 28 wide, flush", func(p []string, _ uint64) []file.Block { return asText(p, 28, 0, "") }},
	{"text 40 wide, flush", func(p []string, _ uint64) []file.Block { return asText(p, 40, 0, "") }},
	{"digits set apart", spacedDigits},
	{"body doubled", doubled},
}

// TestBrokenReportsAreRestored breaks clean reports on purpose, repairs them, and compares what came out with the clean
// paragraphs. The golden file states the rates.
func TestBrokenReportsAreRestored(t *testing.T) {
	got := map[string]string{}
	measureGroup(t, got, "sample", []string{"../../seeds/liaoning-2021.txt"})
	if data := os.Getenv("GONGBAO_DATA"); data != "" {
		measureGroup(t, got, "national", someOf(t, filepath.Join(data, "reports/national/*.txt")))
		measureGroup(t, got, "provincial", someOf(t, filepath.Join(data, "reports/provincial-2025/*.docx")))
	} else {
		t.Log("GONGBAO_DATA is not set: only the sample was broken and repaired")
	}
	compareWithGolden(t, "testdata/breaks.golden", got)
}

// someOf returns every sixth file of a pattern, which is enough for rates and takes a sixth of the time.
func someOf(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	var some []string
	for i := 0; i < len(files); i += 6 {
		some = append(some, files[i])
	}
	return some
}

func measureGroup(t *testing.T, got map[string]string, group string, files []string) {
	var clean [][]string
	for _, file := range files {
		if paragraphs := cleanParagraphs(t, file); paragraphs != nil {
			clean = append(clean, paragraphs)
		}
	}
	if len(clean) == 0 {
		return
	}
	for _, d := range damages {
		var sum loss
		for i, paragraphs := range clean {
			broken := d.do(paragraphs, uint64(i))
			out, _ := repair.Blocks(broken)
			l := compare(paragraphs, texts(out))
			l.cuts = max(0, len(broken)-len(paragraphs))
			if l.lost+l.added > 0 {
				t.Logf("%s, %s: %s lost %d and gained %d characters", group, d.name, files[i], l.lost, l.added)
			}
			sum.add(l)
		}
		got[group+", "+d.name] = sum.String()
	}
}

// cleanParagraphs are those of a report as published and repaired; repairing them must change nothing.
func cleanParagraphs(t *testing.T, file string) []string {
	doc := corpustest.Document(t, file)
	if "."+doc.Format != filepath.Ext(file) {
		return nil // no reader for its format yet
	}
	out, _ := repair.Blocks(doc.Blocks)
	again, done := repair.Blocks(out)
	if !cmp.Equal(texts(out), texts(again)) {
		t.Errorf("%s: repairing twice changed something: %v\n%s", file, done, cmp.Diff(texts(out), texts(again)))
	}
	return texts(again)
}

// A loss is a part of the text that a repair did not restore.
type loss struct {
	cuts, ends  int // that were made, and that the clean paragraphs have
	left        int // cuts that stayed open
	merged      int // ends of paragraphs that were taken for cuts
	lost, added int // characters, white space aside
}

func (l *loss) add(o loss) {
	l.cuts, l.ends, l.left, l.merged = l.cuts+o.cuts, l.ends+o.ends, l.left+o.left, l.merged+o.merged
	l.lost, l.added = l.lost+o.lost, l.added+o.added
}

func (l loss) String() string {
	return fmt.Sprintf("of %d cuts %d left (%.2f %%), of %d paragraph ends %d merged (%.2f %%), characters lost %d, added %d",
		l.cuts, l.left, percent(l.left, l.cuts), l.ends, l.merged, percent(l.merged, l.ends), l.lost, l.added)
}

func percent(n, of int) float64 { return 100 * float64(n) / float64(max(1, of)) }

// compare finds the ends of paragraphs by the number of characters before them.
func compare(clean, repaired []string) loss {
	wantEnds, want := endsOf(clean)
	gotEnds, got := endsOf(repaired)
	l := loss{ends: len(wantEnds)}
	if want != got {
		l.lost, l.added = difference(want, got)
		return l
	}
	for end := range gotEnds {
		if !wantEnds[end] {
			l.left++
		}
	}
	for end := range wantEnds {
		if !gotEnds[end] {
			l.merged++
		}
	}
	return l
}

func endsOf(paragraphs []string) (map[int]bool, string) {
	ends, all, n := map[int]bool{}, &strings.Builder{}, 0
	for _, p := range paragraphs {
		for _, r := range p {
			if !unicode.IsSpace(r) {
				all.WriteRune(r)
				n++
			}
		}
		ends[n] = true
	}
	return ends, all.String()
}

// difference counts the characters between what two texts begin and end with alike.
func difference(want, got string) (lost, added int) {
	w, g := []rune(want), []rune(got)
	for len(w) > 0 && len(g) > 0 && w[0] == g[0] {
		w, g = w[1:], g[1:]
	}
	for len(w) > 0 && len(g) > 0 && w[len(w)-1] == g[len(g)-1] {
		w, g = w[:len(w)-1], g[:len(g)-1]
	}
	return len(w), len(g)
}

// cutByPages parts the text every 900 characters, wherever that is, as the sample's print edition did.
func cutByPages(paragraphs []string, seed uint64) []file.Block {
	random := rand.New(rand.NewPCG(seed, 1))
	var out []file.Block
	room := 900
	for _, p := range paragraphs {
		runes := []rune(p)
		for len(runes) > room {
			if room > 3 && room < len(runes)-3 {
				out = append(out, file.Block{Text: string(runes[:room])})
				runes = runes[room:]
			}
			room = 600 + random.IntN(600)
		}
		room -= len(runes)
		out = append(out, file.Block{Text: string(runes)})
	}
	return out
}

// printed sets paragraphs in lines as a PDF has them. With rows, it counts pages of that many lines, each with a running
// head and its number.
func printed(paragraphs []string, width, rows int) []file.Block {
	var out []file.Block
	page, row := 1, 0
	furnish := func() {
		if rows > 0 && row%rows == 0 {
			if row > 0 {
				out = append(out, file.Block{Text: fmt.Sprintf("- %d -", page), Page: page, Line: true, Short: true, Indent: true})
				page++
			}
			out = append(out, file.Block{Text: "二〇二五年政府工作报告汇编", Page: page, Line: true, Short: true, Indent: true})
		}
		row++
	}
	for _, p := range paragraphs {
		lines := wrap(p, width)
		for i, l := range lines {
			furnish()
			out = append(out, file.Block{
				Text: l, Page: page, Line: true, Indent: i == 0, Short: i == len(lines)-1 && columns(l) < 2*width-4,
			})
		}
	}
	return out
}

// asText sets paragraphs in lines as package extract reads them from a wrapped text: the end of a line is a paragraph's
// when the next line is indented. With rows, every so many lines a page's number stands in the middle of its line.
func asText(paragraphs []string, width, rows int, indent string) []file.Block {
	var out []file.Block
	var indented []bool
	row := 0
	for _, p := range paragraphs {
		for i, l := range wrap(indent+p, width) {
			out, indented = append(out, file.Block{Text: strings.TrimSpace(l)}), append(indented, i == 0 && indent != "")
			if row++; rows > 0 && row%rows == 0 {
				out, indented = append(out, file.Block{Text: fmt.Sprintf("— %d —", row/rows)}), append(indented, true)
			}
		}
	}
	for i := range out {
		out[i].Line = i+1 < len(out) && !indented[i+1]
	}
	return out
}

// wrap breaks a paragraph at a width in characters. Words and numbers are not parted, and closing marks do not begin a
// line.
func wrap(paragraph string, width int) []string {
	var lines []string
	var line []rune
	runes := []rune(paragraph)
	for i := 0; i < len(runes); {
		n := 1
		for i+n < len(runes) && (isWord(runes[i]) && isWord(runes[i+n]) || strings.ContainsRune("，。、；：！？”》）%％", runes[i+n])) {
			n++
		}
		unit := runes[i : i+n]
		if len(line) > 0 && columns(string(line))+columns(string(unit)) > 2*width {
			lines, line = append(lines, string(line)), nil
		}
		line = append(line, unit...)
		i += n
	}
	return append(lines, string(line))
}

func isWord(r rune) bool { return r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.') }

func columns(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x1100 || strings.ContainsRune("“”‘’…—·", r) {
			n++
		}
	}
	return n
}

// spacedDigits sets the digits of every number apart.
func spacedDigits(paragraphs []string, _ uint64) []file.Block {
	var out []file.Block
	for _, p := range paragraphs {
		var b strings.Builder
		last := ' '
		for _, r := range p {
			if last != ' ' && isDigit(r) && isDigit(last) {
				b.WriteRune(' ')
			}
			b.WriteRune(r)
			last = r
		}
		out = append(out, file.Block{Text: b.String()})
	}
	return out
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' || '０' <= r && r <= '９' }

// doubled has the body twice.
func doubled(paragraphs []string, _ uint64) []file.Block {
	var out []file.Block
	for _, p := range slices.Concat(paragraphs, paragraphs) {
		out = append(out, file.Block{Text: p})
	}
	return out
}

// compareWithGolden compares the lines that were measured; those of data that is not there are left alone.
func compareWithGolden(t *testing.T, name string, got map[string]string) {
	want := map[string]string{}
	if content, err := os.ReadFile(name); err == nil {
		for line := range strings.Lines(string(content)) {
			if key, value, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && !strings.HasPrefix(line, "#") {
				want[key] = value
			}
		}
	}
	if *update {
		for key, value := range got {
			want[key] = value
		}
		writeGolden(t, name, want)
		return
	}
	for key, value := range got {
		if want[key] != value {
			t.Errorf("%s: %s\nwant %s\n(-update writes the golden file anew)", key, value, want[key])
		}
	}
}

func writeGolden(t *testing.T, name string, lines map[string]string) {
	var b strings.Builder
	b.WriteString("# What repair does not restore of clean reports that were broken on purpose. Written by go test -update.\n")
	for _, group := range []string{"sample", "national", "provincial"} {
		for _, d := range damages {
			if value, ok := lines[group+", "+d.name]; ok {
				fmt.Fprintf(&b, "%s, %s: %s\n", group, d.name, value)
			}
		}
	}
	if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
