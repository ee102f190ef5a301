package text

import "strings"

// A pair is two marks around a text.
type pair struct {
	open, close rune
	kind        pairKind
}

type pairKind int

const (
	quotation pairKind = iota // typography, and the sign of a phrase in a query
	bookTitle                 // typography
	bracket                   // text
)

// pairs lists the pairs of marks whose halves differ.
var pairs = []pair{
	{'“', '”', quotation}, {'‘', '’', quotation}, {'「', '」', quotation}, {'『', '』', quotation},
	{'《', '》', bookTitle}, {'〈', '〉', bookTitle},
	{'（', '）', bracket}, {'(', ')', bracket}, {'【', '】', bracket}, {'〔', '〕', bracket}, {'［', '］', bracket}, {'[', ']', bracket},
}

// straight are the quotation marks that open and close alike.
const straight = "\"'＂"

// strays are the other marks that Fold drops: forms of the pairs in upright, narrow and foreign setting.
const strays = "＇‚‛„‟﹁﹂﹃﹄〝〞〟«»﹏｢｣"

// Openers and Closers are the marks that open and close a quotation or a bracket, each at the index of its partner.
// Straight quotation marks, which do both, are in neither.
var Openers, Closers = marksOf(pairs)

func marksOf(pairs []pair) (openers, closers string) {
	for _, p := range pairs {
		openers += string(p.open)
		closers += string(p.close)
	}
	return openers, closers
}

// Closer returns the mark that closes open; ok is false when open opens nothing, or is a straight quotation mark.
func Closer(open rune) (close rune, ok bool) {
	if open > '〕' && open < '（' || open >= '0' && open <= 'Z' {
		return 0, false // nearly every rune of a text: the marks stand before and behind the ideographs
	}
	for _, p := range pairs {
		if p.open == open {
			return p.close, true
		}
	}
	return 0, false
}

// QuotationCloser returns the quotation mark that closes open: its partner, or open itself when it is straight. ok is
// false when open opens no quotation.
func QuotationCloser(open rune) (close rune, ok bool) {
	if strings.ContainsRune(straight, open) {
		return open, true
	}
	for _, p := range pairs {
		if p.open == open && p.kind == quotation {
			return p.close, true
		}
	}
	return 0, false
}

// IsQuotation reports whether r is one of the marks that open a quotation or of those that close one.
func IsQuotation(r rune) bool {
	if strings.ContainsRune(straight, r) {
		return true
	}
	for _, p := range pairs {
		if p.kind == quotation && (p.open == r || p.close == r) {
			return true
		}
	}
	return false
}

// quotes are the marks that Fold drops: typography, not text.
var quotes = quotesOf(pairs)

func quotesOf(pairs []pair) map[rune]bool {
	all := map[rune]bool{}
	for _, p := range pairs {
		if p.kind != bracket {
			all[p.open], all[p.close] = true, true
		}
	}
	for _, r := range straight + strays {
		all[r] = true
	}
	return all
}
