package main

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gongbao/language"
)

// describe sets the texts of a command and its subcommands: for "index", help.index.use, .short, .long and .example of
// the catalogue, and flag.index.prune for a flag.
func (t *tool) describe(c *cobra.Command) {
	name := c.Name()
	c.Use = t.say("help." + name + ".use")
	c.Short = t.say("help." + name + ".short")
	c.Long = t.say("help." + name + ".long")
	c.Example = t.say("help." + name + ".example")
	c.DisableFlagsInUseLine = true // the use text names them
	c.InitDefaultHelpFlag()
	c.Flags().Lookup("help").Usage = t.say("flag.help", name)
	fill := func(f *pflag.Flag) {
		if f.Usage == "" {
			f.Usage = t.say("flag." + name + "." + f.Name)
		}
	}
	c.PersistentFlags().VisitAll(fill)
	c.Flags().VisitAll(fill)
	for _, below := range c.Commands() {
		t.describe(below)
	}
}

// addDefaults adds the built-in commands of cobra.
func (t *tool) addDefaults(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.Run, c.RunE = nil, helpAbout
		case "completion":
			for _, shell := range c.Commands() {
				if f := shell.Flags().Lookup("no-descriptions"); f != nil {
					f.Usage = t.say("flag.no-descriptions")
				}
			}
		}
	}
}

// helpAbout prints the help of the command that args name.
func helpAbout(c *cobra.Command, args []string) error {
	about, _, err := c.Root().Find(args)
	if err != nil {
		return err
	}
	return about.Help()
}

func (t *tool) help(c *cobra.Command, _ []string) {
	fmt.Fprintf(c.OutOrStdout(), "%s\n\n%s", strings.TrimSpace(c.Long), t.usage(c))
}

// usage returns the usage text of a command.
func (t *tool) usage(c *cobra.Command) string {
	var b strings.Builder
	fmt.Fprintln(&b, t.say("help.usage"))
	if c.Runnable() {
		fmt.Fprintf(&b, "  %s\n", c.UseLine())
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "  %s %s\n", c.CommandPath(), t.say("help.command"))
	}
	fmt.Fprintf(&b, "\n%s\n%s\n", t.say("help.examples"), c.Example)
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n%s\n", t.say("help.commands"))
		for _, below := range c.Commands() {
			if below.IsAvailableCommand() || below.Name() == "help" {
				fmt.Fprintf(&b, "  %-*s %s\n", below.NamePadding(), below.Name(), below.Short)
			}
		}
	}
	for _, part := range []struct {
		name  string
		flags *pflag.FlagSet
	}{{"help.flags", c.LocalFlags()}, {"help.global", c.InheritedFlags()}} {
		if part.flags.HasAvailableFlags() {
			fmt.Fprintf(&b, "\n%s\n%s\n", t.say(part.name), t.flags(part.flags))
		}
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n%s\n", t.say("help.more", c.CommandPath()))
	}
	return b.String()
}

// byDefault matches the default that package pflag appends to a flag.
var byDefault = regexp.MustCompile(`(?m) \(default (.*)\)$`)

func (t *tool) flags(f *pflag.FlagSet) string {
	usages := byDefault.ReplaceAllStringFunc(f.FlagUsages(), func(s string) string {
		return t.say("help.default", byDefault.FindStringSubmatch(s)[1])
	})
	return strings.TrimRight(usages, "\n")
}

// A langFlag is the value of the flag --lang.
type langFlag struct{ lang *language.Lang }

func (f langFlag) Set(value string) error {
	lang, ok := language.Parse(value)
	if !ok {
		return language.New("command.lang")
	}
	*f.lang = lang
	return nil
}

func (f langFlag) String() string { return "" }
func (f langFlag) Type() string   { return "string" }

// spoken returns the language of a command line before it is parsed, since its texts are needed by then.
func spoken(args []string, getenv func(string) string) language.Lang {
	lang := language.Default(getenv)
	for i, arg := range args {
		if arg == "--" {
			break
		}
		name, value, whole := strings.Cut(arg, "=")
		if !whole && i+1 < len(args) {
			value = args[i+1]
		}
		if given, ok := language.Parse(value); ok && name == "--lang" {
			lang = given
		}
	}
	return lang
}
