// Package repair joins what printing and scraping broke, and removes what they added.
//
// [Blocks] does all of it: it restores the paragraphs that the text had before it was cut into pages, wrapped into
// lines and framed by web sites, and counts its repairs. In doubt it leaves a cut open: it never joins headings,
// tables, list items, titles and salutations to the text behind them. It adds no character but the space between two
// Latin words at the end of a line, and that which a conversion has turned into a question mark; otherwise it only removes.
package repair

import (
	"strings"
	"unicode"

	"gongbao/corpus/extract/file"
)

// Repairs counts the repairs, by kind.
type Repairs map[string]int

// The kinds of repairs.
const (
	Invisible = "invisible_characters" // removed characters without width
	Furniture = "furniture_lines"      // removed lines of a site around the report
	PageMarks = "page_marks"           // removed page numbers and running heads
	Repeated  = "repeated_paragraphs"  // removed paragraphs of a second copy of the body
	Joined    = "joined_lines"         // closed cuts within a paragraph
	Spaced    = "spaced_runs"          // runs of digits or characters set apart by spaces
	Split     = "split_paragraphs"     // paragraphs cut off from a block that had lost the ends of its lines

	LostSpaces = "lost_spaces" // blocks in which a conversion had turned white space into question marks
)

func (r Repairs) add(kind string, n int) {
	if n > 0 {
		r[kind] += n
	}
}

// Blocks repairs the blocks of one document. The result has no empty blocks, and none of its blocks is a Line.
func Blocks(in []file.Block) (out []file.Block, done Repairs) {
	done = Repairs{}
	blocks := withoutInvisible(in, done)
	blocks = splitUp(withoutLostSpaces(blocks, done), done)
	blocks = withoutFurniture(blocks, done)
	blocks = withoutPageMarks(blocks, done)
	blocks = withoutRepeats(blocks, done)
	blocks = joined(blocks, done)
	return closedUp(blocks, done), done
}

// without removes the marked blocks. A block before a gap takes over the end of the last block in the gap: if a page
// number interrupted a sentence, the edge of the page was at the number's end.
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

// withoutInvisible removes invisible characters, trims the blocks, and drops the empty ones.
func withoutInvisible(in []file.Block, done Repairs) []file.Block {
	var out []file.Block
	for _, b := range in {
		runes := []rune(b.Text)
		visible := make([]rune, 0, len(runes))
		for i, r := range runes {
			if invisible(r) && !joins(runes, i) {
				done.add(Invisible, 1)
				continue
			}
			visible = append(visible, r)
		}
		if b.Text = strings.TrimSpace(string(visible)); b.Text != "" {
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

// joins reports whether the rune at i is a joiner or a non-joiner that shapes what stands around it: an emoji family, a word of
// a script whose letters join (می‌خواهم). Chinese characters and Latin letters do not; among these it is a scrap of a page.
func joins(runes []rune, i int) bool {
	const nonJoiner, joiner, emojiStyle = '\u200c', '\u200d', '\ufe0f'
	if i == 0 || i+1 == len(runes) || runes[i] != joiner && runes[i] != nonJoiner {
		return false
	}
	before := i - 1
	if runes[before] == emojiStyle && before > 0 {
		before--
	}
	shaped := func(r rune) bool {
		letter := unicode.IsLetter(r) || unicode.IsMark(r)
		plain := unicode.In(r, unicode.Han, unicode.Latin, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Hangul, unicode.Greek, unicode.Cyrillic)
		return letter && !plain || runes[i] == joiner && (unicode.Is(unicode.So, r) || unicode.Is(unicode.Sk, r))
	}
	return shaped(runes[before]) && shaped(runes[i+1])
}
