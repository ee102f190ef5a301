package quantity

import (
	"cmp"
	"math/bits"
	"strconv"
	"strings"
)

// A Number is an exact number: Digits times ten to the power Exponent, divided by Over. Equal numbers are equal by ==.
type Number struct {
	Digits   int64 // without zeros at its end, unless it is 0
	Exponent int
	Over     int64 // 3 for 三分之二; 0, which divides by nothing, for all others
}

// NewNumber returns digits times ten to the power exponent.
func NewNumber(digits int64, exponent int) Number {
	if digits == 0 {
		return Number{}
	}
	for digits%10 == 0 {
		digits, exponent = digits/10, exponent+1
	}
	return Number{Digits: digits, Exponent: exponent}
}

// shift multiplies by a power of ten.
func (n Number) shift(power int) Number {
	if n.Digits != 0 {
		n.Exponent += power
	}
	return n
}

// maxDigits is the power of ten that still fits a Number's digits.
const maxDigits = 18

// plus adds two numbers without a divisor; ok is false when the sum has too many digits.
func (n Number) plus(m Number) (sum Number, ok bool) {
	low := min(n.Exponent, m.Exponent)
	a, fitsA := n.at(low)
	b, fitsB := m.at(low)
	return NewNumber(a+b, low), fitsA && fitsB && a+b < pow10(maxDigits)
}

// at returns the digits that n has with another, smaller exponent.
func (n Number) at(exponent int) (digits int64, ok bool) {
	if n.Digits == 0 {
		return 0, true
	}
	power := n.Exponent - exponent
	if power > maxDigits || n.Digits >= pow10(maxDigits)/pow10(power) {
		return 0, false
	}
	return n.Digits * pow10(power), true
}

func pow10(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

// Float64 returns the nearest floating point number.
func (n Number) Float64() float64 {
	f, err := strconv.ParseFloat(strconv.FormatInt(n.Digits, 10)+"e"+strconv.Itoa(n.Exponent), 64)
	if err != nil {
		panic("quantity: " + err.Error()) // digits and exponents of a Number are always readable
	}
	if n.Over > 1 {
		f /= float64(n.Over)
	}
	return f
}

// String writes the number out, without an exponent: 24420000, 11.7, 2/3.
func (n Number) String() string {
	s := strconv.FormatInt(n.Digits, 10)
	switch point := len(s) + n.Exponent; {
	case n.Exponent >= 0:
		s += strings.Repeat("0", n.Exponent)
	case point > 0:
		s = s[:point] + "." + s[point:]
	default:
		s = "0." + strings.Repeat("0", -point) + s
	}
	if n.Over > 1 {
		s += "/" + strconv.FormatInt(n.Over, 10)
	}
	return s
}

// Compare is negative when n is less than m, positive when it is greater, and 0 when they are equal.
func (n Number) Compare(m Number) int {
	low := min(n.Exponent, m.Exponent)
	a, fitsA := n.at(low)
	b, fitsB := m.at(low)
	if !fitsA || !fitsB {
		return cmp.Compare(n.Float64(), m.Float64())
	}
	aHigh, aLow := bits.Mul64(uint64(a), uint64(max(m.Over, 1)))
	bHigh, bLow := bits.Mul64(uint64(b), uint64(max(n.Over, 1)))
	return cmp.Or(cmp.Compare(aHigh, bHigh), cmp.Compare(aLow, bLow))
}

// IsZero reports whether the number is 0, as the upper end of what is no range is.
func (n Number) IsZero() bool { return n == Number{} }
