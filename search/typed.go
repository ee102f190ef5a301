package search

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongbao/corpus"
	"gongbao/corpus/region"
	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/query"
)

// offerFilters offers the regions, times and levels that were typed as words as filters: those of all kinds together, or where
// that finds nothing, those of each kind, without the others.
func (e *Edition) offerFilters(ctx context.Context, a *Answer, root query.Node, r Request) error {
	newest, err := e.latestReports(ctx, nil)
	if err != nil {
		return err
	}
	words := wordFilters{present: newestYear(newest)}
	rest := words.readAll(root)
	all := []query.Field{query.Region, query.Year, query.Level}
	for _, fields := range append([][]query.Field{all}, all[:1], all[1:2], all[2:]) {
		filters := words.filters(fields)
		if len(filters) == 0 {
			continue
		}
		offered, err := e.offer(ctx, a, ByFilter, query.And{Nodes: slices.Concat(rest, filters)}, r, nil)
		if err != nil || offered && len(fields) > 1 {
			return err
		}
	}
	return nil
}

func newestYear(reports []engine.Summary) (year int) {
	for i := range reports {
		year = max(year, reports[i].Year)
	}
	return year
}

// offerRegion offers the reading of a full page's query in which a word of its own that names a region is a filter: the reports
// of the region hardly name it.
func (e *Edition) offerRegion(ctx context.Context, a *Answer, root query.Node, r Request) error {
	if r.Cursor != "" || r.Limit == NoHits || !r.smart() {
		return nil
	}
	var w wordFilters
	var rest []query.Node
	for _, n := range conjuncts(root) {
		if t, isText := n.(query.Text); !isText || !isRegion(&w, t.Value) {
			rest = append(rest, n)
		}
	}
	if len(w.regions) == 0 || len(rest) == 0 {
		return nil
	}
	_, err := e.offer(ctx, a, ByFilter, query.And{Nodes: slices.Concat(rest, w.filters([]query.Field{query.Region}))}, r, nil)
	return err
}

// isRegion reports whether the whole of a word names a region, and adds it if so.
func isRegion(w *wordFilters, word string) bool {
	_, rest, ok := region.FindPrefix(word)
	return ok && rest == "" && w.readRegion(word, true) > 0
}

// wordFilters are the filters that words name.
type wordFilters struct {
	present int // the year of the newest report, which 今年 is; 0 if unknown

	regions []string
	without []string // regions that are left out: 除广东外
	levels  []string
	times   []query.Node
}

// filters returns one filter for each of the fields.
func (w *wordFilters) filters(fields []query.Field) (filters []query.Node) {
	if slices.Contains(fields, query.Region) {
		if len(w.regions) > 0 {
			filters = append(filters, query.Filter{Field: query.Region, Values: w.regions})
		}
		if len(w.without) > 0 {
			filters = append(filters, query.Not{Node: query.Filter{Field: query.Region, Values: w.without}})
		}
	}
	if slices.Contains(fields, query.Year) && len(w.times) > 0 {
		filters = append(filters, query.Or{Nodes: w.times})
	}
	if slices.Contains(fields, query.Level) && len(w.levels) > 0 {
		filters = append(filters, query.Filter{Field: query.Level, Values: w.levels})
	}
	return filters
}

// readAll takes the names out of the words of a query, and returns what it asks for without them.
func (w *wordFilters) readAll(root query.Node) (rest []query.Node) {
	for _, n := range conjuncts(root) {
		t, isText := n.(query.Text)
		if !isText {
			rest = append(rest, n)
			continue
		}
		if left := w.read(t.Value); left != "" {
			rest = append(rest, query.Text{Value: left})
		}
	}
	return rest
}

// longestWord is the number of characters of a word that may name values: longer texts are sentences.
const longestWord = 50

var (
	exceptFor = regexp.MustCompile(`^(?:除了?|除去|不(?:要|含|包括|包含))`)
	exceptEnd = regexp.MustCompile(`^(?:之外|以外|外)?的?`)
	// behindName stands behind a name, 广东的, 广东、浙江, and joinsNames between two: 和谐 may follow one too.
	behindName = regexp.MustCompile(`^[的,、·/&]`)
	joinsNames = regexp.MustCompile(`^[和与及]`)
	// ofReport stands behind the names of the reports that are meant.
	ofReport = regexp.MustCompile(`^(?:省|市)?(?:人民)?政府工作报告(?:中|里)?的?`)
	// inBrackets matches a word in brackets at the end of another: 低空经济（广东）.
	inBrackets = regexp.MustCompile(`^(.*)[(\[【〔]([^()\[\]【】〔〕]+)[)\]】〕]$`)
)

// read takes the names at the beginning of a word, a time at its end, and those in brackets there, and returns the rest. A text with
// spaces or longer than a word is meant as it stands.
func (w *wordFilters) read(word string) (rest string) {
	if strings.ContainsFunc(word, unicode.IsSpace) || utf8.RuneCountInString(word) > longestWord {
		return word
	}
	folded := text.NewFolded(word)
	form := folded.Spelled()
	from, to := 0, len(form)
	if m := inBrackets.FindStringSubmatchIndex(form); m != nil {
		inner := wordFilters{present: w.present}
		if n := inner.readNames(form[m[4]:m[5]]); n == m[5]-m[4] {
			w.add(inner)
			to = m[3]
		}
	}
	from = w.readNames(form[:to])
	for i := range form[from:to] {
		if n, times := readTime(form[from+i:to], w.present); i > 0 && n == to-from-i {
			w.times = append(w.times, times...)
			to = from + i
			break
		}
	}
	switch {
	case from == 0 && to == len(form):
		return word
	case from == to:
		return ""
	}
	span := folded.Span(text.Span{From: from, To: to})
	left, _ := query.Phrase(word[span.From:span.To]) // which has both of its quotation marks, or none
	return left.Value
}

func (w *wordFilters) add(other wordFilters) {
	w.regions, w.without = append(w.regions, other.regions...), append(w.without, other.without...)
	w.levels, w.times = append(w.levels, other.levels...), append(w.times, other.times...)
}

// readNames reads the names at the beginning of a folded word, and returns the length of what they take of it.
func (w *wordFilters) readNames(word string) (length int) {
	if except := exceptFor.FindString(word); except != "" {
		var named wordFilters
		n := len(except) + named.readPositive(word[len(except):], true)
		if len(named.regions) > 0 && len(named.times)+len(named.levels) == 0 {
			w.without = append(w.without, named.regions...)
			return n + len(exceptEnd.FindString(word[n:]))
		}
	}
	return w.readPositive(word, false)
}

// readPositive reads names of what is asked for. inner says that the word goes on in front of it.
func (w *wordFilters) readPositive(word string, inner bool) (length int) {
	joined := 0 // the length of what joins the next name, if there is one
	for length < len(word) {
		rest := word[length+joined:]
		n, times := readTime(rest, w.present)
		w.times = append(w.times, times...)
		if n == 0 {
			n = w.readRegion(rest, length == 0 && !inner)
		}
		if n == 0 {
			n = w.readLevel(rest)
		}
		if n == 0 {
			break
		}
		length += joined + n
		if report := ofReport.FindString(word[length:]); report != "" {
			return length + len(report)
		}
		length += len(behindName.FindString(word[length:]))
		joined = len(joinsNames.FindString(word[length:]))
	}
	return length
}

// readRegion reads the name of a region, or of several together, at the beginning of a folded word. Of cities and counties it takes
// short names only as a whole word, since they begin others too (平安, 长治), and so it does names in Latin letters and groups.
func (w *wordFilters) readRegion(word string, whole bool) (length int) {
	if provinces := region.Group(word); whole && provinces != nil {
		w.regions = append(w.regions, provinces...)
		return len(word)
	}
	r, rest, ok := region.FindPrefix(word)
	if !ok {
		return 0
	}
	name := word[:len(word)-len(rest)]
	isWhole := whole && rest == ""
	if !(r.Level == region.Province || name == r.Name || isWhole) || strings.IndexFunc(name, unicode.IsLower) >= 0 && !(isWhole && r.Level == region.Province) {
		return 0
	}
	w.regions = append(w.regions, r.Short)
	return len(name)
}

// readLevel reads the name of a level, which is the whole word.
func (w *wordFilters) readLevel(word string) (length int) {
	level := corpus.ParseLevel(word)
	if word == "各省" || word == "各省份" || word == "各省市" {
		level = corpus.Province
	}
	if level == "" || len([]rune(word)) < 2 {
		return 0
	}
	w.levels = append(w.levels, string(level))
	return len(word)
}
