package assistant

import (
	"context"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/figures"
)

// figuresInput has the parameters of a table of figures, but for its pages: a table that does not fit is to be narrowed. Those that
// are no filters the table reads itself.
var figuresInput = func() input {
	in := newInput(append(figures.Filters(), figures.OwnParameters()...), own{name: "links", kind: "boolean", about: language.Sentence("assistant.figures.links")}, maxTokens)
	in.parameters = figures.Filters()
	return in
}()

type figuresOutput struct {
	Name       string          `json:"name,omitempty" jsonschema:"what the table calls the indicator asked for"`
	Joined     []string        `json:"joined,omitempty" jsonschema:"the names that count as this indicator"`
	Total      int             `json:"total" jsonschema:"figures, or targets with links, complete"`
	Rows       []figureShown   `json:"rows"`
	National   []figureShown   `json:"national,omitempty" jsonschema:"the nation's figures for the same years"`
	Links      []linkShown     `json:"links,omitempty"`
	Unchecked  []missingShown  `json:"unchecked,omitempty" jsonschema:"reports in which no number of the indicator was read; look at their passages before saying that they state none"`
	Unknown    *unknownName    `json:"unknown,omitempty" jsonschema:"what was named is not a known indicator"`
	Names      []indicatorName `json:"names,omitempty" jsonschema:"without a name: the indicators of most reports"`
	Coverage   string          `json:"coverage" jsonschema:"the reports that the figures stand on, and what is missing among them"`
	Definition string          `json:"definition"`
	Complete   bool            `json:"complete" jsonschema:"false when rows were left out to keep to the budget: choose an indicator, years or regions"`
	Version    string          `json:"index_version"`
}

type figureShown struct {
	ID         string `json:"id" jsonschema:"report#paragraph"`
	Region     string `json:"region"`
	Indicator  string `json:"indicator" jsonschema:"as printed"`
	Printed    string `json:"printed" jsonschema:"the number as printed"`
	Value      string `json:"value"`
	High       string `json:"high,omitempty" jsonschema:"the upper end of a range"`
	Unit       string `json:"unit"`
	Measure    string `json:"measure"`
	Sign       string `json:"sign,omitempty"`
	Comparator string `json:"comparator"`
	Kind       string `json:"kind"`
	Period     string `json:"period,omitempty" jsonschema:"the years that it speaks of"`
	Subject    string `json:"subject" jsonschema:"the region that it is about"`
	Sentence   string `json:"sentence" jsonschema:"exact"`
	URL        string `json:"url,omitempty"`
}

type linkShown struct {
	Target   figureShown  `json:"target"`
	Verdict  string       `json:"verdict"`
	Result   *figureShown `json:"result,omitempty"`
	Year     int          `json:"year" jsonschema:"of the report in which the result should stand"`
	Passages []string     `json:"passages,omitempty" jsonschema:"sentences of that report that name the indicator, where no result was read"`
	URL      string       `json:"url,omitempty" jsonschema:"the search for the indicator in that report"`
}

type missingShown struct {
	Report      string   `json:"report"`
	Occurrences int      `json:"occurrences" jsonschema:"how often the report names the indicator: 0 says that it does not"`
	Passages    []string `json:"passages" jsonschema:"the first sentences that name it; there may be more at url"`
	URL         string   `json:"url,omitempty"`
}

type unknownName struct {
	Near []indicatorName `json:"near" jsonschema:"indicators with names like it"`
	Said totals          `json:"said" jsonschema:"how often the texts say it"`
	URL  string          `json:"url,omitempty" jsonschema:"the search whose total that is"`
}

type indicatorName struct {
	Name    string `json:"name"`
	Reports int    `json:"reports"`
	Figures int    `json:"figures"`
}

// figures answers with a table of figures, or with targets and their results, all rows that fit.
func (l *library) figures(ctx context.Context, args arguments) (figuresOutput, error) {
	asked, err := figuresInput.request(args)
	if err != nil {
		return figuresOutput{}, err
	}
	request := figures.Request{Request: asked, Names: l.opt.Names}
	request.Lang = lang
	request.Limit = figures.MaxLimit
	values := map[string]string{}
	for _, p := range figures.OwnParameters() {
		value, problem := p.Value(args.values(p.Name))
		if problem != nil && p.Kind == search.ChoiceValue {
			return figuresOutput{}, notOneOf(p.Name, problem.Value, p.Values)
		}
		if problem != nil {
			return figuresOutput{}, problem
		}
		values[p.Name] = value
	}
	if problem := request.Read(func(name string) string { return values[name] }); problem != nil {
		return figuresOutput{}, problem
	}
	budget := newBudget(args.number(maxTokens.name))
	if args.text("links") == "true" {
		return l.targets(ctx, request, budget)
	}
	t, err := figures.New(ctx, l.edition, request)
	if err != nil {
		return figuresOutput{}, err
	}
	out := figuresOutput{
		Name: t.Name, Joined: t.Joined, Total: t.Total.Rows, Rows: []figureShown{}, Coverage: t.Coverage.Text, Definition: t.Definition, Version: t.Version,
		Complete: t.Next == "",
	}
	budget.take(out)
	for _, r := range t.National {
		if one := l.figure(&r); budget.take(one) {
			out.National = append(out.National, one)
		} else {
			out.Complete = false
		}
	}
	for i := range t.Rows {
		one := l.figure(&t.Rows[i])
		if !budget.take(one) && i > 0 {
			out.Complete = false
			return out, nil
		}
		out.Rows = append(out.Rows, one)
	}
	l.rest(&out, &t, budget)
	return out, nil
}

// rest adds what was not found, and without an indicator the names of those that there are.
func (l *library) rest(out *figuresOutput, t *figures.Answer, b *budget) {
	if u := t.Unknown; u != nil {
		one := &unknownName{Near: []indicatorName{}, Said: totals(u.Total), URL: l.link(u.URL)}
		for _, f := range u.Near {
			one.Near = append(one.Near, indicatorName{f.Value, f.Reports, f.Rows})
		}
		if b.take(one) {
			out.Unknown = one
		} else {
			out.Complete = false
		}
	}
	for _, m := range t.Unchecked {
		one := missingShown{m.Report.ID, m.Total.Occurrences, textsOf(m.Passages), l.link(m.URL)}
		if !b.take(one) {
			out.Complete = false
			return
		}
		out.Unchecked = append(out.Unchecked, one)
	}
	if t.Name != "" {
		return
	}
	for _, f := range t.Facets.Names {
		one := indicatorName{f.Value, f.Reports, f.Rows}
		if !b.take(one) {
			return
		}
		out.Names = append(out.Names, one)
	}
}

// targets answers with targets and their results.
func (l *library) targets(ctx context.Context, r figures.Request, b *budget) (figuresOutput, error) {
	a, err := figures.NewLinks(ctx, l.edition, r)
	if err != nil {
		return figuresOutput{}, err
	}
	out := figuresOutput{Total: len(a.Links), Rows: []figureShown{}, Coverage: a.Coverage.Text, Definition: a.Definition, Version: a.Version, Complete: true}
	b.take(out)
	for i := range a.Links {
		link := &a.Links[i]
		one := linkShown{Target: l.figure(&link.Target), Verdict: string(link.Verdict), Year: link.Year, Passages: textsOf(link.Passages)}
		one.URL = l.link(link.URL)
		if link.Result != nil {
			result := l.figure(link.Result)
			one.Result = &result
		}
		if !b.take(one) && i > 0 {
			out.Complete = false
			break
		}
		out.Links = append(out.Links, one)
	}
	return out, nil
}

func textsOf(passages []figures.Passage) []string {
	texts := []string{}
	for _, p := range passages {
		texts = append(texts, p.Text)
	}
	return texts
}

func (l *library) figure(r *figures.Row) figureShown {
	return figureShown{
		r.ID, r.Region, r.Indicator, r.Printed, string(r.Value), string(r.High), r.Unit, r.Measure, r.Sign, r.Comparator, r.Kind, r.Period(), r.Subject, r.Sentence,
		l.link(r.URL),
	}
}
