package search

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongbao/corpus"
	"gongbao/corpus/region"
	"gongbao/corpus/text"
	"gongbao/search/query"
)

// offerFilters offers the regions, years and levels that were typed as words as filters: those of all kinds together, or where
// that finds nothing, those of each kind, without the others.
func (e *Edition) offerFilters(ctx context.Context, a *Answer, root query.Node, r Request) error {
	words, rest := typedAsWords(root)
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

// typedAsWords returns the filters that words of a query name, and what the query asks for without these words.
func typedAsWords(root query.Node) (w wordFilters, rest []query.Node) {
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
	return w, rest
}

// wordFilters are the filters that words name.
type wordFilters struct {
	regions []string
	levels  []string
	years   []query.Node
}

// filters returns one filter for each of the fields.
func (w *wordFilters) filters(fields []query.Field) (filters []query.Node) {
	if slices.Contains(fields, query.Region) && len(w.regions) > 0 {
		filters = append(filters, query.Filter{Field: query.Region, Values: w.regions})
	}
	if slices.Contains(fields, query.Year) && len(w.years) > 0 {
		filters = append(filters, query.Or{Nodes: w.years})
	}
	if slices.Contains(fields, query.Level) && len(w.levels) > 0 {
		filters = append(filters, query.Filter{Field: query.Level, Values: w.levels})
	}
	return filters
}

// longestWord is the number of characters of a word that may name values: longer texts are sentences.
const longestWord = 50

// read takes the names at the beginning of a word, and a year at its end, and returns the rest. A text in quotation marks, with
// spaces or longer than a word is meant as it stands.
func (w *wordFilters) read(word string) (rest string) {
	if strings.ContainsFunc(word, unicode.IsSpace) || utf8.RuneCountInString(word) > longestWord {
		return word
	}
	rest = word
	for rest != "" {
		n, years := readYears(rest)
		w.years = append(w.years, years...)
		if n == 0 {
			n = w.readRegion(rest, rest == word)
		}
		if n == 0 {
			n = w.readLevel(rest)
		}
		if n == 0 {
			break
		}
		rest = strings.TrimPrefix(rest[n:], "的")
	}
	for i := range rest {
		if n, years := readYears(rest[i:]); i > 0 && n == len(rest)-i {
			w.years = append(w.years, years...)
			return rest[:i]
		}
	}
	return rest
}

// longestYears is the number of characters of 二〇二〇年至二〇二四年, and of what is as long.
const longestYears = 12

// readYears reads a year or a span of years at the beginning of a word: 2021, 2020年, 2020-2024年, 二〇二一年.
func readYears(word string) (length int, found []query.Node) {
	runes := []rune(word)
	for n := min(len(runes), longestYears); n >= len("2021"); n-- {
		written := text.ReadDigits(string(runes[:n]))
		last := []rune(written)[n-1]
		if !unicode.IsDigit(rune(written[0])) || !unicode.IsDigit(last) && last != '年' {
			continue
		}
		if n < len(runes) && unicode.IsDigit(last) && (unicode.IsDigit([]rune(text.ReadDigits(string(runes[n])))[0]) || strings.ContainsRune(".%％", runes[n])) {
			continue
		}
		years, err := query.ParseFilter(query.Year, written)
		if err == nil && areRecent(years) {
			return len(string(runes[:n])), []query.Node{years}
		}
	}
	return 0, nil
}

// The years that a report may be of. Other numbers of four digits are none.
const firstYear, lastYear = 1900, 2100

func areRecent(years query.Node) bool {
	f, ok := years.(query.Filter)
	return ok && f.Years.From >= firstYear && f.Years.To <= lastYear && f.Years.To >= f.Years.From
}

// readRegion reads the name of a region at the beginning of a word. Of cities and counties it takes short names only as a whole
// word, since they begin others too (平安, 长治).
func (w *wordFilters) readRegion(word string, whole bool) (length int) {
	r, rest, ok := region.FindPrefix(word)
	if !ok {
		return 0
	}
	name := word[:len(word)-len(rest)]
	if !(r.Level == region.Province || name == r.Name || whole && rest == "") || strings.IndexFunc(name, unicode.IsLower) >= 0 {
		return 0
	}
	w.regions = append(w.regions, r.Short)
	return len(name)
}

// readLevel reads the name of a level, which is the whole word.
func (w *wordFilters) readLevel(word string) (length int) {
	level := corpus.ParseLevel(word)
	if level == "" || len([]rune(word)) < 2 {
		return 0
	}
	w.levels = append(w.levels, string(level))
	return len(word)
}
