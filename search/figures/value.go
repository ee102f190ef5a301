package figures

import (
	"math/big"
	"strings"

	"gongbao/corpus/figure"
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
func (c Condition) Met(f *figure.Figure) bool {
	return c.than == nil || (c.unit == "" || c.unit == f.Unit) && compares(signed(f).low.Cmp(c.than), c.op)
}

// compares reports whether a sign of comparison holds between two numbers, of which order is the order.
func compares(order int, op string) bool {
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

// A stretch is what a figure says of a value: that it is from low to high, or, with a comparator, above or below.
type stretch struct {
	low, high  *big.Rat
	comparator string
}

// signed returns the stretch of a figure, in which what goes down is less than 0.
func signed(f *figure.Figure) stretch {
	s := stretch{rat(f.Value), rat(f.Value), f.Comparator}
	if !f.High.IsZero() {
		s.high = rat(f.High)
	}
	if f.Sign != "down" {
		return s
	}
	turned := map[string]string{">": "<", ">=": "<=", "<": ">", "<=": ">="}
	s.low, s.high = new(big.Rat).Neg(s.high), new(big.Rat).Neg(s.low)
	if to := turned[s.comparator]; to != "" {
		s.comparator = to
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
