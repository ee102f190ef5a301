package enginetest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongbao/corpus"
	"gongbao/corpus/clause"
	"gongbao/corpus/region"
	"gongbao/corpus/text"
	"gongbao/search/query"
)

// The plain scan is the oracle for engines, and random trees are its queries. It shares only the definition of folding
// with them: no terms, no patterns, no matcher.

// plain is one paragraph to scan.
type plain struct {
	report    *corpus.Report
	paragraph corpus.Paragraph
	bodies
	sentences []bodies
	keys      []uint32 // of its clauses
	letters   int      // of the text that is shown
	values    map[query.Field]string
	whole     []*plain // all of its report
}

func newPlain(r *corpus.Report, p corpus.Paragraph, whole []*plain) *plain {
	folded := text.Fold(p.Text)
	one := &plain{report: r, paragraph: p, bodies: newBodies(folded), keys: clause.Keys(folded), letters: letters(p.Text), whole: whole}
	for sentence := range text.Sentences(folded) {
		one.sentences = append(one.sentences, newBodies(sentence))
	}
	one.values = map[query.Field]string{
		query.Year: years(r.Year), query.Region: r.Region, query.Level: string(r.Level), query.Kind: string(r.Kind), query.Section: one.section(), query.Role: string(p.Role),
	}
	return one
}

// bodies are the two texts in which a paragraph or a sentence is searched.
type bodies struct{ exact, loose body }

func newBodies(folded string) bodies { return bodies{newBody(folded), newBody(text.Loosen(folded))} }

func (b *bodies) body(loose bool) body {
	if loose {
		return b.loose
	}
	return b.exact
}

// A body is a text to search. A scan of all paragraphs passes most of them over for a character that they lack.
type body struct {
	text       string
	characters *characters
}

func newBody(text string) body {
	b := body{text, new(characters)}
	for _, r := range text {
		b.characters[uint32(r)/64%uint32(len(b.characters))] |= 1 << (r % 64)
	}
	return b
}

// characters are those of a text, and others that share their bits.
type characters [16]uint64

// mayHave reports whether a text may stand in the body: each of its characters does, or one that shares its bit.
func (b body) mayHave(wanted string) bool {
	for _, r := range wanted {
		if b.characters[uint32(r)/64%uint32(len(b.characters))]&(1<<(r%64)) == 0 {
			return false
		}
	}
	return true
}

// A scanner scans paragraphs for one tree. It caches folded texts.
type scanner struct {
	tree  query.Node
	loose bool
	folds map[folding]string
	texts []wanted // the positive texts of tree
	whole map[inReport]bool
}

// A wanted is a text, and those inside of which it does not count, each with a line feed before it.
type wanted struct{ value, longer string }

// occurrences finds those of a text in a body.
func (s *scanner) occurrences(b body, of wanted) (found [][2]int) {
	value := s.fold(of.value, s.loose)
	if !b.mayHave(value) {
		return nil
	}
	found = occurrences(b.text, value)
	if len(found) == 0 || of.longer == "" {
		return found
	}
	for longer := range strings.SplitSeq(strings.TrimPrefix(of.longer, "\n"), "\n") {
		for _, around := range occurrences(b.text, s.fold(longer, s.loose)) {
			found = slices.DeleteFunc(found, func(o [2]int) bool { return around[0] <= o[0] && o[1] <= around[1] })
		}
	}
	return found
}

func outside(n query.Outside) wanted {
	of := wanted{value: n.Text.Value}
	for _, longer := range n.Longer {
		of.longer += "\n" + longer.Value
	}
	return of
}

// An inReport is a text somewhere in a report.
type inReport struct {
	report *corpus.Report
	of     wanted
}

// A folding is a text and how to fold it.
type folding struct {
	value string
	loose bool
}

func newScanner(tree query.Node, loose bool) *scanner {
	return &scanner{tree, loose, map[folding]string{}, positive(tree), map[inReport]bool{}}
}

func (s *scanner) fold(value string, loose bool) string {
	key := folding{value, loose}
	folded, ok := s.folds[key]
	if !ok {
		folded = foldQuery(value, loose)
		s.folds[key] = folded
	}
	return folded
}

// occurrences finds every occurrence of a folded text by trying every position.
func occurrences(folded, wanted string) (found [][2]int) {
	for at := next(folded, wanted, 0); at >= 0; at = next(folded, wanted, at+len(wanted)) {
		found = append(found, [2]int{at, at + len(wanted)})
	}
	return found
}

// occurs reports whether a folded text occurs at all.
func occurs(folded, wanted string) bool { return next(folded, wanted, 0) >= 0 }

// next finds the next occurrence of a folded text from a place on, or returns -1.
func next(folded, wanted string, at int) int {
	if wanted == "" {
		return -1
	}
	for at+len(wanted) <= len(folded) {
		skipped := strings.Index(folded[at:], wanted)
		if skipped < 0 {
			return -1
		}
		at += skipped
		if !cutsWord(folded, at) && !cutsWord(folded, at+len(wanted)) {
			return at
		}
		_, width := utf8.DecodeRuneInString(folded[at:])
		at += width
	}
	return -1
}

// cutsWord reports whether a border splits a word, by the runes on either side.
func cutsWord(s string, at int) bool {
	if at == 0 || at == len(s) {
		return false
	}
	last, width := utf8.DecodeLastRuneInString(s[:at])
	first, next := utf8.DecodeRuneInString(s[at:])
	switch {
	case wordRune(last) && wordRune(first):
		return true
	case first == '.':
		second, _ := utf8.DecodeRuneInString(s[at+next:])
		return unicode.IsDigit(last) && unicode.IsDigit(second)
	case last == '.':
		second, _ := utf8.DecodeLastRuneInString(s[:at-width])
		return unicode.IsDigit(second) && unicode.IsDigit(first)
	}
	return false
}

// wordRune reports whether a folded rune is part of a word: letters but those of Han, kana, bopomofo and Hangul, with their
// marks, and numbers but list marks and raised or lowered digits.
func wordRune(r rune) bool {
	switch {
	case r == '〇', r >= '①' && r <= '⓿', strings.ContainsRune("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉\u3099\u309a", r):
		return false
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Hangul):
		return false
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.Mn, unicode.Mc)
}

// scan reports whether a paragraph matches the tree, and returns its marks in the scanned text.
func (s *scanner) scan(p *plain) (marks [][2]int, ok bool) {
	b := p.body(s.loose)
	if !s.holds(p, b, s.tree) {
		return nil, false
	}
	var all [][2]int
	for _, of := range s.texts {
		all = append(all, s.occurrences(b, of)...)
	}
	slices.SortFunc(all, func(a, b [2]int) int {
		if a[0] != b[0] {
			return a[0] - b[0]
		}
		return a[1] - b[1]
	})
	for _, m := range all {
		if n := len(marks); n > 0 && m[0] < marks[n-1][1] {
			marks[n-1][1] = max(marks[n-1][1], m[1])
		} else {
			marks = append(marks, m)
		}
	}
	return marks, true
}

func foldQuery(s string, loose bool) string {
	if loose {
		return text.Loosen(text.Fold(s))
	}
	return text.Fold(s)
}

// positive returns the distinct texts of a tree that are not negated.
func positive(tree query.Node) []wanted {
	var texts []wanted
	add := func(w wanted) {
		if !slices.Contains(texts, w) {
			texts = append(texts, w)
		}
	}
	var walk func(query.Node)
	walk = func(n query.Node) {
		switch n := n.(type) {
		case query.Not:
			return
		case query.Outside:
			add(outside(n))
			return
		case query.Text:
			add(wanted{value: n.Value})
		}
		for _, child := range query.Children(n) {
			walk(child)
		}
	}
	walk(tree)
	return texts
}

func (s *scanner) holds(p *plain, b body, tree query.Node) bool {
	switch n := tree.(type) {
	case query.Text:
		wanted := s.fold(n.Value, s.loose)
		return b.mayHave(wanted) && occurs(b.text, wanted)
	case query.Outside:
		return len(s.occurrences(b, outside(n))) > 0
	case query.And:
		return !slices.ContainsFunc(n.Nodes, func(child query.Node) bool { return !s.holds(p, b, child) })
	case query.Or:
		return slices.ContainsFunc(n.Nodes, func(child query.Node) bool { return s.holds(p, b, child) })
	case query.Not:
		return !s.holds(p, b, n.Node)
	case query.Same:
		return s.holdsInOne(p, b, n)
	case query.Near:
		return near(s.anyOf(b, n.Left), s.anyOf(b, n.Right), b.text, n)
	case query.Filter:
		return s.passes(p, n)
	}
	return false
}

func (s *scanner) holdsInOne(p *plain, b body, n query.Same) bool {
	switch n.Unit {
	case query.Paragraph:
		return s.holds(p, b, n.Node)
	case query.WholeReport:
		texts := positive(n.Node)
		here := func(of wanted) bool { return len(s.occurrences(b, of)) > 0 }
		return (len(texts) == 0 || slices.ContainsFunc(texts, here)) && s.holdsInReport(p, n.Node)
	}
	return slices.ContainsFunc(p.sentences, func(sentence bodies) bool { return s.holds(p, sentence.body(s.loose), n.Node) })
}

// holdsInReport asks each text of the tree of every paragraph of the report.
func (s *scanner) holdsInReport(p *plain, tree query.Node) bool {
	switch n := tree.(type) {
	case query.Text, query.Outside:
		key := inReport{p.report, positive(n)[0]}
		found, known := s.whole[key]
		if !known {
			found = slices.ContainsFunc(p.whole, func(other *plain) bool { return s.holds(other, other.body(s.loose), n) })
			s.whole[key] = found
		}
		return found
	case query.And:
		return !slices.ContainsFunc(n.Nodes, func(child query.Node) bool { return !s.holdsInReport(p, child) })
	case query.Or:
		return slices.ContainsFunc(n.Nodes, func(child query.Node) bool { return s.holdsInReport(p, child) })
	case query.Not:
		return !s.holdsInReport(p, n.Node)
	}
	return false
}

// anyOf finds the occurrences of the texts of a tree.
func (s *scanner) anyOf(b body, tree query.Node) (found [][2]int) {
	for _, of := range positive(tree) {
		found = append(found, s.occurrences(b, of)...)
	}
	return found
}

// near tries every pair.
func near(left, right [][2]int, body string, n query.Near) bool {
	for _, a := range left {
		for _, b := range right {
			if b[0] >= a[1] && utf8.RuneCountInString(body[a[1]:b[0]]) <= n.Distance ||
				!n.Ordered && a[0] >= b[1] && utf8.RuneCountInString(body[b[1]:a[0]]) <= n.Distance {
				return true
			}
		}
	}
	return false
}

func (s *scanner) passes(p *plain, f query.Filter) bool {
	h := &p.report.Header
	stands := func(in string) bool {
		return slices.ContainsFunc(f.Values, func(v string) bool { return occurs(s.fold(in, false), s.fold(v, false)) })
	}
	switch f.Field {
	case query.Year:
		return h.Year > 0 && h.Year >= f.Years.From && (f.Years.To == 0 || h.Year <= f.Years.To)
	case query.Region:
		return slices.ContainsFunc(f.Values, func(v string) bool { return v == h.Region || liesIn(h.Region, v) })
	case query.Date:
		return slices.ContainsFunc(f.Values, func(v string) bool { return h.Date != "" && onDays(h.Date, v) })
	case query.Month:
		return slices.ContainsFunc(f.Values, func(v string) bool { return strings.Contains(h.Date, fmt.Sprintf("-%02s-", v)) })
	case query.Speaker:
		return slices.ContainsFunc(f.Values, func(v string) bool { return h.Speaker != "" && s.fold(v, false) == s.fold(h.Speaker, false) })
	case query.Meeting:
		return stands(h.Meeting)
	case query.Missing:
		has := map[string]string{
			"title": h.Title, "region": h.Region, "level": string(h.Level), "year": years(h.Year), "date": h.Date, "meeting": h.Meeting, "speaker": h.Speaker,
		}
		return slices.ContainsFunc(f.Values, func(v string) bool { return has[v] == "" })
	case query.Level:
		return slices.Contains(f.Values, string(h.Level))
	case query.Kind:
		return slices.Contains(f.Values, string(h.Kind))
	case query.Report:
		return slices.Contains(f.Values, h.ID)
	case query.Title:
		return stands(h.Title)
	case query.Section:
		return slices.ContainsFunc(p.paragraph.Section, stands)
	case query.Role:
		return slices.Contains(f.Values, string(p.paragraph.Role))
	}
	return false
}

// liesIn reports whether a region has a name such as 辽宁+, or lies in the one that has it, by the codes of divisions.
func liesIn(name, in string) bool {
	in, whole := strings.CutSuffix(in, query.Inside)
	outer, known := region.Find(in)
	inner, found := region.Find(name)
	return whole && (name == in || known && found && strings.HasPrefix(inner.Code, outer.Code))
}

// onDays reports whether a day lies in a range of days, of which the ends may be months or years.
func onDays(day, days string) bool {
	from, to, isRange := strings.Cut(days, "..")
	if !isRange {
		return strings.HasPrefix(day, days)
	}
	return (from == "" || day >= from) && (to == "" || day <= to || strings.HasPrefix(day, to))
}

// tree returns a random tree of at most depth levels.
func (l *library) tree(r *rand.Rand, depth int) query.Node {
	if depth == 0 {
		return l.leaf(r)
	}
	nodes := make([]query.Node, 1+r.IntN(3))
	for i := range nodes {
		nodes[i] = l.tree(r, depth-1)
	}
	switch r.IntN(8) {
	case 0, 1:
		return query.And{Nodes: nodes}
	case 2, 3:
		return query.Or{Nodes: nodes}
	case 4:
		return query.Not{Node: nodes[0]}
	case 5:
		return l.same(r)
	case 6:
		return query.Near{Left: l.side(r), Right: l.side(r), Distance: r.IntN(40), Ordered: r.IntN(2) == 0}
	}
	return l.leaf(r)
}

// side returns what a Near may have on a side: mostly a text.
func (l *library) side(r *rand.Rand) query.Node {
	switch r.IntN(6) {
	case 0:
		return l.outside(r)
	case 1:
		one := query.Or{Nodes: []query.Node{l.outside(r)}}
		for range r.IntN(20) {
			one.Nodes = append(one.Nodes, l.text(r))
		}
		return one
	}
	return l.text(r)
}

// same returns a random condition on a sentence, a paragraph or a report.
func (l *library) same(r *rand.Rand) query.Node {
	if r.IntN(2) == 0 {
		return query.Same{Unit: query.Unit(r.IntN(2)), Node: query.And{Nodes: []query.Node{l.text(r), l.text(r)}}}
	}
	one, other := query.Node(l.text(r)), query.Node(query.Text{Value: l.sample(r, 12)})
	switch r.IntN(5) {
	case 0:
		other = query.Not{Node: other}
	case 2:
		other = l.outside(r)
	case 1:
		one = query.Or{Nodes: []query.Node{one, query.Not{Node: l.text(r)}}}
	}
	if r.IntN(8) == 0 {
		return query.Same{Unit: query.WholeReport, Node: query.Not{Node: other}}
	}
	return query.Same{Unit: query.WholeReport, Node: query.And{Nodes: []query.Node{one, other}}}
}

func (l *library) leaf(r *rand.Rand) query.Node {
	p := l.paragraphs[r.IntN(len(l.paragraphs))]
	switch r.IntN(16) {
	case 6, 7, 8, 9:
		return l.headerFilter(r, &p.report.Header)
	case 0:
		return query.Filter{Field: query.Year, Years: query.Years{From: 1954 + r.IntN(70), To: 1990 + r.IntN(40)}}
	case 1:
		return query.Filter{Field: query.Region, Values: []string{p.report.Region}}
	case 2:
		return query.Filter{Field: query.Level, Values: []string{string(p.report.Level), "city"}}
	case 3:
		return query.Filter{Field: query.Report, Values: []string{p.report.ID}}
	case 4:
		return query.Filter{Field: query.Section, Values: []string{l.sample(r, 2)}}
	case 11:
		return roleFilter(r)
	case 5:
		return query.Not{Node: l.text(r)}
	case 10:
		return l.outside(r)
	}
	return l.text(r)
}

// outside returns a random text that does not count inside one that has it, or inside another.
func (l *library) outside(r *rand.Rand) query.Outside {
	longer := []rune(l.sample(r, 5))
	at := r.IntN(len(longer))
	return query.Outside{Text: query.Text{Value: string(longer[at : at+1+r.IntN(min(2, len(longer)-at))])}, Longer: []query.Text{{Value: string(longer)}, l.text(r)}}
}

// roleFilter returns a random filter by role.
func roleFilter(r *rand.Rand) query.Node {
	roles := []string{string(corpus.RoleReview), string(corpus.RolePlan), string(corpus.RoleAnnex)}
	from := r.IntN(len(roles))
	return query.Filter{Field: query.Role, Values: roles[from : from+1+r.IntN(len(roles)-from)]}
}

// headerFilter returns a random filter by what reports say of themselves.
func (l *library) headerFilter(r *rand.Rand, h *corpus.Header) query.Node {
	values := func(field query.Field, values ...string) query.Node {
		return query.Filter{Field: field, Values: values}
	}
	ends := []string{"", "1978", h.Date[:min(7, len(h.Date))], h.Date, "2020-02"}
	switch r.IntN(6) {
	case 0:
		return values(query.Date, "1990..2001-03", ends[1+r.IntN(4)]+".."+ends[r.IntN(5)])
	case 1:
		return values(query.Month, fmt.Sprint(1+r.IntN(3)), fmt.Sprint(1+r.IntN(12)))
	case 2:
		return values(query.Speaker, h.Speaker+" ", "无此人")
	case 3:
		return values(query.Meeting, []string{"第五次", "大会", "无此"}[r.IntN(3)])
	case 4:
		return values(query.Missing, []string{"date", "speaker", "year"}[r.IntN(3)], "meeting")
	}
	return values(query.Region, []string{"全国", "辽宁", h.Region, "无此"}[r.IntN(4)]+query.Inside, "北京")
}

// text returns a short text, so that trees have hits.
func (l *library) text(r *rand.Rand) query.Text { return query.Text{Value: l.sample(r, 3)} }
