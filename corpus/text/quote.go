package text

import (
	"slices"
	"strings"
)

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

// A Quotation says what a mark does to a quotation, as people type it: a straight mark opens and closes.
type Quotation struct {
	Opens, Closes bool
	Closer        rune // of a mark that opens, the one that goes with it
	Single        bool // of the kind that also serves as an apostrophe: ‘ ’ '
	Title         bool // around the title of a book
}

// QuotationOf returns what r does to a quotation; ok is false when it is no such mark. It knows the marks of texts, and the
// forms in upright, narrow and foreign setting that Fold drops as strays.
func QuotationOf(r rune) (q Quotation, ok bool) {
	if r > '〟' && r < '﹁' || r < '"' {
		return Quotation{}, false // nearly every rune of a text
	}
	q, ok = quotations[r]
	return q, ok
}

// foreign lists the pairs of the forms that texts hardly have. Several open with one mark or close with one.
var foreign = []pair{
	{'〝', '〞', quotation}, {'〝', '〟', quotation}, {'﹁', '﹂', quotation}, {'﹃', '﹄', quotation}, {'｢', '｣', quotation}, {'«', '»', quotation},
	{'‹', '›', quotation}, {'„', '”', quotation}, {'‟', '”', quotation}, {'‚', '’', quotation}, {'‛', '’', quotation},
}

var quotations = quotationsOf(slices.Concat(pairs, foreign))

func quotationsOf(pairs []pair) map[rune]Quotation {
	const single = "‘’‚‛'＇"
	all := map[rune]Quotation{}
	add := func(r rune, q Quotation) {
		if _, known := all[r]; !known {
			q.Single = strings.ContainsRune(single, r)
			all[r] = q
		}
	}
	for _, p := range pairs {
		if p.kind != bracket {
			add(p.open, Quotation{Opens: true, Closer: p.close, Title: p.kind == bookTitle})
			add(p.close, Quotation{Closes: true, Title: p.kind == bookTitle})
		}
	}
	for _, r := range straight + "＇" {
		add(r, Quotation{Opens: true, Closes: true, Closer: r})
	}
	return all
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
