// Package option makes the flags of commands from the table of search parameters, and says what is wrong with a command line.
package option

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"gongbao/language"
	"gongbao/search"
)

// A Set is search parameters as flags of a command.
type Set struct {
	command    *cobra.Command
	parameters search.Parameters
	flags      map[string]*value
}

// New adds a flag to a command for each parameter but the query, which is its argument. Help describes them in lang.
func New(c *cobra.Command, lang language.Lang, parameters search.Parameters) *Set {
	s := &Set{c, parameters, map[string]*value{}}
	for _, p := range parameters.Without(search.QueryName) {
		s.flags[p.Name] = &value{parameter: p}
		c.Flags().Var(s.flags[p.Name], p.Name, about(lang, p))
		if p.Name == search.ExplainName {
			c.Flags().Lookup(p.Name).NoOptDefVal = "1"
		}
	}
	return s
}

// about describes a parameter as help does: without a capital and a full stop, but with its values.
func about(lang language.Lang, p search.Parameter) string {
	about := strings.TrimRight(p.About.In(lang), ".。")
	first, size := utf8.DecodeRuneInString(about)
	about = string(unicode.ToLower(first)) + about[size:]
	switch {
	case p.Kind == search.ChoiceValue && !strings.Contains(about, p.Default):
		return lang.Say("flag.choice", about, p.Values)
	case p.Kind == search.NumberValue:
		return lang.Say("flag.number", about, p.Max)
	}
	return about
}

// Request returns the search that the command line asks for. Its error is a [Usage].
func (s *Set) Request(query string) (search.Request, error) {
	r, problems := s.parameters.Read(func(name string) []string {
		if flag, ok := s.flags[name]; ok {
			return flag.given
		}
		return []string{query}
	})
	if len(problems) == 0 {
		return r, nil
	}
	p := problems[0]
	if s.flags[p.Parameter.Name] == nil {
		return r, usage("search.query", p.Must)
	}
	return r, s.invalid(p)
}

// Value returns the value of the flag of one parameter, or its default. Its error is a [Usage].
func (s *Set) Value(name string) (string, error) {
	flag := s.flags[name]
	value, problem := flag.parameter.Value(flag.given)
	if problem != nil {
		return "", s.invalid(*problem)
	}
	return value, nil
}

// invalid says what is wrong with the value of a flag.
func (s *Set) invalid(p search.Problem) error {
	return usage("search.flag", p.Parameter.Name, p.Value, p.Must, s.command.Name())
}

// A value is the flag of one parameter.
type value struct {
	parameter search.Parameter
	given     []string
}

// Set adds a value. The last value of a repeated flag wins, so that an alias can be overruled. A repeated filter would
// widen the search unnoticed, so all its values are kept for Parameters.Read to reject.
func (v *value) Set(given string) error {
	if v.parameter.Kind != search.FilterValue {
		v.given = nil
	}
	v.given = append(v.given, given)
	return nil
}

func (v *value) String() string { return v.parameter.Default }

// Type returns the name of the value in help.
func (v *value) Type() string {
	if v.parameter.Kind == search.NumberValue {
		return "int"
	}
	return "string"
}
