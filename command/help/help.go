// Package help explains commands: it gives them their texts from the catalogue, and prints help.
package help

import (
	_ "embed"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gongbao/language"
	"gongbao/terminal"
)

// Complete gives root its built-in commands, and all commands their texts, help and usage in a language.
func Complete(root *cobra.Command, lang language.Lang) {
	addDefaults(root, lang)
	describe(root, lang)
	root.SetHelpFunc(func(c *cobra.Command, _ []string) {
		fmt.Fprintf(c.OutOrStdout(), "%s\n\n%s", fill(strings.TrimSpace(c.Long)), usage(c, lang))
	})
	root.SetUsageFunc(func(c *cobra.Command) error {
		_, err := fmt.Fprint(c.OutOrStderr(), usage(c, lang))
		return err
	})
}

// describe sets the texts of a command and its subcommands: for "index", help.index.use, .short, .long and .example of
// the catalogue, and flag.index.prune for a flag.
func describe(c *cobra.Command, lang language.Lang) {
	name := c.Name()
	c.Use = lang.Say("help." + name + ".use")
	c.Short = lang.Say("help." + name + ".short")
	c.Long = lang.Say("help." + name + ".long")
	c.Example = lang.Say("help." + name + ".example")
	c.DisableFlagsInUseLine = true // the use text names them
	c.InitDefaultHelpFlag()
	c.Flags().Lookup("help").Usage = lang.Say("flag.help", name)
	fill := func(f *pflag.Flag) {
		if f.Usage == "" {
			f.Usage = lang.Say("flag." + name + "." + f.Name)
		}
	}
	c.PersistentFlags().VisitAll(fill)
	c.Flags().VisitAll(fill)
	for _, below := range c.Commands() {
		describe(below, lang)
	}
}

// addDefaults adds the built-in commands of cobra.
func addDefaults(root *cobra.Command, lang language.Lang) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	root.InitDefaultVersionFlag()
	root.Flags().Lookup("version").Usage = lang.Say("flag.version")
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.Run, c.RunE = nil, helpAbout
		case "completion":
			for _, shell := range c.Commands() {
				if f := shell.Flags().Lookup("no-descriptions"); f != nil {
					f.Usage = lang.Say("flag.no-descriptions")
				}
				if shell.Name() == "bash" {
					shell.RunE = completeBash
				}
			}
		}
	}
}

// moreForBash follows cobra's completion for bash.
//
//go:embed more.bash
var moreForBash string

// completeBash prints the completion for bash.
func completeBash(c *cobra.Command, _ []string) error {
	bare, err := c.Flags().GetBool("no-descriptions")
	if err != nil {
		return err
	}
	if err := c.Root().GenBashCompletionV2(c.OutOrStdout(), !bare); err != nil {
		return err
	}
	_, err = io.WriteString(c.OutOrStdout(), moreForBash)
	return err
}

// helpAbout prints the help of the command that args name.
func helpAbout(c *cobra.Command, args []string) error {
	about, _, err := c.Root().Find(args)
	if err != nil {
		return err
	}
	return about.Help()
}

// usage returns the usage text of a command.
func usage(c *cobra.Command, lang language.Lang) string {
	var b strings.Builder
	fmt.Fprintln(&b, lang.Say("help.usage"))
	if c.Runnable() {
		fmt.Fprintf(&b, "  %s\n", c.UseLine())
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "  %s %s\n", c.CommandPath(), lang.Say("help.command"))
	}
	fmt.Fprintf(&b, "\n%s\n%s\n", lang.Say("help.examples"), c.Example)
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n%s\n", lang.Say("help.commands"))
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
			fmt.Fprintf(&b, "\n%s\n%s\n", lang.Say(part.name), flagUsages(part.flags, lang))
		}
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n%s\n", lang.Say("help.more", c.CommandPath()))
	}
	return b.String()
}

// byDefault matches the default that package pflag appends to a flag.
var byDefault = regexp.MustCompile(`(?m) \(default (.*)\)$`)

// flagLine matches a line of package pflag: the name of a flag, and what it is for.
var flagLine = regexp.MustCompile(`^(\s*\S.*?\S\s{2,})(\S.*)$`)

// flagUsages returns a line for each flag, and more where one is too long.
func flagUsages(f *pflag.FlagSet, lang language.Lang) string {
	usages := byDefault.ReplaceAllStringFunc(f.FlagUsages(), func(s string) string {
		return lang.Say("help.default", byDefault.FindStringSubmatch(s)[1])
	})
	var lines []string
	for line := range strings.SplitSeq(strings.TrimRight(usages, "\n"), "\n") {
		m := flagLine.FindStringSubmatch(line)
		if m == nil {
			lines = append(lines, line)
			continue
		}
		margin := terminal.Width(m[1])
		for i, part := range wrap(m[2], width-margin) {
			if i == 0 {
				lines = append(lines, m[1]+part)
			} else {
				lines = append(lines, strings.Repeat(" ", margin)+part)
			}
		}
	}
	return strings.Join(lines, "\n")
}
