package command

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gongbao/language"
	"gongbao/terminal"
)

// TestHelpIsWhole looks for texts of commands and flags that the catalogue lacks, where it says their names instead, and for lines
// that a terminal would break.
func TestHelpIsWhole(t *testing.T) {
	for _, lang := range language.Langs() {
		var walk func(c *cobra.Command)
		walk = func(c *cobra.Command) {
			for _, text := range []string{c.Use, c.Short, c.Long, c.Example} {
				if text == "" || strings.HasPrefix(text, "help.") {
					t.Errorf("%s in %s: %q", c.CommandPath(), lang, text)
				}
			}
			c.Flags().VisitAll(func(f *pflag.Flag) {
				if f.Usage == "" || strings.HasPrefix(f.Usage, "flag.") {
					t.Errorf("%s --%s in %s: %q", c.CommandPath(), f.Name, lang, f.Usage)
				}
			})
			var help strings.Builder
			c.SetOut(&help)
			if err := c.Help(); err != nil {
				t.Error(err)
			}
			for line := range strings.SplitSeq(help.String(), "\n") {
				if n := terminal.Width(line); n > 100 {
					t.Errorf("%s in %s: a line of %d columns: %s", c.CommandPath(), lang, n, line)
				}
			}
			for _, below := range c.Commands() {
				walk(below)
			}
		}
		tool := tool{lang: lang}
		walk(tool.command())
	}
}
