package quantity

import "strings"

// ranged reads on behind a quantity to the end of a range: 5%-6%, 30至50万元, 百分之五到七. ok is false when there is none, as where
// 从 or 由 makes the two a change.
func (f finder) ranged(q Quantity) (Quantity, bool) {
	at := f.rangeSign(q.To)
	if at == 0 || q.High != (Number{}) || f.changes(q.From) {
		return q, false
	}
	per := ""
	for _, p := range perUnits {
		if p.unit == q.Unit && strings.HasPrefix(f.s[at:], p.written) {
			per = p.written
		}
	}
	m, ok := readNumeral(f.s, at+len(per))
	if !ok || m.high != (Number{}) {
		return q, false
	}
	low, high, to, fits := q.Value, m.low, m.to, true
	switch {
	case per != "":
	case q.Written && q.Unit == "%" && strings.HasPrefix(f.s[q.From:], "百分之"):
		_, _, length := measure(f.s[m.to:])
		fits = length == 0
	default:
		end, ok := f.withUnit(m)
		if !ok || end.Unit != q.Unit && q.Unit != "" {
			return q, false
		}
		if q.Unit == "" {
			low = inherit(low, m, end)
		}
		q.Unit, q.Dimension, high, to = end.Unit, end.Dimension, end.Value, end.To
	}
	if !fits || high.Compare(low) <= 0 {
		return q, false
	}
	q.Value, q.High, q.To, q.More = low, high, to, q.More || m.more
	return q, true
}

// inherit returns the lower end of a range, a number without a unit, with the 万, 亿 or 成 of the upper one: 30至50万元. The lower
// end of 5000至1万元 has its own size.
func inherit(low Number, m numeral, end Quantity) Number {
	switch {
	case end.Value != m.low:
		return low.shift(1)
	case low.Compare(m.low.shift(-m.scale)) < 0:
		return low.shift(m.scale)
	}
	return low
}

// rangeSign returns the byte behind a dash, 至 or 到 at byte at, or 0.
func (f finder) rangeSign(at int) int {
	for _, sign := range []string{"-", "至", "到"} {
		if strings.HasPrefix(f.s[at:], sign) {
			return at + len(sign)
		}
	}
	return 0
}

// changes reports whether 从 or 由 stands before byte at in the same clause.
func (f finder) changes(at int) bool {
	clause := f.s[:at]
	if i := strings.LastIndexAny(clause, ",。;:、"); i >= 0 {
		clause = clause[i:]
	}
	return strings.Contains(clause, "从") || strings.Contains(clause, "由")
}
