// Package query is the language that people search in.
//
// [Parse] reads what a person typed into a tree; it never fails, because every input means something. [Print] writes
// the tree back in its canonical form, so that Parse(Print(q)) equals q, and [Explain] says in a sentence how the input
// was read. The tree is a value: engines translate it with one type switch.
package query

// A Node is one part of a query's tree: Text, And, Or, Not, Same, Near or Filter. A nil Node asks for nothing and
// matches nothing.
type Node interface{ node() }

type (
	// Text asks for at least one occurrence of Value, as package text defines an occurrence.
	Text struct{ Value string }

	// And asks for all of its nodes. A positive node is one that is not a Not; an And of nothing but Nots (and Filters)
	// matches every paragraph that they admit.
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
	Region  Field = "region"  // short name; full names are read too
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
