package main

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"gongbao/search"
)

// searchFlags are search parameters as flags of a command.
type searchFlags struct {
	command    *cobra.Command
	parameters search.Parameters
	flags      map[string]*searchFlag
}

// newSearchFlags adds a flag to a command for each parameter but the query, which is its argument.
func (t *tool) newSearchFlags(c *cobra.Command, parameters search.Parameters) *searchFlags {
	q := &searchFlags{c, parameters, map[string]*searchFlag{}}
	for _, p := range parameters.Without(search.QueryName) {
		q.flags[p.Name] = &searchFlag{parameter: p}
		c.Flags().Var(q.flags[p.Name], p.Name, t.about(p))
		if p.Name == search.ExplainName {
			c.Flags().Lookup(p.Name).NoOptDefVal = "1"
		}
	}
	return q
}

// about describes a parameter as help does: without a capital and a full stop, but with its values.
func (t *tool) about(p search.Parameter) string {
	about := strings.TrimRight(p.About.In(t.lang), ".。")
	first, size := utf8.DecodeRuneInString(about)
	about = string(unicode.ToLower(first)) + about[size:]
	switch {
	case p.Kind == search.ChoiceValue && !strings.Contains(about, p.Default):
		return t.say("flag.choice", about, p.Values)
	case p.Kind == search.NumberValue:
		return t.say("flag.number", about, p.Max)
	}
	return about
}

// request returns the search that the command line asks for.
func (q *searchFlags) request(query string) (search.Request, error) {
	r, problems := q.parameters.Read(func(name string) []string {
		if flag, ok := q.flags[name]; ok {
			return flag.given
		}
		return []string{query}
	})
	if len(problems) == 0 {
		return r, nil
	}
	p := problems[0]
	if q.flags[p.Parameter.Name] == nil {
		return r, usage("search.query", p.Must)
	}
	return r, usage("search.flag", p.Parameter.Name, p.Value, p.Must, q.command.Name())
}

// A searchFlag is the flag of one parameter.
type searchFlag struct {
	parameter search.Parameter
	given     []string
}

// Set adds a value. The last value of a repeated flag wins, so that an alias can be overruled. A repeated filter would
// widen the search unnoticed, so all its values are kept for Parameters.Read to reject.
func (f *searchFlag) Set(value string) error {
	if f.parameter.Kind != search.FilterValue {
		f.given = nil
	}
	f.given = append(f.given, value)
	return nil
}

func (f *searchFlag) String() string { return f.parameter.Default }

// Type returns the name of the value in help.
func (f *searchFlag) Type() string {
	if f.parameter.Kind == search.NumberValue {
		return "int"
	}
	return "string"
}
