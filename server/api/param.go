package api

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"gongbao/server/problem"
)

// A param is a parameter of an operation.
type param struct {
	name    string
	inPath  bool
	about   string
	values  []string // the accepted values; any text when empty
	max     int      // code points of a text, or the largest number
	number  bool     // a whole number from 1
	must    bool     // required
	initial string   // the default
	example string
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

// readArguments reads the parameters of a request. It refuses unknown ones, because a filter with a misspelt name would
// silently not filter.
func readArguments(c *gin.Context, params []param) (arguments, error) {
	given, err := queryValues(c.Request.URL)
	if err != nil {
		return nil, err
	}
	args := arguments{}
	for _, p := range params {
		if p.inPath {
			given.Set(p.name, c.Param(p.name))
		}
		if args[p.name], err = p.read(given[p.name]); err != nil {
			return nil, err
		}
		delete(given, p.name)
	}
	if len(given) > 0 {
		return nil, problem.UnknownParameter.Errorf("%s; there are: %s", quotedNames(given), strings.Join(namesOf(params), ", "))
	}
	return args, nil
}

// queryValues parses the query of an address. A semicolon is text, not a separator: people search for text with semicolons.
func queryValues(u *url.URL) (url.Values, error) {
	values, err := url.ParseQuery(strings.ReplaceAll(u.RawQuery, ";", "%3B"))
	if err != nil {
		return nil, problem.BadEncoding.Errorf("the query of the address cannot be read")
	}
	return values, nil
}

func (p param) read(given []string) (string, error) {
	if len(given) > 1 {
		return "", problem.BadParameter.Errorf("%s stands in the address %d times; write several values with commas between them", p.name, len(given))
	}
	value := p.initial
	if len(given) == 1 && given[0] != "" {
		value = given[0]
	}
	if value == "" {
		if p.must {
			return "", problem.BadParameter.Errorf("%s is missing", p.name)
		}
		return "", nil
	}
	return value, p.check(value)
}

// check returns what is wrong with a value.
func (p param) check(value string) error {
	switch {
	case p.number:
		if n, err := strconv.Atoi(value); err != nil || n < 1 || n > p.max {
			return problem.BadParameter.Errorf("%s is %.40q; it must be a whole number from 1 to %d", p.name, value, p.max)
		}
	case len(p.values) > 0 && !slices.Contains(p.values, value):
		return problem.BadParameter.Errorf("%s is %.40q; it must be one of: %s", p.name, value, strings.Join(p.values, ", "))
	case p.max > 0 && utf8.RuneCountInString(value) > p.max:
		return problem.BadParameter.Errorf("%s has %d characters; it may have %d", p.name, utf8.RuneCountInString(value), p.max)
	}
	return nil
}

func namesOf(params []param) []string {
	var names []string
	for _, p := range params {
		if !p.inPath {
			names = append(names, p.name)
		}
	}
	if names == nil {
		return []string{"none"}
	}
	return names
}

// quotedNames quotes names that came from a client, the first few and cut short.
func quotedNames(given url.Values) string {
	const most = 5
	var names []string
	for name := range given {
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names[:min(most, len(names))] {
		names[i] = strconv.Quote(string([]rune(name)[:min(40, utf8.RuneCountInString(name))]))
	}
	return strings.Join(names[:min(most, len(names))], ", ")
}
