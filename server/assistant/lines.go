package assistant

import (
	"context"
	"maps"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/concordance"
)

// linesInput has the parameters of a concordance, with less text on either side than people see.
var linesInput = newInput(lineParameters(), maxTokens)

func lineParameters() search.Parameters {
	narrow := func(p *search.Parameter) { p.Default = "20" }
	return search.LineParameters().Without(search.OffsetsName, search.LangName).With(search.LeftName, narrow).With(search.RightName, narrow).
		With(search.LimitName, func(p *search.Parameter) { p.Min = 1 }).With(search.QueryName, func(p *search.Parameter) {
		p.Name, p.About = "query", language.Sentence("assistant.search.query")
	})
}

type linesOutput struct {
	ReadAs string              `json:"read_as" jsonschema:"how the query was understood"`
	Notes  []string            `json:"notes,omitempty"`
	Total  totals              `json:"total" jsonschema:"all occurrences, complete"`
	Of     int                 `json:"of" jsonschema:"lines on all pages together: all occurrences, or those of the sample"`
	Sample *concordance.Sample `json:"sample,omitempty" jsonschema:"the sample that the lines are of"`
	Lines  []lineShown         `json:"lines"`
	// Address stands once, for all lines.
	Address string `json:"address,omitempty" jsonschema:"where a line is read, with its id in place of {report} and {paragraph}"`
	// Beside is cut to the budget before any line is.
	Beside   []besideShown `json:"continuations,omitempty" jsonschema:"what stands right beside the places, most first"`
	Left     int           `json:"continuations_left_out,omitempty" jsonschema:"how many more there are that did not fit"`
	Coverage string        `json:"coverage" jsonschema:"the reports that all this stands on, and what is missing among them"`
	Complete bool          `json:"complete" jsonschema:"false when there are more lines or continuations than these"`
	Next     string        `json:"next,omitempty" jsonschema:"the cursor to go on with"`
	Version  string        `json:"index_version"`
	Changed  bool          `json:"index_changed,omitempty" jsonschema:"true when the cursor comes from another version of the index; lines may be missing or come twice"`
}

type lineShown struct {
	ID     string `json:"id" jsonschema:"report#paragraph"`
	Left   string `json:"left" jsonschema:"exact text before the place"`
	Place  string `json:"place" jsonschema:"exact text of the place"`
	Right  string `json:"right" jsonschema:"exact text behind the place"`
	Region string `json:"region"`
	Year   int    `json:"year,omitempty"`
}

type besideShown struct {
	Text  string `json:"text"`
	Count int    `json:"count"`
	URL   string `json:"url,omitempty" jsonschema:"the search whose occurrences it counts"`
}

// lines answers with as many lines as fit.
func (l *library) lines(ctx context.Context, args arguments) (linesOutput, error) {
	at, err := parseCursor(args.text(search.CursorName))
	if err != nil {
		return linesOutput{}, err
	}
	asked := maps.Clone(args)
	asked[search.CursorName] = at.Page
	if at.Limit > 0 {
		asked[search.LimitName] = float64(at.Limit)
	}
	request, err := linesInput.request(asked)
	if err != nil {
		return linesOutput{}, err
	}
	request.Lang = lang
	found, err := concordance.Find(ctx, l.edition, request)
	if err != nil {
		return linesOutput{}, err
	}
	out := linesOutput{
		ReadAs: found.Query.ReadAs, Notes: found.Query.Notes, Total: totals(found.Total), Of: found.Of, Sample: found.Sample, Lines: []lineShown{},
		Address: l.address(), Coverage: found.Coverage.Text, Version: found.Version, Changed: found.Changed,
	}
	if notes := l.changed(at); notes != nil && !out.Changed {
		out.Changed, out.Notes = true, append(out.Notes, notes...)
	}
	if found.NoContinuations != "" {
		out.Notes = append(out.Notes, found.NoContinuations)
	}
	budget := newBudget(args.number(maxTokens.name))
	budget.take([]any{out.ReadAs, out.Notes, out.Coverage, out.Address})
	if args.text(search.CursorName) == "" { // of all places: once is enough
		l.fillBeside(&out, found.Continuations, budget)
	}
	rest := found.Lines[min(at.Skip, len(found.Lines)):]
	shown := l.fillLines(&out, rest, budget)
	switch {
	case shown < len(rest):
		out.Next = cursor{Page: at.Page, Skip: at.Skip + shown, Limit: request.Limit, Version: found.Version}.String()
	case found.Next != "":
		out.Next = cursor{Page: found.Next, Limit: request.Limit, Version: found.Version}.String()
	}
	out.Complete = out.Next == "" && out.Left == 0
	return out, nil
}

// fillBeside adds continuations while they fit into half of the budget.
func (l *library) fillBeside(out *linesOutput, list []concordance.Continuation, b *budget) {
	half := &budget{b.left / 2}
	before := half.left
	for i, c := range list {
		one := besideShown{Text: c.Text, Count: c.Count}
		if c.URL != "" {
			one.URL = l.link(c.URL)
		}
		if !half.take(one) {
			out.Left = len(list) - i
			break
		}
		out.Beside = append(out.Beside, one)
	}
	b.left -= before - half.left
}

// fillLines adds lines while they fit, one at least, so that a page always makes progress.
func (l *library) fillLines(out *linesOutput, lines []concordance.Line, b *budget) int {
	for i, line := range lines {
		one := lineShown{line.ID, line.Left, line.Place, line.Right, line.Report.Region, line.Report.Year}
		if !b.take(one) && i > 0 {
			return i
		}
		out.Lines = append(out.Lines, one)
	}
	return len(lines)
}
