package option

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gongbao/search"
	"gongbao/search/query"
)

// Reports lists the indexed reports.
type Reports func(ctx context.Context) ([]search.ReportInfo, error)

// Complete lets shells complete what is typed behind root: the values of flags, and the ids of reports, which an index has. Without
// an index these are not completed, but nothing fails. No command but those that read files is offered the names of files.
func Complete(root *cobra.Command, reports Reports) {
	for _, c := range root.Commands() {
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if candidates := candidatesOf(f, reports); candidates != nil {
				register(c, f.Name, candidates)
			}
		})
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
	register(root, "lang", fixed("zh", "en"))
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

// register panics where the flag is none of the command's, or has candidates already, which the tests would catch.
func register(c *cobra.Command, name string, candidates func(*cobra.Command) []string) {
	err := c.RegisterFlagCompletionFunc(name, func(c *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		before := typed[:strings.LastIndexByte(typed, ',')+1]
		var completed []string
		for _, candidate := range candidates(c) {
			completed = append(completed, before+candidate)
		}
		return begun(typed, completed), cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic(fmt.Errorf("%s --%s: %w", c.Name(), name, err))
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

func fixed(values ...string) func(*cobra.Command) []string {
	return func(*cobra.Command) []string { return values }
}

// candidatesOf returns the values of a flag, nil for a flag whose values are of no known kind.
func candidatesOf(f *pflag.Flag, reports Reports) func(*cobra.Command) []string {
	v, ok := f.Value.(*value)
	switch {
	case f.Name == "log":
		return fixed("text", "json")
	case !ok:
		return nil
	case v.parameter.Kind == search.ChoiceValue:
		return fixed(v.parameter.Values...)
	case v.parameter.Kind != search.FilterValue:
		return fixed()
	}
	switch field := query.Field(v.parameter.Name); field {
	case query.Level, query.Kind, query.Role, query.Missing:
		return fixed(query.ValuesOf(field)...)
	case query.Report:
		return func(c *cobra.Command) []string { return idsOf(c, reports) }
	default:
		return func(c *cobra.Command) []string { return valuesOf(c, reports, field) }
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
