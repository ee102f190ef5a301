package wording

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"gongbao/corpus"
	"gongbao/corpus/phrase"
	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/query"
	"gongbao/search/thesaurus"
	"gongbao/search/trend"
)

// Against says what a report is compared with.
type Against string

const (
	AgainstEarlier  Against = "earlier"  // all earlier work reports of its region in the index; also the zero Against
	AgainstPrevious Against = "previous" // those of the nearest year before that has any
)

// A Side says which wording is asked for.
type Side string

const (
	SideNew  Side = "new"  // what the report has and the ones before have not; also the zero Side
	SideGone Side = "gone" // what those of the year before have and the report has not
)

// A Request asks for the wording of a report.
type Request struct {
	Report  string // its id
	Against Against
	// Side asks for what is new or gone. What is gone is of the year before, whatever Against; with AgainstEarlier it is what had
	// been said before that year too.
	Side  Side
	Limit int // units of the answer, and so many singles; DefaultUnits if 0, at most MostUnits
	Lang  language.Lang
}

// Bounds of an answer.
const (
	DefaultUnits = 150
	MostUnits    = 1000
)

// A Wording is what is new in a report, or gone. It is the JSON body of the API.
type Wording struct {
	Version string        `json:"index_version"`
	Report  search.Source `json:"report"`
	Against Against       `json:"against"`
	Side    Side          `json:"side"`
	// Earlier are the reports compared with, earliest first. Where there are none, nothing is new or gone, and Problem says so.
	Earlier []search.Source `json:"earlier"`
	Problem string          `json:"problem,omitempty"`
	// Coverage is that of Earlier.
	Coverage trend.Coverage `json:"coverage"`
	// Units are phrases of the index: what stands in it at least three times, in changing company and holding together. Of those
	// that lie in each other there is one: the longest that is at least half as frequent as the one inside it.
	Units    []Unit `json:"units"`
	AllUnits int    `json:"all_units"` // how many there are without a limit
	// Single has what is new in the report and no phrase of the index: passages around the shortest strings that the reports before
	// have not, as they stand in the report. There is none of what is gone.
	Single    []Single `json:"single"`
	AllSingle int      `json:"all_single"`
	// Definition says in sentences what the lists are.
	Definition string `json:"definition"`
}

// A Unit is a phrase that is new or gone.
type Unit struct {
	Text  string `json:"text"`
	Count int    `json:"count"` // in the report, or if it is gone in those of the year before
	// Elsewhere is what all work reports of the index have of it besides those of Count.
	Elsewhere Elsewhere `json:"elsewhere"`
	// Score orders units: the weighted log-odds ratio of the report to those before, with a prior of 500 characters that are like
	// the index, in units of its standard deviation (Monroe, Colaresi and Quinn 2008).
	Score float64 `json:"score"`
	URL   string  `json:"url"` // path of the search whose occurrences are Count
}

// Elsewhere says who else has a phrase.
type Elsewhere struct {
	Reports     int            `json:"reports"`
	FirstYear   int            `json:"first_year,omitempty"` // of the earliest report that has it, the report itself included
	FirstRegion string         `json:"first_region,omitempty"`
	First       *search.Source `json:"first,omitempty"` // that report, by year, date and id; nil if none with a year has it
	URL         string         `json:"url"`             // path of the search for all of them
}

// A Single is a passage that is new.
type Single struct {
	Text  string `json:"text"`
	Count int    `json:"count"` // in the report
	URL   string `json:"url"`   // path of the search whose occurrences are Count
}

// ErrYear means that a report without a year has none before it.
var ErrYear = language.New("wording.year")

// leastCount is how often a phrase stands in the index.
const leastCount = 3

// words are the everyday words that phrases and suggestions know.
var words = sync.OnceValue(func() map[string]bool { return phrase.Words(thesaurus.Default().Terms(phrase.LongestWord)) })

// Of returns the wording of a report. It fails with a search.NoReport if there is none with the id. It reads much of the index, so
// that answers are kept for who asks again.
func Of(ctx context.Context, e *search.Edition, r Request) (Wording, error) {
	r.Against, r.Side = cmp.Or(r.Against, AgainstEarlier), cmp.Or(r.Side, SideNew)
	r.Limit = min(cmp.Or(max(r.Limit, 0), DefaultUnits), MostUnits)
	w, err := search.Kept(e, fmt.Sprintf("wording %+v", r), func() (Wording, int, error) {
		w, err := find(ctx, e, r)
		return w, bytesOfUnit * (1 + len(w.Units) + len(w.Single) + len(w.Earlier)), err
	})
	w.Earlier, w.Units, w.Single = slices.Clone(w.Earlier), slices.Clone(w.Units), slices.Clone(w.Single) // the caller may change them
	return w, err
}

// bytesOfUnit is about what a Unit takes in memory.
const bytesOfUnit = 600

// find finds the wording of a report.
func find(ctx context.Context, e *search.Edition, r Request) (Wording, error) {
	all, err := e.Reports(ctx)
	if err != nil {
		return Wording{}, err
	}
	at := slices.IndexFunc(all, func(one search.ReportInfo) bool { return one.ID == r.Report })
	switch {
	case at < 0:
		return Wording{}, search.NotAmong(search.Summaries(all), r.Report)
	case all[at].Year == 0:
		return Wording{}, ErrYear
	}
	w := Wording{
		Version: e.Version(), Report: all[at].Source(), Against: r.Against, Side: r.Side, Earlier: []search.Source{}, Units: []Unit{}, Single: []Single{},
		Coverage:   trend.NoCoverage(),
		Definition: r.Lang.Say("wording.definition." + string(r.Side)),
	}
	m := materialOf(all, all[at], r)
	if len(m.before) == 0 {
		w.Problem = r.Lang.Say("wording.first")
		return w, nil
	}
	ids := make([]string, len(m.before))
	for i, one := range m.before {
		w.Earlier = append(w.Earlier, one.Source())
		ids[i] = one.ID
	}
	material, err := trend.MaterialOf(ctx, e, []query.Node{query.Filter{Field: query.Report, Values: ids}}, r.Lang)
	if err != nil {
		return Wording{}, err
	}
	w.Coverage = material.Coverage()
	err = m.read(func(id string) ([]string, error) {
		report, err := e.Report(ctx, id, search.Marking{})
		paragraphs := make([]string, len(report.Paragraphs))
		for i, p := range report.Paragraphs {
			paragraphs[i] = p.Text
		}
		return paragraphs, err
	})
	if err != nil {
		return Wording{}, err
	}
	found, err := m.phrases.Phrases(ctx, leastCount, m.needs)
	if err != nil {
		return Wording{}, err
	}
	if err := w.addUnits(ctx, e, m, found, r.Limit); err != nil {
		return Wording{}, err
	}
	if r.Side == SideNew {
		w.addSingles(m, found, r.Limit)
	}
	return w, nil
}

// A material is the reports that a wording is made of.
type material struct {
	own    []search.ReportInfo // those whose phrases are looked at
	before []search.ReportInfo // of the region, before the report
	marks  map[string]phrase.Mark
	rest   []search.ReportInfo // all of the index in the order in which they make the corpus
	needs  phrase.Mark

	texts   []string // paragraphs of own, folded
	phrases *phrase.Report
	others  int // characters of the reports that own is compared with
}

// materialOf chooses the reports.
func materialOf(all []search.ReportInfo, of search.ReportInfo, r Request) *material {
	m := &material{marks: map[string]phrase.Mark{}}
	var works, earlier []search.ReportInfo
	for _, one := range all {
		if one.Kind != corpus.Work {
			continue
		}
		works = append(works, one)
		if one.Year > 0 && one.Year < of.Year && sameRegion(one, of) {
			earlier = append(earlier, one)
		}
	}
	slices.SortFunc(earlier, func(a, b search.ReportInfo) int {
		return cmp.Or(a.Year-b.Year, cmp.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID))
	})
	lastYear := 0
	if len(earlier) > 0 {
		lastYear = earlier[len(earlier)-1].Year
	}
	last := slices.IndexFunc(earlier, func(one search.ReportInfo) bool { return one.Year == lastYear })
	last = max(last, 0)
	m.own, m.before = []search.ReportInfo{of}, earlier
	if r.Against == AgainstPrevious {
		m.before = earlier[last:]
	}
	compared := m.before
	if r.Side == SideGone {
		m.own, compared = earlier[last:], []search.ReportInfo{of}
		if r.Against == AgainstEarlier {
			m.needs = phrase.Before
			for _, one := range earlier[:last] {
				m.marks[one.ID] = phrase.Before
			}
		}
	}
	for _, one := range compared {
		m.marks[one.ID] |= phrase.Earlier
	}
	m.rest = works
	if of.Kind != corpus.Work {
		m.rest = append(m.rest, of)
	}
	own := map[string]bool{}
	for _, one := range m.own {
		own[one.ID] = true
	}
	first := func(one search.ReportInfo) int { // the report itself, and then the newest, make the corpus
		if own[one.ID] {
			return 0
		}
		return 1
	}
	slices.SortFunc(m.rest, func(a, b search.ReportInfo) int {
		return cmp.Or(first(a)-first(b), b.Year-a.Year, cmp.Compare(a.ID, b.ID))
	})
	return m
}

// read reads the reports that matter. paragraphs returns those of a report.
func (m *material) read(paragraphs func(id string) ([]string, error)) error {
	var own []string
	for _, one := range m.own {
		texts, err := paragraphs(one.ID)
		if err != nil {
			return err
		}
		own = append(own, texts...)
	}
	for _, p := range own {
		m.texts = append(m.texts, text.Fold(p))
	}
	m.phrases = phrase.NewReport(words(), own)
	for _, one := range m.rest {
		mark := m.marks[one.ID]
		if m.phrases.Full() && mark == 0 {
			continue
		}
		texts, err := paragraphs(one.ID)
		if err != nil {
			return err
		}
		for _, p := range texts {
			m.phrases.Add(p, mark)
		}
		if mark&phrase.Earlier != 0 {
			m.others += one.Characters
		}
	}
	return nil
}

// count returns how often a search finds a text in own.
func (m *material) count(of string) (n int) {
	p := text.NewPattern(of)
	for _, t := range m.texts {
		n += p.Count(t)
	}
	return n
}

// url returns the path of the search for a text in own.
func (m *material) url(of string) string {
	ids := make([]string, len(m.own))
	for i, one := range m.own {
		ids[i] = one.ID
	}
	return asked(of).Path(query.Filter{Field: query.Report, Values: ids})
}

// asked returns the request for a text.
func asked(of string) search.Request {
	return search.Request{Query: query.Print(query.Text{Value: of}), Mode: search.Exact}
}

// addUnits fills in the units among phrases, best first.
func (w *Wording) addUnits(ctx context.Context, e *search.Edition, m *material, phrases []phrase.NewPhrase, limit int) error {
	units := m.units(phrases)
	w.AllUnits = len(units)
	for _, u := range units[:min(limit, len(units))] {
		elsewhere, err := m.elsewhere(ctx, e, u.Shown)
		if err != nil {
			return err
		}
		w.Units = append(w.Units, Unit{u.Shown, m.count(u.Shown), elsewhere, math.Round(m.score(u)*1000) / 1000, m.url(u.Shown)})
	}
	return nil
}

// units returns of the phrases that are new, or gone, those that are listed, best first.
func (m *material) units(phrases []phrase.NewPhrase) []phrase.NewPhrase {
	units := widest(phrases)
	slices.SortFunc(units, func(a, b phrase.NewPhrase) int {
		return cmp.Or(cmp.Compare(m.score(b), m.score(a)), a.Core-b.Core, cmp.Compare(b.Holding, a.Holding), strings.Compare(a.Folded, b.Folded))
	})
	return units
}

// priorSize is the size of the prior, in characters.
const priorSize = 500

// score is the weighted log-odds ratio of a phrase: of own, which has it, to those that have not.
func (m *material) score(u phrase.NewPhrase) float64 {
	prior := priorSize * float64(u.Count) / float64(m.phrases.Read())
	own, others := float64(m.phrases.Own()), float64(m.others)
	has := float64(u.Own) + prior
	ratio := math.Log(has/(own+priorSize-has)) - math.Log(prior/(others+priorSize-prior))
	return ratio / math.Sqrt(1/has+1/prior)
}

// widest leaves of phrases that lie in each other the longest that is at least half as frequent as the one inside it.
func widest(phrases []phrase.NewPhrase) []phrase.NewPhrase {
	parts := slices.DeleteFunc(slices.Clone(phrases), func(p phrase.NewPhrase) bool {
		return slices.ContainsFunc(phrases, func(around phrase.NewPhrase) bool {
			return len(around.Folded) > len(p.Folded) && 2*around.Count >= p.Count && strings.Contains(around.Folded, p.Folded)
		})
	})
	return slices.DeleteFunc(slices.Clone(parts), func(p phrase.NewPhrase) bool {
		return slices.ContainsFunc(parts, func(inside phrase.NewPhrase) bool {
			return len(inside.Folded) < len(p.Folded) && strings.Contains(p.Folded, inside.Folded)
		})
	})
}

// elsewhere asks the index who else has a text, and who had it first.
func (m *material) elsewhere(ctx context.Context, e *search.Edition, of string) (Elsewhere, error) {
	r := asked(of)
	r.Filters = search.WorkReports(nil, nil)
	counts, err := e.Count(ctx, r)
	if err != nil {
		return Elsewhere{}, err
	}
	found := Elsewhere{URL: r.Path()}
	var first *corpus.Header
	for _, g := range counts.Groups() {
		if g.Occurrences == 0 {
			continue
		}
		if !slices.ContainsFunc(m.own, func(one search.ReportInfo) bool { return one.ID == g.Report.ID }) {
			found.Reports++
		}
		if g.Report.Year > 0 && (first == nil || cmp.Or(g.Report.Year-first.Year, cmp.Compare(g.Report.Date, first.Date), cmp.Compare(g.Report.ID, first.ID)) < 0) {
			first = g.Report
		}
	}
	if first != nil {
		s := search.SourceOf(first)
		found.First, found.FirstYear, found.FirstRegion = &s, s.Year, s.Region
	}
	return found, nil
}

// addSingles fills in the single passages beside phrases.
func (w *Wording) addSingles(m *material, phrases []phrase.NewPhrase, limit int) {
	singles := m.singles(phrases)
	w.AllSingle = len(singles)
	for _, s := range singles[:min(limit, len(singles))] {
		w.Single = append(w.Single, Single{s.Shown, m.count(s.Shown), m.url(s.Shown)})
	}
}

// singles returns the passages that are new and of which no new phrase is a part, nor they of one.
func (m *material) singles(phrases []phrase.NewPhrase) []phrase.Single {
	return slices.DeleteFunc(m.phrases.Singles(), func(s phrase.Single) bool {
		return slices.ContainsFunc(phrases, func(p phrase.NewPhrase) bool {
			return strings.Contains(p.Folded, s.Folded) || strings.Contains(s.Folded, p.Folded)
		})
	})
}
