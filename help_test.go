package main

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gongbao/language"
)

// TestHelpIsWhole looks for texts of commands and flags that the catalogue lacks: it says their names instead.
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
			for _, below := range c.Commands() {
				walk(below)
			}
		}
		tool := tool{lang: lang}
		walk(tool.command())
	}
}

func TestSpoken(t *testing.T) {
	for _, c := range []struct {
		args, env string
		want      language.Lang
	}{
		{"search x", "zh_CN.UTF-8", language.ZH},
		{"search x", "C", language.EN},
		{"--lang zh search x", "C", language.ZH},
		{"search x --lang=en", "zh_CN.UTF-8", language.EN},
		{"search --lang fr", "zh_CN.UTF-8", language.ZH},
		{"search -- --lang en", "zh_CN.UTF-8", language.ZH},
		{"search --lang", "zh_CN.UTF-8", language.ZH},
	} {
		got := spoken(strings.Fields(c.args), func(name string) string { return map[string]string{"LANG": c.env}[name] })
		if got != c.want {
			t.Errorf("%s with LANG=%s: %s", c.args, c.env, got)
		}
	}
}
