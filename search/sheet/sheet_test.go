package sheet_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"gongbao/language"
	"gongbao/search/query"
	"gongbao/search/sheet"
)

func example() sheet.Sheet {
	return sheet.Sheet{
		Header: []string{"region", "互联网+", "=1+1"},
		Rows:   [][]any{{"辽宁", 12, 3.456}, {"=HYPERLINK(1)", 0, nil}, {"甲,\"乙\"", nil, 0.5}},
		Asked:  sheet.Columns{From: 1, To: 3},
		About: sheet.About{
			Queries: []string{"互联网+", "=1+1"}, Filters: []query.Node{query.Filter{Field: query.Kind, Values: []string{"report"}}},
			Coverage: "57 篇", Definition: "处数", Version: "v7", Time: "2026-11-26T13:00:00Z", Lang: language.ZH,
		},
	}
}

func TestCSV(t *testing.T) {
	var out strings.Builder
	if err := example().CSV(&out, sheet.Style{}); err != nil {
		t.Fatal(err)
	}
	want := "region,互联网+,'=1+1\n辽宁,12,3.46\n'=HYPERLINK(1),0,\n\"甲,\"\"乙\"\"\",,0.50\n"
	if out.String() != want {
		t.Errorf("%s\nwant\n%s", out.String(), want)
	}
}

// TestCSVForSpreadsheets holds what a spreadsheet wants of the same table: the mark by which it knows UTF-8, and its ends of lines.
func TestCSVForSpreadsheets(t *testing.T) {
	var out strings.Builder
	if err := example().CSV(&out, sheet.Style{BOM: true, Words: true, CRLF: true}); err != nil {
		t.Fatal(err)
	}
	if want := "\ufeff地区,互联网+,'=1+1\r\n辽宁,12,3.46\r\n"; !strings.HasPrefix(out.String(), want) {
		t.Errorf("%q, want %q at the beginning", out.String(), want)
	}
}

// TestXLSX reads the workbook back: numbers are numbers, and no text is a formula.
func TestXLSX(t *testing.T) {
	var out bytes.Buffer
	if err := example().XLSX(&out); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	want := map[string][][]string{
		"数据": {{"地区", "互联网+", "=1+1"}, {"辽宁", "12", "3.456"}, {"=HYPERLINK(1)", "0"}, {"甲,\"乙\"", "", "0.5"}},
		"说明": {{"检索", "互联网+"}, {"检索", "=1+1"}, {"筛选", "kind:report"}, {"依据", "57 篇"}, {"口径", "处数"}, {"索引版本", "v7"}, {"时间", "2026-11-26T13:00:00Z"}},
	}
	if names := book.GetSheetList(); !cmp.Equal(names, []string{"数据", "说明"}) {
		t.Errorf("sheets %q", names)
	}
	for name, rows := range want {
		got, err := book.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(rows, got); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
		panes, err := book.GetPanes(name)
		if header := panes.Freeze && panes.YSplit == 1; err != nil || header != (name == "数据") {
			t.Errorf("%s: the first row stays in sight: %v, %v", name, header, err)
		}
	}
	for cell, kind := range map[string]excelize.CellType{"B2": excelize.CellTypeUnset, "C1": excelize.CellTypeInlineString, "A3": excelize.CellTypeInlineString} {
		if got, err := book.GetCellType("数据", cell); err != nil || got != kind {
			t.Errorf("%s is of type %d, %v; want %d", cell, got, err, kind)
		}
		if formula, err := book.GetCellFormula("数据", cell); err != nil || formula != "" {
			t.Errorf("%s is the formula %q, %v", cell, formula, err)
		}
	}
}

// TestWords holds that names and codes become words, that what was asked for and other texts stay, and that the table itself does too.
func TestWords(t *testing.T) {
	table := sheet.Sheet{
		Header: []string{"level", "total", "total", "pair_state", "text", "other_name"},
		Rows:   [][]any{{"province", 1, nil, "kept", "province", "kept"}, {"", 0, 2.5, "其他", "level", nil}},
		Asked:  sheet.Columns{From: 1, To: 2},
	}
	before := fmt.Sprint(table)
	for lang, want := range map[language.Lang]string{
		language.ZH: "级别,total,合计,段落情况,原文,other_name\n省级,1,,沿用,province,kept\n,0,2.50,其他,level,\n",
		language.EN: "level,total,total,state of the pair,text,other_name\nProvince,1,,kept,province,kept\n,0,2.50,其他,level,\n",
	} {
		table.About.Lang = lang
		var out strings.Builder
		if err := table.CSV(&out, sheet.Style{Words: true}); err != nil || out.String() != want {
			t.Errorf("%s: %s, %v\nwant\n%s", lang, out.String(), err, want)
		}
	}
	if table.About.Lang = ""; fmt.Sprint(table) != before {
		t.Errorf("the table has become %v", table)
	}
}

// TestCells holds what a workbook makes of the texts of a column by its name: days are numbers that show as they were written, addresses
// are links, and what is neither, or stands in a column of another name, is text.
func TestCells(t *testing.T) {
	long := "https://example.org/" + strings.Repeat("a", 2_079)
	table := sheet.Sheet{
		Header: []string{"date", "url", "url_before", "text", "url"},
		Rows: [][]any{
			{"2021-01-28", "https://example.org/a", "http://127.0.0.1:8080/b?q=%E7%BB%BF", "2021-01-28", "https://example.org/asked"},
			{"2021-01", "/search?q=绿", "", "https://example.org/a", nil},
			{"", nil, long, "", nil},
		},
		Asked: sheet.Columns{From: 4, To: 5},
		About: sheet.About{Queries: []string{"2021-01-28", "https://example.org"}, Lang: language.ZH},
	}
	var out bytes.Buffer
	if err := table.XLSX(&out); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for i, row := range table.Rows {
		for j, value := range row {
			at, err := excelize.CoordinatesToCellName(j+1, i+2)
			if err != nil {
				t.Fatal(err)
			}
			want, _ := value.(string)
			if got, err := book.GetCellValue("数据", at); err != nil || got != want {
				t.Errorf("%s shows %q, %v; want %q", at, got, err, want)
			}
			raw, err := book.GetCellValue("数据", at, excelize.Options{RawCellValue: true})
			if day := at == "A2"; err != nil || (raw != want) != day {
				t.Errorf("%s is %q, %v", at, raw, err)
			}
			link, to, err := book.GetCellHyperLink("数据", at)
			if want := at == "B2" || at == "C2"; err != nil || link != want || link && to != value {
				t.Errorf("%s is a link: %v, to %q, %v", at, link, to, err)
			}
		}
	}
	for _, at := range []string{"B1", "B2"} {
		if link, _, err := book.GetCellHyperLink("说明", at); link || err != nil {
			t.Errorf("a query is a link, %v", err)
		}
	}
}

// TestMostLinks holds that a sheet with more addresses than are made links says so.
func TestMostLinks(t *testing.T) {
	for _, rows := range []int{sheet.MostLinks, sheet.MostLinks + 1} {
		table := sheet.Sheet{Header: []string{"url"}, About: sheet.About{Lang: language.EN}}
		for range rows {
			table.Rows = append(table.Rows, []any{"https://example.org/"})
		}
		var out bytes.Buffer
		if err := table.XLSX(&out); err != nil {
			t.Fatal(err)
		}
		book, err := excelize.OpenReader(&out)
		if err != nil {
			t.Fatal(err)
		}
		defer book.Close()
		last, _, err := book.GetCellHyperLink("Data", fmt.Sprint("A", rows+1))
		if err != nil || last != (rows == sheet.MostLinks) {
			t.Errorf("the last of %d is a link: %v, %v", rows, last, err)
		}
		about, err := book.GetRows("About")
		if err != nil {
			t.Fatal(err)
		}
		if said := strings.Contains(fmt.Sprint(about), "The first 5,000 of each sheet are links"); said != (rows > sheet.MostLinks) {
			t.Errorf("%d addresses: %q", rows, about)
		}
	}
}
