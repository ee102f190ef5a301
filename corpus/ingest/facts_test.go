package ingest_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/corpus/ingest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestFacts reads what a report is from small texts: file, the lines of the text, and what must be found as
// id | title | region level kind year date | meeting | speaker.
func TestFacts(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"a.txt",
			"政府工作报告\n——二〇一九年一月十五日在保定市第十五届人民代表大会第五次会议上\n保定市市长 郭建英\n各位代表：\n现在，我代表市人民政府，向大会报告工作。",
			"baoding-2019 | 政府工作报告 | 保定 city report 2019 2019-01-15 | 保定市第十五届人民代表大会第五次会议 | 郭建英"},
		{"a.txt",
			"2024年国务院政府工作报告\n——2024年3月5日在第十四届全国人民代表大会第二次会议上\n国务院总理　李　强\n各位代表：\n现在，我代表国务院，向大会报告政府工作。",
			"national-2024 | 2024年国务院政府工作报告 | 全国 national report 2024 2024-03-05 | 第十四届全国人民代表大会第二次会议 | 李强"},
		{"a.txt", "政府工作報告\n一九五七年六月二十六日在第一屆全國人民代表大會第四次會議上\n周恩來\n各位代表：\n我們的工作。",
			"national-1957 | 政府工作報告 | 全国 national report 1957 1957-06-26 | 第一届全国人民代表大会第四次会议 | 周恩来"},
		{"朝阳区2020.txt", "政府工作报告\n各位代表：\n现在，我代表区人民政府，向大会报告工作。",
			"report-2020-* | 政府工作报告 | 朝阳区 county report 2020  |  | "},
		{"北京市/朝阳区2020.txt", "政府工作报告\n各位代表：\n现在，我代表区人民政府，向大会报告工作。",
			"beijing-chaoyangqu-2020 | 政府工作报告 | 北京朝阳区 county report 2020  |  | "},
		{"北京市/2020.txt", "政府工作报告\n各位代表：\n现在，我代表某某区人民政府，向大会报告工作。",
			"report-2020-* | 政府工作报告 |   report 2020  |  | "},
		{"河北省/2019.txt", "各位代表：\n现在，我代表省人民政府，向大会报告工作，请予审议。",
			"hebei-2019 |  | 河北 province report 2019  |  | "},
		{"江苏省/苏州市/2019年政府工作报告.txt", "各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议。",
			"jiangsu-suzhou-2019 | 2019年政府工作报告 | 苏州 city report 2019  |  | "},
		{"x/2011年国务院政府工作报告).txt", "各位代表：\n我们的工作。",
			"national-2011 | 2011年国务院政府工作报告 | 全国 national report 2011  |  | "},
		{"b.txt", "辽宁省第十三届人民代表大会第五次会议关于政府工作报告的决议\n（2021年1月31日辽宁省第十三届人民代表大会第五次会议通过）\n辽宁省第十三届人民代表大会第五次会议听取和审议了省长刘宁所作的政府工作报告。会议充分肯定省人民政府的工作，决定批准这个报告。",
			"liaoning-2021-resolution | 辽宁省第十三届人民代表大会第五次会议关于政府工作报告的决议 | 辽宁 province resolution 2021 2021-01-31 | 辽宁省第十三届人民代表大会第五次会议 | "},
		{"c.txt", "辽宁省高级人民法院工作报告\n——2021年1月29日在辽宁省第十三届人民代表大会第五次会议上\n各位代表：\n现在，我向大会报告工作。",
			"liaoning-2021-other | 辽宁省高级人民法院工作报告 | 辽宁 province other 2021 2021-01-29 | 辽宁省第十三届人民代表大会第五次会议 | "},
		{"d.txt", "无题\n一段话，没有别的。", "report-*-other |  |   other 0  |  | "},
	} {
		doc := document(strings.Split(c.text, "\n")...)
		r, err := ingest.New(doc, c.file)
		if err != nil {
			t.Errorf("%s: %v", c.file, err)
			continue
		}
		r.ID = strings.Replace(r.ID, r.Digest[:6], "*", 1)
		if got := factsOf(r); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.file, got, c.want)
		}
	}
}

func factsOf(r corpus.Report) string {
	return fmt.Sprintf("%s | %s | %s %s %s %d %s | %s | %s", r.ID, r.Title, r.Region, r.Level, r.Kind, r.Year, r.Date, r.Meeting, r.Speaker)
}

func TestMissingFieldsAreNamed(t *testing.T) {
	r, err := ingest.New(document("各位代表：", "现在，我代表省人民政府，向大会报告工作。"), "a.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"title", "region", "year", "date", "meeting", "speaker"}
	if diff := cmp.Diff(want, r.Missing); diff != "" || r.Level != corpus.Province {
		t.Errorf("level %s\n%s", r.Level, diff)
	}
}

// TestStatedFieldsCount holds that what people state in a table or in front matter counts before the text.
func TestStatedFieldsCount(t *testing.T) {
	text := []string{"政府工作报告", "——2021年1月28日在辽宁省第十三届人民代表大会第五次会议上", "辽宁省省长　刘宁", "各位代表：", "现在，我代表省人民政府，向大会报告工作。"}
	for _, c := range []struct {
		fields, want string
		ambiguous    bool
	}{
		{"title:关于推进数字经济发展的意见", "liaoning-2021 | 关于推进数字经济发展的意见 | 辽宁 province report 2021 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", false},
		{"title:2022年国民经济和社会发展统计公报 kind:统计公报", "liaoning-2022 | 2022年国民经济和社会发展统计公报 | 辽宁 province report 2022 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", false},
		{"title:关于政府工作报告的决议_某网", "liaoning-2021-resolution | 关于政府工作报告的决议 | 辽宁 province resolution 2021 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", false},
		{"title:实施方案 kind:其他", "liaoning-2021-other | 实施方案 | 辽宁 province other 2021 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", false},
		{"region:吉林 year:2020", "jilin-2020 | 政府工作报告 | 吉林 province report 2020 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", false},
		{"date:2020-01-14 meeting:第十三届人民代表大会第三次会议 speaker:省长唐一军", "liaoning-2020 | 政府工作报告 | 辽宁 province report 2020 2020-01-14 | 第十三届人民代表大会第三次会议 | 唐一军", false},
		{"region:浦东", "pudongxinqu-2021 | 政府工作报告 | 浦东新区 county report 2021 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", false},
		{"region:容城 city:保定 province:河北", "rongchengxian-2021 | 政府工作报告 | 容城县 county report 2021 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", false},
		{"region:朝阳 city:长春 province:吉林", "jilin-chaoyangqu-2021 | 政府工作报告 | 长春朝阳区 county report 2021 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", false},
		{"region:朝阳区", "report-2021-* | 政府工作报告 | 朝阳区 county report 2021 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", true},
		{"region:雄安新区 level:县级", "report-2021-* | 政府工作报告 | 雄安新区 county report 2021 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", false},
		{"region:东北 title:2021年吉林省政府工作报告", "jilin-2021 | 2021年吉林省政府工作报告 | 吉林 province report 2021 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", false},
		{"province:吉林 title:2021年长春市政府工作报告", "changchun-2021 | 2021年长春市政府工作报告 | 长春 city report 2021 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", false},
		{"source_url:https://example.org/1 year:不详", "liaoning-2021 | 政府工作报告 | 辽宁 province report 2021 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", false},
	} {
		doc := document(text...)
		doc.Stated = true
		for field := range strings.FieldsSeq(c.fields) {
			name, value, _ := strings.Cut(field, ":")
			doc.AddField(name, value)
		}
		r, err := ingest.New(doc, "a.csv")
		if err != nil {
			t.Fatal(err)
		}
		r.ID = strings.Replace(r.ID, r.Digest[:6], "*", 1)
		if got := factsOf(r); got != c.want || (len(r.Ambiguous) > 0) != c.ambiguous {
			t.Errorf("%s:\n got %s %q\nwant %s", c.fields, got, r.Ambiguous, c.want)
		}
	}
}

func TestFieldsOfTheFileCountForLessThanTheText(t *testing.T) {
	doc := document("政府工作报告", "——2021年1月28日在辽宁省第十三届人民代表大会第五次会议上", "各位代表：", "我们的工作。")
	doc.Fields = map[string]string{
		"title": "辽宁省政府工作报告_某网", "region": "吉林省", "year": "2020", "date": "2021-02-03", "source_url": "https://example.org/1",
	}
	r, err := ingest.New(doc, "a.html")
	if err != nil {
		t.Fatal(err)
	}
	want := "liaoning-2021 | 政府工作报告 | 辽宁 province report 2021 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | "
	if got := factsOf(r); got != want || r.SourceURL != "https://example.org/1" {
		t.Errorf("got %s, %s", got, r.SourceURL)
	}
}

// TestPublishedReports compares the facts of real reports with golden files that were checked against the first lines
// of every file.
func TestPublishedReports(t *testing.T) {
	data := os.Getenv("GONGBAO_DATA")
	if data == "" {
		t.Skip("GONGBAO_DATA is not set: no published reports to read")
	}
	for name, pattern := range map[string]string{
		"national": "reports/national/*.txt", "provincial-2025": "reports/provincial-2025/*.docx", "messy": "messy/gbk/*.txt",
	} {
		t.Run(name, func(t *testing.T) {
			files, err := filepath.Glob(filepath.Join(data, pattern))
			if err != nil || len(files) == 0 {
				t.Fatalf("no files in %s: %v", pattern, err)
			}
			var lines []string
			for _, file := range files {
				path := filepath.Base(filepath.Dir(file)) + "/" + filepath.Base(file)
				lines = append(lines, path+": "+factsOf(readReport(t, file, path)))
			}
			compareWithGolden(t, filepath.Join("testdata", name+".golden"), lines)
		})
	}
}

func compareWithGolden(t *testing.T, name string, lines []string) {
	t.Helper()
	got := strings.Join(lines, "\n") + "\n"
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Error(diff)
	}
}
