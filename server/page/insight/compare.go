package insight

import (
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"gongbao/corpus"
	"gongbao/search"
	"gongbao/search/compare"
	"gongbao/search/comparison"
	"gongbao/server/page/frame"
)

// A compareView fills the page of two reports side by side.
type compareView struct {
	view
	New, Old comparedReport
	Problem  string // why there is nothing to compare
	Notes    []string
	Strip    []stripPart
	Shows    []frame.Choice
	Others   []frame.Choice // other reports to compare with
	Rows     []comparedRow
	Sentence string // the sentences of each state, counted
	Defined  string
}

// A comparedReport is one of the two.
type comparedReport struct{ Name, Short, Link string }

// A stripPart is a part of the strip on top: how many pairs of paragraphs have a state.
type stripPart struct {
	State    compare.State
	Count    int
	Link     string // to the page with these alone
	At, Wide int    // thousandths of the strip
}

// A comparedRow is a pair of paragraphs, or the title of the section that those below it stand in.
type comparedRow struct {
	Section  string
	State    compare.State
	Same     bool // the same subject in other words
	Anchor   int  // ordinal of the first newer paragraph; 0 without one
	New, Old []comparedText
}

// A comparedText is a paragraph with what has changed in it.
type comparedText struct {
	Ordinal int
	Link    string
	Again   bool // it stands in a row above
	Pieces  []comparedPiece
}

// A comparedPiece is a stretch of a paragraph in one style, or a note on the sentence in front of it.
type comparedPiece struct {
	Text    string
	Changed bool // the other report has not got it
	Note    string
	Link    string // of a note
}

// Compare shows what has changed between two reports: that of the address and, unless the address names another one, that of its
// region before it.
func (p *Pages) Compare(c *gin.Context) error {
	v := compareView{view: view{Frame: p.shared.Frame(c, "compare")}}
	ctx, edition := c.Request.Context(), frame.Edition(c)
	all, err := edition.Reports(ctx)
	if err != nil {
		return err
	}
	only, err := comparison.ReadStates(c.QueryArray("show"))
	if err != nil {
		v.Unread, only = []string{v.Lang.Err(err)}, nil
	}
	request := comparison.Request{New: c.Param("new"), Old: c.Param("old"), Lang: v.Lang}
	found, err := comparison.Of(ctx, edition, request)
	switch {
	case errors.Is(err, comparison.ErrEarlier), errors.Is(err, comparison.ErrLarge):
		v.Problem = v.Lang.Err(err)
		at := slices.IndexFunc(all, func(r search.ReportInfo) bool { return r.ID == request.New })
		v.New = v.report(all[max(at, 0)].Source())
		v.others(all, request.New, request.Old)
	case err != nil:
		return err
	default:
		v.New, v.Old = v.report(found.New), v.report(found.Old)
		v.Notes, v.Defined = found.Notes, found.Definition
		v.others(all, found.New.ID, found.Old.ID)
		path := "/compare/" + found.New.ID + "/" + found.Old.ID
		v.strip(found.Summary.Pairs, path, only)
		v.rows(found, only)
		if len(v.Rows) > 0 {
			v.Skip = frame.Answer
		}
		var said []string
		states, numbers := comparison.Counted(found.Summary.Sentences)
		for i, state := range states {
			said = append(said, v.T("comparison.state."+string(state))+"\u00a0"+strconv.Itoa(numbers[i]))
		}
		v.Sentence = v.Lang.Join(said)
		v.compareFiles(found, only)
	}
	v.Title = v.T("page.compare.title", v.New.Name)
	if v.Old.Name != "" {
		v.Title = v.T("comparison.heading", v.New.Name, v.Old.Name)
	}
	v.Description = v.T("page.compare.preview")
	return p.shared.Show(c, http.StatusOK, "compare", v)
}

func (v *compareView) report(s search.Source) comparedReport {
	year := v.T("page.unknown")
	if s.Year > 0 {
		year = strconv.Itoa(s.Year)
	}
	r := comparedReport{Short: strings.TrimSpace(s.Region + " " + year), Link: v.Link("/reports/" + s.ID)}
	r.Name = r.Short
	if s.Kind != string(corpus.Work) {
		r.Name = strings.TrimSpace(r.Short + " " + s.Title)
	}
	return r
}

// compareFiles sets the addresses of the comparison as files.
func (v *compareView) compareFiles(c comparison.Comparison, only []compare.State) {
	values := url.Values{"new": {c.New.ID}, "old": {c.Old.ID}}
	var states []string
	for _, state := range only {
		states = append(states, string(state))
	}
	if len(states) > 0 {
		values.Set("only", strings.Join(states, ","))
	}
	const api = "/api/v1/compare"
	for _, form := range forms() {
		link := v.Path(api) + "?" + values.Encode()
		if form != asJSON {
			asked := maps.Clone(values)
			asked.Set("format", form)
			link = frame.ForExcel(v.Frame, api, asked)
		}
		v.Files = append(v.Files, file{"." + form, link})
	}
}

const othersOffered = 8 // earlier reports of the region

// others offers other reports to compare the newer one with: earlier ones of its region, and the national one of its year.
func (v *compareView) others(all []search.ReportInfo, id, old string) {
	at := slices.IndexFunc(all, func(r search.ReportInfo) bool { return r.ID == id })
	if at < 0 {
		return
	}
	add := func(r search.ReportInfo) {
		v.Others = append(v.Others, frame.Choice{Text: v.report(r.Source()).Short, Link: v.Link("/compare/" + id + "/" + r.ID), Active: r.ID == old})
	}
	for r, ok := comparison.Earlier(all, all[at]); ok && len(v.Others) < othersOffered; r, ok = comparison.Earlier(all, r) {
		add(r)
	}
	for _, r := range all {
		if r.Level == corpus.National && r.Kind == corpus.Work && r.Year == all[at].Year && r.Year > 0 && all[at].Level != corpus.National {
			add(r)
		}
	}
}

// strip counts the pairs of each state, and offers to show those alone.
func (v *compareView) strip(counts map[compare.State]int, path string, only []compare.State) {
	states, numbers := comparison.Counted(counts)
	all := 0
	for _, n := range numbers {
		all += n
	}
	v.Shows = []frame.Choice{{Name: "page.compare.all", Link: v.Link(path), Active: len(only) == 0}}
	at := 0
	for i, state := range states {
		to := at + numbers[i]
		part := stripPart{State: state, Count: numbers[i], Link: v.Link(path, "show", string(state)), At: 1000 * at / all}
		part.Wide = 1000*to/all - part.At
		v.Strip = append(v.Strip, part)
		v.Shows = append(v.Shows, frame.Choice{
			Text: v.T("comparison.state."+string(state)) + "\u00a0" + strconv.Itoa(numbers[i]), Link: part.Link, Active: slices.Contains(only, state),
		})
		at = to
	}
}

// rows makes the rows of the states wanted.
func (v *compareView) rows(c comparison.Comparison, only []compare.State) {
	sentences := v.sentences(c)
	section, seen := "", map[int]bool{}
	for _, p := range c.Pairs {
		if len(only) > 0 && !slices.Contains(only, p.State) {
			continue
		}
		around := p.New
		if len(around) == 0 {
			around = p.Old
		}
		if title := strings.Join(around[0].Section, " › "); title != section {
			section = title
			v.Rows = append(v.Rows, comparedRow{Section: title})
		}
		row := comparedRow{State: p.State, Same: p.SameSubject}
		for _, one := range p.New {
			row.New = append(row.New, v.text(one, sentences[one.ID], true))
		}
		for _, one := range p.Old {
			shown := comparedText{Ordinal: one.Ordinal, Link: v.Local(one.URL), Again: true}
			if !seen[one.Ordinal] {
				shown = v.text(one, sentences[one.ID], false)
			}
			seen[one.Ordinal] = true
			row.Old = append(row.Old, shown)
		}
		if len(p.New) > 0 {
			row.Anchor = p.New[0].Ordinal
		}
		v.Rows = append(v.Rows, row)
	}
}

// sentences returns those of each paragraph by its id, in their order.
func (v *compareView) sentences(c comparison.Comparison) map[string][]comparison.Sentence {
	of := map[string][]comparison.Sentence{}
	for _, p := range c.Pairs {
		for _, s := range p.Sentences {
			if s.New != nil {
				of[s.New.ID] = append(of[s.New.ID], s)
			}
			if s.Old != nil {
				of[s.Old.ID] = append(of[s.Old.ID], s)
			}
		}
	}
	return of
}

// text cuts a paragraph into pieces. What has changed in it comes from the sentences that it has.
func (v *compareView) text(p comparison.Paragraph, sentences []comparison.Sentence, newer bool) comparedText {
	changed := make([]bool, utf8.RuneCountInString(p.Text))
	notes := map[int]comparedPiece{} // by the end of a sentence
	from := map[string]int{}         // bytes behind the last place of equal sentences
	for _, s := range sentences {
		own, other := s.New, s.Old
		if !newer {
			own, other = s.Old, s.New
		}
		at := strings.Index(p.Text[from[own.Text]:], own.Text)
		if at < 0 {
			continue
		}
		at += from[own.Text]
		from[own.Text] = at + len(own.Text)
		begin := utf8.RuneCountInString(p.Text[:at])
		end := begin + utf8.RuneCountInString(own.Text)
		switch {
		case other == nil:
			fill(changed[begin:end])
		case newer:
			for _, c := range s.Changes {
				fill(changed[begin+c.From : begin+c.To])
			}
		default:
			for _, c := range compare.Changes(own.Text, other.Text) {
				fill(changed[begin+c.From : begin+c.To])
			}
		}
		if s.State == compare.Moved {
			notes[end] = v.moved(other, newer)
		}
	}
	return comparedText{Ordinal: p.Ordinal, Link: v.Local(p.URL), Pieces: comparedPieces([]rune(p.Text), changed, notes)}
}

func fill(flags []bool) {
	for i := range flags {
		flags[i] = true
	}
}

// moved notes where a sentence has come from, or gone to.
func (v *compareView) moved(other *comparison.Said, newer bool) comparedPiece {
	name := "page.compare.to"
	if newer {
		name = "page.compare.from"
	}
	report, _, _ := strings.Cut(other.ID, "#")
	return comparedPiece{Note: v.T(name, other.Ordinal), Link: v.Local(search.PagePath(report, other.Ordinal))}
}

// comparedPieces cuts a text where its changes begin and end, and at its notes.
func comparedPieces(text []rune, changed []bool, notes map[int]comparedPiece) (pieces []comparedPiece) {
	for at := 0; at < len(text); {
		end := at + 1
		for _, noted := notes[end]; end < len(text) && changed[end] == changed[at] && !noted; _, noted = notes[end] {
			end++
		}
		pieces = append(pieces, comparedPiece{Text: string(text[at:end]), Changed: changed[at]})
		if note, ok := notes[end]; ok {
			pieces = append(pieces, note)
		}
		at = end
	}
	return pieces
}
