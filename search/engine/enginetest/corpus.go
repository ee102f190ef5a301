package enginetest

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"gongbao/corpus"
	"gongbao/corpus/identity"
	"gongbao/search/engine"
	"gongbao/seeds"
)

// Reports returns the reports of the suite: the sample and, if GONGBAO_DATA is set, the national ones. It splits them
// into lines and derives headers from file names, so that the suite depends on no file reader.
func Reports(t testing.TB) []*corpus.Report {
	t.Helper()
	reports := []*corpus.Report{newReport("liaoning-2021", "辽宁", corpus.Province, 2021, seeds.Liaoning2021)}
	dir := os.Getenv("GONGBAO_DATA")
	if dir == "" {
		t.Log("GONGBAO_DATA is not set: only the sample report is tried, not the national ones")
		return reports
	}
	files, err := filepath.Glob(filepath.Join(dir, "reports", "national", "*.txt"))
	if err != nil || len(files) < 50 {
		t.Fatalf("national reports in %s: %d files, %v", dir, len(files), err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var year int
		if _, err := fmt.Sscanf(filepath.Base(file), "%d", &year); err != nil {
			t.Fatalf("%s: no year in its name: %v", file, err)
		}
		reports = append(reports, newReport(fmt.Sprintf("national-%d", year), "全国", corpus.National, year, string(content)))
	}
	return reports
}

// newReport makes every line a paragraph, and lines without a closing mark headings. Their roles take turns;
// where the same title comes twice, the roles may differ.
func newReport(id, region string, level corpus.Level, year int, content string) *corpus.Report {
	r := &corpus.Report{Header: corpus.Header{ID: id, Title: "政府工作报告", Region: region, Level: level, Kind: corpus.Work, Year: year, Digest: fmt.Sprint(len(content)), Indexed: "2026-03-01T11:30:00Z"}}
	var section []string
	var role corpus.Role
	for line := range strings.Lines(content) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		p := corpus.Paragraph{Ordinal: len(r.Paragraphs) + 1, Text: line, Section: section, Role: role, Hash: identity.Hash(identity.Form(line))}
		if p.Heading = utf8.RuneCountInString(line) < 30 && !strings.HasSuffix(line, "。"); p.Heading {
			section, role = []string{line}, []corpus.Role{corpus.RoleReview, "", corpus.RolePlan, corpus.RoleAnnex}[len(r.Outline)%4]
			p.Section, p.Role = section, role
			r.Outline = append(r.Outline, corpus.Section{Level: 1, Title: line, Paragraph: p.Ordinal, Role: role})
		}
		r.Paragraphs = append(r.Paragraphs, p)
	}
	return r
}

// A library is the expected content of an index, in the order of engine.Document.
type library struct {
	reports    []*corpus.Report
	paragraphs []*plain
	ranking    func() *ranking // made once
}

func newLibrary(reports []*corpus.Report) *library {
	l := &library{reports: slices.Clone(reports)}
	slices.SortFunc(l.reports, func(a, b *corpus.Report) int { return cmp.Compare(a.ID, b.ID) })
	for _, r := range l.reports {
		whole := make([]*plain, len(r.Paragraphs))
		for i, p := range r.Paragraphs {
			whole[i] = newPlain(r, p, whole)
		}
		l.paragraphs = append(l.paragraphs, whole...)
	}
	l.ranking = sync.OnceValue(func() *ranking { return newRanking(l) })
	return l
}

// headers are those of the varied reports: for each field of a header several reports share a value, some have another that is like
// it, and one has none at all. Regions lie in one another, have each other's names in theirs, or are no divisions.
var headers = []corpus.Header{
	{ID: "a-1978", Title: "政府工作报告", Region: "全国", Level: corpus.National, Kind: corpus.Work, Year: 1978, Date: "1978-02-26", Meeting: "第五届全国人民代表大会第一次会议", Speaker: "华国锋"},
	{ID: "b-2020", Title: "政府工作报告", Region: "全国", Level: corpus.National, Kind: corpus.Work, Year: 2020, Date: "2020-05-22", Meeting: "第十三届全国人民代表大会第三次会议", Speaker: "李克强"},
	{ID: "c-2021", Title: "政府工作报告", Region: "全国", Level: corpus.National, Kind: corpus.Work, Year: 2021, Date: "2021-03-05", Meeting: "第十三届全国人民代表大会第四次会议", Speaker: "李 克 強"},
	{ID: "d-2021", Title: "關於國民經濟計劃的報告", Region: "全国", Level: corpus.National, Kind: corpus.Plan, Year: 2021, Date: "2021-03-05"},
	{ID: "e-2021", Title: "政府工作报告", Region: "辽宁", Level: corpus.Province, Kind: corpus.Work, Year: 2021, Date: "2021-01-28", Meeting: "辽宁省第十三届人民代表大会第五次会议", Speaker: "刘宁"},
	{ID: "f-2021", Title: "国民经济和社会发展统计公报", Region: "辽宁", Level: corpus.Province, Kind: corpus.Bulletin, Year: 2021, Date: "2021-12-03"},
	{ID: "g-2021", Title: "政府工作报告", Region: "沈阳", Level: corpus.City, Kind: corpus.Work, Year: 2021, Date: "2021-01-12", Speaker: "刘宁"},
	{ID: "h-2022", Title: "政府工作报告", Region: "沈阳和平区", Level: corpus.County, Kind: corpus.Work, Year: 2022, Date: "2022-01-03", Speaker: "刘宁宁"},
	{ID: "i-2022", Title: "政府工作报告", Region: "朝阳", Level: corpus.City, Kind: corpus.Work, Year: 2022, Date: "2022-11-01", Meeting: "朝阳市人民代表大会"},
	{ID: "j-2022", Title: "政府工作报告", Region: "北京朝阳区", Level: corpus.County, Kind: corpus.Work, Year: 2022, Date: "2022-10-31"},
	{ID: "k-2022", Title: "预算执行情况", Region: "北京", Level: corpus.Province, Kind: corpus.Budget, Year: 2022, Date: "2022-01-06", Speaker: "陈吉宁"},
	{ID: "l-1999", Title: "政府工作报告", Region: "吉林", Level: corpus.Province, Kind: corpus.Work, Year: 1999, Date: "1999-02-01", Meeting: "吉林省第九届人民代表大会第二次会议"},
	{ID: "m-2000", Title: "政府工作报告", Region: "吉林市", Level: corpus.City, Kind: corpus.Work, Year: 2000, Date: "2000-12-31", Speaker: "某某"},
	{ID: "n-2001", Title: "关于计划的决议", Region: "吉林市", Level: corpus.City, Kind: corpus.Resolution, Year: 2001, Date: "2001-01-01"},
	{ID: "o-2001", Title: "条例", Region: "某地", Level: corpus.County, Kind: corpus.Regulation, Year: 2001},
	{ID: "p-2001", Title: "意见", Region: "上海", Level: corpus.Province, Kind: corpus.Document, Year: 2001, Date: "2001-10-10"},
	{ID: "q-0000", Region: "上海", Level: corpus.Province, Kind: corpus.Other, Meeting: "上海市人民代表大会"},
	{ID: "r-2021", Title: "说明", Kind: corpus.Other, Year: 2021, Date: "2021-02-28"},
	{ID: "s-0000"},
}

// said is what the varied reports say below one title or another, each of them more or less often. 改革、开放 is two words, and one
// where separators are ignored.
var said = []string{
	"我们坚持发展，城镇就业增加%d万人。",
	"改革、开放和发展：发展是第一要务。全年增长%d%%左右。",
	"改革开放以来，就业稳定。",
	"國家發展，地区生产总值增长%d%%。",
	"保障民生，稳定就业；",
}

// varied returns reports of which no two are alike: in what is known of them, in their sections and roles, and in how often they say
// a word.
func varied() []*corpus.Report {
	sections := []struct {
		path []string
		role corpus.Role
	}{
		{nil, ""},
		{[]string{"一、工作回顾"}, corpus.RoleReview},
		{[]string{"一、工作回顾", "（一）能", "源头"}, corpus.RoleReview}, // 能源 is in no title of these
		{[]string{"二、今年安排"}, corpus.RolePlan},
		{[]string{"二、今年安排", "（一）發展能源"}, corpus.RolePlan},
		{[]string{"三、发展"}, ""},
		{[]string{"工作回顾"}, corpus.RolePlan}, // a title of another role elsewhere
		{[]string{"附件"}, corpus.RoleAnnex},
	}
	var reports []*corpus.Report
	for n, h := range headers {
		r := &corpus.Report{Header: h}
		r.Digest, r.Indexed = "d"+h.ID, "2026-03-01T11:30:00Z"
		add := func(p corpus.Paragraph) {
			p.Ordinal, p.Hash = len(r.Paragraphs)+1, identity.Hash(identity.Form(p.Text))
			r.Paragraphs = append(r.Paragraphs, p)
		}
		for s, section := range sections {
			if (n+s)%3 == 0 && s > 0 {
				continue
			}
			if depth := len(section.path); depth > 0 {
				title := section.path[depth-1]
				r.Outline = append(r.Outline, corpus.Section{Level: depth, Title: title, Paragraph: len(r.Paragraphs) + 1})
				if depth == 1 {
					r.Outline[len(r.Outline)-1].Role = section.role
				}
				add(corpus.Paragraph{Text: title, Section: section.path, Role: section.role, Heading: true})
			}
			for i := range (n*n + 2*s) % 4 { // none at times: a report may end with a heading
				text := said[(n+s+i)%len(said)]
				if strings.Contains(text, "%d") {
					text = fmt.Sprintf(text, 5+n)
				}
				add(corpus.Paragraph{Text: text, Section: section.path, Role: section.role})
			}
		}
		reports = append(reports, r)
	}
	return reports
}

// fillVaried puts the varied reports into an engine, some of them twice and in several updates, one of which deletes a report: an
// engine that keeps what an update brought apart has them in several parts.
func fillVaried(t *testing.T, e engine.Engine) *library {
	t.Helper()
	reports := varied()
	passing := *reports[4]
	passing.ID, passing.Region = "passing-2021", "大连"
	for part := range slices.Chunk(reports, 7) {
		if err := e.Update(t.Context(), Puts(append(slices.Clone(part), &passing, reports[0])...)); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Update(t.Context(), deletes(passing.ID)); err != nil {
		t.Fatal(err)
	}
	return newLibrary(reports)
}
