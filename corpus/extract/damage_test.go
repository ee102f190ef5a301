package extract_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus/extract/extracttest"
	"gongbao/corpus/extract/file"
)

// damageable is one file of each kind that can tell when it is damaged. Plain text cannot, nor can a table that ends after a row.
func damageable() []seed {
	text := strings.Join(extracttest.Report, "\n")
	rows := [][]any{{"标题", "正文"}}
	for i := range 40 {
		rows = append(rows, []any{i, text})
	}
	return []seed{
		{"a.html", []byte(extracttest.ModernPage)},
		{"a.mht", []byte(extracttest.SavedPage())},
		{"a.csv", []byte("标题,正文,年份\n报告,\"" + text + "\",2021\n")},
		{"a.jsonl", []byte(`{"title":"报告","text":"各位代表：现在"}`)},
		{"a.xlsx", extracttest.Workbook(rows)},
		{"a.docx", extracttest.Word("<w:p><w:r><w:t>"+text+"</w:t></w:r></w:p>", nil)},
		{"a.ofd", extracttest.OFD(nil, extracttest.OFDLine(20, 20, 5, extracttest.Report[0]))},
		{"a.zip", extracttest.Pack(extracttest.Member{Name: "a.txt", Content: text}, extracttest.Member{Name: "b.txt", Content: text})},
	}
}

// A file that was cut is an error, has a note about it, or still has all of its text.
func TestCutFilesSaySo(t *testing.T) {
	for _, seed := range damageable() {
		whole := extracttest.ReadAll(t, seed.name, seed.data, file.Options{})
		const recognised = 200 // bytes that show what it is
		for n := recognised; n < len(seed.data); n += 11 {
			checkDamaged(t, whole, seed.name, seed.data[:n])
		}
	}
}

// In formats with checksums, the same holds for a changed byte of what they pack.
func TestChangedFilesSaySo(t *testing.T) {
	for _, seed := range damageable() {
		if !bytes.HasPrefix(seed.data, []byte("PK")) {
			continue
		}
		whole := extracttest.ReadAll(t, seed.name, seed.data, file.Options{})
		for at := range bytes.Index(seed.data, []byte("PK\x01\x02")) {
			damaged := bytes.Clone(seed.data)
			damaged[at] ^= 1 << (at % 8)
			checkDamaged(t, whole, seed.name, damaged)
		}
	}
}

func checkDamaged(t *testing.T, whole extracttest.Result, name string, damaged []byte) {
	t.Helper()
	got := extracttest.ReadAll(t, name, damaged, file.Options{})
	if len(got.Errs) > 0 {
		return
	}
	noted := slices.ContainsFunc(got.Docs, func(doc file.Document) bool {
		return slices.ContainsFunc(extracttest.Notes(doc), func(note string) bool { return !strings.Contains(note, "网页部件") })
	})
	if !noted && !cmp.Equal(textsOf(whole), textsOf(got)) {
		t.Errorf("%s damaged (%d bytes): text is lost without a word", name, len(damaged))
	}
}

func textsOf(result extracttest.Result) [][]string {
	var all [][]string
	for _, doc := range result.Docs {
		all = append(all, extracttest.Texts(doc))
	}
	return all
}
