package option

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/query"
)

// Reports lists the indexed reports.
type Reports func(ctx context.Context) ([]search.ReportInfo, error)

// Complete lets shells complete what is typed behind root: the values of flags, with what they mean in lang, and the ids of reports,
// which an index has. Without an index these are not completed, but nothing fails. The names of files are offered where files are read
// or written, and nowhere else.
func Complete(root *cobra.Command, lang language.Lang, reports Reports) {
	completer := completer{lang, reports}
	completer.flags(root, root.PersistentFlags())
	for _, c := range root.Commands() {
		completer.flags(c, c.Flags())
		switch c.Name() {
		case "search", "export", "count", "trend", "absence", "figures", "lines", "reports", "serve", "mcp", "verify", "rollback", "version":
			c.ValidArgsFunction = cobra.NoFileCompletions
		case "show", "cite", "wording", "repeats":
			c.ValidArgsFunction = idsFor(1, reports)
		case "compare":
			c.ValidArgsFunction = idsFor(2, reports)
		case "delete":
			c.ValidArgsFunction = idsFor(math.MaxInt, reports)
		}
	}
}

// Completing returns a command line that is to be completed with its words in front of the last one without the dash of what is no
// flag but a word to leave out, as in -房地产: it would end the completion.
func Completing(args []string) []string {
	if len(args) == 0 || args[0] != cobra.ShellCompRequestCmd && args[0] != cobra.ShellCompNoDescRequestCmd {
		return args
	}
	args = slices.Clone(args)
	for i, word := range args[:len(args)-1] {
		if left, dashed := strings.CutPrefix(word, "-"); dashed && left != "" && left[0] >= utf8.RuneSelf {
			args[i] = left
		}
	}
	return args
}

// idsFor completes the ids of reports for at most so many arguments, none of them twice.
func idsFor(most int, reports Reports) cobra.CompletionFunc {
	return func(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) >= most {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		given := func(id string) bool { return slices.Contains(args, strings.Split(id, "\t")[0]) }
		return slices.DeleteFunc(begun(typed, idsOf(c, reports)), given), cobra.ShellCompDirectiveNoFileComp
	}
}

// A completer offers values of flags.
type completer struct {
	lang    language.Lang
	reports Reports
}

// candidates returns what a flag may have where so much of a value is typed, each with its description behind a tab, if there is one.
type candidates func(c *cobra.Command, typed string) []string

// flags offers the values of the flags of a command, but of those that are files or have candidates already.
func (o completer) flags(c *cobra.Command, flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) {
		if _, known := c.GetFlagCompletionFunc(f.Name); known || f.Value.Type() == "bool" || slices.Contains(files(), f.Name) {
			return
		}
		values, list := o.candidates(f)
		completion := one(values)
		if list {
			completion = several(values)
		}
		register(c, f.Name, completion)
	})
}

// files are the flags whose values are files or directories, or begin with one.
func files() []string {
	return []string{"before", "file", "index", "names", "thesaurus", "words", "xlsx"}
}

// one completes a value.
func one(values candidates) cobra.CompletionFunc {
	return func(c *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		return begun(typed, values(c, typed)), cobra.ShellCompDirectiveNoFileComp
	}
}

// several completes the last value of a list with commas, with none that the list has already.
func several(values candidates) cobra.CompletionFunc {
	return func(c *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		before := typed[:strings.LastIndexByte(typed, ',')+1]
		given := strings.Split(before, ",")
		var completed []string
		for _, candidate := range values(c, typed[len(before):]) {
			if value, _, _ := strings.Cut(candidate, "\t"); !slices.Contains(given, value) {
				completed = append(completed, before+candidate)
			}
		}
		return begun(typed, completed), cobra.ShellCompDirectiveNoFileComp
	}
}

// Offer completes a flag of a command, whose values, with commas between several, are these.
func Offer(c *cobra.Command, flag string, values ...string) {
	register(c, flag, several(fixed(values...)))
}

// register panics where a command has no such flag, or the flag has candidates already, which the tests would catch.
func register(c *cobra.Command, flag string, completion cobra.CompletionFunc) {
	if err := c.RegisterFlagCompletionFunc(flag, completion); err != nil {
		panic(fmt.Errorf("%s --%s: %w", c.Name(), flag, err))
	}
}

// begun returns the candidates that begin with what is typed.
func begun(typed string, candidates []string) []string {
	var begin []string
	for _, candidate := range candidates {
		if strings.HasPrefix(candidate, typed) {
			begin = append(begin, candidate)
		}
	}
	return begin
}

func fixed(values ...string) candidates {
	return func(*cobra.Command, string) []string { return values }
}

// candidates returns the values of a flag, none where they are of no known kind, and whether it takes several of them.
func (o completer) candidates(f *pflag.Flag) (values candidates, list bool) {
	v, ok := f.Value.(*value)
	switch {
	case f.Name == "log":
		return fixed("text", "json"), false
	case f.Name == "lang":
		return fixed("zh", "en"), false
	case !ok:
		return fixed(), false
	case v.parameter.Kind == search.ChoiceValue:
		return o.named("page.choice."+v.parameter.Name, v.parameter.Values), false
	case v.parameter.Kind != search.FilterValue:
		return fixed(), false
	}
	switch field := query.Field(v.parameter.Name); field {
	case query.Level, query.Kind, query.Role:
		return o.filters("page.value."+string(field), query.ValuesOf(field)), true
	case query.Missing:
		return o.filters("page.field", query.ValuesOf(field)), true
	case query.Report:
		return func(c *cobra.Command, _ string) []string { return idsOf(c, o.reports) }, true
	default:
		return func(c *cobra.Command, _ string) []string { return valuesOf(c, o.reports, field) }, true
	}
}

// named returns codes with their names, where sentences have them and they say more.
func (o completer) named(sentences string, codes []string) candidates {
	named := make([]string, len(codes))
	for i, code := range codes {
		named[i] = code
		if sentence := sentences + "." + code; language.Has(sentence) && !strings.EqualFold(o.lang.Say(sentence), code) {
			named[i] += "\t" + o.lang.Say(sentence)
		}
	}
	return fixed(named...)
}

// filters is named, with the Chinese names, which filters take too, for whoever has begun to type one.
func (o completer) filters(sentences string, codes []string) candidates {
	return func(c *cobra.Command, typed string) []string {
		list := o.named(sentences, codes)(c, typed)
		for _, code := range codes {
			if typed != "" {
				list = append(list, language.ZH.Say(sentences+"."+code))
			}
		}
		return list
	}
}

// listed returns the reports for a completion, none if they cannot be read: whoever types has asked nothing yet.
func listed(c *cobra.Command, reports Reports) []search.ReportInfo {
	list, err := reports(c.Context())
	if err != nil {
		cobra.CompDebugln(err.Error(), false)
	}
	return list
}

// idsOf returns the ids of reports, each with its title.
func idsOf(c *cobra.Command, reports Reports) []string {
	var ids []string
	for _, r := range listed(c, reports) {
		ids = append(ids, r.ID+"\t"+strings.Join(strings.Fields(r.Title), " "))
	}
	return ids
}

// valuesOf returns what the reports have in a field, without doubles.
func valuesOf(c *cobra.Command, reports Reports, field query.Field) []string {
	var values []string
	for _, r := range listed(c, reports) {
		value := ""
		switch field {
		case query.Region:
			value = r.Region
		case query.Year:
			if r.Year > 0 {
				value = fmt.Sprint(r.Year)
			}
		case query.Speaker:
			value = r.Speaker
		case query.Date:
			value = r.Date
		}
		if value != "" && !strings.ContainsAny(value, " \t\n,") {
			values = append(values, value)
		}
	}
	slices.Sort(values)
	return slices.Compact(values)
}
