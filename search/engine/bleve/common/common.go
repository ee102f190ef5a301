// Package common keeps the terms that stand in many paragraphs of a part, and which documents of its bleve indexes have each.
//
// These are an eighth of all terms, some thirty thousand in government reports, and most of what a paragraph has: four in five of all
// postings. bleve, which writes a posting in three bytes and twice, never sees them. Which terms they are changes no answer.
package common

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"gongbao/corpus/text"
	"gongbao/search/engine/bleve/character"
	"gongbao/search/engine/bleve/posting"
)

// Sample is the number of paragraphs that say which terms are common, the first of a part.
const Sample = 4096

// A common term stands in one of share paragraphs of the sample, and in least.
const (
	share = 1024
	least = 4
)

// Terms are common terms, each with its place among them in the order of their bytes.
type Terms map[string]int

// TermsOf finds the common terms of a sample of search forms. A character alone is none: package character has those.
func TermsOf(sample []string) Terms {
	having := map[string]struct{ paragraphs, last int }{}
	for n, folded := range sample {
		for term := range text.Terms(text.Loosen(folded)) {
			if h := having[term]; h.last <= n {
				having[term] = struct{ paragraphs, last int }{h.paragraphs + 1, n + 1}
			}
		}
	}
	maps.DeleteFunc(having, func(term string, h struct{ paragraphs, last int }) bool {
		return h.paragraphs < least || h.paragraphs*share < len(sample) || character.Is(term)
	})
	terms := Terms{}
	for i, term := range slices.Sorted(maps.Keys(having)) {
		terms[term] = i
	}
	return terms
}

// Make makes the column of a part: of its terms, its segments of so many documents, and the search form of each document.
func (t Terms) Make(documents []int, folded func(document int) string) ([]byte, error) {
	var w posting.Writer
	ends := make([]byte, 0, 4*len(t)*len(documents))
	document := 0
	for _, n := range documents {
		sets := make([]roaring.Bitmap, len(t))
		for i := range n {
			for term := range text.Terms(text.Loosen(folded(document))) {
				if at, ok := t[term]; ok {
					sets[at].Add(uint32(i))
				}
			}
			document++
		}
		for i := range sets {
			if err := w.Write(&sets[i]); err != nil {
				return nil, err
			}
			ends = binary.LittleEndian.AppendUint32(ends, uint32(len(w.Bytes())))
		}
	}
	names := strings.Join(slices.Sorted(maps.Keys(t)), "\n")
	file := append(append(w.Bytes(), ends...), names...)
	file = binary.LittleEndian.AppendUint32(file, uint32(len(names)))
	return binary.LittleEndian.AppendUint32(file, uint32(len(t))), nil
}

// Sets are the common terms of a part, and the documents that have them.
//
// The file has for each segment of the bleve indexes, and in it for each term in the order of their bytes, its documents as
// posting.Writer writes them; then for each of these, as uint32, where it ends; then the terms, a line feed between two; then, as uint32, the bytes of the terms,
// and how many there are.
type Sets struct {
	terms []string
	ends  []byte // uint32 each
	sets  []byte
}

// Name is the name of the column.
const Name = "common.sets"

var errColumn = errors.New(Name + ": not a column of common terms")

// Read reads the column of a part of so many segments in place.
func Read(file []byte, segments int) (*Sets, error) {
	const tail = 8
	if len(file) < tail {
		return nil, errColumn
	}
	length, n := int(binary.LittleEndian.Uint32(file[len(file)-tail:])), int(binary.LittleEndian.Uint32(file[len(file)-4:]))
	rest := file[:len(file)-tail]
	if len(rest) < length+4*n*segments {
		return nil, fmt.Errorf("%w: %d bytes for %d terms in %d segments", errColumn, len(file), n, segments)
	}
	names := string(rest[len(rest)-length:])
	rest = rest[:len(rest)-length]
	s := &Sets{ends: rest[len(rest)-4*n*segments:], sets: rest[:len(rest)-4*n*segments]}
	if n > 0 {
		s.terms = strings.Split(names, "\n")
	}
	if end := len(s.ends) - 4; end >= 0 && int(binary.LittleEndian.Uint32(s.ends[end:])) != len(s.sets) {
		return nil, fmt.Errorf("%w: the sets take %d bytes", errColumn, len(s.sets))
	}
	if len(s.terms) != n {
		return nil, fmt.Errorf("%w: %d terms, want %d", errColumn, len(s.terms), n)
	}
	return s, nil
}

// Terms lists the terms in the order of their bytes.
func (s *Sets) Terms() []string { return s.terms }

// In returns the sets of the i-th segment; none if s is nil.
func (s *Sets) In(i int) Segment {
	if s == nil {
		return Segment{}
	}
	return Segment{s, i * len(s.terms)}
}

// Segment has the sets of one segment. That of no Sets has none.
type Segment struct {
	*Sets
	first int
}

// Documents returns the documents that have a term; nil if it is not common.
func (s Segment) Documents(term string) (*posting.Set, error) {
	if s.Sets == nil {
		return nil, nil
	}
	i, ok := slices.BinarySearch(s.terms, term)
	if !ok {
		return nil, nil
	}
	return s.at(i)
}

// Beginning returns the documents of each common term that begins with a prefix.
func (s Segment) Beginning(prefix string) (all []*posting.Set, err error) {
	if s.Sets == nil {
		return nil, nil
	}
	for i := sort.SearchStrings(s.terms, prefix); i < len(s.terms) && strings.HasPrefix(s.terms[i], prefix); i++ {
		documents, err := s.at(i)
		if err != nil {
			return nil, err
		}
		all = append(all, documents)
	}
	return all, nil
}

// at reads the documents of the i-th term.
func (s Segment) at(i int) (*posting.Set, error) {
	end := func(i int) int {
		if i < 0 {
			return 0
		}
		return min(int(binary.LittleEndian.Uint32(s.ends[4*i:])), len(s.sets))
	}
	from, to := end(s.first+i-1), end(s.first+i)
	if from >= to {
		return nil, errColumn
	}
	documents, err := posting.Read(s.sets[from:to:to])
	if err != nil {
		return nil, fmt.Errorf("%w: %q: %w", errColumn, s.terms[i], err)
	}
	return documents, nil
}
