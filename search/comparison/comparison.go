// Package comparison compares two reports of an index: any two, or a report and the one of its region before it.
package comparison

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/region"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/compare"
)

// A Request asks what has changed between two reports.
type Request struct {
	New string // id
	// Old is the id of the older one; the one before New of the same region and kind if empty, as Earlier finds it.
	Old  string
	Only []compare.State // states of the pairs wanted; all if empty
	Lang language.Lang
}

// The errors of Of, besides those of an Edition. Test for them with errors.Is.
var (
	ErrEarlier = language.New("comparison.earlier")                  // no earlier report of the region
	ErrState   = language.New("comparison.state")                    // of ReadStates: not one of States
	ErrLarge   = language.New("comparison.large", compare.MostPairs) // more work than compare.MostPairs
)

// A Comparison is what has changed. It is the JSON body of the API.
type Comparison struct {
	Version string        `json:"index_version"`
	New     search.Source `json:"new"`
	Old     search.Source `json:"old"`
	// Notes say what a reader ought to know, as that years lie between the two reports.
	Notes   []string `json:"notes"`
	Summary Summary  `json:"summary"`
	// Pairs are in the order of the newer report. What is gone stands behind what was behind it.
	Pairs []Pair `json:"pairs"`
	// Definition says in sentences what the states are.
	Definition string `json:"definition"`
}

// A Summary counts what a Comparison has of each state, whatever Request.Only asks for. States that do not occur are left out.
type Summary struct {
	Pairs     map[compare.State]int `json:"pairs"`
	Sentences map[compare.State]int `json:"sentences"`
}

// A Pair is paragraphs of the newer report and those of the older one that they continue; see compare.ParagraphPair.
type Pair struct {
	State       compare.State `json:"state"`
	SameSubject bool          `json:"same_subject"` // they treat one subject, each in words of its own: similarity is below 0.4
	Similarity  float64       `json:"similarity"`   // part of the letters in stretches of four or more that both have
	New         []Paragraph   `json:"new"`
	Old         []Paragraph   `json:"old"`
	Sentences   []Sentence    `json:"sentences"` // those of the newer report, then those of the older one that are gone
}

// A Paragraph is a paragraph of one of the reports.
type Paragraph struct {
	ID      string      `json:"id"`
	Ordinal int         `json:"ordinal"`
	Hash    string      `json:"hash"`
	Section []string    `json:"section"`
	Role    corpus.Role `json:"role,omitempty"`
	Text    string      `json:"text"`
	URL     string      `json:"url"`
}

// A Sentence is a sentence of a pair and what it is paired with.
type Sentence struct {
	State      compare.State    `json:"state"` // moved: from or to a paragraph of another pair
	New        *Said            `json:"new,omitempty"`
	Old        *Said            `json:"old,omitempty"`
	Similarity float64          `json:"similarity"`
	Changes    []compare.Change `json:"changes,omitempty"` // from old to new, in code points of new
}

// A Said is a sentence where it stands.
type Said struct {
	ID      string `json:"id"` // of the paragraph
	Ordinal int    `json:"ordinal"`
	Text    string `json:"text"`
}

// States are those that pairs may have.
func States() []compare.State {
	return []compare.State{compare.Kept, compare.Edited, compare.Moved, compare.Split, compare.Merged, compare.New, compare.Gone}
}

// ReadStates reads states, each once; empty texts are none. It fails with ErrState.
func ReadStates(given []string) ([]compare.State, error) {
	var states []compare.State
	for _, s := range given {
		state := compare.State(strings.TrimSpace(s))
		switch {
		case state == "":
		case !slices.Contains(States(), state):
			return nil, ErrState
		case !slices.Contains(states, state):
			states = append(states, state)
		}
	}
	return states, nil
}

// Of compares two reports. It fails with a search.NoReport if there is none with an id.
func Of(ctx context.Context, e *search.Edition, r Request) (Comparison, error) {
	all, err := e.Reports(ctx)
	if err != nil {
		return Comparison{}, err
	}
	of, err := named(all, r.New)
	if err != nil {
		return Comparison{}, err
	}
	var before search.ReportInfo
	if r.Old == "" {
		earlier, ok := Earlier(all, of)
		if !ok {
			return Comparison{}, ErrEarlier
		}
		before = earlier
	} else if before, err = named(all, r.Old); err != nil {
		return Comparison{}, err
	}
	if of.Paragraphs*before.Paragraphs > compare.MostPairs {
		return Comparison{}, ErrLarge
	}
	newer, err := read(ctx, e, of.ID)
	if err != nil {
		return Comparison{}, err
	}
	older, err := read(ctx, e, before.ID)
	if err != nil {
		return Comparison{}, err
	}
	c := Comparison{
		Version: e.Version(), New: of.Source(), Old: before.Source(), Notes: notes(of, before, r.Lang), Pairs: []Pair{},
		Summary:    Summary{map[compare.State]int{}, map[compare.State]int{}},
		Definition: r.Lang.Say("comparison.definition", strconv.FormatFloat(compare.Likeness, 'f', -1, 64), strconv.FormatFloat(compare.SameWording, 'f', -1, 64)),
	}
	c.fill(newer, older, r.Only)
	return c, nil
}

func named(all []search.ReportInfo, id string) (search.ReportInfo, error) {
	i := slices.IndexFunc(all, func(one search.ReportInfo) bool { return one.ID == id })
	if i < 0 {
		return search.ReportInfo{}, search.NotAmong(search.Summaries(all), id)
	}
	return all[i], nil
}

// Earlier returns the report of the same region and kind that is nearest before another one, by year, date and id. ok is false if
// there is none, or if the year or the region of the report is not known for certain.
func Earlier(all []search.ReportInfo, of search.ReportInfo) (earlier search.ReportInfo, ok bool) {
	if of.Year == 0 || of.Region == "" || len(region.Named(of.Region)) > 1 {
		return search.ReportInfo{}, false
	}
	for _, one := range all {
		if one.Region != of.Region || one.Level != of.Level || one.Kind != of.Kind || one.Year == 0 || one.Year >= of.Year {
			continue
		}
		if !ok || cmp.Or(one.Year-earlier.Year, cmp.Compare(one.Date, earlier.Date), cmp.Compare(one.ID, earlier.ID)) > 0 {
			earlier, ok = one, true
		}
	}
	return earlier, ok
}

// notes returns what is odd about a pair of reports.
func notes(of, before search.ReportInfo, lang language.Lang) []string {
	list := []string{}
	if of.Region == before.Region && of.Level == before.Level && of.Kind == before.Kind && before.Year > 0 && of.Year > before.Year+1 {
		list = append(list, lang.Say("comparison.between", of.Year-before.Year-1, strconv.Itoa(before.Year), strconv.Itoa(of.Year)))
	}
	if of.Year > 0 && of.Year < before.Year {
		list = append(list, lang.Say("comparison.reversed", strconv.Itoa(of.Year), strconv.Itoa(before.Year)))
	}
	return list
}

// read reads a report as compare takes it.
func read(ctx context.Context, e *search.Edition, id string) (*corpus.Report, error) {
	view, err := e.Report(ctx, id, search.Marking{})
	if err != nil {
		return nil, err
	}
	r := &corpus.Report{Header: view.Header(), Outline: view.Outline}
	for _, p := range view.Paragraphs {
		r.Paragraphs = append(r.Paragraphs, p.Paragraph)
	}
	return r, nil
}

// fill compares the reports.
func (c *Comparison) fill(newer, older *corpus.Report, only []compare.State) {
	for _, p := range compare.Reports(newer, older).Pairs {
		c.Summary.Pairs[p.State]++
		for _, s := range p.Sentences {
			c.Summary.Sentences[s.State]++
		}
		if len(only) > 0 && !slices.Contains(only, p.State) {
			continue
		}
		pair := Pair{
			State: p.State, SameSubject: p.SameSubject, Similarity: rounded(p.Similarity), New: paragraphs(newer, p.New), Old: paragraphs(older, p.Old),
			Sentences: []Sentence{},
		}
		for _, s := range p.Sentences {
			pair.Sentences = append(pair.Sentences, Sentence{s.State, said(newer, s.New), said(older, s.Old), rounded(s.Similarity), s.Changes})
		}
		c.Pairs = append(c.Pairs, pair)
	}
}

// rounded returns a similarity to three digits behind the point.
func rounded(s float64) float64 { return float64(int(s*1000+0.5)) / 1000 }

func idOf(r *corpus.Report, index int) string {
	return search.ParagraphID(r.ID, r.Paragraphs[index].Ordinal)
}

func paragraphs(r *corpus.Report, indexes []int) []Paragraph {
	list := make([]Paragraph, len(indexes))
	for i, at := range indexes {
		p := &r.Paragraphs[at]
		list[i] = Paragraph{idOf(r, at), p.Ordinal, p.Hash, append([]string{}, p.Section...), p.Role, p.Text, search.PagePath(r.ID, p.Ordinal)}
	}
	return list
}

func said(r *corpus.Report, s *compare.SentenceAt) *Said {
	if s == nil {
		return nil
	}
	return &Said{idOf(r, s.Paragraph), r.Paragraphs[s.Paragraph].Ordinal, s.Text}
}

// Counted returns the states that a summary counts, in the order of States, with their numbers.
func Counted(counts map[compare.State]int) (states []compare.State, numbers []int) {
	for _, state := range States() {
		if n := counts[state]; n > 0 {
			states, numbers = append(states, state), append(numbers, n)
		}
	}
	return states, numbers
}
