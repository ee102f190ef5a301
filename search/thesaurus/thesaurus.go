// Package thesaurus holds synonyms and related terms of policy language, and what reports call the matters that people
// ask for in everyday words, and in English.
//
// [Default] returns the entries that ship with the program, [Read] reads a file in the same format, and
// [Thesaurus.With] merges two. [Thesaurus.In] finds the known terms in a search. The thesaurus only serves the related
// tier; exact matching never uses it.
package thesaurus

import (
	"bufio"
	"cmp"
	_ "embed"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gongbao/corpus/text"
	"gongbao/language"
)

// A Relation is the relation of a term to another wording.
type Relation int

const (
	Equal Relation = iota // synonym
	Means                 // the term stands for the other, alone or among several
	Near                  // related in meaning
)

// A Wording is an alternative for a term.
type Wording struct {
	Text     string // as in the entry
	Relation Relation
}

// A Thesaurus maps folded terms to their other wordings. It is immutable.
type Thesaurus struct {
	wordings map[string][]Wording
	terms    []term // longest first
}

//go:embed thesaurus.txt
var established string

//go:embed everyday.txt
var everyday string

//go:embed english.txt
var english string

// Default returns the built-in entries. It parses them once.
var Default = sync.OnceValue(func() *Thesaurus {
	t, err := Read(io.MultiReader(strings.NewReader(established), strings.NewReader("\n"), strings.NewReader(everyday), strings.NewReader("\n"), strings.NewReader(english)))
	if err != nil {
		panic("embedded thesaurus: " + err.Error()) // the tests read it
	}
	return t
})

// Read reads entries, one per line: comma-separated terms, one of the signs = > ~ between spaces, and comma-separated
// wordings. An ellipsis … inside a term of > and ~ stands for up to [longestGap] characters of the same clause. Read skips
// empty lines and lines that begin with #. Errors name the line.
func Read(r io.Reader) (*Thesaurus, error) {
	t := &Thesaurus{wordings: map[string][]Wording{}}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		if err := t.add(line); err != nil {
			return nil, language.New("thesaurus.line", n, err)
		}
	}
	t.compile()
	return t, lines.Err()
}

var (
	entryPattern = regexp.MustCompile(`^(.+?)\s+([=>~])\s+(.+)$`)
	comma        = regexp.MustCompile(`[,，]\s*`)
)

func (t *Thesaurus) add(line string) error {
	m := entryPattern.FindStringSubmatch(line)
	if m == nil {
		return language.New("thesaurus.entry", line)
	}
	terms, others, relation := comma.Split(m[1], -1), comma.Split(m[3], -1), Near
	switch m[2] {
	case "=":
		relation = Equal
		others = append(others, terms...)
		terms = others
	case ">":
		relation = Means
	}
	if slices.ContainsFunc(terms, func(term string) bool { return hasGap(term) && (relation == Equal || !isGapped(term)) }) {
		return language.New("thesaurus.gap", line)
	}
	for _, from := range terms {
		for _, to := range others {
			t.relate(foldTerm(from), to, relation)
		}
	}
	return nil
}

// relate adds a wording of a folded term.
func (t *Thesaurus) relate(key, to string, r Relation) {
	folded := text.Fold(to)
	if key == "" || folded == "" || key == folded {
		return
	}
	for i, w := range t.wordings[key] {
		if text.Fold(w.Text) == folded {
			t.wordings[key][i].Relation = min(w.Relation, r)
			return
		}
	}
	t.wordings[key] = append(t.wordings[key], Wording{to, r})
}

// With returns a thesaurus with the entries of both. Where both relate the same two wordings, the closer relation wins.
func (t *Thesaurus) With(other *Thesaurus) *Thesaurus {
	both := &Thesaurus{wordings: map[string][]Wording{}}
	for _, source := range []*Thesaurus{t, other} {
		for key, wordings := range source.wordings {
			for _, w := range wordings {
				both.relate(key, w.Text, w.Relation)
			}
		}
	}
	both.compile()
	return both
}

// Len returns the number of terms that have other wordings.
func (t *Thesaurus) Len() int { return len(t.terms) }

// Knows reports whether a folded text is a term that has other wordings.
func (t *Thesaurus) Knows(folded string) bool { return len(t.wordings[folded]) > 0 }

// Terms returns the folded terms without a gap, and the folded wordings, that have at most so many characters, in no order.
func (t *Thesaurus) Terms(most int) []string {
	all := map[string]bool{}
	for term, wordings := range t.wordings {
		all[term] = !hasGap(term)
		for _, w := range wordings {
			all[text.Fold(w.Text)] = true
		}
	}
	maps.DeleteFunc(all, func(term string, whole bool) bool { return !whole || utf8.RuneCountInString(term) > most })
	return slices.Collect(maps.Keys(all))
}

func (t *Thesaurus) compile() {
	for _, key := range slices.Sorted(maps.Keys(t.wordings)) {
		t.terms = append(t.terms, newTerm(key, t.wordings[key]))
	}
	slices.SortStableFunc(t.terms, func(a, b term) int { return cmp.Compare(b.length, a.length) })
}

// An Occurrence is a known term in a search, as a byte range of the folded search, with its other wordings.
type Occurrence struct {
	text.Span
	Gap      string // what stands inside the term where the entry has an ellipsis
	Wordings []Wording
}

// In returns the known terms, years and percentages of a folded search, in order. Longer terms win over shorter ones
// that they overlap.
func (t *Thesaurus) In(search string) []Occurrence {
	var occurrences []Occurrence
	free := func(s text.Span) bool {
		return !slices.ContainsFunc(occurrences, func(p Occurrence) bool { return p.From < s.To && s.From < p.To })
	}
	for i := range t.terms {
		for _, found := range t.terms[i].in(search) {
			if free(found.Span) {
				occurrences = append(occurrences, found)
			}
		}
	}
	for _, p := range numbersIn(search) {
		if free(p.Span) {
			occurrences = append(occurrences, p)
		}
	}
	slices.SortFunc(occurrences, func(a, b Occurrence) int { return a.From - b.From })
	return occurrences
}
