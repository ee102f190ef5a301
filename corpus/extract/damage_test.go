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
	return append([]seed{
		{"a.html", []byte(extracttest.ModernPage)},
		{"a.mht", []byte(extracttest.SavedPage())},
		{"a.csv", []byte("标题,正文,年份\n报告,\"" + text + "\",2021\n")},
		{"a.jsonl", []byte(`{"title":"报告","text":"各位代表：现在"}`)},
		{"a.xlsx", extracttest.Workbook(rows)},
		{"a.docx", extracttest.Word("<w:p><w:r><w:t>"+text+"</w:t></w:r></w:p>", nil)},
		{"a.ofd", extracttest.OFD(nil, extracttest.OFDLine(20, 20, 5, extracttest.Report[0]))},
		{"a.zip", extracttest.Pack(extracttest.Member{Name: "a.txt", Content: text}, extracttest.Member{Name: "b.txt", Content: text})},
	}, damageableOffice()...)
}

// A file that was cut is an error, has a note about it, or still has all of its text.
func TestCutFilesSaySo(t *testing.T) {
	for _, seed := range damageable() {
		whole := readWhole(t, seed)
		const recognised, cuts = 200, 150 // bytes that show what it is
		for n := recognised; n < len(seed.data); n += max(11, len(seed.data)/cuts) {
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
		whole := readWhole(t, seed)
		for at := 0; at < bytes.Index(seed.data, []byte("PK\x01\x02")); at += 1 + len(seed.data)/700 {
			checkDamaged(t, whole, seed.name, flipped(seed.data, at))
		}
	}
}

// Other formats cannot tell a character from another one, nor an archive a name: but no text gets lost, and what a program wrote
// for itself becomes none.
func TestChangedMarkupIsNoText(t *testing.T) {
	for _, seed := range damageable() {
		from := max(bytes.Index(seed.data, []byte("PK\x01\x02")), 0)
		switch {
		case seed.name == "a.zip", seed.name == "a.doc", seed.name == "a.xls", seed.name == "a.html", seed.name == "a.mht", seed.name == "a.csv", seed.name == "a.jsonl":
			continue // their markup is words of a text, or numbers
		}
		whole := readWhole(t, seed)
		for at := from; at < len(seed.data); at += 1 + (len(seed.data)-from)/400 {
			got := extracttest.ReadAll(t, seed.name, flipped(seed.data, at), file.Options{})
			for _, doc := range got.Docs {
				if !slices.ContainsFunc(whole.Docs, func(d file.Document) bool { return d.Format == doc.Format }) {
					t.Errorf("%s changed at %d: read as %s", seed.name, at, doc.Format)
				}
			}
			if len(got.Errs) == 0 && !isNoted(got) && 50*characters(got) < 49*characters(whole) {
				t.Errorf("%s changed at %d: %d of %d characters", seed.name, at, characters(got), characters(whole))
			}
		}
	}
}

// The containers of old office programs have no checksums, but what they say twice has to agree.
func TestContradictionsAreNoted(t *testing.T) {
	files := map[string][]byte{}
	for _, seed := range damageable() {
		files[seed.name] = seed.data
	}
	for _, c := range []struct{ name, file, old, new string }{
		{"a sector that follows two others", "a.doc", "\x03\x00\x00\x00\x04\x00\x00\x00\x05\x00\x00\x00", "\x03\x00\x00\x00\x04\x00\x00\x00\x04\x00\x00\x00"},
		{"a piece of text that goes on in another", "a.doc", "\x00\x00\x00\x00\x07\x00\x00\x00", "\x00\x00\x00\x00\x09\x00\x00\x00"},
		{"a cell whose text is shorter than its record", "a.xls", "\x07\x01\x01?e", "\x07\x01\x00?e"},
	} {
		damaged := []byte(strings.Replace(string(files[c.file]), c.old, c.new, 1))
		if got := extracttest.ReadAll(t, c.file, damaged, file.Options{}); len(got.Errs) == 0 && !isNoted(got) || bytes.Equal(damaged, files[c.file]) {
			t.Errorf("%s: no word", c.name)
		}
	}
}

func readWhole(t *testing.T, s seed) extracttest.Result {
	t.Helper()
	whole := extracttest.ReadAll(t, s.name, s.data, file.Options{})
	if len(whole.Docs) == 0 || len(whole.Errs) > 0 {
		t.Fatalf("%s: %d documents, errors %v", s.name, len(whole.Docs), whole.Errs)
	}
	return whole
}

func flipped(data []byte, at int) []byte {
	damaged := bytes.Clone(data)
	damaged[at] ^= 1 << (at % 8)
	return damaged
}

func characters(result extracttest.Result) (n int) {
	for _, doc := range result.Docs {
		for _, b := range doc.Blocks {
			n += len([]rune(b.Text))
		}
	}
	return n
}

// isNoted reports whether a note says that something is wrong with the text.
func isNoted(result extracttest.Result) bool {
	return slices.ContainsFunc(result.Docs, func(doc file.Document) bool {
		return slices.ContainsFunc(extracttest.Notes(doc), func(note string) bool { return !strings.Contains(note, "网页部件") })
	})
}

func checkDamaged(t *testing.T, whole extracttest.Result, name string, damaged []byte) {
	t.Helper()
	got := extracttest.ReadAll(t, name, damaged, file.Options{})
	if len(got.Errs) > 0 {
		return
	}
	if !isNoted(got) && !cmp.Equal(textsOf(whole), textsOf(got)) {
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
