package assistant

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"gongbao/corpus"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/cite"
)

var readInput = newInput(nil, idArgument("assistant.read.id"), maxTokens, nextCursor)

type readOutput struct {
	Report     search.ReportInfo `json:"report"`
	Citation   string            `json:"citation" jsonschema:"of the report, GB/T 7714"`
	URL        string            `json:"url,omitempty" jsonschema:"its page; paragraph 67 is at #p67 of it"`
	Paragraphs []passage         `json:"text"`
	Complete   bool              `json:"complete" jsonschema:"false when the report goes on"`
	Next       string            `json:"next,omitempty" jsonschema:"the cursor to go on with"`
	Notes      []string          `json:"notes,omitempty"`
	Version    string            `json:"index_version"`
}

// read answers with as many paragraphs as fit.
func (l *library) read(ctx context.Context, args arguments) (readOutput, error) {
	view, first, err := l.find(ctx, args.text(idName))
	if err != nil {
		return readOutput{}, err
	}
	at, err := parseCursor(args.text(search.CursorName))
	if err != nil {
		return readOutput{}, err
	}
	if args.text(search.CursorName) != "" {
		first = at.Skip + 1
	}
	out := readOutput{Version: view.Version, Notes: l.changed(at), Report: view.ReportInfo, Paragraphs: []passage{}, Citation: l.citation(cite.GBT, view.Header(), corpus.Paragraph{}), URL: l.url(view.ID, 0)}
	budget := newBudget(args.number(maxTokens.name))
	budget.take(out)
	for _, p := range view.Paragraphs[min(max(first, 1)-1, len(view.Paragraphs)):] {
		shown := passage{ID: search.ParagraphID(view.ID, p.Ordinal), Text: p.Text, Section: innermost(p.Section), Role: string(p.Role)}
		if !budget.take(shown) {
			if len(out.Paragraphs) > 0 {
				out.Next = cursor{Skip: p.Ordinal - 1, Version: view.Version}.String()
				return out, nil
			}
			shown.cutTo(budget, 0)
		}
		out.Paragraphs = append(out.Paragraphs, shown)
	}
	out.Complete = true
	return out, nil
}

// find returns a report by its id, and the ordinal of the paragraph if an ordinal or hash follows, or 0.
func (l *library) find(ctx context.Context, id string) (view search.ReportView, ordinal int, err error) {
	id, paragraph, _ := strings.Cut(id, "#")
	view, err = l.edition.Report(ctx, id, search.Marking{})
	if err != nil || paragraph == "" {
		return view, 0, listed(err)
	}
	p, ok := view.Paragraph(strings.TrimPrefix(paragraph, "p"))
	if !ok {
		return view, 0, view.NoParagraph(paragraph)
	}
	return view, p.Ordinal, nil
}

// listed adds to the error of an id that no report has how to list those there are.
func listed(err error) error {
	if none := (*search.NoReport)(nil); errors.As(err, &none) {
		return language.New("assistant.problem.report", none)
	}
	return err
}

// link returns the address of a path of the site; "" where no site is known, since nobody can open a path alone.
func (l *library) link(path string) string {
	if l.opt.Base == "" || path == "" {
		return ""
	}
	return l.opt.Base + path
}

// url returns the permalink of a report, or of one of its paragraphs.
func (l *library) url(id string, ordinal int) string { return l.link(search.PagePath(id, ordinal)) }

// address is the template (RFC 6570) of the addresses of paragraphs.
func (l *library) address() string { return l.link("/reports/{report}#p{paragraph}") }

// citation cites a report, or one of its paragraphs.
func (l *library) citation(f cite.Format, report corpus.Header, p corpus.Paragraph) string {
	return cite.Write(f, cite.Source{Report: report, Paragraph: p, URL: l.link(search.Permalink(report.ID, p.Ordinal, p.Hash)), Read: time.Now()})
}

var outlineInput = newInput(nil, idArgument("assistant.outline.id"), maxTokens)

type outlineOutput struct {
	Report   string   `json:"report"`
	Sections []string `json:"sections" jsonschema:"in order, one indented by its depth, with the number of its first paragraph: read begins there"`
	Complete bool     `json:"complete" jsonschema:"false when there are more sections than fit; a larger max_tokens has them"`
	Version  string   `json:"index_version"`
}

// outline answers with the sections of a report.
func (l *library) outline(ctx context.Context, args arguments) (outlineOutput, error) {
	view, _, err := l.find(ctx, args.text(idName))
	if err != nil {
		return outlineOutput{}, err
	}
	out := outlineOutput{Report: view.FullName(), Sections: []string{}, Version: view.Version}
	budget := newBudget(args.number(maxTokens.name))
	for _, s := range view.Outline {
		line := fmt.Sprintf("%s%s #%d", strings.Repeat("  ", max(s.Level-1, 0)), s.Title, s.Paragraph)
		if !budget.take(line) {
			return out, nil
		}
		out.Sections = append(out.Sections, line)
	}
	out.Complete = true
	return out, nil
}
