package language

import (
	"fmt"
	"strconv"
	"strings"
)

// A Sayer is a value that is said in a language, such as an [Error].
type Sayer interface {
	In(Lang) string
}

// Say returns the sentence called name with its arguments filled in, as by fmt.Sprintf. An int is grouped by %s (1,234)
// and plain by %d. Where a text has two forms with a bar between them, the first int chooses the one for 1 or the one
// for more: %s report|%s reports. A []string is listed; errors and Sayers are said in the same language. A name that the
// catalogue lacks is said itself.
func (l Lang) Say(name string, args ...any) string {
	text, ok := sentences()[name].in(l)
	if !ok {
		return name
	}
	if len(args) == 0 {
		return text
	}
	said := make([]any, len(args))
	counted := false
	for i, arg := range args {
		if n, isNumber := arg.(int); isNumber && !counted {
			counted = true
			text = form(text, n)
		}
		said[i] = l.argument(arg)
	}
	return fmt.Sprintf(text, said...)
}

// form chooses between the form of a text for 1 and the one for other numbers.
func form(text string, n int) string {
	one, more, forms := strings.Cut(text, "|")
	if !forms || n == 1 {
		return one
	}
	return more
}

func (l Lang) argument(arg any) any {
	switch arg := arg.(type) {
	case int:
		return figure(arg)
	case []string:
		return l.List(arg)
	case error:
		return l.Err(arg)
	case Sayer:
		return arg.In(l)
	}
	return arg
}

// A figure is a number that %s writes as people read it, 1,234,567, and %d in plain digits, as years are.
type figure int

func (f figure) String() string {
	sign, digits := "", strconv.Itoa(int(f))
	if f < 0 {
		sign, digits = "-", digits[1:]
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return sign + digits
}

// Grouped writes a number as people read it: 1,234,567.
func Grouped(n int) string { return figure(n).String() }

// Has reports whether the catalogue has a sentence called name.
func Has(name string) bool {
	_, ok := sentences()[name]
	return ok
}

// Sentence is a [Sayer] of a sentence and its arguments.
func Sentence(name string, args ...any) Sayer { return sentence{name, args} }

type sentence struct {
	name string
	args []any
}

func (s sentence) In(l Lang) string { return l.Say(s.name, s.args...) }
