package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// Print writes a tree as a query with as few brackets as possible, and nil as the empty string. For a tree in normal
// form and within the limits of the language, such as any from Parse, Parse(Print(n)).Root equals n; two such trees are
// equal exactly when they print the same.
func Print(n Node) string {
	var w strings.Builder
	if onlyLeavesOut(n) {
		return leavingOut(n)
	}
	write(&w, n)
	if _, apart := text.CloseLine(w.String()); apart { // single characters, which mending would close up
		return strings.ReplaceAll(w.String(), " ", " AND ")
	}
	return w.String()
}

func write(w *strings.Builder, n Node) {
	switch n := n.(type) {
	case Text:
		w.WriteString(printText(n.Value))
	case Outside:
		w.WriteString(printText(n.Text.Value))
		for _, longer := range n.Longer {
			w.WriteString(" -~" + printText(longer.Value))
		}
	case And:
		printAll(w, n.Nodes, " ")
	case Or:
		printOr(w, n)
	case Not:
		printNot(w, n)
	case Same:
		printSame(w, n)
	case Near:
		printSide(w, n.Left)
		w.WriteString(" " + nearWord(n) + " ")
		printSide(w, n.Right)
	case Value:
		w.WriteString(n.String())
	case Filter:
		w.WriteString(string(n.Field) + ":" + printValues(n))
	}
}

// printSide writes a side of a Near. One of several texts is no query that Parse reads, but tells trees apart.
func printSide(w *strings.Builder, n Node) {
	switch n.(type) {
	case Or, Outside:
		printGroup(w, n)
	default:
		write(w, n)
	}
}

// leavingOut spells out the first NOT of a tree that only leaves out, because a minus sign alone would be text.
func leavingOut(n Node) string {
	printed := new(strings.Builder)
	write(printed, n)
	if rest, signed := strings.CutPrefix(printed.String(), "-"); signed {
		return "NOT " + rest
	}
	return printed.String()
}

// printAll writes the nodes of an And. An Or binds weaker and needs brackets.
func printAll(w *strings.Builder, nodes []Node, and string) {
	for i, n := range nodes {
		if i > 0 {
			w.WriteString(and)
		}
		or, isOr := n.(Or)
		if _, outside := n.(Outside); outside || i > 0 && beginsWithSign(n) || isOr && yearList(or) == "" {
			printGroup(w, n)
		} else {
			write(w, n)
		}
	}
}

// beginsWithSign reports whether a node prints as a condition on a value, which would be one of the text before it.
func beginsWithSign(n Node) bool {
	if near, ok := n.(Near); ok {
		n = near.Left
	}
	v, ok := n.(Value)
	return ok && v.Of == ""
}

// printOr spells out the AND of its nodes, so that nobody has to remember which binds stronger.
func printOr(w *strings.Builder, or Or) {
	if years := yearList(or); years != "" {
		w.WriteString(years)
		return
	}
	for i, n := range or.Nodes {
		if i > 0 {
			w.WriteString(" OR ")
		}
		if and, ok := n.(And); ok {
			printAll(w, and.Nodes, " AND ")
		} else {
			write(w, n)
		}
	}
}

// yearList returns the short form of an Or of nothing but years, which Parse reads from year:2020,2022.
func yearList(or Or) string {
	var years []string
	for _, n := range or.Nodes {
		f, ok := n.(Filter)
		if !ok || f.Field != Year {
			return ""
		}
		years = append(years, printValues(f))
	}
	return string(Year) + ":" + strings.Join(years, ",")
}

func printNot(w *strings.Builder, not Not) {
	switch n := not.Node.(type) {
	case Near:
		w.WriteString("NOT ")
		write(w, n)
		return
	case Text:
		if isNumber(n.Value) {
			w.WriteString("NOT ")
			write(w, n)
			return
		}
	case And, Outside:
		w.WriteString("-")
		printGroup(w, n)
		return
	}
	w.WriteString("-")
	printAll(w, []Node{not.Node}, "")
}

func printSame(w *strings.Builder, same Same) {
	w.WriteString(unitWords[same.Unit] + ":")
	printGroup(w, same.Node)
}

func printGroup(w *strings.Builder, n Node) {
	w.WriteString("(")
	write(w, n)
	w.WriteString(")")
}

// printText writes a text bare if it can only be read as that text.
func printText(value string) string {
	signed := strings.HasPrefix(value, "-") || strings.HasPrefix(value, "－")
	operator := endsInDigit(value) || isOperator(value) || Offer(value) != "" || isListMark([]rune(value))
	if value == "" || signed || operator || beginsWithPercent(value) || namesField(value) || strings.ContainsFunc(value, special) || hasGap(value) {
		return `"` + value + `"`
	}
	return value
}

// endsInDigit reports whether a single digit ends a text, to which mending would join one that begins the next.
func endsInDigit(value string) bool {
	runes := []rune(narrowed([]rune(value)))
	isDigit := func(i int) bool { return i >= 0 && runes[i] >= '0' && runes[i] <= '9' }
	last := len(runes) - 1
	return isDigit(last) && !isDigit(last-1) && (last == 0 || !strings.ContainsRune("/:,.", runes[last-1]))
}

// beginsWithPercent reports whether a text begins with a sign that mending would join to a number before it.
func beginsWithPercent(value string) bool {
	first, _ := utf8.DecodeRuneInString(value)
	return strings.ContainsRune(percentSigns, first)
}

// namesField reports whether a text begins like a field with an equals sign.
func namesField(value string) bool {
	if !strings.ContainsAny(value, "=＝") {
		return false // as nearly always
	}
	name, _, equals := strings.Cut(narrowed([]rune(value)), "=")
	_, field := fieldNames[strings.ToLower(name)]
	return equals && field
}

func hasGap(value string) bool {
	runes := []rune(value)
	for i := range runes {
		if ellipsis(runes[i:]) > 0 {
			return true
		}
	}
	return false
}

// special reports whether a character may have a meaning inside a term. The signs of comparison do behind a year.
func special(r rune) bool {
	return unicode.IsSpace(r) || isQuotation(r) || strings.ContainsRune("()|:<>≤≥", narrow(r))
}
