package workbook_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"gongbao/corpus"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/query"
	"gongbao/search/workbook"
)

// day is when the citations of the tests are read.
var day = time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)

// service has reports of two regions and years, one of which has no date.
func service(t *testing.T) *search.Service {
	t.Helper()
	e := bleve.New()
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	err := e.Update(t.Context(), func(yield func(engine.Change, error) bool) {
		for i, h := range []corpus.Header{
			{ID: "liaoning-2021", Region: "辽宁", Year: 2021, Date: "2021-01-28"},
			{ID: "jilin-2021", Region: "吉林", Year: 2021},
			{ID: "jilin-2019", Region: "吉林", Year: 2019, Date: "2019-02-30"}, // which is no day
		} {
			h.Title, h.Level, h.Kind = "政府工作报告", corpus.Province, corpus.Work
			r := corpus.Report{Header: h}
			for j, text := range []string{"稳定就业，促进就业。", "=1+1 个百分点，扩大就业。", "各位代表！"} {
				r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Ordinal: j + 1, Text: text, Hash: fmt.Sprintf("%08x", 10*i+j)})
			}
			if !yield(engine.Change{Put: &r}, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return search.New(e, nil)
}

// written writes the workbook of a request and reads it back, by its sheets.
func written(t *testing.T, r search.Request) (*excelize.File, map[string][][]string) {
	t.Helper()
	var out bytes.Buffer
	err := service(t).Read(t.Context(), func(e *search.Edition) (err error) {
		w, err := workbook.New(t.Context(), e, r, day)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, w.Close()) }()
		for hit, err := range e.Each(t.Context(), r) {
			if err != nil {
				return err
			}
			hit.URL = "https://example.org" + hit.URL
			if err := w.Add(hit); err != nil {
				return err
			}
		}
		return w.Write(&out, func(path string) string { return "https://example.org" + path })
	})
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close() })
	sheets := map[string][][]string{}
	for _, name := range book.GetSheetList() {
		if sheets[name], err = book.GetRows(name); err != nil {
			t.Fatal(err)
		}
	}
	return book, sheets
}

// cell returns the name of the cell of a row, from 0, below a heading.
func cell(t *testing.T, sheet [][]string, heading string, row int) string {
	t.Helper()
	name, err := excelize.CoordinatesToCellName(slices.Index(sheet[0], heading)+1, row+1)
	if err != nil {
		t.Fatal(heading, err)
	}
	return name
}

// TestWorkbook reads a workbook back: each hit is a row, the counts by region and by year are of the same hits, and the last sheet says
// what they are hits of.
func TestWorkbook(t *testing.T) {
	request := search.Request{Query: "就业", Order: search.Document, Lang: language.ZH, Filters: []query.Node{query.Filter{Field: query.Year, Years: query.Years{From: 2021, To: 2021}}}}
	book, sheets := written(t, request)
	if names := book.GetSheetList(); !cmp.Equal(names, []string{"命中", "按地区", "按年份", "说明"}) {
		t.Fatalf("sheets %q", names)
	}
	hits := sheets["命中"]
	column := func(heading string) (values []string) {
		for i := range hits[1:] {
			value, err := book.GetCellValue("命中", cell(t, hits, heading, i+1))
			if err != nil {
				t.Fatal(err)
			}
			values = append(values, value)
		}
		return values
	}
	for heading, want := range map[string][]string{
		"地区": {"吉林", "吉林", "辽宁", "辽宁"}, "处数": {"2", "1", "2", "1"}, "年份": {"2021", "2021", "2021", "2021"}, "级别": {"省级", "省级", "省级", "省级"},
		"日期": {"", "", "2021-01-28", "2021-01-28"}, "原文": {"稳定就业，促进就业。", "=1+1 个百分点，扩大就业。", "稳定就业，促进就业。", "=1+1 个百分点，扩大就业。"},
	} {
		if diff := cmp.Diff(want, column(heading)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", heading, diff)
		}
	}
	for name, want := range map[string][][]string{
		"按地区": {{"辽宁", "3", "2", "1", "1"}, {"吉林", "3", "2", "1", "1"}},
		"按年份": {{"2021", "6", "4", "2", "2"}},
	} {
		var got [][]string
		for _, row := range sheets[name][1:] {
			got = append(got, row[:5])
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	about := map[string]string{}
	for _, row := range sheets["说明"] {
		about[row[0]] = row[1]
	}
	for name, want := range map[string]string{"检索": "就业", "筛选": "year:2021", "时间": "2026-11-27T12:00:00Z", "依据": "2 篇，2 个地区，过短 2 篇"} {
		if about[name] != want {
			t.Errorf("%s is %q, want %q", name, about[name], want)
		}
	}
}

// TestCellsOfAWorkbook holds that a spreadsheet can count with a day and open an address, that what is no day stays as it is written, and
// that no text is a formula.
func TestCellsOfAWorkbook(t *testing.T) {
	book, sheets := written(t, search.Request{Query: "就业", Order: search.Document, Lang: language.ZH})
	hits := sheets["命中"]
	raw := func(name string) string {
		value, err := book.GetCellValue("命中", name, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
	days := map[string]string{"": "", "2019-02-30": "2019-02-30", "2021-01-28": "44224"} // as spreadsheets number days
	for i, row := range hits[1:] {
		link, address, err := book.GetCellHyperLink("命中", cell(t, hits, "链接", i+1))
		if text := raw(cell(t, hits, "链接", i+1)); !link || address != text || err != nil {
			t.Errorf("row %d: %q leads to %q, %v", i+1, text, address, err)
		}
		name := cell(t, hits, "日期", i+1)
		shown, err := book.GetCellValue("命中", name)
		if err != nil {
			t.Fatal(err)
		}
		if want, known := days[shown]; !known || raw(name) != want {
			t.Errorf("row %d: the date %q is %q", i+1, shown, raw(name))
		}
		for j := range row {
			at, err := excelize.CoordinatesToCellName(j+1, i+2)
			if err != nil {
				t.Fatal(err)
			}
			if formula, err := book.GetCellFormula("命中", at); err != nil || formula != "" {
				t.Errorf("%s is the formula %q, %v", at, formula, err)
			}
		}
	}
	for _, name := range []string{"按地区", "按年份"} {
		for i := range sheets[name][1:] {
			if link, _, err := book.GetCellHyperLink(name, cell(t, sheets[name], "链接", i+1)); !link || err != nil {
				t.Errorf("%s: row %d is no link, %v", name, i+1, err)
			}
		}
	}
}
