package query

import "strings"

// partners are the quotation marks that open a phrase, with those that close it.
var partners = map[rune]rune{
	'"': '"', '＂': '＂', '\'': '\'',
	'“': '”', '‘': '’', '「': '」', '『': '』',
}

// quotationMarks are both ends of all partners.
const quotationMarks = "\"＂'“”‘’「」『』"

func isQuote(r rune) bool { return strings.ContainsRune(quotationMarks, r) }

// quoted finds where quotations end. It remembers which marks do not come again, so that a page of opening marks is
// not searched to its end from each of them.
type quoted struct {
	in      []rune
	missing map[rune]bool
}

// closing gives the place of the mark that closes the one at i, or -1 when that one opens nothing.
func (q *quoted) closing(i int) int {
	partner, opens := partners[q.in[i]]
	if !opens || q.missing[partner] {
		return -1
	}
	for j := i + 1; j < len(q.in); j++ {
		if q.in[j] == partner {
			return j
		}
	}
	if q.missing == nil {
		q.missing = map[rune]bool{}
	}
	q.missing[partner] = true
	return -1
}

// trimQuotes takes quotation marks without a partner off the end of a term. In the middle they stay, for there
// matching passes over them as it does in the text.
func trimQuotes(term []rune) (trimmed []rune, stray bool) {
	open := map[rune]int{} // by the closing mark
	kept := 0
	for i, r := range term {
		partner, opens := partners[r]
		switch {
		case open[r] > 0:
			open[r]--
			kept = i + 1
		case opens:
			open[partner]++
		case !isQuote(r):
			kept = i + 1
		}
	}
	return term[:kept], kept < len(term)
}
