// Package query is the language that people search in.
//
// [Parse] reads what a person typed into a tree; it never fails, because every input means something. [Print] writes
// the tree back in its canonical form, so that Parse(Print(n)).Root equals n; package explain says in a sentence how the
// input was read. The tree is a value: package match gives it its meaning and plans its candidates.
//
// # The language
//
// White space separates terms, and all of them are wanted. A term is text, found as it stands:
//
//	高质量发展 乡村振兴              both
//	高质量发展 OR 乡村振兴           one at least; also | ｜ 或
//	高质量发展 -乡村振兴             the one without the other; also － NOT 不含
//	(账单 OR 保密) 工作              brackets group, of either width
//	“稳中求进 工作总基调”            quotation marks of any kind keep words together and make operators text
//	同句:(就业 稳定)                 within one sentence; 同段: within one paragraph
//	就业 NEAR/20 稳定                at most 20 characters apart; NEAR alone allows [DefaultDistance]
//	year:2020..2024 地区:辽宁,吉林   fields: year 年 年份, region 地区, level 级别, kind 类型, section 章节, title 标题, report 报告
//
// OR binds weaker than AND: 甲 乙 OR 丙 asks for both 甲 and 乙, or for 丙. AND, 且 and 并且 may be written but need not be.
// NEAR binds tightest and joins two terms. Operators stand alone between white space, Latin ones in capitals; only the
// bar and a leading minus need no space. Years take 2020, 2020..2024, 2020-2024, 2020.., ..2024, >=2020, <=2020, >2020
// and <2020; the other fields take several values with commas or bars between them.
//
// Everything else is text: brackets and quotation marks inside a term, 发展(改革) and “一带一路”建设; brackets in front of
// one, as headings have them, （八）坚持绿色低碳发展; a name that is no field, 目标:发展; and * ? /x/, for there are no
// wildcards and no regular expressions. What cannot mean anything, such as an operator with nothing to join or a bracket
// without its partner, is passed over, and a [Note] says so.
//
// # The normal form
//
// A tree from Parse is nil or in normal form. An And or Or has two nodes or more, none of its own kind and no two the
// same; a Not holds no Not; a Same holds only Text, And, Or and Not. A Text has something to find, and no straight double
// quotation mark, which matching passes over anyway and Print needs for itself. A Filter for years has one end at least,
// in order; any other has values, trimmed, no two the same.
package query

// A Node is one part of a query's tree: Text, And, Or, Not, Same, Near or Filter. A nil Node asks for nothing and
// matches nothing.
type Node interface{ node() }

type (
	// Text asks for at least one occurrence of Value, as package text defines an occurrence.
	Text struct{ Value string }

	// And asks for all of its nodes. A positive node is one that is not a Not; an And of nothing but Nots (and Filters)
	// matches every paragraph that they admit, and so does a Not or a Filter that stands alone.
	And struct{ Nodes []Node }

	// Or asks for one of its nodes at least.
	Or struct{ Nodes []Node }

	// Not asks that its node does not match.
	Not struct{ Node Node }

	// Same asks that Node, made of Text, And, Or and Not, matches within one Unit of a paragraph.
	Same struct {
		Unit Unit
		Node Node
	}

	// Near asks for an occurrence of each of its two texts with at most Distance code points of folded text between the end of the one
	// and the start of the other, in either order.
	Near struct {
		Left, Right Text
		Distance    int
	}

	// Filter admits the paragraphs whose report (or section) has one of the values. It has no occurrences and no marks.
	Filter struct {
		Field  Field
		Values []string // any of these; empty for Year
		Years  Years    // for Year only
	}
)

// A Unit is the stretch of text inside which a Same holds.
type Unit int

const (
	Paragraph Unit = iota
	Sentence
)

// A Field is a property that a Filter looks at.
type Field string

const (
	Year    Field = "year"
	Region  Field = "region"  // as typed: short name or full
	Level   Field = "level"   // national, province, city, county
	Kind    Field = "kind"    // report, resolution, other
	Section Field = "section" // an occurrence in the section path
	Title   Field = "title"   // an occurrence in the report's title
	Report  Field = "report"  // the report's id
)

// Years is a range of years, both ends included; 0 leaves an end open.
type Years struct{ From, To int }

func (Text) node()   {}
func (And) node()    {}
func (Or) node()     {}
func (Not) node()    {}
func (Same) node()   {}
func (Near) node()   {}
func (Filter) node() {}

// Children returns the nodes directly below n: those of an And or Or, the one of a Not or Same, the two texts of a Near,
// none of a Text, a Filter or nil. The caller must not change the slice.
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
	}
	return nil
}

// Map returns a copy of a tree in which f has replaced every node, children before their parents. A Near is replaced
// whole: f sees it and not its texts. What f returns is not brought into normal form.
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
	}
	return f(n)
}
