package insight

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"gongbao/search"
	"gongbao/search/compare"
	"gongbao/search/query"
	"gongbao/search/trend"
	"gongbao/search/wording"
	"gongbao/server/page/frame"
)

// A sentencesView fills the page of wording: the sentences about something, year by year, against the nearest of the year before.
type sentencesView struct {
	view
	Coverage trend.Coverage
	Region   string
	Regions  []frame.Choice // those with hits
	Whens    []frame.Choice // none where all years fit
	Shows    []frame.Choice
	Old      bool // show what has gone from a sentence
	Years    []yearOfSentences
	Cut      int // years that are not shown
}

// A yearOfSentences is what a region says in a year.
type yearOfSentences struct {
	wording.Year
	Link      string // to the search in its reports
	Sentences []shownSentence
	Gone      []shownSentence // of the year before
}

// Rows returns how many rows of the table the year has.
func (y yearOfSentences) Rows() int {
	rows := max(1, len(y.Sentences))
	if len(y.Sentences) > 0 && len(y.Gone) > 0 {
		rows++
	}
	return rows
}

// A shownSentence is a row of the page.
type shownSentence struct {
	wording.Sentence
	Pieces []piece
	Link   string // to its paragraph, or where it is gone to that of the year before
	Where  string // the number of the paragraph
}

const (
	showName = "show"
	// mostOccurrences is how many occurrences the latest years may have together that show at once.
	mostOccurrences = 60
)

// Sentences shows how the sentences about something change from year to year, in one region. Unless the address chooses, it is the
// nation, or else the first region with hits, and its latest years.
func (p *Pages) Sentences(c *gin.Context) error {
	v := sentencesView{}
	var q frame.State
	v.view, q = p.read(c, "sentences", search.Parameters{choice(whenName, "latest", everyYear), choice(showName, "new", "both", "plain")})
	if !q.Has(search.QueryName) {
		return p.shared.Show(c, http.StatusOK, "sentences", v)
	}
	counts, err := v.count(c, q)
	if err != nil {
		return err
	}
	request := q.Request(v.Lang)
	rows := counts.Rows([]query.Field{query.Region, query.Year}, search.RowsByValue)
	v.regions(q, rows)
	if v.Region != "" && len(q.Chosen(query.Region)) == 0 {
		request.Filters = append(slices.Clip(request.Filters), query.Filter{Field: query.Region, Values: []string{v.Region}})
	}
	from := v.latest(rows)
	if from > 0 && q.Years() == nil {
		v.Whens = q.OwnChoices(v.Frame, whenName, "page.sentences.when.", "latest", everyYear)
		if q.Own(whenName) == "" {
			request.Filters = append(request.Filters, query.Filter{Field: query.Year, Years: query.Years{From: from}})
		}
	}
	request.Limit = wording.DefaultYears
	sentences, err := wording.YearByYear(c.Request.Context(), frame.Edition(c), request)
	if err != nil {
		return err
	}
	v.Shows = q.OwnChoices(v.Frame, showName, "page.sentences.show.", "new", "both", "plain")
	show := cmp.Or(q.Own(showName), "new")
	v.Old = show == "both"
	v.Coverage, v.Cut = sentences.Coverage, sentences.Cut
	for _, year := range sentences.Years {
		v.Years = append(v.Years, v.year(year, show))
	}
	for _, n := range request.Filters { // those that the page has chosen too
		q = q.With(string(query.FieldOf(n)), query.PrintValues(n))
	}
	v.files(q, "/api/v1/sentences", forms(), nil)
	return p.shared.Show(c, http.StatusOK, "sentences", v)
}

// regions sets the region that the page is of, and offers the others with hits.
func (v *sentencesView) regions(q frame.State, rows []search.Row) {
	var names []string
	for _, row := range rows {
		if name := row.Values[0]; row.Paragraphs > 0 && name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	switch chosen := q.Chosen(query.Region); {
	case len(chosen) > 0:
		v.Region = strings.Join(chosen, v.T("page.sentences.and"))
	case len(names) > 0:
		v.Region = names[0]
	}
	for _, name := range names {
		v.Regions = append(v.Regions, frame.Choice{Text: name, Link: q.With(string(query.Region), query.PrintValues(query.Filter{Field: query.Region, Values: []string{name}})).Link(v.Frame), Active: name == v.Region})
	}
}

// latest returns the first of the latest years of the region that show at once; 0 if all do.
func (v *sentencesView) latest(rows []search.Row) int {
	sum, shown, from := 0, 0, 0
	for _, row := range rows {
		if row.Values[0] != v.Region {
			continue
		}
		year, err := strconv.Atoi(row.Values[1])
		if err != nil || row.Paragraphs == 0 {
			continue
		}
		if sum += row.Occurrences; sum > mostOccurrences && shown >= 2 {
			return from
		}
		shown, from = shown+1, year
	}
	return 0
}

// Far reports whether the year before is another than the one right before, which has no report.
func (y yearOfSentences) Far() bool { return y.Before > 0 && y.Before != y.Year.Year-1 }

// year prepares a year to be shown.
func (v *sentencesView) year(y wording.Year, show string) yearOfSentences {
	shown := yearOfSentences{Year: y, Link: v.Local(y.URL)}
	for _, s := range y.Sentences {
		row := shownSentence{Sentence: s}
		url, text, marks, changes := s.URL, s.Text, s.Marks, s.Changes
		if s.State == compare.Gone {
			url, text, marks, changes = s.Before.URL, s.Before.Text, s.Before.Marks, nil
		}
		if show == "plain" {
			changes = nil
		}
		row.Pieces = piecesOf(text, marks, changes)
		row.Link = v.paragraph(url, v.Box)
		_, row.Where, _ = strings.Cut(url, "#p")
		if s.State == compare.Gone {
			shown.Gone = append(shown.Gone, row)
		} else {
			shown.Sentences = append(shown.Sentences, row)
		}
	}
	return shown
}
