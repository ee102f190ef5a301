package language

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
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
	return l.say(chosen(text, args), args)
}

// say fills the arguments into a text without forms.
func (l Lang) say(text string, args []any) string {
	if len(args) == 0 {
		return text
	}
	said := make([]any, len(args))
	for i, arg := range args {
		said[i] = l.argument(arg)
	}
	return fmt.Sprintf(text, said...)
}

// chosen returns the form of a text that the first int selects.
func chosen(text string, args []any) string {
	for _, arg := range args {
		if n, isNumber := arg.(int); isNumber {
			return form(text, n)
		}
	}
	return text
}

// Unbroken returns the same as Say, but with no-break spaces between the numbers of the sentence and the words beside them, for text
// that is set in lines. What arguments say in words is left as it is.
func (l Lang) Unbroken(name string, args ...any) string {
	text, ok := sentences()[name].in(l)
	if !ok {
		return name
	}
	return l.say(besideVerbs(chosen(text, args), args), args)
}

var (
	spacedVerb = regexp.MustCompile(`([\p{L}¶] )?(%(?:\[(\d+)\])?[-+# 0-9.]*[a-zA-Z%])( \p{L})?`)
	quotation  = regexp.MustCompile(`“[^”]*”|[^“]+`) // or what is in front of the next
	behindWord = regexp.MustCompile(`(\p{L}) (\d)`)
	beforeWord = regexp.MustCompile(`(\d%?) (\p{L})`)
	numeral    = regexp.MustCompile(`^\d[\d,.-]*$`)
)

// BindNumbers puts no-break spaces between the numbers and the words of a text, outside quotations.
func BindNumbers(text string) string {
	return quotation.ReplaceAllStringFunc(text, func(part string) string {
		if strings.HasPrefix(part, "“") {
			return part
		}
		return beforeWord.ReplaceAllString(behindWord.ReplaceAllString(part, "$1"+noBreak+"$2"), "$1"+noBreak+"$2")
	})
}

const noBreak = "\u00a0"

// boundTexts keeps what besideVerbs has made, since pages say the same sentences hundreds of times.
var boundTexts sync.Map // of boundText to string

type boundText struct {
	text    string
	numbers uint64 // a bit for each argument that is a number
}

// besideVerbs binds the words of a text to the numbers that its verbs stand for, and to those it has itself.
func besideVerbs(text string, args []any) string {
	key := boundText{text: text}
	for i, arg := range args {
		if isNumber(arg) {
			key.numbers |= 1 << i
		}
	}
	if bound, ok := boundTexts.Load(key); ok {
		return bound.(string)
	}
	bound := key.bind()
	boundTexts.Store(key, bound)
	return bound
}

func (b boundText) bind() string {
	next := 0
	bound := spacedVerb.ReplaceAllStringFunc(b.text, func(found string) string {
		parts := spacedVerb.FindStringSubmatch(found)
		if strings.HasSuffix(parts[2], "%") {
			return found
		}
		if n, err := strconv.Atoi(parts[3]); err == nil {
			next = n - 1
		}
		next++
		if b.numbers&(1<<(next-1)) == 0 {
			return found
		}
		return strings.ReplaceAll(parts[1], " ", noBreak) + parts[2] + strings.ReplaceAll(parts[4], " ", noBreak)
	})
	return BindNumbers(bound)
}

func isNumber(arg any) bool {
	switch arg := arg.(type) {
	case int, int64, float64:
		return true
	case string:
		return numeral.MatchString(arg)
	}
	return false
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
