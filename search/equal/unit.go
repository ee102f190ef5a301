package equal

import (
	_ "embed"
	"math/big"
	"slices"
	"strings"

	"gongbao/corpus/quantity"
	"gongbao/corpus/text"
)

//go:embed units.txt
var unitList string

// kin has, by unit, what the units of its line are worth.
var kin = readUnits(unitList)

type worth struct {
	unit string
	of   *big.Rat
}

func readUnits(list string) map[string][]worth {
	units := map[string][]worth{}
	for line := range strings.Lines(list) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		var all []worth
		for _, field := range strings.Fields(line) {
			name, number, _ := strings.Cut(field, "=")
			if of, ok := new(big.Rat).SetString(number); ok {
				all = append(all, worth{name, of})
			}
		}
		for _, w := range all {
			units[w.unit] = all
		}
	}
	return units
}

// measures returns a value in its unit first, then in those that mean the same, then in those that are a multiple, where it is a
// decimal number.
func measures(value quantity.Number, unit string) []measured {
	own := measured{value, text.Fold(unit)}
	same, others := []measured{own}, []measured(nil)
	all := kin[unit]
	at := slices.IndexFunc(all, func(w worth) bool { return w.unit == unit })
	for i, w := range all {
		if i == at {
			continue
		}
		switch v, ok := times(value, new(big.Rat).Quo(all[at].of, w.of)); {
		case !ok:
		case v == value:
			same = append(same, measured{v, text.Fold(w.unit)})
		default:
			others = append(others, measured{v, text.Fold(w.unit)})
		}
	}
	return append(same, others...)
}

// mostPlaces is how many digits a value has at most in a unit that it was not printed in.
const mostPlaces = 6

// times multiplies a number. ok is false where the product is no decimal number, or a long one.
func times(n quantity.Number, by *big.Rat) (product quantity.Number, ok bool) {
	if by.Cmp(new(big.Rat).SetInt64(1)) == 0 {
		return n, true
	}
	if n.Over > 1 {
		return n, false
	}
	r := new(big.Rat).Mul(new(big.Rat).SetInt64(n.Digits), by)
	exponent := n.Exponent
	for ; !r.IsInt() && exponent > n.Exponent-mostPlaces; exponent-- {
		r.Mul(r, new(big.Rat).SetInt64(10))
	}
	if !r.IsInt() || !r.Num().IsInt64() {
		return n, false
	}
	product = quantity.NewNumber(r.Num().Int64(), exponent)
	return product, product.Digits < 1_000_000
}

// sameUnit reports whether two units are one, whatever their case.
func sameUnit(a, b string) bool {
	return text.Fold(a) == text.Fold(b) || a == "个百分点" && b == "百分点"
}
