package table

import (
	"context"
	"fmt"
	"iter"
	"path"
	"regexp"
	"strings"

	"gongbao/corpus/extract/charset"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/web"
	"gongbao/language"
)

// Page is a page with a table for Excel, which web systems save under the name xls; one report a row.
var Page = file.Format{Name: "excelhtml", Is: isPage, Read: readPage}

var excelPage = regexp.MustCompile(`(?i)<html[^>]*urn:schemas-microsoft-com:office:excel`)

// isPage goes by the file's name, and by what a page without one says of itself: any other page is an article, whatever tables it
// has, and may hold pieces that Excel wrote.
func isPage(head []byte, in file.Input) bool {
	text := in.HeadText(head)
	if !web.IsPage(text) {
		return false
	}
	switch strings.ToLower(path.Ext(in.Name)) {
	case ".xls", ".xlsx", ".et", ".csv":
		return strings.Contains(strings.ToLower(text), "<table")
	case ".htm", ".html", ".shtml", ".mht", ".mhtml":
		return false
	}
	return excelPage.MatchString(text)
}

func readPage(ctx context.Context, in file.Input, yield func(file.Document, error) bool) {
	data, err := in.Text()
	if err != nil {
		yield(file.Document{}, err)
		return
	}
	page, notes := charset.Decode(data, charset.Declared(data))
	tables, err := web.Tables(page)
	if err != nil {
		yield(file.Document{}, err)
		return
	}
	var sheets []Sheet
	for i, rows := range tables {
		sheets = append(sheets, Sheet{fmt.Sprintf("第%d表", i+1), pageRows(rows)})
	}
	ReadSheets(ctx, in, sheets, noted(notes, yield))
}

func pageRows(rows [][]string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for i, cells := range rows {
			if !yield(Row{i + 1, cells}, nil) {
				return
			}
		}
	}
}

// noted adds notes on a file to each of its documents.
func noted(notes []language.Sayer, yield func(file.Document, error) bool) func(file.Document, error) bool {
	return func(doc file.Document, err error) bool {
		if err == nil {
			doc.Notes = append(doc.Notes, notes...)
		}
		return yield(doc, err)
	}
}
