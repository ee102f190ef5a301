package assistant

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongbao/language"
)

// The default and bounds of a budget. Nothing fits below the least; no assistant can read more than the most.
const (
	defaultTokens = 4000
	fewestTokens  = 500
	mostTokens    = 50_000
	frameTokens   = 200 // for what surrounds the results
)

// A budget counts the tokens left for an answer. Estimates are on the high side.
type budget struct{ left int }

func newBudget(tokens int) *budget {
	if tokens == 0 {
		tokens = defaultTokens
	}
	return &budget{min(max(tokens, fewestTokens), mostTokens) - frameTokens}
}

// take spends the cost of a value as JSON, or reports false if it exceeds what is left.
func (b *budget) take(value any) bool {
	cost := tokensOf(value)
	if cost > b.left {
		return false
	}
	b.left -= cost
	return true
}

// tokensOf estimates the tokens of a value as JSON, for tokenisers that split digits and know few Chinese words: four for three
// characters outside ASCII, one for three letters, and one for a digit or sign.
func tokensOf(value any) int {
	b, err := json.Marshal(value)
	if err != nil {
		return mostTokens // a value that cannot be encoded never fits
	}
	twelfths := 0
	for _, r := range string(b) {
		switch {
		case r >= utf8.RuneSelf:
			twelfths += 16
		case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z':
			twelfths += 4
		default:
			twelfths += 12
		}
	}
	return (twelfths + 11) / 12
}

// cut returns a part of a text, at most so many tokens long, that includes the code point at position around.
func cut(text string, around, tokens int) string {
	runes := []rune(text)
	room := max(tokens*3/4, 1)
	if len(runes) <= room {
		return text
	}
	from := min(max(0, around-room/4), len(runes)-room)
	return string(runes[from : from+room])
}

// A cursor marks where an answer ended: after Skip results of a page.
type cursor struct {
	Page  string // the cursor of the page
	Skip  int
	Limit int // results on a page

	Version string // of the index that the answer was of
}

// String writes a cursor with its numbers first, since a page's own cursor may hold any character.
func (c cursor) String() string {
	return fmt.Sprintf("%d,%d,%s,%s", c.Skip, c.Limit, c.Version, c.Page)
}

func parseCursor(s string) (cursor, error) {
	if s == "" {
		return cursor{}, nil
	}
	parts := strings.SplitN(s, ",", 4)
	if len(parts) < 4 {
		return cursor{}, language.New("assistant.problem.cursor", s)
	}
	skip, err := strconv.Atoi(parts[0])
	limit, err2 := strconv.Atoi(parts[1])
	if err != nil || err2 != nil || skip < 0 || limit < 0 {
		return cursor{}, language.New("assistant.problem.cursor", s)
	}
	return cursor{Page: parts[3], Skip: skip, Limit: limit, Version: parts[2]}, nil
}
