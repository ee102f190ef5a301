// Package explain words queries and their notes for people, in Chinese and English.
package explain

import (
	"slices"
	"strconv"
	"strings"

	"gongbao/language"
	"gongbao/search/query"
)

// Tree returns a sentence, without a full stop, on what a tree searches for: 同时包含“高质量发展”和“乡村振兴”，年份 2020—2024. It
// shortens long texts in the middle.
func Tree(n query.Node, lang language.Lang) string {
	v := &chinese
	if lang == language.EN {
		v = &english
	}
	if n == nil {
		return v.nothing
	}
	return v.sentence(n)
}

// Condition words a filter, or several that are alternatives, without a sentence around it: 地区 辽宁.
func Condition(n query.Node, lang language.Lang) string {
	v := &chinese
	if lang == language.EN {
		v = &english
	}
	return v.clause(n)
}

// Years words ranges of years that are alternatives: 2015、2020—2024.
func Years(ranges []query.Years, lang language.Lang) string {
	v := &chinese
	if lang == language.EN {
		v = &english
	}
	worded := make([]string, len(ranges))
	for i, years := range ranges {
		worded[i] = v.years(years)
	}
	return lang.List(worded)
}

// sentence words a whole tree: what must match, then what must not, then the filters.
func (v *phrasing) sentence(n query.Node) string {
	if or, ok := n.(query.Or); ok && v.plain(or.Nodes) == nil && !onlyYears(or) {
		return v.alternatives(or)
	}
	positive, negative, filters := v.clauses(query.Conjuncts(n), v.either)
	said := strings.Join(positive, v.andAlso)
	if said == "" {
		said = v.everything
	}
	return strings.Join(slices.Concat([]string{said}, negative, filters), v.comma)
}

// clauses words the nodes of an And, its texts together. or words its Ors, depending on the nodes beside them.
func (v *phrasing) clauses(nodes []query.Node, or func(query.Or) string) (positive, negative, filters []string) {
	if texts := v.texts(nodes); len(texts) > 0 {
		positive = append(positive, v.containsAll(texts))
	}
	for _, n := range nodes {
		switch n := n.(type) {
		case query.Text:
		case query.Not:
			negative = append(negative, v.without(n.Node))
		case query.Filter:
			filters = append(filters, v.filter(n))
		case query.Or:
			if onlyYears(n) {
				filters = append(filters, v.either(n))
			} else {
				positive = append(positive, or(n))
			}
		default:
			positive = append(positive, v.clause(n))
		}
	}
	return positive, negative, filters
}

// clause words a node as part of a sentence, so that the sentence has one meaning.
func (v *phrasing) clause(n query.Node) string {
	switch n := n.(type) {
	case query.Text:
		return v.contains + v.quote(n.Value)
	case query.Outside:
		longer := make([]string, len(n.Longer))
		for i, t := range n.Longer {
			longer[i] = v.quote(t.Value)
		}
		return v.contains + v.quote(n.Text.Value) + strings.ReplaceAll(v.outside, "{a}", v.list(longer, v.lastOr))
	case query.And:
		positive, negative, filters := v.clauses(n.Nodes, v.oneOf)
		return strings.Join(slices.Concat(positive, negative, filters), v.and)
	case query.Or:
		return v.either(n)
	case query.Not:
		return v.without(n.Node)
	case query.Same:
		return v.same(n)
	case query.Near:
		return v.near(n)
	case query.Value:
		return v.valued(n)
	case query.Filter:
		return v.filter(n)
	}
	return ""
}

// texts returns the quoted values of the nodes that are texts.
func (v *phrasing) texts(nodes []query.Node) []string {
	var said []string
	for _, n := range nodes {
		if text, ok := n.(query.Text); ok {
			said = append(said, v.quote(text.Value))
		}
	}
	return said
}

// plain returns the quoted values of nodes that are all texts, or nil.
func (v *phrasing) plain(nodes []query.Node) []string {
	if texts := v.texts(nodes); len(texts) == len(nodes) {
		return texts
	}
	return nil
}

func (v *phrasing) containsAll(texts []string) string {
	if len(texts) == 1 {
		return v.contains + texts[0]
	}
	return v.containsBoth + v.list(texts, v.lastAnd)
}

// alternatives words an Or without a node beside it.
func (v *phrasing) alternatives(or query.Or) string {
	said := make([]string, len(or.Nodes))
	for i, n := range or.Nodes {
		said[i] = v.clause(n)
	}
	return strings.Join(said, v.orElse)
}

// either words an Or as a clause.
func (v *phrasing) either(or query.Or) string {
	if texts := v.plain(or.Nodes); texts != nil {
		return v.contains + v.list(texts, v.lastOr)
	}
	if !onlyYears(or) {
		return v.open + v.alternatives(or) + v.close
	}
	years := make([]string, len(or.Nodes))
	for i, n := range or.Nodes {
		years[i] = v.years(n.(query.Filter).Years)
	}
	return v.field[query.Year] + v.list(years, v.valueOr)
}

// oneOf words an Or among clauses joined by a mere "and".
func (v *phrasing) oneOf(or query.Or) string {
	if texts := v.plain(or.Nodes); texts != nil {
		return v.containsOne + v.list(texts, v.listComma) + v.ofThem
	}
	return v.either(or)
}

// without words the negation of n.
func (v *phrasing) without(n query.Node) string {
	switch n := n.(type) {
	case query.Text:
		return v.lacks + v.quote(n.Value)
	case query.Filter:
		return v.excluding + v.filter(n)
	case query.Or:
		if texts := v.plain(n.Nodes); texts != nil {
			return v.lacksAll + v.list(texts, v.listComma) + v.anyOfThem
		}
		if onlyYears(n) {
			return v.excluding + v.either(n)
		}
	case query.And:
		if texts := v.plain(n.Nodes); texts != nil {
			return v.lacksBoth + v.list(texts, v.lastAnd)
		}
		return v.excludingThose + v.open + v.clause(n) + v.close + v.those
	}
	return v.excludingThose + v.clause(n) + v.those
}

func (v *phrasing) same(same query.Same) string {
	if and, ok := same.Node.(query.And); ok {
		if texts := v.plain(and.Nodes); texts != nil {
			return v.within[same.Unit] + v.contains + v.list(texts, v.lastAnd)
		}
	}
	return v.within[same.Unit] + v.clause(same.Node)
}

func (v *phrasing) near(near query.Near) string {
	form := v.apart
	switch {
	case near.Ordered && near.Distance == 0:
		form = v.next
	case near.Ordered:
		form = v.then
	case near.Distance == 0:
		form = v.adjacent
	}
	return strings.NewReplacer("{a}", v.side(near.Left), "{b}", v.side(near.Right), "{n}", strconv.Itoa(near.Distance)).Replace(form)
}

// side says what a Near joins.
func (v *phrasing) side(n query.Node) string {
	if value, ok := n.(query.Value); ok {
		return v.valued(value)
	}
	return v.quote(n.(query.Text).Value)
}

// signs are the signs of comparison as they are printed.
var signs = strings.NewReplacer(">=", "≥", "<=", "≤")

func (v *phrasing) valued(n query.Value) string {
	form := v.figure
	if n.Of == "" {
		form = v.anyFigure
	}
	return strings.NewReplacer("{a}", v.quote(n.Of), "{n}", signs.Replace(n.Op)+" "+n.Number).Replace(form)
}

// list joins one or more items: “甲”、“乙”和“丙”. Of very many it says how many there are.
func (v *phrasing) list(items []string, last string) string {
	end := len(items) - 1
	switch {
	case end == 0:
		return items[0]
	case end >= longestList:
		return strings.Join(items[:listHead], v.listComma) + "……" + items[end] + strings.ReplaceAll(v.inAll, "{n}", strconv.Itoa(len(items)))
	}
	return strings.Join(items[:end], v.listComma) + last + items[end]
}

// A list of more items is shown by its first and its last.
const longestList, listHead = 20, 10

// quote puts a text in quotation marks, and changes those inside it to the inner ones.
func (v *phrasing) quote(text string) string {
	text = query.Shorten(text)
	if strings.Contains(text, v.openText) || strings.Contains(text, v.closeText) {
		text = strings.NewReplacer(v.openText, v.innerOpen, v.closeText, v.innerClose).Replace(text)
	}
	return v.openText + text + v.closeText
}

func (v *phrasing) filter(f query.Filter) string {
	if f.Field == query.Year {
		return v.field[query.Year] + v.years(f.Years)
	}
	said := make([]string, len(f.Values))
	for i, value := range f.Values {
		said[i] = v.valueOf(f.Field, value)
	}
	return v.field[f.Field] + v.list(said, v.valueOr)
}

// valueOf words a value of a filter.
func (v *phrasing) valueOf(field query.Field, value string) string {
	named := func(names map[string]string) string {
		if name, ok := names[value]; ok {
			return name
		}
		return query.Shorten(value)
	}
	switch field {
	case query.Level, query.Kind:
		return named(v.value)
	case query.Role:
		return named(v.role)
	case query.Missing:
		return named(v.missing)
	case query.Section, query.Title, query.Meeting:
		return v.quote(value)
	case query.Date:
		dates := query.ParseDates(value)
		return v.span(dates.From, dates.To)
	case query.Region:
		if of, inside := strings.CutSuffix(value, query.Inside); inside {
			return query.Shorten(of) + v.inside
		}
	}
	return query.Shorten(value)
}

func (v *phrasing) years(years query.Years) string {
	written := func(year int) string {
		if year == 0 {
			return ""
		}
		return strconv.Itoa(year)
	}
	return v.span(written(years.From), written(years.To))
}

// span words a range of years or dates, whose open ends are empty.
func (v *phrasing) span(from, to string) string {
	form := v.yearRange
	switch {
	case from == to:
		form = "{from}"
	case to == "":
		form = v.yearSince
	case from == "":
		form = v.yearUntil
	}
	return strings.NewReplacer("{from}", from, "{to}", to).Replace(form)
}

// onlyYears reports whether an Or consists of years, as year:2020,2022 does.
func onlyYears(or query.Or) bool {
	for _, n := range or.Nodes {
		if f, ok := n.(query.Filter); !ok || f.Field != query.Year {
			return false
		}
	}
	return true
}
