package figures

import (
	"math/big"
	"strings"

	"gongbao/corpus/figure"
	"gongbao/corpus/text"
)

// A Verdict says what a target and the result that was told of it come to.
type Verdict string

// The verdicts.
const (
	Met    Verdict = "met"    // the result is within what the target asks for
	Missed Verdict = "missed" // the result is outside of it
	About  Verdict = "about"  // of a target that is approximate: the result, rounded to its digits, is the target
	// Open is for numbers that allow no verdict: the comparator of one of them is too loose, or what they measure differs.
	Open      Verdict = "open"
	NotStated Verdict = "not_stated" // the report of the year after names the indicator nowhere
	Unchecked Verdict = "unchecked"  // that report names it, and the result was not found: to be looked up by a reader
	NoReport  Verdict = "no_report"  // the report of the year after is not in the index
)

// Verdicts lists the verdicts in the order of a summary.
var Verdicts = []Verdict{Met, Missed, About, Open, NotStated, Unchecked, NoReport}

// judge compares a target with a result of the same indicator. A target that names one number and no comparator (增长6%) is met
// by just this number, and missed by none: whether more is better nobody has said. One that names a range is met within it.
func judge(target, result *figure.Figure) Verdict {
	if target.Unit != result.Unit || target.Measure != result.Measure || result.Comparator == "~" {
		return Open
	}
	aim, got := target.Stretch(), result.Stretch()
	switch aim.Comparator {
	case "~":
		if got.Comparator == "=" && got.Low.Cmp(got.High) == 0 && aim.Low.Cmp(aim.High) == 0 && rounds(target, aim.Low, got.Low) {
			return About
		}
		return Open
	case ">", ">=":
		switch {
		case strings.HasPrefix(got.Comparator, "<"):
			if figure.Compares(got.High.Cmp(aim.Low), opposite[aim.Comparator]) {
				return Missed
			}
		case figure.Compares(got.Low.Cmp(aim.Low), aim.Comparator), got.Comparator == ">" && got.Low.Cmp(aim.Low) == 0:
			return Met
		case got.Comparator == "=" && !figure.Compares(got.High.Cmp(aim.Low), aim.Comparator):
			return Missed
		}
		return Open
	case "<", "<=":
		switch {
		case strings.HasPrefix(got.Comparator, ">"):
			if figure.Compares(got.Low.Cmp(aim.High), opposite[aim.Comparator]) {
				return Missed
			}
		case figure.Compares(got.High.Cmp(aim.High), aim.Comparator), got.Comparator == "<" && got.High.Cmp(aim.High) == 0:
			return Met
		case got.Comparator == "=" && !figure.Compares(got.Low.Cmp(aim.High), aim.Comparator):
			return Missed
		}
		return Open
	}
	if got.Comparator == "=" && got.Low.Cmp(aim.Low) >= 0 && got.High.Cmp(aim.High) <= 0 {
		return Met
	}
	return Open
}

// opposite is the comparison that excludes another.
var opposite = map[string]string{">": "<=", ">=": "<", "<": ">=", "<=": ">"}

// rounds reports whether a result rounds to a target in the digits that the target is printed in: 5.2 and 4.7 to 5%, not to 5.0%.
func rounds(target *figure.Figure, aim, got *big.Rat) bool {
	folded := text.Fold(target.Number)
	digits := folded[:len(folded)-len(strings.TrimLeft(folded, "0123456789."))]
	whole, ok := new(big.Rat).SetString(strings.ReplaceAll(digits, ".", ""))
	if !ok || whole.Sign() == 0 {
		return false
	}
	step := new(big.Rat).Quo(aim, whole)
	step.Abs(step)
	off := new(big.Rat).Sub(got, aim)
	return off.Abs(off).Cmp(step.Quo(step, big.NewRat(2, 1))) <= 0
}
