// Package repeat says where else a passage stands nearly word for word, and who had it first.
//
// A passage stands in a paragraph where a stretch of it can be made the passage by edits of single letters, inserted, deleted or
// replaced, of which there is one at most for each ten letters of the passage. Letters are what loose search sees of a text:
// its folded form without separators. So a passage of 38 letters has three edits at most, one of nine letters none. A passage that
// is mostly numbers has fewer edits: one less than half of its characters outside numbers and words.
//
// Nothing is missed that is so near: where a passage stands with so many edits, one of its parts, of which there is one more than
// edits, stands as it is, and all paragraphs with such a part are compared. What is found is near to the passage itself,
// never to something else that was found.
//
// The cards of results (package same) go by more and by less: they want one region, one kind,
// equal figures and a common clause, and put together paragraphs that share much less of their text, as long as they begin alike; any
// two paragraphs of which each is the other nearly word for word share enough of it.
//
// A paragraph counts once for a passage, with its nearest stretch; a stretch does not go on in the next paragraph. Earlier and later
// are said by the years and dates of reports alone: that somebody used another's words, no date can prove.
package repeat

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/query"
	"gongbao/search/trend"
)

// Bounds of a request and an answer.
const (
	FewestLetters = 8    // of a passage; shorter ones are words to search for
	MostText      = 2000 // code points of the text asked for
	MostPlaces    = 1000 // listed for a passage
	DefaultPlaces = 200
)

// The errors of Find for what is asked for, besides those of an Edition. Test for them with errors.Is.
var (
	ErrAsked = language.New("repeat.asked")                // not exactly one of Request.Paragraph and Request.Text
	ErrShort = language.New("repeat.short", FewestLetters) // the text has fewer letters
	ErrLong  = language.New("repeat.long", MostText)       // the text has more code points
)

// Problem reports whether an error is about what was asked for.
func Problem(err error) bool {
	return slices.ContainsFunc([]error{ErrAsked, ErrShort, ErrLong}, func(of error) bool { return errors.Is(err, of) })
}

// A Request asks where a text stands, which is that of a paragraph or a text of its own. Its Filters and Limit hold, the Limit for the
// places listed for each passage. Reports are work reports unless the filters choose among kinds or reports.
type Request struct {
	search.Request
	Paragraph string // its report's id and its ordinal or hash: national-2024#79, national-2024#p79, national-2024#1f0c29ab
	Text      string
}

// An Answer has the passages of the text: the whole, and each of its sentences if there are several, those left out that have fewer
// than FewestLetters. It is the JSON body of the API.
type Answer struct {
	Version    string         `json:"index_version"`
	Text       string         `json:"text"`
	ID         string         `json:"id,omitempty"`     // of the paragraph, if one was asked for
	Report     *search.Source `json:"report,omitempty"` // its report
	URL        string         `json:"url,omitempty"`    // path of the paragraph
	Passages   []Passage      `json:"passages"`
	Coverage   trend.Coverage `json:"coverage"` // of the reports that the filters admit
	Definition string         `json:"definition"`
}

// A Passage is a text with the places where it stands, its own included.
type Passage struct {
	Text    string `json:"text"`
	Letters int    `json:"letters"` // of the form that is compared, without separators
	Most    int    `json:"most"`    // edits that a place may have
	Total   Total  `json:"total"`
	// First is the earliest place in a report of known year; nil without one. OrEarlier says that it is of the first year of the material, so that
	// the passage may be older.
	First     *Place `json:"first"`
	OrEarlier bool   `json:"or_earlier"`
	// Regions has the earliest place of each region, the earliest first, those without a year last.
	Regions []Place `json:"regions"`
	// Years has the places by year, the earliest first, those without a year last, with the counts of all and as many places
	// as the request's Limit allows.
	Years []Year `json:"years"`
	Cut   int    `json:"cut,omitempty"` // places that are not listed
}

// A Total counts places. A paragraph has one place at most.
type Total struct {
	Paragraphs int `json:"paragraphs"`
	Reports    int `json:"reports"`
}

// A Year has the places in the reports of a year.
type Year struct {
	Year       int     `json:"year"` // 0 if it is not known
	Paragraphs int     `json:"paragraphs"`
	Places     []Place `json:"places"` // by level and region in the official order, date, id and ordinal
}

// When says how the report of a place stands to that of the paragraph asked for, by their years and dates.
type When string

const (
	Earlier When = "earlier"
	Same    When = "same"  // the same report
	Later   When = "later" // by year, or by date within one; empty where these do not tell
)

// A Place is where a passage stands.
type Place struct {
	ID      string        `json:"id"` // of the paragraph
	Ordinal int           `json:"ordinal"`
	Report  search.Source `json:"report"`
	Text    string        `json:"text"`  // the stretch, as published
	Span    search.Span   `json:"span"`  // of it in the paragraph, in code points
	Edits   int           `json:"edits"` // that make the passage of it
	When    When          `json:"when,omitempty"`
	URL     string        `json:"url"` // path of the paragraph
}

// Places returns all places of the answer, to change them: those of the years and regions, and the first.
func (a Answer) Places() (all []*Place) {
	for i := range a.Passages {
		p := &a.Passages[i]
		if p.First != nil {
			all = append(all, p.First)
		}
		for j := range p.Regions {
			all = append(all, &p.Regions[j])
		}
		for _, year := range p.Years {
			for j := range year.Places {
				all = append(all, &year.Places[j])
			}
		}
	}
	return all
}

// Parameters returns the parameters of a Request beside its paragraph and its text.
func Parameters() search.Parameters {
	of := search.SelectionParameters().Without(search.QueryName, search.ModeName, search.OffsetsName, search.LangName)
	limit := search.SearchParameters().Only(search.LimitName).With(search.LimitName, func(p *search.Parameter) {
		p.About, p.Min, p.Max, p.Default, p.Example = language.Sentence("repeat.limit"), 1, MostPlaces, "200", "50"
	})
	return slices.Concat(of, limit, search.SearchParameters().Only(search.LangName))
}

// Find answers a request from one edition of the index. It returns search.ErrNotFound if there is no such paragraph, a
// search.NoReport if there is no such report.
func Find(ctx context.Context, e *search.Edition, r Request) (Answer, error) {
	a := Answer{Version: e.Version(), Text: strings.TrimSpace(r.Text), Passages: []Passage{}, Definition: r.Lang.Say("repeat.definition")}
	if (r.Paragraph == "") == (a.Text == "") {
		return Answer{}, ErrAsked
	}
	if r.Paragraph != "" {
		if err := a.read(ctx, e, r.Paragraph); err != nil {
			return Answer{}, err
		}
	}
	patterns := passagesOf(text.First(a.Text, MostText+1))
	switch {
	case len([]rune(a.Text)) > MostText:
		return Answer{}, ErrLong
	case len(patterns[0].pieces) == 0:
		return Answer{}, ErrShort
	}
	filters := search.WorkReports(r.Filters, nil)
	material, err := trend.MaterialOf(ctx, e, filters, r.Lang)
	if err != nil {
		return Answer{}, err
	}
	a.Coverage = material.Coverage()
	found, err := a.find(ctx, e, patterns, filters)
	if err != nil {
		return Answer{}, err
	}
	limit := r.Limit
	if limit <= 0 {
		limit = DefaultPlaces
	}
	for i, p := range patterns {
		a.Passages = append(a.Passages, newPassage(p, found[i], min(limit, MostPlaces), a.Coverage.Years))
	}
	return a, nil
}

// read takes the text of a paragraph.
func (a *Answer) read(ctx context.Context, e *search.Edition, id string) error {
	report, name, ok := strings.Cut(id, "#")
	if !ok {
		return language.Wrap(search.ErrNotFound, "repeat.paragraph", query.Shorten(id))
	}
	view, err := e.Report(ctx, report, search.Marking{})
	if err != nil {
		return err
	}
	p, ok := view.Paragraph(strings.TrimPrefix(name, "p"))
	if !ok {
		return view.NoParagraph(name)
	}
	source := view.Source()
	a.ID, a.Text, a.Report, a.URL = search.ParagraphID(report, p.Ordinal), strings.TrimSpace(p.Text), &source, search.PagePath(report, p.Ordinal)
	return nil
}

// find returns the places of each passage.
func (a *Answer) find(ctx context.Context, e *search.Edition, patterns []pattern, filters []query.Node) (found [][]Place, err error) {
	var pieces []query.Node
	known := map[string]bool{}
	for _, p := range patterns {
		for _, piece := range p.pieces {
			if !known[piece] {
				known[piece] = true
				pieces = append(pieces, query.Text{Value: piece})
			}
		}
	}
	found = make([][]Place, len(patterns))
	for h, err := range e.Find(ctx, query.WithFilters(query.Either(pieces), filters...), true) {
		if err != nil {
			return nil, err
		}
		paragraph := loosen(h.Paragraph.Text)
		for i := range patterns {
			at, edits, ok := patterns[i].nearIn(paragraph)
			if !ok {
				continue
			}
			found[i] = append(found[i], Place{
				ID: search.ParagraphID(h.Report.ID, h.Paragraph.Ordinal), Ordinal: h.Paragraph.Ordinal, Report: search.SourceOf(&h.Report),
				Text: h.Paragraph.Text[at.From:at.To], Span: points(h.Paragraph.Text, at), Edits: edits, When: when(a.Report, &h.Report),
				URL: search.PagePath(h.Report.ID, h.Paragraph.Ordinal),
			})
		}
	}
	return found, nil
}

// when says how a report stands to that of the paragraph asked for.
func when(asked *search.Source, h *corpus.Header) When {
	switch {
	case asked == nil:
		return ""
	case asked.ID == h.ID:
		return Same
	case asked.Year == 0 || h.Year == 0:
		return ""
	case h.Year != asked.Year:
		return orderOf(h.Year - asked.Year)
	case h.Date == "" || asked.Date == "":
		return ""
	}
	return orderOf(strings.Compare(h.Date, asked.Date))
}

func orderOf(sign int) When {
	switch {
	case sign < 0:
		return Earlier
	case sign > 0:
		return Later
	}
	return ""
}

// newPassage puts the places of a passage in their order and lists some of them.
func newPassage(p pattern, places []Place, limit int, years *trend.Years) Passage {
	passage := Passage{Text: p.shown, Letters: len(p.letters), Most: p.most, Regions: []Place{}, Years: []Year{}, Cut: max(0, len(places)-limit)}
	passage.Total.Paragraphs = len(places)
	slices.SortFunc(places, byTime)
	reports, regions := map[string]bool{}, map[[2]string]bool{}
	for i, place := range places {
		if !reports[place.Report.ID] {
			reports[place.Report.ID] = true
			passage.Total.Reports++
		}
		if region := [2]string{place.Report.Level, place.Report.Region}; !regions[region] {
			regions[region] = true
			passage.Regions = append(passage.Regions, place)
		}
		if n := len(passage.Years); n == 0 || passage.Years[n-1].Year != place.Report.Year {
			passage.Years = append(passage.Years, Year{Year: place.Report.Year, Places: []Place{}})
		}
		year := &passage.Years[len(passage.Years)-1]
		year.Paragraphs++
		if i < limit {
			year.Places = append(year.Places, place)
		}
	}
	if len(places) > 0 && places[0].Report.Year > 0 {
		first := places[0]
		passage.First, passage.OrEarlier = &first, years != nil && first.Report.Year == years.From
	}
	for _, year := range passage.Years {
		slices.SortFunc(year.Places, byRegion)
	}
	return passage
}

// byTime orders places by the years and dates of their reports, those without a year last.
func byTime(a, b Place) int {
	unknown := func(year int) int {
		if year == 0 {
			return 1
		}
		return 0
	}
	return cmp.Or(unknown(a.Report.Year)-unknown(b.Report.Year), a.Report.Year-b.Report.Year, strings.Compare(a.Report.Date, b.Report.Date),
		strings.Compare(a.Report.ID, b.Report.ID), a.Ordinal-b.Ordinal)
}

func byRegion(a, b Place) int {
	return cmp.Or(corpus.Level(a.Report.Level).Rank()-corpus.Level(b.Report.Level).Rank(), search.CompareValues(query.Region, a.Report.Region, b.Report.Region),
		strings.Compare(a.Report.Date, b.Report.Date), strings.Compare(a.Report.ID, b.Report.ID), a.Ordinal-b.Ordinal)
}
