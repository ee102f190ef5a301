package extract

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// realFiles returns the files of a folder of real reports, which the project does not hold.
func realFiles(t *testing.T, pattern string) []string {
	t.Helper()
	root := os.Getenv("GONGBAO_DATA")
	if root == "" {
		t.Skip("GONGBAO_DATA does not name the folder of real reports")
	}
	files, err := filepath.Glob(filepath.Join(root, pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("no files %s in GONGBAO_DATA: %v", pattern, err)
	}
	return files
}

func readReal(t *testing.T, file string) Document {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return one(t, filepath.Base(file), data)
}

func TestScrapesInGBK(t *testing.T) {
	for _, file := range realFiles(t, "messy/gbk/*.txt") {
		doc := readReal(t, file)
		text := strings.Join(texts(doc), "\n")
		if !strings.Contains(doc.Notes[0], "GB18030") || strings.Contains(text, "\uFFFD") {
			t.Errorf("%s: notes %v", file, doc.Notes)
		}
		for _, scrap := range []string{"<U+", "<!--", "字体", "当前位置", "责任编辑", "E-mail推荐", "上一页", "turnpage"} {
			if strings.Contains(text, scrap) {
				t.Errorf("%s: %s is left", file, scrap)
			}
		}
		if !strings.Contains(text, "\n各位代表：") || len(doc.Blocks) < 100 {
			t.Errorf("%s: the body is not whole: %d blocks", file, len(doc.Blocks))
		}
	}
}

func TestPagesOfASite(t *testing.T) {
	for _, file := range realFiles(t, "messy/html/*.html") {
		doc := readReal(t, file)
		if doc.Format != "html" || doc.Blocks[0] != (Block{Text: "各位代表：", Heading: true}) {
			t.Errorf("%s: %s, begins %+v", file, doc.Format, doc.Blocks[0])
		}
		if last := doc.Blocks[len(doc.Blocks)-1].Text; !strings.HasSuffix(last, "奋斗！") {
			t.Errorf("%s ends %q", file, last)
		}
	}
}

// Clean texts lose nothing and gain nothing.
func TestCleanTextsStayWhole(t *testing.T) {
	for _, file := range realFiles(t, "reports/national/*.txt") {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc := readReal(t, file)
		if len(doc.Notes) > 0 || bare(strings.Join(texts(doc), "")) != bare(string(data)) {
			t.Errorf("%s was changed; notes %v", file, doc.Notes)
		}
	}
}

// The same text is the same in every encoding, and as the body of pages of every build.
func TestRealTextsInEveryDress(t *testing.T) {
	for _, file := range realFiles(t, "reports/national/20*5*.txt") {
		want := texts(readReal(t, file))
		text := strings.Join(want, "\n")
		for _, name := range []string{"GB18030", "UTF-16LE", "UTF-16BE"} {
			if got := texts(one(t, "a.txt", encoded(name, text))); !slices.Equal(got, want) {
				t.Errorf("%s in %s is not the same", file, name)
			}
		}
		for name, page := range map[string]string{"modern": modernPage, "old": oldPage, "soup": soupPage} {
			page = strings.ReplaceAll(page, report[0], "")
			page = strings.ReplaceAll(page, report[5], "<p>"+strings.Join(want, "</p><p>")+"</p>")
			got := texts(one(t, "a.html", []byte(page)))
			if at := slices.Index(got, want[1]) - 1; at < 0 || at+len(want) > len(got) || !slices.Equal(got[at:at+len(want)], want) {
				t.Errorf("%s in a %s page is not the same", file, name)
			}
		}
	}
}

// TestDetectionRate cuts pieces of all lengths out of real reports and tells their encodings. It reports the rate and
// holds it to what was measured.
func TestDetectionRate(t *testing.T) {
	files := realFiles(t, "reports/national/???[05]*.txt")
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
				coded := encoded(name, piece)
				right += count(detect(coded, "").decode(coded) == piece)
			}
		}
		t.Logf("%d characters: %d of %d", length, right, all)
		if least := map[int]int{2: 93, 4: 98, 10: 99, 50: 100, 500: 100}[length]; right*100 < all*least {
			t.Errorf("%d characters: %d of %d, want %d %%", length, right, all, least)
		}
	}
}

// Reports wrapped at a width are taken for lines, and where paragraphs are indented every one is told apart.
func TestWrappedReportsAreLines(t *testing.T) {
	for _, file := range realFiles(t, "reports/national/200[58]*.txt") {
		paragraphs := texts(readReal(t, file))
		for _, width := range []int{28, 38} {
			doc := one(t, "a.txt", []byte(wrap(paragraphs, width, "\u3000\u3000")))
			ends := 0
			for _, b := range doc.Blocks {
				ends += count(!b.Line)
				if b.Line && b.Short {
					t.Errorf("%s at %d: %q is short within its paragraph", file, width, b.Text)
				}
			}
			if ends != len(paragraphs) {
				t.Errorf("%s at %d: %d paragraphs, want %d", file, width, ends, len(paragraphs))
			}
		}
	}
}
