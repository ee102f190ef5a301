package web

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"gongbao/corpus/extract/file"
	"gongbao/language"
)

// Tables returns the tables of a page that hold no others: their rows, cell by cell, a paragraph a line. A cell over several
// columns is followed by blank ones.
func Tables(page string) ([][][]string, error) {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return nil, language.New("web.saved", file.ErrTruncated, err)
	}
	var tables [][][]string
	for n := range root.Descendants() {
		if n.Data == "a" {
			n.Data = "span" // a cell may be no more than a link
		}
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "table" && !holdsTable(n) {
			tables = append(tables, tableRows(n))
		}
	}
	return tables, nil
}

func holdsTable(table *html.Node) bool {
	for n := range table.Descendants() {
		if n.Type == html.ElementNode && n.Data == "table" {
			return true
		}
	}
	return false
}

func tableRows(table *html.Node) [][]string {
	var rows [][]string
	for n := range table.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case n.Data == "tr":
			rows = append(rows, nil)
		case (n.Data == "td" || n.Data == "th") && len(rows) > 0:
			last := len(rows) - 1
			rows[last] = append(append(rows[last], cellText(n)), make([]string, spanned(n))...)
		}
	}
	return rows
}

// spanned returns the number of columns that a cell covers beside its own.
func spanned(cell *html.Node) int {
	const most = 1000 // as in browsers
	span, err := strconv.Atoi(attribute(cell, "colspan"))
	if err != nil || span < 1 || span > most {
		return 0
	}
	return span - 1
}

// cellText returns the paragraphs of a cell.
func cellText(cell *html.Node) string {
	var lines []string
	for _, block := range blocksOf(cell) {
		lines = append(lines, block.Text)
	}
	return strings.Join(lines, "\n")
}
