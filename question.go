package main

import (
	"github.com/spf13/cobra"

	"gongbao/search"
)

// questionFlags are the parameters of a question as flags of a command.
type questionFlags struct {
	command    *cobra.Command
	parameters search.Parameters
	flags      map[string]*questionFlag
}

// newQuestionFlags gives a command a flag for each parameter but the query, which is what stands beside the flags.
func (t *tool) newQuestionFlags(c *cobra.Command, parameters search.Parameters) *questionFlags {
	q := &questionFlags{c, parameters, map[string]*questionFlag{}}
	for _, p := range parameters.Without(search.QueryName) {
		q.flags[p.Name] = &questionFlag{parameter: p}
		about := ""
		if p.Kind == search.NumberValue {
			about = t.say("flag."+c.Name()+"."+p.Name, p.Max)
		}
		c.Flags().Var(q.flags[p.Name], p.Name, about)
	}
	return q
}

// request reads the command line as a question.
func (q *questionFlags) request(query string) (search.Request, error) {
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

// A questionFlag is the flag of one parameter.
type questionFlag struct {
	parameter search.Parameter
	given     []string
}

// Set takes a value. Of a flag that is given again the last value counts, so that an alias can be overruled; filters would
// find too much without a word, so that their values are all kept, for the reader to object to.
func (f *questionFlag) Set(value string) error {
	if f.parameter.Kind != search.FilterValue {
		f.given = nil
	}
	f.given = append(f.given, value)
	return nil
}

func (f *questionFlag) String() string { return f.parameter.Default }

// Type is what help calls the value.
func (f *questionFlag) Type() string {
	if f.parameter.Kind == search.NumberValue {
		return "int"
	}
	return "string"
}
