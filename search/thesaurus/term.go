package thesaurus

import (
	"regexp"
	"strconv"
	"strings"

	"gongbao/corpus/text"
)

// A term is what a search is looked through for. One with a gap is found by its first part, and then as a whole.
type term struct {
	first    text.Pattern
	whole    *regexp.Regexp // nil without a gap
	length   int            // bytes of its text
	wordings []Wording
}

// gap stands in a term for other characters.
const gap = "…"

// longestGap is the number of characters that a gap stands for at most.
const longestGap = 6

func hasGap(term string) bool { return strings.Contains(term, gap) }

// isGapped reports whether a term has one gap, with something on both sides.
func isGapped(term string) bool {
	first, rest, gapped := strings.Cut(term, gap)
	return gapped && text.Fold(first) != "" && text.Fold(rest) != "" && !hasGap(rest)
}

// foldTerm folds a term but for its gap.
func foldTerm(term string) string {
	parts := strings.Split(term, gap)
	for i, part := range parts {
		parts[i] = text.Fold(part)
	}
	return strings.Join(parts, gap)
}

// newTerm makes a term of a folded one, as foldTerm returns it.
func newTerm(folded string, wordings []Wording) term {
	first, rest, gapped := strings.Cut(folded, gap)
	t := term{first: text.NewPattern(first), length: len(first) + len(rest), wordings: wordings}
	if gapped {
		t.whole = regexp.MustCompile(regexp.QuoteMeta(first) + `([^。,;!?:]{0,` + strconv.Itoa(longestGap) + `}?)` + regexp.QuoteMeta(rest))
	}
	return t
}

// in returns the occurrences in a folded search.
func (t *term) in(search string) (found []Occurrence) {
	at, ok := t.first.Next(search, 0)
	switch {
	case !ok:
	case t.whole == nil:
		for _, at := range t.first.AppendAll(nil, search) {
			found = append(found, Occurrence{Span: at, Wordings: t.wordings})
		}
	default:
		for _, m := range t.whole.FindAllStringSubmatchIndex(search[at.From:], -1) {
			span := text.Span{From: at.From + m[0], To: at.From + m[1]}
			found = append(found, Occurrence{Span: span, Gap: search[at.From+m[2] : at.From+m[3]], Wordings: t.wordings})
		}
	}
	return found
}
