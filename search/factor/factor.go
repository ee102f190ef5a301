// Package factor says what a score consists of, for people and programs.
package factor

import (
	"strconv"
	"strings"

	"gongbao/language"
	"gongbao/search/rank"
	"gongbao/search/related"
)

// A Factor is a part of a score.
type Factor struct {
	Name  string  `json:"name"`         // one of the names below
	Of    string  `json:"of,omitempty"` // of a Term, its search form
	Value float64 `json:"value"`
}

// The names of factors. The score of an exact or loose hit is (the sum of Terms · Context · Lead · Brief + Near) · Age, by package rank; that of a
// related one is ((Words + Equivalents + Sentence) · Age + Run) · Region · Year · Role · Expected, by package related.
const (
	Term    = "term"
	Context = "context"
	Lead    = "lead"
	Brief   = "brief"
	Near    = "near"
	Age     = "age"

	Words       = "words"
	Equivalents = "equivalents"
	Sentence    = "sentence"
	Run         = "run"
	Region      = "region"
	Year        = "year"
	Role        = "role"
	Expected    = "expected"
)

// Exact returns the factors of an exact or loose hit, or nil if there are none.
func Exact(f *rank.Factors) []Factor {
	if f == nil {
		return nil
	}
	var list []Factor
	for _, t := range f.Terms {
		list = append(list, Factor{Term, t.Term, t.Score})
	}
	return append(list, Factor{Context, "", f.Context}, Factor{Lead, "", f.Lead}, Factor{Brief, "", f.Brief}, Factor{Near, "", f.Near}, Factor{Age, "", f.Age})
}

// Related returns the factors of a related hit.
func Related(f related.Factors) []Factor {
	return []Factor{
		{Words, "", f.Words}, {Equivalents, "", f.Equivalents}, {Sentence, "", f.Sentence}, {Age, "", f.Age}, {Run, "", f.Run},
		{Region, "", f.Region}, {Year, "", f.Year}, {Role, "", f.Role}, {Expected, "", f.Expected},
	}
}

// isSummand reports whether a factor is added to others before any is multiplied.
func (f Factor) isSummand() bool {
	switch f.Name {
	case Term, Near, Words, Equivalents, Sentence, Run:
		return true
	}
	return false
}

// Line says the factors of a score in a line. It leaves out what changes nothing: factors of 1 and summands of 0.
func Line(lang language.Lang, score float64, factors []Factor) string {
	var said []string
	for _, f := range factors {
		switch {
		case f.isSummand() && f.Value != 0:
			said = append(said, lang.Say("factor.sum", f.label(lang), number(f.Value)))
		case !f.isSummand() && f.Value != 1:
			said = append(said, lang.Say("factor.product", f.label(lang), number(f.Value)))
		}
	}
	return lang.Say("factor.line", number(score), strings.Join(said, lang.Say("factor.comma")))
}

func (f Factor) label(lang language.Lang) string {
	if f.Name == Term {
		return language.Printable(f.Of)
	}
	return lang.Say("factor." + f.Name)
}

func number(x float64) string { return strconv.FormatFloat(x, 'f', 3, 64) }
