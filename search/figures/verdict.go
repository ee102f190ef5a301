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
	Unchecked Verdict = "unchecked"  // that report names it, and no result was read
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
		return reaches(aim.Comparator, aim.Low, got.Comparator, got.Low, got.High)
	case "<", "<=":
		return reaches(aim.Comparator, aim.High, got.Comparator, got.High, got.Low)
	}
	if got.Comparator == "=" && got.Low.Cmp(aim.Low) >= 0 && got.High.Cmp(aim.High) <= 0 {
		return Met
	}
	return Open
}

// reaches judges a result by a target that names a bound with a comparator. told is the comparator of the result; of the ends of its
// range, far is the one that is farther from meeting the target.
func reaches(comparator string, bound *big.Rat, told string, far, near *big.Rat) Verdict {
	contrary := opposite[comparator]
	switch {
	case strings.HasPrefix(told, contrary[:1]): // it names the other side, and has no far end
		if figure.Compares(near.Cmp(bound), contrary) {
			return Missed
		}
	case figure.Compares(far.Cmp(bound), comparator), told == comparator[:1] && far.Cmp(bound) == 0:
		return Met
	case told == "=" && !figure.Compares(near.Cmp(bound), comparator):
		return Missed
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
