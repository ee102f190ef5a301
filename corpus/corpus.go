// Package corpus knows what a government report is: what it is called, who gave it where and when, how its outline runs
// and what its paragraphs are.
//
// [New] makes a Report of a document that package extract read, after mending what printing and scraping broke; [Settle]
// gives reports that would share an id their own. What cannot be found is left empty and named, never guessed, and the
// text of a paragraph is always the text that was published.
package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"

	"gongbao/corpus/extract"
	search "gongbao/corpus/text"
)

// ErrNoText says that a document has no text to make a report of.
var ErrNoText = errors.New("没有正文")

// New makes the report that doc holds. The name and the folders of file, slash separated and as given by the user, are
// read for what the text does not say itself. The only error is [ErrNoText].
func New(doc extract.Document, file string) (Report, error) {
	r := Report{Header: Header{File: file, Kind: Other}}
	for _, b := range doc.Blocks {
		text := strings.TrimSpace(b.Text)
		if text == "" {
			continue
		}
		r.Paragraphs = append(r.Paragraphs, Paragraph{
			Ordinal: len(r.Paragraphs) + 1, Text: text, Heading: b.Heading, Hash: Hash(search.Fold(text)),
		})
	}
	if len(r.Paragraphs) == 0 {
		return Report{}, ErrNoText
	}
	return r, nil
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Hash is the short hash of a paragraph with the given folded text.
func Hash(folded string) string { return digest(folded)[:8] }
