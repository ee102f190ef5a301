// Package encoded encodes texts and patterns for the scripts on a cluster. Scripts only compare bytes; marks in the
// bytes carry all knowledge of Chinese text.
package encoded

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// An encoded text is a folded text with marks for what a script cannot know. Marks are bytes that no folded text
// contains.
//
//	edge       before and after every word: a text that begins or ends inside a word does not match, since its marks differ
//	separator  before every separator, which loose matching skips
//
// One text occurs in another exactly if its encoding occurs in the encoding of the other, byte by byte.
const (
	edge      = 1
	separator = 2
)

// Text encodes a folded or loosened text.
func Text(folded string) []byte {
	out := make([]byte, 0, len(folded)+len(folded)/8)
	at := 0
	between := func(to int) {
		for _, r := range folded[at:to] {
			if r != ' ' { // occurs only between words
				out = append(out, separator)
			}
			out = utf8.AppendRune(out, r)
		}
	}
	for u := range text.Units(folded) {
		between(u.From)
		if u.Word {
			out = append(out, edge)
		}
		out = append(out, folded[u.From:u.To]...)
		if u.Word {
			out = append(out, edge)
		}
		at = u.To
	}
	between(len(folded))
	return out
}

// SentenceEnds returns the end of each sentence of a folded text in its encoding.
func SentenceEnds(folded string) []int {
	var ends []int
	end := 0
	for sentence := range text.Sentences(folded) {
		end += len(Text(sentence))
		ends = append(ends, end)
	}
	return ends
}

// ByteString returns a string with one character per byte, which JSON can carry and scripts compare with bytes.
func ByteString(bytes []byte) string {
	runes := make([]rune, len(bytes))
	for i, b := range bytes {
		runes[i] = rune(b)
	}
	return string(runes)
}

// Term returns the indexed term of a gram: the gram, or its digest if it is too long for the index.
func Term(gram string) string {
	const longest = 200
	if len(gram) <= longest {
		return gram
	}
	return fmt.Sprintf("#%x", sha256.Sum256([]byte(gram)))
}

// Terms returns the distinct terms of a folded text, separated by spaces as the analyzer expects.
func Terms(folded string) string {
	var b strings.Builder
	seen := map[string]bool{}
	for gram := range text.Terms(text.Loosen(folded)) {
		if !seen[gram] {
			seen[gram] = true
			b.WriteString(Term(gram))
			b.WriteByte(' ')
		}
	}
	return b.String()
}
