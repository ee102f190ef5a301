package api

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"gongbao/search"
	"gongbao/server/problem"
)

// A param is a parameter of an operation.
type param struct {
	search.Parameter
	inPath bool
	lines  *lines // that its values are; nil if it has one value
}

// lines are the values of a parameter that are lines of one text: a list in JSON, a repeated name, or a text of several lines.
type lines struct {
	line  string // an expression of ECMA-262 for one of them in a text, to be anchored
	value string // a pattern for one of them in a list, where a line break is a space
	most  int
}

// upTo returns lines that are not blank.
func upTo(most int) lines {
	return lines{line: `[^\r\n]*[^\s\u0085][^\r\n]*`, value: `[^\s\u0085]`, most: most}
}

// inLines returns a parameter whose values are lines, of which there is one at least.
func inLines(p search.Parameter, of lines) param {
	p.Form = fmt.Sprintf(`^[\r\n]*%s(?:[\r\n]+%[1]s){0,%d}[\r\n]*$`, of.line, of.most-1)
	return param{Parameter: p, lines: &of}
}

// inQuery returns parameters of the query part of an address.
func inQuery(parameters ...search.Parameter) []param {
	params := make([]param, len(parameters))
	for i, p := range parameters {
		params[i] = param{Parameter: p}
	}
	return params
}

// arguments are the values of an operation's parameters; an omitted parameter has its default.
type arguments map[string]string

// number returns the value of a number parameter; 0 if it was omitted and has no default.
func (a arguments) number(name string) int {
	n, err := strconv.Atoi(a[name])
	if err != nil {
		return 0 // omitted; readArguments has refused everything else
	}
	return n
}

// request returns the search request that the arguments make.
func (a arguments) request(parameters search.Parameters) (search.Request, error) {
	r, problems := parameters.Read(func(name string) []string { return []string{a[name]} })
	if len(problems) > 0 {
		return r, refused(problems[0])
	}
	return r, nil
}

// refused returns the error to answer a bad value with.
func refused(p search.Problem) error { return problem.BadParameter.With(p) }

// readArguments reads the parameters of a request, those in its body too if inBody is set. It refuses unknown ones, because
// a filter with a misspelt name would silently not filter.
func readArguments(c *gin.Context, params []param, inBody bool) (arguments, error) {
	given, err := url.ParseQuery(c.Request.URL.RawQuery)
	if err != nil {
		return nil, problem.BadEncoding.Because("problem.query")
	}
	if inBody {
		values, err := bodyValues(c.Request, params)
		if err != nil {
			return nil, err
		}
		for name, list := range values {
			given[name] = append(given[name], list...)
		}
	}
	args := arguments{}
	for _, p := range params {
		if p.inPath {
			given.Set(p.Name, c.Param(p.Name))
		}
		if p.lines != nil {
			if n := len(given[p.Name]); n > p.lines.most {
				return nil, problem.BadParameter.Because("problem.queries", p.Name, n, p.lines.most)
			}
			given.Set(p.Name, strings.Join(given[p.Name], "\n"))
		}
		value, bad := p.Value(given[p.Name])
		if bad != nil {
			return nil, refused(*bad)
		}
		args[p.Name] = value
		delete(given, p.Name)
	}
	if len(given) > 0 {
		names := namesOf(params)
		if len(names) == 0 {
			return nil, problem.UnknownParameter.Because("problem.parameter.none", quotedNames(given))
		}
		return nil, problem.UnknownParameter.Because("problem.parameter", quotedNames(given), names)
	}
	return args, nil
}

func namesOf(params []param) []string {
	var names []string
	for _, p := range params {
		if !p.inPath {
			names = append(names, p.Name)
		}
	}
	return names
}

// quotedNames quotes names that came from a client, the first few and cut short.
func quotedNames(given url.Values) []string {
	const most = 5
	var names []string
	for name := range given {
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names[:min(most, len(names))] {
		names[i] = strconv.Quote(string([]rune(name)[:min(40, utf8.RuneCountInString(name))]))
	}
	return names[:min(most, len(names))]
}
