// Package repair joins what printing and scraping broke, and takes out what they put in.
//
// [Blocks] is all of it: it gives back the paragraphs that the text had before it was cut into pages, wrapped into
// lines and framed by web sites, and counts what it did. It rather leaves a cut than joins what may be two paragraphs:
// headings, tables, list items, titles and salutations are never joined to what follows. It changes no character of a
// text but the ones that it removes, save for the space between two Latin words that a line's end stood for.
package repair

import (
	"strings"

	"gongbao/corpus/extract/file"
)

// Repairs counts what was done, by kind.
type Repairs map[string]int

// The kinds of repairs.
const (
	Invisible = "invisible_characters" // characters without width that were removed
	Furniture = "furniture_lines"      // lines of a site around the report that were removed
	PageMarks = "page_marks"           // page numbers and running heads that were removed
	Repeated  = "repeated_paragraphs"  // paragraphs of a body that stood in the file before
	Joined    = "joined_lines"         // cuts within a paragraph that were closed
	Spaced    = "spaced_runs"          // runs of digits or characters that were set apart by spaces
)

func (r Repairs) add(kind string, n int) {
	if n > 0 {
		r[kind] += n
	}
}

// Blocks mends the blocks of one document. The outcome has no empty blocks, and no block of it is a Line.
func Blocks(in []file.Block) (out []file.Block, done Repairs) {
	done = Repairs{}
	blocks := withoutInvisible(in, done)
	blocks = withoutFurniture(blocks, done)
	blocks = withoutPageMarks(blocks, done)
	blocks = withoutRepeats(blocks, done)
	blocks = joined(blocks, done)
	return closedUp(blocks, done), done
}

// without takes the marked blocks out. A block before a gap ends as the last block of the gap does: when a page number
// stood between two halves of a sentence, it is the number's end that was the edge of the page.
func without(blocks []file.Block, gone []bool) []file.Block {
	var kept []file.Block
	for i, b := range blocks {
		switch {
		case !gone[i]:
			kept = append(kept, b)
		case len(kept) > 0 && b.Page == kept[len(kept)-1].Page:
			kept[len(kept)-1].Line = kept[len(kept)-1].Line || b.Line
		}
	}
	return kept
}

// withoutInvisible removes characters that print nothing, trims the blocks, and leaves out the empty ones.
func withoutInvisible(in []file.Block, done Repairs) []file.Block {
	var out []file.Block
	for _, b := range in {
		visible := strings.Map(func(r rune) rune {
			if invisible(r) {
				done.add(Invisible, 1)
				return -1
			}
			return r
		}, b.Text)
		if b.Text = strings.TrimSpace(visible); b.Text != "" {
			out = append(out, b)
		}
	}
	return out
}

// invisible reports whether r is a soft hyphen, a byte order mark, or one of the zero-width characters and direction marks.
func invisible(r rune) bool {
	switch {
	case r == '\u00ad', r == '\ufeff', r == '\u2060', r >= '\u200b' && r <= '\u200f', r >= '\u202a' && r <= '\u202e':
		return true
	}
	return false
}
