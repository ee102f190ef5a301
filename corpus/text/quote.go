package text

// A pair is two marks that stand around a text.
type pair struct {
	open, close rune
	typography  bool // Fold drops it: quotation marks and the marks around the titles of books
}

// pairs are the pairs of marks whose halves differ.
var pairs = []pair{
	{'“', '”', true}, {'‘', '’', true}, {'「', '」', true}, {'『', '』', true}, {'《', '》', true}, {'〈', '〉', true},
	{'（', '）', false}, {'(', ')', false}, {'【', '】', false}, {'〔', '〕', false}, {'［', '］', false}, {'[', ']', false},
}

// strays are the other marks that Fold drops: those that open and close alike, and forms of the pairs in upright, narrow and
// foreign setting.
const strays = "\"'＂＇‚‛„‟﹁﹂﹃﹄〝〞〟«»﹏｢｣"

// Openers and Closers are the marks that open and close a quotation or a bracket, each in the place of its partner.
var Openers, Closers = marksOf(pairs)

func marksOf(pairs []pair) (openers, closers string) {
	for _, p := range pairs {
		openers += string(p.open)
		closers += string(p.close)
	}
	return openers, closers
}

// Closer returns the mark that closes what open opens; ok is false when open opens nothing.
func Closer(open rune) (close rune, ok bool) {
	for _, p := range pairs {
		if p.open == open {
			return p.close, true
		}
	}
	return 0, false
}

// quotes are the marks that Fold drops: typography, not text.
var quotes = quotesOf(pairs)

func quotesOf(pairs []pair) map[rune]bool {
	all := map[rune]bool{}
	for _, p := range pairs {
		if p.typography {
			all[p.open], all[p.close] = true, true
		}
	}
	for _, r := range strays {
		all[r] = true
	}
	return all
}
