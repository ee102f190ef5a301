// Package typed reads the words of a query that name what filters ask for: regions, years and other times, levels, reports.
//
// [Read] takes them out of a query. It is a guess, since such words are texts too, so who asks offers the reading beside the query.
package typed

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongbao/corpus"
	"gongbao/corpus/region"
	"gongbao/corpus/text"
	"gongbao/search/query"
)

// IsRegion reports whether the whole of a word names a region.
func IsRegion(word string) bool { return new(Words).isRegion(word) }

// isRegion reports whether the whole of a word names a region, and adds it if so.
func (w *Words) isRegion(word string) bool {
	_, rest, ok := region.FindPrefix(word)
	return ok && rest == "" && w.readRegion(word, true) > 0
}

// Regions returns the regions that words of their own name, and the conjuncts of the query without these words.
func Regions(conjuncts []query.Node) (w Words, rest []query.Node) {
	for _, n := range conjuncts {
		if t, isText := n.(query.Text); !isText || !w.isRegion(t.Value) {
			rest = append(rest, n)
		}
	}
	return w, rest
}

// Read takes the names out of the words of a query, given by its conjuncts, and returns what it asks for without them. present is the
// year of the newest report, which 今年 is; 0 if unknown.
func Read(conjuncts []query.Node, present int) (w Words, rest []query.Node) {
	w.present = present
	return w, w.readAll(conjuncts)
}

// Words are the filters that words name.
type Words struct {
	present int

	regions []string
	without []string // regions that are left out: 除广东外
	levels  []string
	times   []query.Node
	reports []string // ids
}

// Filters returns the filters of the fields, Region, Year, Level or Report.
func (w *Words) Filters(fields ...query.Field) (filters []query.Node) {
	if slices.Contains(fields, query.Region) {
		if len(w.regions) > 0 {
			filters = append(filters, query.Filter{Field: query.Region, Values: w.regions})
		}
		if len(w.without) > 0 {
			filters = append(filters, query.Not{Node: query.Filter{Field: query.Region, Values: w.without}})
		}
	}
	if slices.Contains(fields, query.Year) && len(w.times) > 0 {
		filters = append(filters, query.Either(w.times))
	}
	if slices.Contains(fields, query.Level) && len(w.levels) > 0 {
		filters = append(filters, query.Filter{Field: query.Level, Values: w.levels})
	}
	if slices.Contains(fields, query.Report) && len(w.reports) > 0 {
		filters = append(filters, query.Filter{Field: query.Report, Values: w.reports})
	}
	return filters
}

func (w *Words) readAll(conjuncts []query.Node) (rest []query.Node) {
	for _, n := range conjuncts {
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
	exceptFor = regexp.MustCompile(`^(?:除了?|除去|不(?:是|要|含|包括|包含))`)
	exceptEnd = regexp.MustCompile(`^(?:之外|以外|外)?的?`)
	// behindName stands behind a name, 广东的, 广东、浙江, and joinsNames between two: 和谐 may follow one too.
	behindName = regexp.MustCompile(`^[的,、·/&]`)
	joinsNames = regexp.MustCompile(`^[和与及]`)
	// ofReport stands behind the names of the reports that are meant, or of who gave them.
	ofReport = regexp.MustCompile(`^(?:省|市)?(?:人民)?政府(?:$|工作报告)(?:中|里|\.[a-z]{2,5}$)?的?`)
	// reportID matches what may be the id of a report, alone or with a paragraph of it.
	reportID = regexp.MustCompile(`^([a-z][a-z0-9]*(?:-[a-z0-9]+)+)(?:#\d+)?$`)
	// inBrackets matches a word in brackets at the end of another: 低空经济（广东）.
	inBrackets = regexp.MustCompile(`^(.*)[(\[【〔]([^()\[\]【】〔〕]+)[)\]】〕]$`)
)

// read takes the names at the beginning of a word, a time at its end, and those in brackets there, and returns the rest. A text with
// spaces or longer than a word is meant as it stands.
func (w *Words) read(word string) (rest string) {
	if strings.ContainsFunc(word, unicode.IsSpace) || utf8.RuneCountInString(word) > longestWord {
		return word
	}
	if m := reportID.FindStringSubmatch(word); m != nil {
		w.reports = append(w.reports, m[1])
		return ""
	}
	folded := text.NewFolded(word)
	form := folded.Spelled()
	from, to := 0, len(form)
	if m := inBrackets.FindStringSubmatchIndex(form); m != nil {
		inner := Words{present: w.present}
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

func (w *Words) add(other Words) {
	w.regions, w.without = append(w.regions, other.regions...), append(w.without, other.without...)
	w.levels, w.times = append(w.levels, other.levels...), append(w.times, other.times...)
}

// readNames reads the names at the beginning of a folded word, and returns the length of what they take of it.
func (w *Words) readNames(word string) (length int) {
	if except := exceptFor.FindString(word); except != "" {
		var named Words
		n := len(except) + named.readPositive(word[len(except):], true)
		if len(named.regions) > 0 && len(named.times)+len(named.levels) == 0 {
			w.without = append(w.without, named.regions...)
			return n + len(exceptEnd.FindString(word[n:]))
		}
	}
	return w.readPositive(word, false)
}

// readPositive reads names of what is asked for. inner says that the word goes on in front of it.
func (w *Words) readPositive(word string, inner bool) (length int) {
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
func (w *Words) readRegion(word string, whole bool) (length int) {
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
func (w *Words) readLevel(word string) (length int) {
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
