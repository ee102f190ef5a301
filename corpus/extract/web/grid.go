package web

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"gongbao/corpus/extract/file"
)

// isGrid reports whether a table holds data. Old pages use tables for layout, with the article in one of the cells.
func isGrid(table *html.Node) bool {
	for n := range table.Descendants() {
		if n.Data == "table" {
			return false
		}
	}
	const aParagraph = 200 // characters; cells of data are shorter
	rows := 0
	for _, row := range gridRows(table) {
		filled := 0
		for _, cell := range row {
			if utf8.RuneCountInString(cell) > aParagraph {
				return false
			}
			if cell != "" {
				filled++
			}
		}
		if filled > 1 {
			rows++
		}
	}
	return rows > 1
}

// rows adds a table row by row, with tabs between its cells, as browsers copy them.
func (f *flow) rows(table *html.Node) {
	for _, row := range gridRows(table) {
		if text := strings.TrimFunc(strings.Join(row, "\t"), file.IsBlank); text != "" {
			f.blocks = append(f.blocks, file.Block{Text: text, Row: true})
		}
	}
}

func gridRows(table *html.Node) [][]string {
	var rows [][]string
	for n := range table.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "tr":
			rows = append(rows, nil)
		case "td", "th":
			if len(rows) > 0 {
				rows[len(rows)-1] = append(rows[len(rows)-1], inlineContent(n))
			}
		case "caption":
			rows = append(rows, []string{inlineContent(n)})
		}
	}
	return rows
}
