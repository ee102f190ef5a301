package extract_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongbao/corpus/extract/extracttest"
	"gongbao/corpus/extract/file"
)

func members(docs []file.Document) []string {
	var names []string
	for _, doc := range docs {
		names = append(names, doc.Member)
	}
	return names
}

func TestArchives(t *testing.T) {
	text := strings.Join(extracttest.Report, "\n")
	inner := extracttest.Pack(extracttest.Member{Name: "大连.txt", Content: text}, extracttest.Member{Name: "表.csv", Content: "标题,正文\n甲,各位代表：\n"})
	got := extracttest.ReadAll(t, "a.zip", extracttest.Pack(
		extracttest.Member{Name: "辽宁/", Content: ""}, extracttest.Member{Name: "辽宁/沈阳.txt", Content: text}, extracttest.Member{Name: "辽宁/内.zip", Content: string(inner)},
		extracttest.Member{Name: "__MACOSX/辽宁/._沈阳.txt", Content: "x"}, extracttest.Member{Name: ".DS_Store", Content: "x"}, extracttest.Member{Name: "Thumbs.db", Content: "x"},
		extracttest.Member{Name: "图.png", Content: "\x89PNG\r\n\x1a\n"}, extracttest.Member{Name: "空.txt", Content: ""},
		extracttest.Member{Name: string(extracttest.Encode("GB18030", "吉林/长春市政府工作报告.txt")), Content: text},
		extracttest.Member{Name: "../../etc/外.txt", Content: text}, extracttest.Member{Name: `C:\报告\丙.txt`, Content: text}, extracttest.Member{Name: "辽宁/沈阳.txt", Content: text},
	), file.Options{})
	want := []string{"辽宁/沈阳.txt", "辽宁/内.zip!大连.txt", "辽宁/内.zip!表.csv!第2行", "吉林/长春市政府工作报告.txt", "etc/外.txt", "报告/丙.txt", "辽宁/沈阳.txt#2"}
	if names := members(got.Docs); !slices.Equal(names, want) {
		t.Errorf("members %q", names)
	}
	if !slices.Equal(got.Bad, []string{"图.png", "空.txt"}) {
		t.Errorf("members with errors %q: %v", got.Bad, got.Errs)
	}
	if notes := strings.Join(extracttest.Notes(got.Docs[4]), ""); !strings.Contains(notes, "../../etc/外.txt") {
		t.Errorf("the name that leads out is not noted: %q", notes)
	}
}

func TestArchiveLimits(t *testing.T) {
	zeros := strings.Repeat("各位代表：\n", 1<<20)
	three := extracttest.Pack(extracttest.Member{Name: "a.txt", Content: "各位代表：一"}, extracttest.Member{Name: "b.txt", Content: "各位代表：二"}, extracttest.Member{Name: "c.txt", Content: "各位代表：三"})
	nested := extracttest.Pack(extracttest.Member{Name: "a.txt", Content: "各位代表："})
	for range 4 {
		nested = extracttest.Pack(extracttest.Member{Name: "a.zip", Content: string(nested)})
	}
	for _, c := range []struct {
		name   string
		data   []byte
		limits file.Limits
		docs   int
		says   string
	}{
		{"a bomb", extracttest.Pack(extracttest.Member{Name: "a.txt", Content: zeros}, extracttest.Member{Name: "b.txt", Content: "各位代表："}), file.Limits{}, 1, "zip bombs"},
		{"a large member", extracttest.Pack(extracttest.Member{Name: "a.txt", Content: zeros}, extracttest.Member{Name: "b.txt", Content: "各位代表："}), file.Limits{Ratio: 1 << 20, MemberBytes: file.Megabyte}, 1, "larger than 1 MB"},
		{"all members together", three, file.Limits{TotalBytes: 40}, 2, "altogether"},
		{"many members", three, file.Limits{Members: 2}, 0, "more than 2 members"},
		{"archives in archives", nested, file.Limits{}, 0, "nested more than 2 deep"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := extracttest.ReadAll(t, "a.zip", c.data, file.Options{Limits: c.limits})
			if len(got.Docs) != c.docs || len(got.Errs) != 1 || !errors.Is(got.Errs[0], file.ErrTooLarge) || !strings.Contains(got.Errs[0].Error(), c.says) {
				t.Errorf("%d documents, errors %v", len(got.Docs), got.Errs)
			}
		})
	}
}

func TestTwoLevelsOfArchivesAreRead(t *testing.T) {
	data := extracttest.Pack(extracttest.Member{Name: "a.zip", Content: string(extracttest.Pack(extracttest.Member{Name: "b.zip", Content: string(extracttest.Pack(extracttest.Member{Name: "c.txt", Content: "各位代表："}))}))})
	if got := extracttest.ReadAll(t, "a.zip", data, file.Options{}); !slices.Equal(members(got.Docs), []string{"a.zip!b.zip!c.txt"}) {
		t.Errorf("members %q, errors %v", members(got.Docs), got.Errs)
	}
}

func TestMembersAreCountedBeforeTheyAreRead(t *testing.T) {
	var all []extracttest.Member
	for i := range 3001 {
		all = append(all, extracttest.Member{Name: fmt.Sprint(i)})
	}
	got := extracttest.ReadAll(t, "a.zip", extracttest.Pack(all...), file.Options{Limits: file.Limits{Members: 3000}})
	if len(got.Errs) != 1 || !errors.Is(got.Errs[0], file.ErrTooLarge) {
		t.Errorf("%d errors, first %v", len(got.Errs), got.Errs[:1])
	}
	if most := (file.Limits{}).WithDefaults().Members; most != 100_000 {
		t.Errorf("the limit is %d by default", most)
	}
}

func TestDamagedArchives(t *testing.T) {
	data := extracttest.Pack(extracttest.Member{Name: "a.txt", Content: strings.Join(extracttest.Report, "\n")}, extracttest.Member{Name: "b.txt", Content: "各位代表："})
	if got := extracttest.ReadAll(t, "a.zip", data[:len(data)-30], file.Options{}); len(got.Errs) != 1 || !errors.Is(got.Errs[0], file.ErrTruncated) {
		t.Errorf("a cut archive: %v", got.Errs)
	}
	broken := bytes.Clone(data)
	broken[60] ^= 0xFF // in the first member's content
	if got := extracttest.ReadAll(t, "a.zip", broken, file.Options{}); !slices.Equal(got.Bad, []string{"a.txt"}) || len(got.Docs) != 1 {
		t.Errorf("a damaged member: %v in %v, %d documents", got.Errs, got.Bad, len(got.Docs))
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
	got := extracttest.ReadAll(t, "a.zip", locked, file.Options{})
	if !slices.Equal(got.Bad, []string{"a.txt", "b.txt"}) || !errors.Is(got.Errs[0], file.ErrEncrypted) {
		t.Errorf("encrypted members: %v in %v", got.Errs, got.Bad)
	}
}
