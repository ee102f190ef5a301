package file

import "strings"

// Row returns a row of a table as one block with tabs between its cells, or as the blocks of its only cell.
func Row(cells [][]Block) []Block {
	if len(cells) == 1 {
		return cells[0]
	}
	texts := make([]string, len(cells))
	for i, cell := range cells {
		texts[i] = cellText(cell)
	}
	text := strings.Join(texts, "\t")
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return []Block{{Text: text, Row: true}}
}

// cellText returns a cell as one line; a tab inside it would look like the border to the next cell.
func cellText(blocks []Block) string {
	lines := make([]string, len(blocks))
	for i, block := range blocks {
		lines[i] = strings.ReplaceAll(block.Text, "\t", " ")
	}
	return strings.Join(lines, " ")
}
