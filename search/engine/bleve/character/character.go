// Package character keeps the characters that stand in very many paragraphs of a part, and which documents of its bleve indexes have each.
//
// The bleve indexes of a part that has such a column have a character as a term of its own only where no pair begins with it: the documents
// with a character are those with a term that begins with it. Of a common one, which begins very many, they stand here.
package character

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"
	"unsafe"

	"github.com/RoaringBitmap/roaring/v2"

	"gongbao/corpus/text"
	"gongbao/search/engine/bleve/bitset"
	"gongbao/search/engine/bleve/column"
)

// commonShare is that of the paragraphs of a part which a common character stands in. What begins with one of the others has few
// enough terms to read them all: some three hundred in government reports.
const commonShare = 8

// Sets are the common characters of a part, and the sets of documents that have them.
//
// The file has for each segment of the bleve indexes the sets of its documents, in the order of the characters, each in words of 64
// bits; then the characters as uint32, ascending, and how many there are.
type Sets struct {
	common   []uint32
	segments []Segment
}

// Segment has the sets of one segment.
type Segment struct {
	common []uint32
	sets   []uint64 // one after the other
	words  int      // of a set
}

// wordsOf is how many words a set of so many documents takes.
func wordsOf(documents int) int { return len(bitset.New(documents)) }

// Read reads the column of a part with so many documents in its segments in place.
func Read(c column.Column, documents []int) (*Sets, error) {
	words := 0
	for _, n := range documents {
		words += wordsOf(n)
	}
	if len(c) < 4 {
		return nil, errors.New("no characters")
	}
	n := int(binary.LittleEndian.Uint32(c[len(c)-4:]))
	if len(c) != 8*words*n+4*n+4 {
		return nil, fmt.Errorf("%d bytes for %d characters in %d words", len(c), n, words)
	}
	all := &Sets{common: c[8*words*n:].Numbers()[:n]}
	var sets []uint64
	if words*n > 0 {
		sets = unsafe.Slice((*uint64)(unsafe.Pointer(&c[0])), words*n)
	}
	for _, n := range documents {
		s := Segment{common: all.common, words: wordsOf(n)}
		s.sets, sets = sets[:s.words*len(s.common)], sets[s.words*len(s.common):]
		all.segments = append(all.segments, s)
	}
	return all, nil
}

// Common lists the common characters.
func (s *Sets) Common() []uint32 { return s.common }

// In returns the sets of the i-th segment; nil if s is.
func (s *Sets) In(i int) *Segment {
	if s == nil {
		return nil
	}
	return &s.segments[i]
}

// Documents returns the documents that have a character, not to be changed; ok is false if it is not common.
func (s *Segment) Documents(character string) (_ *roaring.Bitmap, ok bool) {
	r, _ := utf8.DecodeRuneInString(character)
	i, ok := slices.BinarySearch(s.common, uint32(r))
	if !ok {
		return nil, false
	}
	return roaring.FromDense(s.sets[i*s.words:(i+1)*s.words], false), true
}

// Texts are the paragraphs of a part by their search forms, and the paragraph of each document.
type Texts struct {
	Folded      column.Texts
	ParagraphOf []uint32
}

// Make makes the column of a part whose segments have so many documents.
func (t Texts) Make(documents []int) []byte {
	common := t.common()
	index := make([]int32, behind) // one more than that in common
	for i, r := range common {
		index[r] = int32(i) + 1
	}
	var file []byte
	document := 0
	for _, n := range documents {
		words := wordsOf(n)
		sets := make(bitset.Set, words*len(common))
		for i := range n {
			for _, r := range t.Folded.At(int(t.ParagraphOf[document])) {
				if r < behind && index[r] > 0 {
					sets.Add(uint32(int(index[r]-1)*words*64 + i))
				}
			}
			document++
		}
		for _, word := range sets {
			file = binary.LittleEndian.AppendUint64(file, word)
		}
	}
	for _, r := range append(common, uint32(len(common))) {
		file = binary.LittleEndian.AppendUint32(file, r)
	}
	return file
}

// behind is behind the characters that are ever common: those of the Basic Multilingual Plane.
const behind = 1 << 16

// common lists the common characters.
func (t Texts) common() (common []uint32) {
	having, last := make([]int, behind), make([]int, behind)
	for n := range t.Folded.Len() {
		for _, r := range t.Folded.At(n) {
			if r < behind && last[r] != n+1 {
				last[r] = n + 1
				having[r]++
			}
		}
	}
	for r, n := range having {
		if n > 0 && commonShare*n >= t.Folded.Len() && Is(string(rune(r))) {
			common = append(common, uint32(r))
		}
	}
	return common
}

// Is reports whether a term is a single character outside words, which may begin others.
func Is(term string) bool {
	r, width := utf8.DecodeRuneInString(term)
	if r == utf8.RuneError || width != len(term) || text.Loosen(term) != term {
		return false
	}
	for u := range text.Units(term) {
		return !u.Word
	}
	return false
}
