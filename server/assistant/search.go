package assistant

import (
	"context"
	"maps"
	"strings"

	"gongbao/corpus"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/cite"
	"gongbao/search/factor"
)

// A passage is a paragraph, or as much of it as fits.
type passage struct {
	ID          string       `json:"id" jsonschema:"report#paragraph"`
	Match       search.Match `json:"match,omitempty" jsonschema:"exact, equal, loose or related; absent where it is the match of the answer"`
	Reason      string       `json:"reason,omitempty" jsonschema:"why a related passage is here"`
	Score       string       `json:"score,omitempty" jsonschema:"with explain=1: the score and the factors that make it; docs/ranking.md has the formula"`
	Occurrences int          `json:"occurrences,omitempty" jsonschema:"places of the query in the whole paragraph"`
	Text        string       `json:"text" jsonschema:"the exact text"`
	Cut         bool         `json:"cut,omitempty" jsonschema:"true when text is only a part of the paragraph"`
	Section     string       `json:"section,omitempty" jsonschema:"title of the innermost section around it, where the text does not begin with it; the tool outline has them all"`
	Role        string       `json:"role,omitempty" jsonschema:"what the outermost section is for: review, plan or annex"`
	Below       string       `json:"below,omitempty" jsonschema:"of a heading: the text of the paragraph right below it, which need not match"`
	Same        string       `json:"same,omitempty" jsonschema:"how many paragraphs of the answer say the same in other years, and which years these are"`
	SameIDs     []string     `json:"same_ids,omitempty" jsonschema:"their ids, newest first, the first 20; fold=0 lists them as hits"`
}

// sources are citations of reports that passages are of, by their ids.
type sources map[string]string

type searchOutput struct {
	ReadAs   string       `json:"read_as" jsonschema:"how the query was understood"`
	Notes    []string     `json:"notes,omitempty"`
	Match    search.Match `json:"match" jsonschema:"the best tier that answered"`
	Total    totals       `json:"total" jsonschema:"of the exact tier, complete, in every mode"`
	Loose    *search.Tier `json:"loose,omitempty" jsonschema:"what is there when punctuation is passed over, the exact tier included, where that is something else"`
	Equal    *search.Tier `json:"equal,omitempty" jsonschema:"paragraphs that have the values of the query in other wordings only, never in total; absent where there are none"`
	Related  *search.Tier `json:"related,omitempty" jsonschema:"paragraphs that are near; absent where nobody looked for them; at_least: there may be more"`
	Hits     []passage    `json:"hits"`
	Sources  sources      `json:"sources" jsonschema:"the reports of the hits, each once: its id, which the ids of its passages have before #, and its citation by GB/T 7714 as the tool cite writes it, but for the meeting; cite writes that of a paragraph"`
	Address  string       `json:"address,omitempty" jsonschema:"where a passage is read, with its id in place of {report} and {paragraph}"`
	Hints    []string     `json:"hints,omitempty"`
	Means    []other      `json:"did_you_mean,omitempty" jsonschema:"other searches that find something, when this one has few exact hits or none"`
	Complete bool         `json:"complete" jsonschema:"false when there are more hits than these"`
	Next     string       `json:"next,omitempty" jsonschema:"the cursor to go on with"`
	Version  string       `json:"index_version" jsonschema:"of the index, all of the answer is of it"`
	Changed  bool         `json:"index_changed,omitempty" jsonschema:"true when the cursor comes from another version of the index; hits may be missing or come twice"`
}

// An other is a search to try instead.
type other struct {
	Query string `json:"query" jsonschema:"a whole query, filters included"`
	Count int    `json:"count" jsonschema:"its exact occurrences, or paragraphs if it has filters alone"`
	Kind  string `json:"kind" jsonschema:"operator, sound, look, filter, without, alone or successor"`
}

func othersOf(a search.Answer) (others []other) {
	for _, s := range a.DidYouMean {
		others = append(others, other{s.Query, s.Count, string(s.Kind)})
	}
	return others
}

type totals struct {
	Paragraphs  int `json:"paragraphs"`
	Reports     int `json:"reports"`
	Occurrences int `json:"occurrences"`
}

// search answers with as many hits as fit.
func (l *library) search(ctx context.Context, args arguments) (searchOutput, error) {
	at, err := parseCursor(args.text(search.CursorName))
	if err != nil {
		return searchOutput{}, err
	}
	notes := l.changed(at)
	answer, request, err := l.ask(ctx, args, &at)
	if err != nil {
		return searchOutput{}, err
	}
	out := searchOutput{
		ReadAs: answer.Query.ReadAs, Notes: answer.Query.Notes, Match: answer.Match, Total: totals(answer.Total), Loose: answer.Loose, Equal: answer.Equal, Related: answer.Related,
		Hits: []passage{}, Hints: answer.Hints, Means: othersOf(answer), Version: answer.Version, Changed: answer.Changed,
	}
	out.Sources, out.Address = sources{}, l.address()
	if notes != nil && !out.Changed {
		out.Changed, out.Notes = true, append(out.Notes, notes...)
	}
	budget := newBudget(args.number(maxTokens.name))
	budget.take([]any{out.ReadAs, out.Notes, out.Hints, out.Means, out.Address})
	rest := answer.Hits[min(at.Skip, len(answer.Hits)):]
	shown := l.fill(&out, rest[:min(len(rest), request.Limit)], budget, request.Lang)
	switch at.Skip += shown; {
	case at.Skip < len(answer.Hits):
		at.Version = answer.Version
		out.Next = at.String()
	case answer.Next != "":
		out.Next = cursor{Page: answer.Next, Limit: at.Limit, Version: answer.Version}.String()
	}
	out.Complete = out.Next == ""
	return out, nil
}

// changed gives the notes for an answer that a cursor continues: none when it comes from the same version of the index.
func (l *library) changed(at cursor) []string {
	if at == (cursor{}) || at.Version == l.edition.Version() {
		return nil
	}
	return []string{lang.Say("search.changed")}
}

// ask searches for the page that a cursor is in, and reads the request. Of a search for one passage a report the page begins with
// the first passage of all, and the cursor's Skip passes over those of pages before.
func (l *library) ask(ctx context.Context, args arguments, at *cursor) (search.Answer, search.Request, error) {
	asked := maps.Clone(args)
	asked[search.CursorName] = at.Page
	if at.Limit > 0 {
		asked[search.LimitName] = float64(at.Limit)
	}
	request, err := searchInput.request(asked)
	if err != nil {
		return search.Answer{}, request, err
	}
	at.Limit = request.Limit
	if args.text(onePerReport.name) == "true" {
		answer, err := l.firstOfReports(ctx, request, at.Skip+request.Limit)
		return answer, request, err
	}
	answer, err := l.edition.Search(ctx, request)
	return answer, request, err
}

// onePerReport asks for the best passage of each report.
var onePerReport = own{name: "one_per_report", kind: "boolean", about: language.Sentence("assistant.search.one")}

// firstOfReports returns the answer to a request with the first hit of each report, one more than most if there are so many.
func (l *library) firstOfReports(ctx context.Context, r search.Request, most int) (search.Answer, error) {
	r.Limit, r.Unfolded, r.Cursor = search.MaxLimit, true, ""
	first, err := l.edition.Search(ctx, r)
	page, hits, seen := first, []search.Hit(nil), map[string]bool{}
	for err == nil {
		for _, h := range page.Hits {
			if !seen[h.Report.ID] {
				seen[h.Report.ID] = true
				hits = append(hits, h)
			}
		}
		if page.Next == "" || len(hits) > most {
			break
		}
		r.Cursor = page.Next
		page, err = l.edition.Search(ctx, r)
	}
	first.Hits, first.Next = hits[:min(len(hits), most+1)], ""
	return first, err
}

// fill adds hits while they fit, and returns how many. The first hit is truncated if it exceeds the budget, so a page always
// makes progress.
func (l *library) fill(out *searchOutput, hits []search.Hit, b *budget, lang language.Lang) int {
	for i, h := range hits {
		p := passageOf(h, lang)
		if p.Match == out.Match {
			p.Match = ""
		}
		costs := []any{p}
		citation, known := out.Sources[h.Report.ID]
		if !known {
			citation = l.short(h.Header)
			costs = append(costs, sources{h.Report.ID: citation})
		}
		if !b.take(costs) {
			if i > 0 {
				return i
			}
			around := 0
			if len(h.Marks) > 0 {
				around = h.Marks[0][0]
			}
			b.left -= tokensOf(costs[1:])
			p.cutTo(b, around)
		}
		out.Hits = append(out.Hits, p)
		out.Sources[h.Report.ID] = citation
		if p.Cut {
			return i + 1
		}
	}
	return len(hits)
}

// short is the citation of a report but for its meeting, other title information that GB/T 7714 lets an entry leave out.
func (l *library) short(report corpus.Header) string {
	report.Meeting = ""
	return l.citation(cite.GBT, report, corpus.Paragraph{})
}

// cutTo truncates the text to what is left of the budget, for which the paragraph below a heading has to go.
func (p *passage) cutTo(b *budget, around int) {
	text := p.Text
	p.Text, p.Below, p.Cut = "", "", true
	p.Text = cut(text, around, b.left-tokensOf(p))
	b.left = 0
}

// passageOf returns the passage that a hit is, with sentences in a language.
func passageOf(h search.Hit, lang language.Lang) passage {
	p := passage{ID: h.ID, Match: h.Match, Reason: h.Reason, Occurrences: h.Occurrences, Text: h.Text, Role: h.Role}
	if section := innermost(h.Section); !strings.HasPrefix(h.Text, section) {
		p.Section = section
	}
	if h.Factors != nil {
		p.Score = factor.Line(lang, h.Score, h.Factors)
	}
	if h.Body != nil {
		p.Below = h.Body.Text
	}
	if h.Same != nil {
		p.Same = h.Same.In(lang)
		for _, s := range h.Same.Hits[:min(len(h.Same.Hits), mostSame)] {
			p.SameIDs = append(p.SameIDs, s.ID)
		}
	}
	return p
}

// innermost returns the title of the last of some sections, each in the one before it.
func innermost(sections []string) string {
	if len(sections) == 0 {
		return ""
	}
	return sections[len(sections)-1]
}

// mostSame is the number of ids of paragraphs that say the same.
const mostSame = 20
