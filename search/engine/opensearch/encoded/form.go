// Package encoded writes texts and patterns as the scripts on a cluster read them: bytes to compare, in which all that there is
// to know about Chinese text stands as marks.
package encoded

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// The form of a text that scripts look through: its search form, with marks that say what a script cannot know. The marks
// are bytes that no folded text has.
//
//	edge       before and behind every word: a text that begins or ends inside a word is not found, for its marks differ
//	separator  before every separator: what loose matching passes over
//
// Two texts stand in one another exactly when their forms do, byte by byte.
const (
	edge      = 1
	separator = 2
)

// Form gives the form of a folded or loosened text.
func Form(folded string) []byte {
	out := make([]byte, 0, len(folded)+len(folded)/8)
	at := 0
	between := func(to int) {
		for _, r := range folded[at:to] {
			if r != ' ' { // which stands between two words alone
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

// SentenceEnds says where in the form of a folded text each of its sentences ends.
func SentenceEnds(folded string) []int {
	var ends []int
	end := 0
	for sentence := range text.Sentences(folded) {
		end += len(Form(sentence))
		ends = append(ends, end)
	}
	return ends
}

// ByteString writes bytes as a string with a character for each, which JSON carries and scripts compare with bytes.
func ByteString(bytes []byte) string {
	runes := make([]rune, len(bytes))
	for i, b := range bytes {
		runes[i] = rune(b)
	}
	return string(runes)
}

// Term is what the inverted index has for a gram: the gram, or for a monstrous one, which the index would not take, a
// digest of it.
func Term(gram string) string {
	const monstrous = 200
	if len(gram) <= monstrous {
		return gram
	}
	return fmt.Sprintf("#%x", sha256.Sum256([]byte(gram)))
}

// Terms gives the terms of the grams of a folded text, each once, as the analyzer takes them: with spaces between.
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
