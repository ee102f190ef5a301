package assistant

import (
	"context"
	"fmt"
	"strings"

	"gongbao/corpus"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/cite"
)

type reportsOutput struct {
	Total    int       `json:"total" jsonschema:"reports that were asked for"`
	Reports  []listing `json:"reports"`
	Complete bool      `json:"complete" jsonschema:"false when there are more than these"`
	Next     string    `json:"next,omitempty" jsonschema:"the cursor to go on with"`
	Notes    []string  `json:"notes,omitempty"`
	Version  string    `json:"index_version"`
}

// A listing is a report in a list.
type listing struct {
	search.ReportInfo
	URL string `json:"url,omitempty"`
}

// reports answers with as many reports as fit, by id.
func (l *library) reports(ctx context.Context, args arguments) (reportsOutput, error) {
	at, err := parseCursor(args.text(search.CursorName))
	if err != nil {
		return reportsOutput{}, err
	}
	asked, err := reportsInput.request(args)
	if err != nil {
		return reportsOutput{}, err
	}
	all, err := l.edition.Reports(ctx, asked.Filters...)
	if err != nil {
		return reportsOutput{}, err
	}
	out := reportsOutput{Version: l.edition.Version(), Notes: l.changed(at), Total: len(all), Reports: []listing{}}
	budget := newBudget(args.number(maxTokens.name))
	for i, r := range all[min(at.Skip, len(all)):] {
		shown := listing{r, l.url(r.ID, 0)}
		if !budget.take(shown) && i > 0 {
			out.Next = cursor{Skip: at.Skip + i, Version: out.Version}.String()
			return out, nil
		}
		out.Reports = append(out.Reports, shown)
	}
	out.Complete = true
	return out, nil
}

var citeInput = newInput(nil, idArgument("assistant.cite.id"),
	own{name: "format", kind: "string", about: language.Sentence("assistant.cite.format"), values: formatNames()})

func formatNames() (names []string) {
	for _, f := range cite.Formats() {
		names = append(names, string(f))
	}
	return names
}

type citeOutput struct {
	ID        string                 `json:"id"`
	URL       string                 `json:"url,omitempty"`
	Text      string                 `json:"text,omitempty" jsonschema:"the exact text of the paragraph"`
	Cut       bool                   `json:"cut,omitempty" jsonschema:"true when text is only a part of the paragraph"`
	Section   []string               `json:"section,omitempty"`
	Citations map[cite.Format]string `json:"citations"`
	Version   string                 `json:"index_version"`
}

// cite writes citations.
func (l *library) cite(ctx context.Context, args arguments) (citeOutput, error) {
	formats := cite.Formats()
	if f := args.text("format"); f != "" {
		formats = []cite.Format{cite.Format(f)}
	}
	view, ordinal, err := l.find(ctx, args.text(idName))
	if err != nil {
		return citeOutput{}, err
	}
	var p corpus.Paragraph
	id, _, _ := strings.Cut(args.text(idName), "#")
	if ordinal > 0 {
		p = view.Paragraphs[ordinal-1].Paragraph
		id = fmt.Sprintf("%s#%d", id, ordinal)
	}
	out := citeOutput{Version: view.Version, ID: id, URL: l.url(view.ID, ordinal), Section: p.Section, Citations: map[cite.Format]string{}}
	for _, f := range formats {
		out.Citations[f] = l.citation(f, view.Header(), p)
	}
	room := newBudget(0).left - tokensOf(out)
	out.Text = cut(p.Text, 0, room)
	out.Cut = out.Text != p.Text
	return out, nil
}
