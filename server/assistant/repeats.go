package assistant

import (
	"context"
	"strconv"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/repeat"
)

// repeatsInput has the filters of the reports to look in. All places are listed, as far as the budget reaches.
var repeatsInput = newInput(repeat.Parameters().Filters(), own{name: "id", kind: "string", about: language.Sentence("assistant.repeats.id")},
	own{name: "text", kind: "string", about: language.Sentence("assistant.repeats.text")}, maxTokens, nextCursor)

type repeatsOutput struct {
	Passages []repeatedPassage `json:"passages" jsonschema:"the whole text, and each of its sentences where there are several; one that goes on from the answer before comes again"`
	Coverage string            `json:"coverage" jsonschema:"the reports that all this stands on, and what is missing among them"`
	Complete bool              `json:"complete" jsonschema:"false when there are more places than these"`
	Next     string            `json:"next,omitempty" jsonschema:"the cursor to go on with"`
	Notes    []string          `json:"notes,omitempty"`
	Version  string            `json:"index_version"`
}

type repeatedPassage struct {
	Text       string          `json:"text" jsonschema:"exact, as asked for"`
	Cut        bool            `json:"cut,omitempty" jsonschema:"true when text is only the beginning"`
	Paragraphs int             `json:"paragraphs" jsonschema:"in which it stands, nearly word for word: at most one letter in ten is another, its own included; complete"`
	Reports    int             `json:"reports"`
	First      string          `json:"first,omitempty" jsonschema:"id of the earliest paragraph of known year"`
	OrEarlier  bool            `json:"or_earlier,omitempty" jsonschema:"true when that is of the first year there is"`
	Regions    int             `json:"regions,omitempty" jsonschema:"regions that have it"`
	Places     []repeatedPlace `json:"places" jsonschema:"the earliest first, those without a year last"`
	LeftOut    int             `json:"left_out,omitempty" jsonschema:"places beyond the first 1000, which no cursor reaches"`
}

type repeatedPlace struct {
	ID     string      `json:"id" jsonschema:"report#paragraph"`
	Region string      `json:"region"`
	Date   string      `json:"date,omitempty" jsonschema:"of the report: a day, or a year"`
	When   repeat.When `json:"when,omitempty" jsonschema:"of its report beside the one asked about, by date alone: earlier, same, later"`
	Text   string      `json:"text,omitempty" jsonschema:"exact, where it differs from the passage in more than punctuation"`
	Cut    bool        `json:"cut,omitempty" jsonschema:"true when text is only the beginning"`
	URL    string      `json:"url,omitempty"`
}

// repeats answers with as many places as fit, passage by passage. Its cursor counts passages and places.
func (l *library) repeats(ctx context.Context, args arguments) (repeatsOutput, error) {
	at, err := parseCursor(args.text(search.CursorName))
	if err != nil {
		return repeatsOutput{}, err
	}
	request, err := repeatsInput.request(args)
	if err != nil {
		return repeatsOutput{}, err
	}
	request.Lang, request.Limit = lang, repeat.MostPlaces
	found, err := repeat.Find(ctx, l.edition, repeat.Request{Request: request, Paragraph: args.text("id"), Text: args.text("text")})
	if err != nil {
		return repeatsOutput{}, listed(err)
	}
	out := repeatsOutput{Passages: []repeatedPassage{}, Coverage: found.Coverage.Text, Complete: true, Notes: l.changed(at), Version: found.Version}
	budget := newBudget(args.number(maxTokens.name))
	budget.take(out)
	stop := func(skip int) (repeatsOutput, error) {
		out.Complete, out.Next = false, cursor{Skip: skip, Version: found.Version}.String()
		return out, nil
	}
	n := 0 // passages and places before
	for i := range found.Passages {
		p := &found.Passages[i]
		places, one := placesOf(p), passageShown(p)
		if n+1+len(places) <= at.Skip {
			n += 1 + len(places)
			continue
		}
		from := max(0, at.Skip-n-1)
		if !budget.take(one) && len(out.Passages) > 0 {
			return stop(n)
		}
		for k, place := range places[from:] {
			shown := l.placeShown(place)
			if !budget.take(shown) && len(out.Passages)+len(one.Places) > 0 { // an answer has one place at least
				if len(one.Places) == 0 {
					return stop(n)
				}
				out.Passages = append(out.Passages, one)
				return stop(n + 1 + from + k)
			}
			one.Places = append(one.Places, shown)
		}
		out.Passages = append(out.Passages, one)
		n += 1 + len(places)
	}
	return out, nil
}

// repeatedTokens is how much of a passage, or of another wording of it, is shown: the tool read has all of it.
const repeatedTokens = 60

func passageShown(p *repeat.Passage) repeatedPassage {
	one := repeatedPassage{
		Text: cut(p.Text, 0, repeatedTokens), Paragraphs: p.Total.Paragraphs, Reports: p.Total.Reports, OrEarlier: p.OrEarlier,
		Regions: len(p.Regions), Places: []repeatedPlace{}, LeftOut: p.Cut,
	}
	if one.Cut = one.Text != p.Text; p.First != nil {
		one.First = p.First.ID
	}
	return one
}

func placesOf(p *repeat.Passage) (places []repeat.Place) {
	for _, year := range p.Years {
		places = append(places, year.Places...)
	}
	return places
}

// placeShown returns a place as assistants see it.
func (l *library) placeShown(place repeat.Place) repeatedPlace {
	one := repeatedPlace{ID: place.ID, Region: place.Report.Region, Date: place.Report.Date, When: place.When, URL: l.link(place.URL)}
	if one.Date == "" && place.Report.Year > 0 {
		one.Date = strconv.Itoa(place.Report.Year)
	}
	if place.Edits > 0 {
		one.Text = cut(place.Text, 0, repeatedTokens)
		one.Cut = one.Text != place.Text
	}
	return one
}
