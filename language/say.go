package language

import (
	"fmt"
	"strconv"
	"strings"
)

// A Sayer is a value with a text in each language, such as an [Error].
type Sayer interface {
	In(Lang) string
}

// Say returns the sentence called name with its arguments filled in, as by fmt.Sprintf. %s groups the digits of an int
// (1,234) and %d does not. In a text with two forms separated by a bar, the first int selects the form: the first one
// for 1, the second one for more: %s report|%s reports. A []string becomes a list; errors and Sayers appear in the same
// language. What a terminal would obey in an argument is quoted, see [Printable]. For a name that the catalogue lacks, Say returns the name.
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

// form selects one of the two forms of a text: that for 1 or that for other numbers.
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
	case string:
		if Printable(arg) != arg {
			return unprintable(arg)
		}
	case []string:
		items := make([]string, len(arg))
		for i, item := range arg {
			items[i] = Printable(item)
		}
		return l.List(items)
	case error:
		return l.Err(arg)
	case Sayer:
		return arg.In(l)
	}
	return arg
}

// A figure is a number that %s groups for reading, 1,234,567, and %d prints in plain digits, as for years.
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

// Grouped returns a number with its digits grouped for reading: 1,234,567.
func Grouped(n int) string { return figure(n).String() }

// Has reports whether the catalogue has a sentence called name.
func Has(name string) bool {
	_, ok := sentences()[name]
	return ok
}

// Sentence returns a [Sayer] for a sentence and its arguments.
func Sentence(name string, args ...any) Sayer { return sentence{name, args} }

type sentence struct {
	name string
	args []any
}

func (s sentence) In(l Lang) string { return l.Say(s.name, s.args...) }
