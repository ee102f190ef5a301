package figures

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/figure"
	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/query"
	"gongbao/search/trend"
)

// MostLinked is how many reports with targets an answer of links may be about.
const MostLinked = 100

// ErrLinked is the error of NewLinks for more than MostLinked reports. Test for it with errors.Is.
var ErrLinked = language.New("figures.linked", MostLinked)

// Links say what became of targets. They are the JSON body of the API.
type Links struct {
	Version    string          `json:"index_version"`
	Of         int             `json:"of"` // reports whose targets these are
	Links      []Link          `json:"links"`
	Verdicts   map[Verdict]int `json:"verdicts"` // how many links have each
	Coverage   trend.Coverage  `json:"coverage"`
	Definition string          `json:"definition"`
}

// A Link is a target, and what the report of the year after the target's last year says of it.
type Link struct {
	Target  Row     `json:"target"`
	Also    []Place `json:"also"` // where else the report says the same
	Verdict Verdict `json:"verdict"`
	// Result is the figure that the verdict is about; nil without one. With Open it may differ in its unit: 吨 and 公斤.
	Result *Row `json:"result"`
	// Report is the report in which the result should stand; nil if it is not in the index. Year is its year.
	Report *search.Source `json:"report"`
	Year   int            `json:"year"`
	// Passages are sentences of that report that name the indicator, when the verdict is Unchecked: at most MostPassages. URL is
	// the path of the search for the names of the indicator in that report.
	Passages []Passage `json:"passages"`
	URL      string    `json:"url"`
}

// A Place is where a figure stands.
type Place struct {
	ID   string      `json:"id"`   // of the paragraph
	Span search.Span `json:"span"` // of the number, in the paragraph
	URL  string      `json:"url"`
}

// NewLinks finds the targets that a request asks for, each once, and what became of them: in the order of the table of targets. The
// targets are those that a report sets for its own year or a later one; Kind, Limit and Cursor do not matter.
func NewLinks(ctx context.Context, e *search.Edition, r Request) (Links, error) {
	r.complete()
	r.Kind = string(figure.Target)
	answer := Links{Version: e.Version(), Links: []Link{}, Verdicts: map[Verdict]int{}, Definition: r.Lang.Say("figures.definition.links")}
	all, err := e.Reports(ctx)
	if err != nil {
		return Links{}, err
	}
	material, err := trend.MaterialOf(ctx, e, r.Filters, r.Lang)
	if err != nil {
		return Links{}, err
	}
	answer.Coverage = material.Coverage()
	targets, err := r.find(ctx, e, 0)
	if err != nil {
		return Links{}, err
	}
	r.sort(targets)
	l := linker{r: r, e: e, next: followers(all)}
	l.gather(targets)
	if answer.Of = len(l.setBy); answer.Of > MostLinked {
		return Links{}, ErrLinked
	}
	if err := l.results(ctx); err != nil {
		return Links{}, err
	}
	answer.Links, err = l.links(ctx)
	for _, one := range answer.Links {
		answer.Verdicts[one.Verdict]++
	}
	return answer, err
}

// A follower names a report by what makes it that of a year after.
type follower struct {
	region string
	level  corpus.Level
	year   int
}

// followers returns the work reports by region, level and year; of several the one with the least id.
func followers(all []search.ReportInfo) map[follower]*corpus.Header {
	next := map[follower]*corpus.Header{}
	for i := range all {
		h := all[i].Header()
		if key := (follower{h.Region, h.Level, h.Year}); h.Kind == corpus.Work && h.Year > 0 && next[key] == nil {
			next[key] = &h
		}
	}
	return next
}

// A subject is what a target and its result have in common.
type subject struct {
	report string // in which the result stands
	name   string // folded
	of     string // region
}

// A linker links the targets of a request.
type linker struct {
	r       Request
	e       *search.Edition
	next    map[follower]*corpus.Header
	setBy   map[string]bool // reports with targets
	targets []found
	also    [][]found           // where else each stands
	told    map[subject][]found // results
}

// gather keeps the targets that can be linked, each once.
func (l *linker) gather(targets []found) {
	l.setBy = map[string]bool{}
	at := map[string]int{}
	for _, f := range targets {
		if f.To == 0 || f.Report.Year == 0 || f.To < f.Report.Year {
			continue
		}
		l.setBy[f.Report.ID] = true
		key := strings.Join([]string{
			f.Report.ID, text.Fold(f.name), f.Subject, string(f.Measure), f.Unit, f.Sign, f.Value.String(), f.High.String(), f.Comparator, strconv.Itoa(f.From), strconv.Itoa(f.To),
		}, "\x00")
		if i, known := at[key]; known {
			l.also[i] = append(l.also[i], f)
			continue
		}
		at[key] = len(l.targets)
		l.targets, l.also = append(l.targets, f), append(l.also, nil)
	}
}

// after returns the report in which the result of a target should stand, or nil.
func (l *linker) after(f *found) *corpus.Header {
	return l.next[follower{f.Report.Region, f.Report.Level, f.To + 1}]
}

// results finds the results of the reports after.
func (l *linker) results(ctx context.Context) error {
	var ids []string
	for i := range l.targets {
		if h := l.after(&l.targets[i]); h != nil && !slices.Contains(ids, h.ID) {
			ids = append(ids, h.ID)
		}
	}
	l.told = map[subject][]found{}
	if len(ids) == 0 {
		return nil
	}
	asked := Request{Kind: string(figure.Result), Name: l.r.Name, Indicator: l.r.Indicator, Names: l.r.Names}
	asked.Filters = []query.Node{query.Filter{Field: query.Report, Values: ids}}
	list, err := asked.find(ctx, l.e, 0)
	if err != nil {
		return err
	}
	wanted := map[subject]bool{}
	var all []*found
	for i := range l.targets {
		f := &l.targets[i]
		if h := l.after(f); h != nil && !l.r.names().Vague(f.name) {
			wanted[subject{h.ID, text.Fold(f.name), f.Subject}] = true
			all = append(all, f)
		}
	}
	var told []*found
	for i := range list {
		if f := &list[i]; wanted[subject{f.Report.ID, text.Fold(f.name), f.Subject}] {
			told = append(told, f)
		}
	}
	if err := readBases(ctx, l.e, append(all, told...)); err != nil {
		return err
	}
	for _, f := range told {
		s := subject{f.Report.ID, text.Fold(f.name), f.Subject}
		l.told[s] = append(l.told[s], *f)
	}
	return nil
}

// links makes the links.
func (l *linker) links(ctx context.Context) ([]Link, error) {
	links := make([]Link, len(l.targets))
	var shown, also []found
	var alsoOf []int                      // the targets that those of also are
	result := make([]int, len(l.targets)) // of shown; -1 without one
	for i := range l.targets {
		f := &l.targets[i]
		link := &links[i]
		*link = Link{Also: []Place{}, Year: f.To + 1, Passages: []Passage{}}
		for _, other := range l.also[i] {
			also = append(also, other)
			alsoOf = append(alsoOf, i)
		}
		shown, result[i] = append(shown, *f), -1
		report := l.after(f)
		if report == nil {
			link.Verdict = NoReport
			continue
		}
		source := search.SourceOf(report)
		link.Report = &source
		link.URL = search.Request{Query: naming(l.r.names().Group(f.name)), Mode: search.Exact}.Path(query.Filter{Field: query.Report, Values: []string{report.ID}})
		told := chosen(f, l.told[subject{report.ID, text.Fold(f.name), f.Subject}])
		if told != nil {
			link.Verdict = judge(&f.Figure.Figure, &told.Figure.Figure)
			result[i] = len(shown)
			shown = append(shown, *told)
		}
	}
	if err := l.lookUp(ctx, links); err != nil {
		return nil, err
	}
	made, err := rows(ctx, l.e, shown)
	if err != nil {
		return nil, err
	}
	others, err := rows(ctx, l.e, also)
	if err != nil {
		return nil, err
	}
	for i, r := range others {
		link := &links[alsoOf[i]]
		link.Also = append(link.Also, Place{r.ID, r.Span, r.URL})
	}
	at := 0
	for i := range links {
		links[i].Target = made[at]
		at++
		if result[i] >= 0 {
			links[i].Result = &made[result[i]]
			at++
		}
	}
	return links, nil
}

// chosen returns the one of some results that speaks of what a target does, of the same years, or nil: in its unit if there is one.
// Where the report tells two numbers and does not say which is meant, there is none.
func chosen(target *found, results []found) *found {
	var best *found
	differ := false
	for i := range results {
		f := &results[i]
		switch {
		case f.From != target.From || f.To != target.To || !speakOfOne(target, f):
		case best == nil || f.Unit == target.Unit && best.Unit != target.Unit:
			best, differ = f, false
		case f.Unit == best.Unit && contains(best, f):
			best = f // 保持两位数增长 is 增长13.3%
		case f.Unit == best.Unit:
			differ = differ || contradict(best, f)
		}
	}
	if differ {
		return nil
	}
	return best
}

// contradict reports whether two numbers cannot both be the one that is told. One that is rounded (超过1200万人) contradicts none, and
// neither does a range that the other is in.
func contradict(a, b *found) bool {
	exact := a.Comparator == "=" && b.Comparator == "=" && a.Unit == b.Unit
	return exact && (a.Value != b.Value || a.High != b.High || a.Sign != b.Sign) && !contains(b, a)
}

// contains reports whether a range has another number in it.
func contains(all, one *found) bool {
	if all.High.IsZero() || all.Comparator != "=" || one.Comparator != "=" || all.High == one.High {
		return false
	}
	a, b := all.Figure.Figure.Stretch(), one.Figure.Figure.Stretch()
	return b.Low.Cmp(a.Low) >= 0 && b.High.Cmp(a.High) <= 0
}

// lookUp finds the sentences of the reports after that name the indicators of links without a result.
func (l *linker) lookUp(ctx context.Context, links []Link) error {
	missing := map[subject]*Missing{}
	byName := map[string][]*Missing{}
	of := map[int]*Missing{}
	for i := range links {
		if links[i].Verdict != "" {
			continue
		}
		name := l.targets[i].name
		s := subject{report: links[i].Report.ID, name: text.Fold(name)}
		if missing[s] == nil {
			missing[s] = &Missing{Report: *links[i].Report, Passages: []Passage{}}
			byName[name] = append(byName[name], missing[s])
		}
		of[i] = missing[s]
	}
	asked := l.r
	asked.Kind = string(figure.Result)
	for name, list := range byName {
		if err := asked.lookUp(ctx, l.e, name, list, len(list)); err != nil {
			return err
		}
	}
	for i, m := range of {
		links[i].Passages, links[i].Verdict = m.Passages, m.Verdict()
	}
	return nil
}
