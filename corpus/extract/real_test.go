package extract_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"gongbao/corpus/extract/charset"
	"gongbao/corpus/extract/extracttest"
	"gongbao/corpus/extract/file"
)

func readReal(t *testing.T, name string) file.Document {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return extracttest.One(t, filepath.Base(name), data)
}

func TestScrapesInGBK(t *testing.T) {
	for _, name := range extracttest.RealFiles(t, "messy/gbk/*.txt") {
		doc := readReal(t, name)
		text := strings.Join(extracttest.Texts(doc), "\n")
		if !strings.Contains(extracttest.Notes(doc)[0], "GB18030") || strings.Contains(text, "\uFFFD") {
			t.Errorf("%s: notes %v", name, doc.Notes)
		}
		for _, scrap := range []string{"<U+", "<!--", "字体", "当前位置", "责任编辑", "E-mail推荐", "上一页", "turnpage"} {
			if strings.Contains(text, scrap) {
				t.Errorf("%s: %s is left", name, scrap)
			}
		}
		if !strings.Contains(text, "\n各位代表：") || len(doc.Blocks) < 100 {
			t.Errorf("%s: the body is not whole: %d blocks", name, len(doc.Blocks))
		}
	}
}

func TestPagesOfASite(t *testing.T) {
	for _, name := range extracttest.RealFiles(t, "messy/html/*.html") {
		doc := readReal(t, name)
		if doc.Format != "html" || doc.Blocks[0] != (file.Block{Text: "各位代表：", Heading: true}) {
			t.Errorf("%s: %s, begins %+v", name, doc.Format, doc.Blocks[0])
		}
		if last := doc.Blocks[len(doc.Blocks)-1].Text; !strings.HasSuffix(last, "奋斗！") {
			t.Errorf("%s ends %q", name, last)
		}
	}
}

// Clean texts lose nothing and gain nothing.
func TestCleanTextsStayWhole(t *testing.T) {
	for _, name := range extracttest.RealFiles(t, "reports/national/*.txt") {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		doc := readReal(t, name)
		if len(doc.Notes) > 0 || extracttest.Bare(strings.Join(extracttest.Texts(doc), "")) != extracttest.Bare(string(data)) {
			t.Errorf("%s was changed; notes %v", name, doc.Notes)
		}
	}
}

// The same text is the same in every encoding, and as the body of pages of every build.
func TestRealTextsInEveryDress(t *testing.T) {
	for _, path := range extracttest.RealFiles(t, "reports/national/20*5*.txt") {
		want := extracttest.Texts(readReal(t, path))
		text := strings.Join(want, "\n")
		for _, name := range []string{"GB18030", "UTF-16LE", "UTF-16BE"} {
			if got := extracttest.Texts(extracttest.One(t, "a.txt", extracttest.Encode(name, text))); !slices.Equal(got, want) {
				t.Errorf("%s in %s is not the same", path, name)
			}
		}
		for name, page := range map[string]string{"modern": extracttest.ModernPage, "old": extracttest.OldPage, "soup": extracttest.SoupPage} {
			page = strings.ReplaceAll(page, extracttest.Report[0], "")
			page = strings.ReplaceAll(page, extracttest.Report[5], "<p>"+strings.Join(want, "</p><p>")+"</p>")
			got := extracttest.Texts(extracttest.One(t, "a.html", []byte(page)))
			if at := slices.Index(got, want[1]) - 1; at < 0 || at+len(want) > len(got) || !slices.Equal(got[at:at+len(want)], want) {
				t.Errorf("%s in a %s page is not the same", path, name)
			}
		}
	}
}

// TestMendLeavesRealReports holds that no paragraph of a real report, nor any piece of one between two marks, is taken for a text that a
// program has misread.
func TestMendLeavesRealReports(t *testing.T) {
	for _, path := range extracttest.RealFiles(t, "reports/*/*") {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, paragraph := range extracttest.Texts(extracttest.One(t, path, data)) {
			for _, piece := range append(strings.FieldsFunc(paragraph, unicode.IsPunct), paragraph) {
				if lines := []string{piece}; charset.Mend(lines).Lines > 0 {
					t.Errorf("%s: %q became %q", path, piece, lines[0])
				}
			}
		}
	}
}

// TestDetectionRate cuts pieces of all lengths out of real reports and tells their encodings. It reports the rate and
// holds it to what was measured.
func TestDetectionRate(t *testing.T) {
	files := extracttest.RealFiles(t, "reports/national/???[05]*.txt")
	rnd := rand.New(rand.NewPCG(7, 8))
	for _, length := range []int{2, 4, 10, 50, 500} {
		right, all := 0, 0
		for range 150 {
			data, err := os.ReadFile(files[rnd.IntN(len(files))])
			if err != nil {
				t.Fatal(err)
			}
			runes := []rune(string(data))
			at := rnd.IntN(len(runes) - length)
			piece := string(runes[at : at+length])
			for _, name := range []string{"UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"} {
				all++
				coded := extracttest.Encode(name, piece)
				if charset.Detect(coded, "").Decode(coded) == piece {
					right++
				}
			}
		}
		t.Logf("%d characters: %d of %d", length, right, all)
		if least := map[int]int{2: 93, 4: 98, 10: 99, 50: 100, 500: 100}[length]; right*100 < all*least {
			t.Errorf("%d characters: %d of %d, want %d %%", length, right, all, least)
		}
	}
}

// Reports wrapped at a width are recognised as lines, and where paragraphs are indented every one is separate.
func TestWrappedReportsAreLines(t *testing.T) {
	for _, path := range extracttest.RealFiles(t, "reports/national/200[58]*.txt") {
		paragraphs := extracttest.Texts(readReal(t, path))
		for _, width := range []int{28, 38} {
			doc := extracttest.One(t, "a.txt", []byte(extracttest.Wrap(paragraphs, width, "\u3000\u3000")))
			ends := 0
			for _, b := range doc.Blocks {
				if !b.Line {
					ends++
				}
				if b.Line && b.Short {
					t.Errorf("%s at %d: %q is short within its paragraph", path, width, b.Text)
				}
			}
			if ends != len(paragraphs) {
				t.Errorf("%s at %d: %d paragraphs, want %d", path, width, ends, len(paragraphs))
			}
		}
	}
}
