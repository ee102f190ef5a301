package server

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"gongbao/search"
)

// An exportFile is a form that an export may have.
type exportFile interface {
	begin(exportHead) error
	hit(search.Hit) error
	flush() error
}

// newExportFile begins the answer in the form that was asked for.
func newExportFile(c *gin.Context, args arguments) exportFile {
	if args["format"] == "jsonl" {
		c.Header("Content-Type", "application/jsonl; charset=utf-8")
		c.Header("Content-Disposition", `attachment; filename="gongbao.jsonl"`)
		return &jsonFile{json.NewEncoder(c.Writer), c.Writer}
	}
	c.Header("Content-Type", "text/csv; charset=utf-8")
	c.Header("Content-Disposition", `attachment; filename="gongbao.csv"`)
	table := csv.NewWriter(c.Writer)
	table.UseCRLF = true
	return &csvFile{table, c.Writer, args["bom"] == "1"}
}

type jsonFile struct {
	*json.Encoder
	to http.Flusher
}

func (f *jsonFile) begin(head exportHead) error { return f.Encode(head) }
func (f *jsonFile) hit(h search.Hit) error      { return f.Encode(h) }

func (f *jsonFile) flush() error {
	f.to.Flush()
	return nil
}

type csvFile struct {
	*csv.Writer
	to  gin.ResponseWriter
	bom bool
}

func (f *csvFile) begin(head exportHead) error {
	if f.bom {
		if _, err := f.to.WriteString("\ufeff"); err != nil {
			return err
		}
	}
	return f.WriteAll([][]string{
		{"query", cell(head.Query)}, {"filters", cell(head.Filters)}, {"index_version", cell(head.Version)}, {"time", head.Time},
		{"id", "match", "occurrences", "region", "level", "kind", "year", "date", "title", "section", "ordinal", "text", "url"},
	})
}

func (f *csvFile) hit(h search.Hit) error {
	year := ""
	if h.Report.Year > 0 {
		year = strconv.Itoa(h.Report.Year)
	}
	return f.Write([]string{
		cell(h.ID), string(h.Match), strconv.Itoa(h.Occurrences), cell(h.Report.Region), h.Report.Level, h.Report.Kind, year, h.Report.Date,
		cell(h.Report.Title), cell(strings.Join(h.Section, " › ")), strconv.Itoa(h.Ordinal), cell(h.Text), h.URL,
	})
}

func (f *csvFile) flush() error {
	f.Flush()
	f.to.Flush()
	return f.Error()
}

// cell keeps spreadsheets from running a text as a formula.
func cell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
