package figure

import (
	"math/big"
	"strings"

	"gongbao/corpus/quantity"
	"gongbao/corpus/text"
)

// A Condition is one on the value of a figure.
type Condition struct {
	op   string   // > >= < <= =
	than *big.Rat // nil for the zero Condition, which every value meets
	unit string   // any if it is empty
}

// ParseCondition reads a condition: a sign of comparison, a number as reports print it, and perhaps a unit, as in >6%, ≤5.5 and
// =1.2万亿元. A number alone is one that is to be equal. ok is false if s is none.
func ParseCondition(s string) (c Condition, ok bool) {
	s = strings.ReplaceAll(text.Fold(s), " ", "")
	c.op = "="
	for _, sign := range []struct{ as, op string }{{">=", ">="}, {"≥", ">="}, {"<=", "<="}, {"≤", "<="}, {">", ">"}, {"<", "<"}, {"=", "="}} {
		if rest, found := strings.CutPrefix(s, sign.as); found {
			s, c.op = rest, sign.op
			break
		}
	}
	negative := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	if all := quantity.Find(s); len(all) == 1 && all[0].From == 0 && all[0].To == len(s) && all[0].High.IsZero() {
		c.than, c.unit = rat(all[0].Value), all[0].Unit
	} else if strings.Trim(s, "0123456789.") != "" || len(s) > 30 {
		return Condition{}, false
	} else if c.than, ok = new(big.Rat).SetString(s); !ok {
		return Condition{}, false
	}
	if negative {
		c.than.Neg(c.than)
	}
	return c, true
}

// Met reports whether a figure meets the condition. What goes down is less than 0; of a range the lower end counts.
func (c Condition) Met(f *Figure) bool {
	return c.than == nil || (c.unit == "" || c.unit == f.Unit) && Compares(f.Stretch().Low.Cmp(c.than), c.op)
}

// Compares reports whether a sign of comparison holds between two numbers, of which order is the order.
func Compares(order int, op string) bool {
	switch op {
	case ">":
		return order > 0
	case ">=":
		return order >= 0
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	}
	return order == 0
}

// A Stretch is what a figure says of a value: that it is from low to high, or, with a comparator, above or below.
type Stretch struct {
	Low, High  *big.Rat
	Comparator string
}

// Stretch returns the stretch of a figure, in which what goes down is less than 0.
func (f *Figure) Stretch() Stretch {
	s := Stretch{rat(f.Value), rat(f.Value), f.Comparator}
	if !f.High.IsZero() {
		s.High = rat(f.High)
	}
	if f.Sign != "down" {
		return s
	}
	turned := map[string]string{">": "<", ">=": "<=", "<": ">", "<=": ">="}
	s.Low, s.High = new(big.Rat).Neg(s.High), new(big.Rat).Neg(s.Low)
	if to := turned[s.Comparator]; to != "" {
		s.Comparator = to
	}
	return s
}

func rat(n quantity.Number) *big.Rat {
	power := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(n.Exponent, -n.Exponent))), nil)
	r := new(big.Rat).SetInt64(n.Digits)
	if n.Exponent < 0 {
		r.Quo(r, new(big.Rat).SetInt(power))
	} else {
		r.Mul(r, new(big.Rat).SetInt(power))
	}
	if n.Over > 1 {
		r.Quo(r, new(big.Rat).SetInt64(n.Over))
	}
	return r
}
