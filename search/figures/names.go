package figures

import (
	"bufio"
	_ "embed"
	"io"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gongbao/corpus/figure"
	"gongbao/corpus/text"
	"gongbao/language"
)

//go:embed names.txt
var names string

// Names say which names mean one indicator. They are safe for concurrent use.
type Names struct {
	groups map[string][]string // shown name to all names of the indicator, the shown one first, as listed
	shown  map[string]string   // folded name, perhaps with a measure behind a colon, to the shown one
	leads  []string            // folded
	vague  []string            // folded, those that are endings with a * in front
}

// DefaultNames returns the list names.txt of the program.
var DefaultNames = sync.OnceValue(func() *Names {
	n, err := ReadNames(strings.NewReader(names))
	if err != nil {
		panic(err) // a test reads the list
	}
	return n
})

// ReadNames reads a list in the form of names.txt: on each line a shown name, an equals sign, and other names with commas between
// them. Empty lines and those that begin with # do not count. A name that two lines have is an error, which names the line.
func ReadNames(r io.Reader) (*Names, error) {
	n := &Names{groups: map[string][]string{}, shown: map[string]string{}}
	lines := bufio.NewScanner(r)
	for number := 1; lines.Scan(); number++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		if err := n.add(line); err != nil {
			return nil, language.New("figures.names.line", number, err)
		}
	}
	return n, lines.Err()
}

func (n *Names) add(line string) error {
	name, list, ok := strings.Cut(line, "=")
	name = strings.TrimSpace(name)
	others := strings.Split(strings.ReplaceAll(list, "，", ","), ",")
	for i := range others {
		others[i] = strings.TrimSpace(others[i])
	}
	if !ok || name == "" || slices.Contains(others, "") {
		return language.New("figures.names.form", line)
	}
	if list := map[string]*[]string{"lead": &n.leads, "vague": &n.vague}[name]; list != nil {
		for _, word := range others {
			*list = append(*list, text.Fold(word))
		}
		return nil
	}
	group := []string{name}
	for _, other := range append([]string{name}, others...) {
		key := text.Fold(other)
		if n.shown[key] != "" {
			return language.New("figures.names.twice", other)
		}
		n.shown[key] = name
		if bare, _, _ := strings.Cut(other, ":"); bare != name {
			group = append(group, bare)
		}
	}
	n.groups[name] = group
	return nil
}

// With returns the names of both lists. Where both have a name, other decides.
func (n *Names) With(other *Names) *Names {
	both := &Names{
		groups: map[string][]string{}, shown: map[string]string{}, leads: slices.Concat(n.leads, other.leads), vague: slices.Concat(n.vague, other.vague),
	}
	for _, list := range []*Names{n, other} {
		for key, name := range list.shown {
			both.shown[key] = name
		}
	}
	for _, list := range []*Names{n, other} {
		for name, group := range list.groups {
			for _, one := range group {
				if both.Of(one, "") == name || both.Of(one, figure.Growth) == name {
					both.groups[name] = appendNew(both.groups[name], one)
				}
			}
		}
	}
	return both
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// Of returns the name that is shown for an indicator of a measure. One that the list does not have is shown as it is printed,
// without the words that are left out in front.
func (n *Names) Of(indicator string, measure figure.Measure) string {
	folded := text.Fold(indicator)
	for {
		if name := n.shown[folded]; name != "" {
			return name
		}
		if name := n.shown[folded+":"+string(measure)]; name != "" && measure != "" {
			return name
		}
		i := slices.IndexFunc(n.leads, func(lead string) bool { return len(lead) < len(folded) && strings.HasPrefix(folded, lead) })
		if i < 0 {
			return lastRunes(indicator, utf8.RuneCountInString(folded))
		}
		folded = folded[len(n.leads[i]):]
	}
}

// Vague reports whether a name says too little for what has it to be one thing in two reports.
func (n *Names) Vague(name string) bool {
	folded := text.Fold(name)
	return slices.ContainsFunc(n.vague, func(word string) bool {
		ending, ok := strings.CutPrefix(word, "*")
		return word == folded || ok && strings.HasSuffix(folded, ending)
	})
}

// lastRunes returns the last n runes of s.
func lastRunes(s string, n int) string {
	for utf8.RuneCountInString(s) > n {
		_, size := utf8.DecodeRuneInString(s)
		s = s[size:]
	}
	return s
}

// Group returns the names that are shown as one, that one first: itself alone if the list does not have it.
func (n *Names) Group(name string) []string {
	if group := n.groups[name]; group != nil {
		return group
	}
	return []string{name}
}

// Known returns the name that is shown for one that a reader asks for, who may mean a rate of growth; ok is false if the list does
// not have it.
func (n *Names) Known(asked string) (name string, ok bool) {
	name = n.Of(asked, figure.Growth)
	return name, n.groups[name] != nil
}
