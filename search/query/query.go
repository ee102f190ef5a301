// Package query is the language of search queries.
//
// [Parse] turns what a person typed into a tree; it never fails, because every input means something. [Print] writes
// the tree back in its canonical form, so that Parse(Print(n)).Root equals n; package explain words the result for
// people. The tree is a value: package match evaluates it and plans its candidates.
//
// # The language
//
// White space separates terms, and all of them must match. A term is text, found as typed:
//
//	高质量发展 乡村振兴              both
//	高质量发展 OR 乡村振兴           one at least; also | ｜ 或
//	高质量发展 -乡村振兴             the one without the other; also － NOT 不含
//	国有 -~中国有                    occurrences of 国有 that are not in 中国有
//	(账单 OR 保密) 工作              brackets group, of either width
//	“稳中求进 工作总基调”            quotation marks of any kind keep words together and make operators text
//	同句:(就业 稳定)                 within one sentence; 同段: within one paragraph; 同篇: anywhere in one report
//	就业 NEAR/20 稳定                at most 20 characters apart; NEAR alone allows [DefaultDistance]
//	加快 THEN/6 发展                 the same, in this order; 加快…发展 allows [GapDistance]
//	增长>6%  失业率 <= 5.5%          a figure of that value; also ≥ ≤ < and without a name, >1.2万亿元; in 同句 and beside NEAR too
//	year:2020..2024 地区:辽宁,吉林   fields: year 年 年份, region 地区, level 级别, kind 类型, section 章节, title 标题, report 报告,
//	                                 date 日期, month 月 月份, speaker 报告人, meeting 会议, missing 缺 缺少
//
// OR binds weaker than AND: 甲 乙 OR 丙 asks for both 甲 and 乙, or for 丙. AND, 且 and 并且 are optional. NEAR binds tightest
// and joins two terms. Operators need white space on both sides, and Latin ones capitals; only the bar and a leading
// minus need no space. Same, 同句, takes the texts behind it where there are no brackets, up to a sign or an operator. Years take 2020, 2020..2024, 2020-2024, 2020.., ..2024, >=2020, <=2020, >2020 and <2020; so do
// dates, 2021-01-28, 2021年1月 or 2021. 地区:辽宁+ and 地区:辽宁下辖 ask for all that lies in 辽宁 too. The other fields take several values with commas or bars between them.
//
// A minus, an operator or a name of a unit with nothing beside it to work on is text: 或, -5.2%, and the dash of a list that
// was pasted goes. Everything else is text: brackets and quotation marks inside a term, 发展(改革) and “一带一路”建设; brackets in front of one,
// as in headings, （八）坚持绿色低碳发展; a name that is no field, 目标:发展; and * ? /x/, for there are no wildcards and no regular
// expressions. Parse ignores what has no meaning, such as an operator with nothing to join or a bracket without its
// partner, and reports it in a [Note].
//
// # The normal form
//
// A tree from Parse is nil or in normal form. An And or Or has two nodes or more, none of its own kind and no two the
// same; a Not holds no Not; a Same holds only Text, Outside, Value, And, Or and Not; a side of a Near is a Text or a Value. A Text has something to find, and no straight
// double quotation mark, which matching ignores and Print needs for itself. A Filter for years has at least one end, in
// order; any other has values, trimmed, no two the same.
package query

// A Node is one part of a query's tree: Text, Outside, And, Or, Not, Same, Near, Value or Filter. A nil Node matches nothing.
type Node interface{ node() }

type (
	// Text matches at least one occurrence of Value, as package text defines an occurrence.
	Text struct{ Value string }

	// Outside matches an occurrence of Text that does not lie inside one of a Longer text. Only such occurrences count.
	Outside struct {
		Text   Text
		Longer []Text // one at least, in each of which Text occurs
	}

	// And matches where all of its nodes do. A positive node is one that is not a Not; an And of nothing but Nots (and
	// Filters) matches every paragraph that they admit, and so does a lone Not or Filter.
	And struct{ Nodes []Node }

	// Or matches where at least one of its nodes does.
	Or struct{ Nodes []Node }

	// Not matches where its node does not.
	Not struct{ Node Node }

	// Same matches where Node, made of Text, Outside, Value, And, Or and Not, matches within one Unit: a sentence of the paragraph or
	// the paragraph itself. For a WholeReport it matches the paragraphs with at least one of Node's texts (Shown) whose report
	// answers Node, where a text may stand in any paragraph of the report.
	Same struct {
		Unit Unit
		Node Node
	}

	// Near matches an occurrence of each of its two sides, in either order unless it is Ordered, with at most Distance
	// code points of folded text between the end of one and the start of the other. A side is a Text, an Outside, a Value, or an Or
	// of such, any of which may stand there.
	Near struct {
		Left, Right Node
		Distance    int
		Ordered     bool
	}

	// Filter admits the paragraphs whose report (or section) has one of the values. It has no occurrences and no marks.
	Filter struct {
		Field  Field
		Values []string // any of these; empty for Year
		Years  Years    // for Year only
	}
)

// A Unit is the text that a Same must match within.
type Unit int

const (
	Paragraph Unit = iota
	Sentence
	WholeReport
)

// A Field is a property that a Filter tests.
type Field string

const (
	Year    Field = "year"
	Region  Field = "region"  // as typed: short name or full; with + behind it, and all that lies in the region
	Level   Field = "level"   // national, province, city, county
	Kind    Field = "kind"    // report, resolution, bulletin and the other kinds of corpus
	Section Field = "section" // an occurrence in the section path
	Role    Field = "role"    // what the outermost section is for: corpus.Role
	Title   Field = "title"   // an occurrence in the report's title
	Report  Field = "report"  // the report's id
	Date    Field = "date"    // the day of the report, in ranges that ParseDates reads
	Month   Field = "month"   // the month of that day, 1 to 12, in any year
	Speaker Field = "speaker" // the name of who gave the report, folded
	Meeting Field = "meeting" // an occurrence in the name of the meeting
	Missing Field = "missing" // the field that the report lacks: title, region, level, year, date, meeting, speaker
)

// Inside stands behind the value of a Region filter that asks for all that lies in the region too: 辽宁+.
const Inside = "+"

// Years is a range of years, both ends included; 0 leaves an end open.
type Years struct{ From, To int }

// Key returns what tells an Outside from those that find other occurrences.
func (n Outside) Key() string {
	key := n.Text.Value
	for _, longer := range n.Longer {
		key += "\n" + longer.Value
	}
	return key
}

func (Text) node()    {}
func (Outside) node() {}
func (And) node()     {}
func (Or) node()      {}
func (Not) node()     {}
func (Same) node()    {}
func (Near) node()    {}
func (Filter) node()  {}

// Children returns the nodes directly below n: those of an And or Or, the one of a Not or Same, the two sides of a
// Near, the one of an Outside that it finds, none for a Text, a Value, a Filter or nil. The caller must not change the slice.
func Children(n Node) []Node {
	switch n := n.(type) {
	case And:
		return n.Nodes
	case Or:
		return n.Nodes
	case Not:
		return []Node{n.Node}
	case Same:
		return []Node{n.Node}
	case Near:
		return []Node{n.Left, n.Right}
	case Outside:
		return []Node{n.Text}
	}
	return nil
}

// Map returns a copy of a tree with every node replaced by f, children before their parents. It replaces an Outside whole: f sees
// it and not its texts. The result need not be in normal form.
func Map(n Node, f func(Node) Node) Node {
	all := func(nodes []Node) []Node {
		mapped := make([]Node, len(nodes))
		for i, child := range nodes {
			mapped[i] = Map(child, f)
		}
		return mapped
	}
	switch t := n.(type) {
	case nil:
		return nil
	case And:
		n = And{all(t.Nodes)}
	case Or:
		n = Or{all(t.Nodes)}
	case Not:
		n = Not{Map(t.Node, f)}
	case Same:
		n = Same{t.Unit, Map(t.Node, f)}
	case Near:
		n = Near{Map(t.Left, f), Map(t.Right, f), t.Distance, t.Ordered}
	}
	return f(n)
}
