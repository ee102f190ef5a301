package ingest_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/corpus/corpustest"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/ingest"
)

func TestSample(t *testing.T) {
	r := readReport(t, "../../seeds/liaoning-2021.txt", "liaoning-2021.txt")
	want := corpus.Header{
		ID: "liaoning-2021", Title: "政府工作报告", Region: "辽宁", Level: corpus.Province, Kind: corpus.Work,
		Year: 2021, Date: "2021-01-28", Meeting: "辽宁省第十三届人民代表大会第五次会议", Speaker: "刘宁",
		Origin: corpus.Origin{File: "liaoning-2021.txt"}, Repairs: map[string]int{"joined_lines": 13},
	}
	got := r.Header
	got.Digest, got.Identity = "", ""
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(r.Paragraphs) != 84 || len(r.Digest) != 64 {
		t.Errorf("%d paragraphs, digest %q", len(r.Paragraphs), r.Digest)
	}
}

func TestSampleSections(t *testing.T) {
	r := readReport(t, "../../seeds/liaoning-2021.txt", "liaoning-2021.txt")
	chapter := "二、“十四五”时期主要目标任务和2021年工作安排"
	for _, c := range []struct {
		text    string
		section []string
		heading bool
	}{
		{"政府工作报告", nil, true},
		{"现在，我代表", nil, false},
		{"二、“十四五”时期", []string{chapter}, true},
		{"（八）坚持绿色低碳发展。", []string{chapter, "（八）坚持绿色低碳发展"}, false},
		{"开展碳排放达峰行动。", []string{chapter, "（八）坚持绿色低碳发展", "开展碳排放达峰行动"}, false},
		{"一是坚持人民至上", []string{"一、2020年工作和“十三五”时期回顾", "一是坚持人民至上、生命至上，疫情防控有力有效"}, false},
		{"积极发展网上消费", []string{"一、2020年工作和“十三五”时期回顾", "二是坚持稳中求进、以保促稳，全力实现经济正增长"}, false},
		{"一年来，我们加强国防", []string{"一、2020年工作和“十三五”时期回顾"}, false},
		{"民之所盼", []string{chapter}, false}, // behind the last of ten sections that are alike
		{"各位代表！征途漫漫", []string{chapter}, false},
	} {
		p := paragraphBeginning(t, r, c.text)
		if diff := cmp.Diff(c.section, p.Section); diff != "" || p.Heading != c.heading {
			t.Errorf("%s: heading %v\n%s", c.text, p.Heading, diff)
		}
	}
}

func paragraphBeginning(t *testing.T, r corpus.Report, text string) corpus.Paragraph {
	t.Helper()
	for _, p := range r.Paragraphs {
		if strings.HasPrefix(p.Text, text) {
			return p
		}
	}
	t.Fatalf("no paragraph begins with %s", text)
	return corpus.Paragraph{}
}

func TestOutlineNamesTheParagraphsThatSectionsBeginWith(t *testing.T) {
	r := readReport(t, "../../seeds/liaoning-2021.txt", "liaoning-2021.txt")
	if len(r.Outline) < 50 {
		t.Errorf("only %d sections", len(r.Outline))
	}
	for _, s := range r.Outline {
		p := r.Paragraphs[s.Paragraph-1]
		if p.Ordinal != s.Paragraph || len(p.Section) != s.Level || p.Section[s.Level-1] != s.Title {
			t.Errorf("section %+v begins with paragraph %d of %q", s, p.Ordinal, p.Section)
		}
	}
}

func TestDigestIsOfTheTextAlone(t *testing.T) {
	plain, _, err := ingest.New(document("各位代表：", "新建5G基站2.5万座。"), "a.txt")
	if err != nil {
		t.Fatal(err)
	}
	wide, _, err := ingest.New(document("各位代表：", "新建５Ｇ基站 2.5 万座。"), "b.txt")
	if err != nil {
		t.Fatal(err)
	}
	if plain.Digest != wide.Digest || plain.Paragraphs[1].Hash != wide.Paragraphs[1].Hash {
		t.Errorf("%s and %s differ", plain.Digest, wide.Digest)
	}
	if wide.Paragraphs[1].Text != "新建５Ｇ基站 2.5 万座。" {
		t.Errorf("the text was changed: %s", wide.Paragraphs[1].Text)
	}
}

func TestNewRefusesAnEmptyDocument(t *testing.T) {
	if _, _, err := ingest.New(document("", " \u3000", "\u200b"), "a.txt"); !errors.Is(err, ingest.ErrNoText) {
		t.Errorf("got %v", err)
	}
}

func TestNewRefusesAParagraphThatIsNone(t *testing.T) {
	longest := strings.Repeat("发", corpus.MaxParagraph/len("发"))
	if _, _, err := ingest.New(document("", longest), "a.txt"); err != nil {
		t.Errorf("the longest paragraph: %v", err)
	}
	if _, _, err := ingest.New(document("", longest+"展"), "a.txt"); !errors.Is(err, ingest.ErrTooLong) {
		t.Errorf("one that is longer: %v", err)
	}
}

func TestSettle(t *testing.T) {
	named := func(id, identity, digest string) corpus.Report {
		return corpus.Report{Header: corpus.Header{ID: id, Identity: identity, Digest: digest}}
	}
	a, b := named("liaoning-2021", "1111111", "7777777"), named("liaoning-2021", "2222222", "6666666")
	c, d := named("jilin-2021", "3333333", "5555555"), named("liaoning-2021", "2222222", "4444444") // d has the identity of b
	for _, order := range [][]corpus.Report{{a, b, c, b, d}, {d, b, b, c, a}} {
		ingest.Settle(order)
		for _, r := range order {
			want := map[string]string{
				a.Digest: "liaoning-2021", b.Digest: "liaoning-2021-222222-666666", c.Digest: "jilin-2021", d.Digest: "liaoning-2021-222222",
			}[r.Digest]
			if r.ID != want {
				t.Errorf("%s became %s, want %s", r.Digest, r.ID, want)
			}
		}
	}
}

// document makes a document of paragraphs.
func document(paragraphs ...string) file.Document {
	var doc file.Document
	for _, p := range paragraphs {
		doc.Blocks = append(doc.Blocks, file.Block{Text: p})
	}
	return doc
}

// readReport makes a report of the first document in a file, as if it stood at path.
func readReport(t *testing.T, name, path string) corpus.Report {
	t.Helper()
	r, _, err := ingest.New(corpustest.Document(t, name), path)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
