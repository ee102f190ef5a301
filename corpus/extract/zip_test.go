package extract

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

type member struct{ name, content string }

// packed makes an archive. Names that are not UTF-8 are left as they are, as old programs do.
func packed(members ...member) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, m := range members {
		file, err := w.CreateHeader(&zip.FileHeader{Name: m.name, Method: zip.Deflate})
		if err != nil {
			panic(err)
		}
		io.WriteString(file, m.content)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func members(docs []Document) []string {
	var names []string
	for _, doc := range docs {
		names = append(names, doc.Member)
	}
	return names
}

func TestArchives(t *testing.T) {
	text := strings.Join(report, "\n")
	inner := packed(member{"大连.txt", text}, member{"表.csv", "标题,正文\n甲,各位代表：\n"})
	got := readAll(t, "a.zip", packed(
		member{"辽宁/", ""}, member{"辽宁/沈阳.txt", text}, member{"辽宁/内.zip", string(inner)},
		member{"__MACOSX/辽宁/._沈阳.txt", "x"}, member{".DS_Store", "x"}, member{"Thumbs.db", "x"},
		member{"图.png", "\x89PNG\r\n\x1a\n"}, member{"空.txt", ""},
		member{string(encoded("GB18030", "吉林/长春市政府工作报告.txt")), text},
		member{"../../etc/外.txt", text}, member{`C:\报告\丙.txt`, text}, member{"辽宁/沈阳.txt", text},
	), Options{})
	want := []string{"辽宁/沈阳.txt", "辽宁/内.zip!大连.txt", "辽宁/内.zip!表.csv!第2行", "吉林/长春市政府工作报告.txt", "etc/外.txt", "报告/丙.txt", "辽宁/沈阳.txt#2"}
	if names := members(got.docs); !slices.Equal(names, want) {
		t.Errorf("members %q", names)
	}
	if !slices.Equal(got.bad, []string{"图.png", "空.txt"}) {
		t.Errorf("members with errors %q: %v", got.bad, got.errs)
	}
	if notes := strings.Join(got.docs[4].Notes, ""); !strings.Contains(notes, "../../etc/外.txt") {
		t.Errorf("the name that leads out is not noted: %q", notes)
	}
}

func TestArchiveLimits(t *testing.T) {
	zeros := strings.Repeat("各位代表：\n", 1<<20)
	three := packed(member{"a.txt", "各位代表：一"}, member{"b.txt", "各位代表：二"}, member{"c.txt", "各位代表：三"})
	nested := packed(member{"a.txt", "各位代表："})
	for range 4 {
		nested = packed(member{"a.zip", string(nested)})
	}
	for _, c := range []struct {
		name   string
		data   []byte
		limits Limits
		docs   int
		says   string
	}{
		{"a bomb", packed(member{"a.txt", zeros}, member{"b.txt", "各位代表："}), Limits{}, 1, "zip bombs"},
		{"a large member", packed(member{"a.txt", zeros}, member{"b.txt", "各位代表："}), Limits{Ratio: 1 << 20, MemberBytes: megabyte}, 1, "larger than 1 MB"},
		{"all members together", three, Limits{TotalBytes: 40}, 2, "altogether"},
		{"many members", three, Limits{Members: 2}, 0, "more than 2 members"},
		{"archives in archives", nested, Limits{}, 0, "nested more than 2 deep"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := readAll(t, "a.zip", c.data, Options{Limits: c.limits})
			if len(got.docs) != c.docs || len(got.errs) != 1 || !errors.Is(got.errs[0], ErrTooLarge) || !strings.Contains(got.errs[0].Error(), c.says) {
				t.Errorf("%d documents, errors %v", len(got.docs), got.errs)
			}
		})
	}
}

func TestTwoLevelsOfArchivesAreRead(t *testing.T) {
	data := packed(member{"a.zip", string(packed(member{"b.zip", string(packed(member{"c.txt", "各位代表："}))}))})
	if got := readAll(t, "a.zip", data, Options{}); !slices.Equal(members(got.docs), []string{"a.zip!b.zip!c.txt"}) {
		t.Errorf("members %q, errors %v", members(got.docs), got.errs)
	}
}

func TestMembersAreCountedBeforeTheyAreRead(t *testing.T) {
	var all []member
	for i := range 3001 {
		all = append(all, member{name: fmt.Sprint(i)})
	}
	got := readAll(t, "a.zip", packed(all...), Options{Limits: Limits{Members: 3000}})
	if len(got.errs) != 1 || !errors.Is(got.errs[0], ErrTooLarge) {
		t.Errorf("%d errors, first %v", len(got.errs), got.errs[:1])
	}
	if most := (Limits{}).withDefaults().Members; most != 100_000 {
		t.Errorf("the limit is %d by default", most)
	}
}

func TestDamagedArchives(t *testing.T) {
	data := packed(member{"a.txt", strings.Join(report, "\n")}, member{"b.txt", "各位代表："})
	if got := readAll(t, "a.zip", data[:len(data)-30], Options{}); len(got.errs) != 1 || !errors.Is(got.errs[0], ErrTruncated) {
		t.Errorf("a cut archive: %v", got.errs)
	}
	broken := bytes.Clone(data)
	broken[60] ^= 0xFF // in the first member's content
	if got := readAll(t, "a.zip", broken, Options{}); !slices.Equal(got.bad, []string{"a.txt"}) || len(got.docs) != 1 {
		t.Errorf("a damaged member: %v in %v, %d documents", got.errs, got.bad, len(got.docs))
	}
	locked := bytes.Clone(data)
	for at := range locked {
		switch sign := locked[at:]; {
		case bytes.HasPrefix(sign, []byte("PK\x01\x02")):
			locked[at+8] |= 1
		case bytes.HasPrefix(sign, []byte("PK\x03\x04")):
			locked[at+6] |= 1
		}
	}
	got := readAll(t, "a.zip", locked, Options{})
	if !slices.Equal(got.bad, []string{"a.txt", "b.txt"}) || !errors.Is(got.errs[0], ErrEncrypted) {
		t.Errorf("encrypted members: %v in %v", got.errs, got.bad)
	}
}
