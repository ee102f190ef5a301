// Package equal says what a query means by its values when they are written in other ways: 12000亿元 as 1.2万亿元, 百分之六 as 6%.
// [Tree] is pure: it knows the language of quantities, and no index.
package equal

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/quantity"
	"gongbao/corpus/text"
	"gongbao/search/query"
)

// The limits of a tree: how many texts of it are written in other ways, in how many ways each, and how many bytes these take. Only
// quotations of whole paragraphs are so long that the last one leaves some of their values as typed.
const (
	mostTexts = 8
	mostWays  = 200
	mostBytes = 32 << 10
)

// Tree returns a tree that also matches texts whose values are those of the query's texts, in other wordings, and these texts, folded.
// A text of a number alone does not match as a part of a longer number (六 of 十六, 2亿 of 1.2亿) or of a longer unit. There are no
// wordings, and the tree is nil, where the query has no values. What it excludes stays as typed, and so do the texts that are to
// stand outside of others.
func Tree(tree query.Node) (wider query.Node, wordings []string) {
	texts := 0
	var widen func(n query.Node) query.Node
	all := func(nodes []query.Node) []query.Node {
		wide := make([]query.Node, len(nodes))
		for i, n := range nodes {
			wide[i] = widen(n)
		}
		return wide
	}
	widen = func(n query.Node) query.Node {
		switch n := n.(type) {
		case query.Text:
			ways := waysOf(n)
			if len(ways) == 0 || texts == mostTexts {
				return n
			}
			texts++
			either := []query.Node{n}
			for _, w := range ways {
				either, wordings = append(either, w.node()), append(wordings, w.text)
			}
			return query.Or{Nodes: either}
		case query.And:
			return query.And{Nodes: all(n.Nodes)}
		case query.Or:
			return query.Or{Nodes: all(n.Nodes)}
		case query.Same:
			return query.Same{Unit: n.Unit, Node: widen(n.Node)}
		case query.Near:
			return query.Near{Left: widen(n.Left), Right: widen(n.Right), Distance: n.Distance, Ordered: n.Ordered}
		}
		return n
	}
	if wider = widen(tree); texts == 0 {
		return nil, nil
	}
	return wider, wordings
}

// A way is another wording of a text.
type way struct {
	text          string
	before, after []string // what makes another value of it when it stands there
}

// node returns what matches the text where it means what it says.
func (w way) node() query.Node {
	outside := query.Outside{Text: query.Text{Value: w.text}}
	for _, before := range w.before {
		outside.Longer = append(outside.Longer, query.Text{Value: before + w.text})
	}
	for _, after := range w.after {
		outside.Longer = append(outside.Longer, query.Text{Value: w.text + after})
	}
	if len(outside.Longer) == 0 {
		return outside.Text
	}
	return outside
}

// waysOf returns the other wordings of a text, whose values are written in all ways, each with each.
func waysOf(t query.Text) (ways []way) {
	folded := text.Fold(t.Value)
	begun, at := []way{{}}, 0
	for _, q := range quantity.Find(folded) {
		if !isExact(&q) || q.Unit == "" && !strings.ContainsAny(folded[q.From:q.To], "万亿") {
			continue
		}
		if strings.HasPrefix(folded[q.From:], "翻") {
			continue // 增长两倍 is not 翻两番
		}
		written := Wordings(q.Value, q.Unit)
		if !slices.Contains(written, folded[q.From:q.To]) {
			written = append(written, folded[q.From:q.To])
		}
		if ways := len(begun) * len(written); ways > mostWays || ways*len(folded) > mostBytes {
			continue
		}
		var next []way
		for _, w := range begun {
			for _, value := range written {
				n := way{text: w.text + folded[at:q.From] + value, before: w.before}
				if q.From == 0 {
					n.before = before(value, q.Dimension)
				}
				if q.To == len(folded) {
					n.after = after(value, q.Unit)
				}
				next = append(next, n)
			}
		}
		begun, at = next, q.To
	}
	for _, w := range begun {
		if w.text += folded[at:]; w.text != folded {
			ways = append(ways, w)
		}
	}
	return ways
}

const some = "一二三四五六七八九两"

// before returns what makes another number of a quantity when it stands before it.
func before(written string, unit quantity.Dimension) []string {
	first, _ := utf8.DecodeRuneInString(written)
	switch {
	case '0' <= first && first <= '9':
		return []string{".", "万", "亿", "千", "百", "第"}
	case strings.Contains(written, "分之"):
		return nil
	case first == '十':
		return strings.Split(some+"几数第", "")
	case unit == quantity.Time:
		return strings.Split(some+"〇零十百千万亿点第", "") // 二〇二三年
	}
	return strings.Split("〇零十百千万亿点第", "")
}

// after returns what makes another number or unit of a quantity when it stands behind it.
func after(written, unit string) (all []string) {
	last, _ := utf8.DecodeLastRuneInString(written)
	switch {
	case unit != "" && strings.HasSuffix(written, text.Fold(unit)):
		all = append(all, "/")
		for _, longer := range quantity.Units() {
			if rest, ok := strings.CutPrefix(text.Fold(longer), text.Fold(unit)); ok && rest != "" {
				all = append(all, rest)
			}
		}
		return all
	case strings.ContainsRune(some, last):
		return strings.Split("十百千万点", "")
	case '0' <= last && last <= '9':
		return []string{".", "万", "亿", "多", "余"}
	}
	return strings.Split(some+"零多余几", "") // 百分之六十
}
