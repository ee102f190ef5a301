// Package thesaurus knows which words of policy language stand for which others.
//
// [Default] has the entries that come with the program, [Read] those of a file in the same form, and [Thesaurus.With]
// puts two together. [Thesaurus.In] finds the terms that stand in a question. Nothing here decides what is found: the
// exact tier does not know of it.
package thesaurus

import (
	"bufio"
	"cmp"
	_ "embed"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"gongbao/corpus/text"
)

// A Relation says how a term stands to another wording.
type Relation int

const (
	Equal Relation = iota // the same thing
	Means                 // the term stands for the other, or for several of which it is one
	Near                  // near in meaning
)

// A Wording is another way to put a term.
type Wording struct {
	Text     string // as the entry writes it
	Relation Relation
}

// A Thesaurus has terms with their other wordings, by folded term. It does not change.
type Thesaurus struct {
	wordings map[string][]Wording
	terms    []term // longest first
}

type term struct {
	text.Pattern
	wordings []Wording
}

//go:embed thesaurus.txt
var entries string

// Default has the entries that come with the program.
var Default = sync.OnceValue(func() *Thesaurus {
	t, err := Read(strings.NewReader(entries))
	if err != nil {
		panic("embedded thesaurus: " + err.Error()) // the tests read it
	}
	return t
})

// Read reads entries, one a line: a term, one of the signs = > ~ between spaces, and wordings with commas between them.
// Lines that are empty or begin with # say nothing. An error names the line.
func Read(r io.Reader) (*Thesaurus, error) {
	t := &Thesaurus{wordings: map[string][]Wording{}}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		if err := t.add(line); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	t.compile()
	return t, lines.Err()
}

var (
	entryForm = regexp.MustCompile(`^(.+?)\s+([=>~])\s+(.+)$`)
	comma     = regexp.MustCompile(`[,，]\s*`)
)

func (t *Thesaurus) add(line string) error {
	m := entryForm.FindStringSubmatch(line)
	if m == nil {
		return fmt.Errorf("%q is no entry; write a term, then = or > or ~ between spaces, then other wordings with commas between them", line)
	}
	others := comma.Split(m[3], -1)
	switch m[2] {
	case "=":
		all := append([]string{m[1]}, others...)
		for _, from := range all {
			for _, to := range all {
				t.relate(from, to, Equal)
			}
		}
	case ">":
		for _, to := range others {
			t.relate(m[1], to, Means)
		}
	default:
		for _, to := range others {
			t.relate(m[1], to, Near)
		}
	}
	return nil
}

func (t *Thesaurus) relate(from, to string, r Relation) {
	key, folded := text.Fold(from), text.Fold(to)
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

// With is t and other together.
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

// Len is the number of terms that have other wordings.
func (t *Thesaurus) Len() int { return len(t.terms) }

func (t *Thesaurus) compile() {
	for _, key := range slices.Sorted(maps.Keys(t.wordings)) {
		t.terms = append(t.terms, term{text.NewPattern(key), t.wordings[key]})
	}
	slices.SortStableFunc(t.terms, func(a, b term) int { return cmp.Compare(len(b.Folded()), len(a.Folded())) })
}

// A Place is a term in a question, and how else it can be put.
type Place struct {
	text.Span
	Wordings []Wording
}

// In gives the terms that stand in a folded question, in order; where terms overlap, the longest.
func (t *Thesaurus) In(question string) []Place {
	var places []Place
	free := func(s text.Span) bool {
		return !slices.ContainsFunc(places, func(p Place) bool { return p.From < s.To && s.From < p.To })
	}
	for _, term := range t.terms {
		for _, at := range term.AppendAll(nil, question) {
			if free(at) {
				places = append(places, Place{at, term.wordings})
			}
		}
	}
	for _, p := range numbersIn(question) {
		if free(p.Span) {
			places = append(places, p)
		}
	}
	slices.SortFunc(places, func(a, b Place) int { return a.From - b.From })
	return places
}
