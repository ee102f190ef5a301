package option

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gongbao/corpus/text"
	"gongbao/language"
)

// A Usage is the error of an invalid command line.
type Usage struct{ error }

func (e Usage) Unwrap() error { return e.error }

// Wrong returns an error as one of the command line.
func Wrong(err error) error { return Usage{err} }

// WrongIf returns err as one of the command line if is says that it is about what was asked for, and else as it is.
func WrongIf(err error, is func(error) bool) error {
	if is(err) {
		return Wrong(err)
	}
	return err
}

// usage returns a Usage with the sentence called name.
func usage(name string, args ...any) error { return Usage{language.New(name, args...)} }

// FlagError describes an error in a flag, and how to search for text that looks like one.
func FlagError(c *cobra.Command, err error) error {
	if near := nearFlag(c, err); near != "" {
		return usage("command.flag.near", flagProblem(err), near, c.CommandPath())
	}
	err = flagProblem(err)
	switch c.Name() {
	case "search", "export", "count", "trend", "absence", "lines":
		return usage("command.flag.search", err, c.CommandPath())
	}
	return usage("command.flag", err, c.CommandPath())
}

// nearFlag returns the flag of a command whose name is nearly the unknown one of an error, or begins with it.
func nearFlag(c *cobra.Command, err error) (near string) {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) || unknown.GetSpecifiedShortnames() != "" {
		return ""
	}
	name := unknown.GetSpecifiedName()
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if near == "" && (text.Near(name, f.Name) || len(name) > 1 && strings.HasPrefix(f.Name, name)) {
			near = "--" + f.Name
		}
	})
	return near
}

// flagProblem converts an error of package pflag to one with a translation.
func flagProblem(err error) error {
	var unknown *pflag.NotExistError
	var bare *pflag.ValueRequiredError
	var value *pflag.InvalidValueError
	var syntax *pflag.InvalidSyntaxError
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		return language.New("command.flag.unknown", "-"+unknown.GetSpecifiedShortnames())
	case errors.As(err, &unknown):
		return language.New("command.flag.unknown", "--"+unknown.GetSpecifiedName())
	case errors.As(err, &bare):
		return language.New("command.flag.bare", bare.GetSpecifiedName())
	case errors.As(err, &value):
		cause := value.Unwrap()
		if number := new(strconv.NumError); errors.As(cause, &number) {
			cause = language.New("command.flag.number")
		}
		return language.New("command.flag.value", value.GetValue(), value.GetFlag().Name, cause)
	case errors.As(err, &syntax):
		return language.New("command.flag.syntax", syntax.GetSpecifiedFlag())
	}
	return err
}

// exclusive matches cobra's error for flags that do not go together, which has no value of its own.
var exclusive = regexp.MustCompile(`^if any flags in the group .* none of the others can be; \[(.+)\] were all set$`)

// Exclusive converts cobra's error for flags that do not go together to one with a translation. It returns nil for other errors.
func Exclusive(err error) error {
	m := exclusive.FindStringSubmatch(err.Error())
	if m == nil {
		return nil
	}
	flags := strings.Fields(m[1])
	for i, name := range flags {
		flags[i] = "--" + name
	}
	return usage("command.flag.exclusive", flags)
}

// UnknownCommand converts cobra's error for an unknown command to one with a translation.
func UnknownCommand(root *cobra.Command, err error) error {
	var name string
	if _, bad := fmt.Sscanf(err.Error(), "unknown command %q", &name); bad != nil {
		return err
	}
	if near := root.SuggestionsFor(name); len(near) > 0 {
		return usage("command.unknown.near", name, near)
	}
	return usage("command.unknown", name)
}
