package insight

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"github.com/gin-gonic/gin"

	"gongbao/search"
	"gongbao/search/compare"
	"gongbao/search/repeat"
	"gongbao/server/page/frame"
)

// A repeatsView fills the page of where else a passage stands: that of a paragraph, or of a text in the form.
type repeatsView struct {
	view
	Text     string // in the form
	Problem  string // why there is no answer
	Answer   *repeat.Answer
	From     string        // address of the paragraph
	Number   string        // of the paragraph in its report
	Passages []passageView // those that stand somewhere else too
	Alone    []string      // the others
	Shown    []frame.Pair  // what the form keeps
}

// A passageView is a passage with its places.
type passageView struct {
	repeat.Passage
	First   *placeView
	Regions []placeView // empty if there is one
	Years   []yearOfPlaces
}

// A yearOfPlaces is a year with its places.
type yearOfPlaces struct {
	repeat.Year
	Places []placeView
}

// A placeView is where a passage stands.
type placeView struct {
	repeat.Place
	Link   string
	Pieces []piece // what differs from the passage
}

const (
	idName   = "id"
	textName = "text"
)

// Repeats shows where a paragraph, each of its sentences, or a text stands nearly word for word. Without any it shows the form.
func (p *Pages) Repeats(c *gin.Context) error {
	v := repeatsView{}
	var q frame.State
	v.view, q = p.read(c, "repeats", search.Parameters{{Name: idName, Max: maxID}, {Name: textName, Max: maxPassage}}) // of a text that is too long, the search itself says so
	v.Title, v.Box, v.BoxPath, v.Kept = v.T("page.repeats.heading"), "", "", nil
	v.Description = v.T("page.repeats.about")
	request := repeat.Request{Request: q.Request(v.Lang), Paragraph: q.Own(idName), Text: q.Own(textName)}
	v.Text, request.Limit = request.Text, repeat.DefaultPlaces
	for _, name := range frame.FilterFields() {
		if value := q.Get(string(name)); value != "" {
			v.Shown = append(v.Shown, frame.Pair{Name: string(name), Value: value})
		}
	}
	if request.Paragraph == "" && strings.TrimSpace(request.Text) == "" {
		return p.shared.Show(c, http.StatusOK, "repeats", v)
	}
	ctx, edition := c.Request.Context(), frame.Edition(c)
	found, err := repeat.Find(ctx, edition, request)
	if repeat.Problem(err) {
		v.Problem = v.Lang.Err(err)
		return p.shared.Show(c, http.StatusOK, "repeats", v)
	}
	if err != nil {
		return err
	}
	reports, err := edition.Reports(ctx)
	if err != nil {
		return err
	}
	v.level(q, reports)
	v.files(q, "/api/v1/repeats", forms(), url.Values{search.LimitName: {strconv.Itoa(repeat.MostPlaces)}}, idName, textName)
	v.show(found)
	return p.shared.Show(c, http.StatusOK, "repeats", v)
}

// In code points. The page takes a longer passage than the search does, to show it again beside what is wrong with it.
const (
	maxID      = 200
	maxPassage = 10 * repeat.MostText
)

// show fills in an answer.
func (v *repeatsView) show(a repeat.Answer) {
	v.Answer, v.Text = &a, a.Text
	if a.URL != "" {
		v.From = v.Local(a.URL)
		_, v.Number, _ = strings.Cut(a.ID, "#")
	}
	for _, p := range a.Passages {
		if n := p.Total.Paragraphs; n == 0 || n == 1 && p.Regions[0].ID == a.ID {
			v.Alone = append(v.Alone, p.Text)
			continue
		}
		shown := passageView{Passage: p}
		if p.First != nil {
			first := v.place(p, *p.First)
			shown.First = &first
		}
		if len(p.Regions) > 1 {
			for _, place := range p.Regions {
				shown.Regions = append(shown.Regions, v.place(p, place))
			}
		}
		for _, year := range p.Years {
			one := yearOfPlaces{Year: year}
			for _, place := range year.Places {
				one.Places = append(one.Places, v.place(p, place))
			}
			if len(one.Places) > 0 {
				shown.Years = append(shown.Years, one)
			}
		}
		v.Passages = append(v.Passages, shown)
	}
}

// place prepares a place to be shown, with what differs from the passage.
func (v *repeatsView) place(p repeat.Passage, place repeat.Place) placeView {
	shown := placeView{Place: place, Link: v.Local(place.URL)}
	var changes []compare.Change
	if place.Edits > 0 {
		changes = compare.Changes(place.Text, trimmed(p.Text))
	}
	shown.Pieces = piecesOf(place.Text, nil, changes)
	return shown
}

// trimmed returns a passage without the marks around it, which are no part of its places.
func trimmed(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}
