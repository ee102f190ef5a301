package help

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gongbao/language"
)

// Manual writes a manual page for root and each of its commands into the folder dir, which it makes: gongbao.1, gongbao-search.1 and
// so on. They are in the language that [Complete] was given.
func Manual(root *cobra.Command, dir string, lang language.Lang) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, c := range append([]*cobra.Command{root}, root.Commands()...) {
		if c != root && !c.IsAvailableCommand() {
			continue
		}
		name := strings.ReplaceAll(c.CommandPath(), " ", "-")
		if err := os.WriteFile(filepath.Join(dir, name+".1"), []byte(page(c, name, lang)), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// page returns the manual page of a command, in the man macros.
func page(c *cobra.Command, name string, lang language.Lang) string {
	var b strings.Builder
	fmt.Fprintf(&b, ".TH %s 1 \"\" gongbao\n", strings.ToUpper(name))
	section := func(title string) { fmt.Fprintf(&b, ".SH %s\n", lang.Say("manual."+title)) }
	section("name")
	fmt.Fprintf(&b, "%s \\- %s\n", roff(name), roff(c.Short))
	section("synopsis")
	fmt.Fprintf(&b, ".B %s\n", roff(c.UseLine()))
	section("description")
	for paragraph := range strings.SplitSeq(strings.TrimSpace(c.Long), "\n\n") {
		if strings.HasPrefix(paragraph, " ") {
			fmt.Fprintf(&b, ".PP\n.nf\n%s\n.fi\n", roff(paragraph))
			continue
		}
		joined := ""
		for line := range strings.SplitSeq(paragraph, "\n") {
			joined = join(joined, line)
		}
		fmt.Fprintf(&b, ".PP\n%s\n", roff(joined))
	}
	section("options")
	for _, flags := range []*pflag.FlagSet{c.LocalFlags(), c.InheritedFlags()} {
		flags.VisitAll(func(f *pflag.Flag) {
			name, usage := pflag.UnquoteUsage(f)
			option := "--" + f.Name
			if f.Shorthand != "" {
				option = "-" + f.Shorthand + ", " + option
			}
			fmt.Fprintf(&b, ".TP\n\\fB%s\\fR %s\n%s\n", roff(option), roff(name), roff(usage))
		})
	}
	section("examples")
	fmt.Fprintf(&b, ".nf\n%s\n.fi\n", roff(strings.Trim(c.Example, "\n")))
	if below := c.Commands(); len(below) > 0 {
		section("commands")
		for _, c := range below {
			if c.IsAvailableCommand() {
				fmt.Fprintf(&b, ".TP\n\\fB%s\\fR\n%s\n", roff(c.Name()), roff(c.Short))
			}
		}
	}
	return b.String()
}

// roff escapes what the formatter of manual pages would obey.
func roff(s string) string {
	lines := strings.Split(strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(s), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
