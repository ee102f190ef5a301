package quantity

import (
	"strings"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// A numeral is a number as it is written, in digits, in characters or in both.
type numeral struct {
	from, to int // bytes
	low      Number
	high     Number // of 二三百, else 0
	more     bool   // 多, 余 or 几 stands within or behind it
	digits   bool   // nothing but digits, and perhaps a point: 1954, 一九五四
	chinese  bool   // of characters alone
	bare     bool   // it begins with 百, 千, 万 or 亿: 千亿
	scaled   bool   // it has 万 or 亿
	scale    int    // the power of ten of the 万 or 亿 that it ends with
}

// A reader reads one numeral. The numeral is the sum of groups that 万 and 亿 close; a group is a sum of digits with 十, 百 and 千.
type reader struct {
	s     string
	at    int // byte
	total Number
	group Number
	digit Number // read last, not yet in the group
	has   bool   // there is a digit
	step  int    // power of ten of what closed last, for 三万二
	zero  bool   // 零 stands behind it
	n     numeral
}

// readNumeral reads the numeral that begins at byte from of s. ok is false when there is none, or none that is well formed.
func readNumeral(s string, from int) (numeral, bool) {
	r := reader{s: s, at: from, n: numeral{from: from, digits: true, chinese: true}}
	for r.token() {
	}
	return r.finish()
}

// token reads the next piece of the numeral; it reports whether there was one.
func (r *reader) token() bool {
	c, size := utf8.DecodeRuneInString(r.s[r.at:])
	switch {
	case '0' <= c && c <= '9':
		return r.readDecimal()
	case chineseDigit(c) >= 0:
		return r.readDigits()
	case c == '十':
		return r.multiply(size, 1)
	case c == '百':
		return !r.atUnit() && r.multiply(size, 2)
	case c == '千':
		return !r.atUnit() && r.multiply(size, 3)
	case c == '万':
		return r.close(size, 4)
	case c == '亿':
		return r.close(size, 8)
	case c == '点' || c == '·':
		return r.readPoint(size)
	case c == '多' || c == '余' || c == '几':
		return r.readMore(c, size)
	}
	return false
}

// atUnit reports whether the 千 or 百 ahead begins a unit, as in 3000千瓦 and 两百分点. That of 三千米 belongs to the number.
func (r *reader) atUnit() bool {
	u, ok := unitAt(r.s[r.at:])
	return ok && r.at > r.n.from && (!r.has || !r.n.chinese || u.dimension == Power || u.dimension == Energy || u.dimension == Ratio)
}

// readDecimal reads digits and a point: 13.65, 14·1.
func (r *reader) readDecimal() bool {
	if r.has {
		return false
	}
	digits, point, at := int64(0), 0, r.at
	for ; at < len(r.s); at++ {
		c := r.s[at]
		if c == ' ' && point == 0 && apart(r.s, at) {
			continue
		}
		if c == '.' && point == 0 && at+1 < len(r.s) && isDigit(r.s[at+1]) {
			point = at + 1
			continue
		}
		if !isDigit(c) {
			break
		}
		if digits >= pow10(maxDigits-1) {
			return false
		}
		digits = digits*10 + int64(c-'0')
	}
	exponent := 0
	if point > 0 {
		exponent = point - at
	}
	r.digit, r.has, r.at, r.n.chinese = NewNumber(digits, exponent), true, at, false
	return true
}

// apart reports whether the space at byte at only sets the digits of one number apart, as some prints do: 1 7.5.
func apart(s string, at int) bool {
	return at > 0 && at+2 < len(s) && isDigit(s[at-1]) && (at == 1 || !isDigit(s[at-2])) && isDigit(s[at+1]) && !isDigit(s[at+2])
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// chineseDigit returns the value of a digit in characters, or -1.
func chineseDigit(c rune) int {
	switch c {
	case '〇', '零':
		return 0
	case '一':
		return 1
	case '二', '两':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	}
	return -1
}

// readDigits reads a run of digits in characters: one, the zero of 一百零五, two that mean a range (二三百), or those of a year.
func (r *reader) readDigits() bool {
	if r.has {
		return false
	}
	at, run := r.at, []int64(nil)
	for at < len(r.s) {
		c, size := utf8.DecodeRuneInString(r.s[at:])
		d := chineseDigit(c)
		if d < 0 {
			break
		}
		run, at = append(run, int64(d)), at+size
	}
	if r.step > 0 && run[0] == 0 && len(run) == 2 {
		run, r.zero = run[1:], true
	}
	switch {
	case len(run) == 1:
	case len(run) == 2 && run[0] > 0 && run[1] == run[0]+1 && r.n.high == Number{}:
		r.n.high = NewNumber(1, 0) // the difference, made a number by finish
		run = run[:1]
		r.n.digits = false
	case r.step > 0 || len(run) > maxDigits:
		return false
	}
	value := int64(0)
	for _, d := range run {
		value = value*10 + d
	}
	r.digit, r.has, r.at = NewNumber(value, 0), true, at
	if len(run) == 1 && r.step == 0 {
		r.n.digits = false
	}
	return true
}

// multiply reads 十, 百 or 千.
func (r *reader) multiply(size, power int) bool {
	if r.step > 0 && r.step <= power && r.step < 4 {
		return false // 百 behind 十
	}
	if !r.has {
		if r.n.from != r.at && (power > 1 || r.n.more) {
			return false
		}
		r.n.bare = r.n.bare || power > 1
		r.digit = NewNumber(1, 0)
	}
	return r.add(&r.group, size, power)
}

// add adds the digit, times a power of ten, to sum.
func (r *reader) add(sum *Number, size, power int) bool {
	s, ok := sum.plus(r.digit.shift(power))
	if !ok {
		return false
	}
	*sum = s
	if r.n.high != (Number{}) {
		r.n.high = r.n.high.shift(power)
	}
	r.digit, r.has, r.zero, r.step, r.n.digits = Number{}, false, false, power, false
	r.at += size
	return true
}

// close reads 万 or 亿, which multiply all of the group, 亿 the 万 before it too, and 万 a 万 before it: 四万万.
func (r *reader) close(size, power int) bool {
	group, ok := r.group.plus(r.digit)
	if !ok {
		return false
	}
	nothing := group == Number{}
	switch whole := r.total.Digits != 0; {
	case nothing && !whole:
		if r.n.from != r.at {
			return false
		}
		group, r.n.bare = NewNumber(1, 0), true
	case whole && (power == 8 || nothing):
		if r.total.Compare(NewNumber(1, 8)) >= 0 {
			return false
		}
		if group, ok = r.total.plus(group); !ok {
			return false
		}
		r.total = Number{}
	}
	if r.total, ok = r.total.plus(group.shift(power)); !ok {
		return false
	}
	if r.n.high != (Number{}) {
		r.n.high = r.n.high.shift(power)
	}
	r.group, r.digit, r.has, r.zero, r.step = Number{}, Number{}, false, false, power
	if r.n.scale += power; !nothing {
		r.n.scale = power
	}
	r.n.digits, r.n.scaled = false, true
	r.at += size
	return true
}

// readPoint reads a point and the digits behind it: 十一点七, 14·1.
func (r *reader) readPoint(size int) bool {
	at := r.at + size
	whole, ok := r.group.plus(r.digit)
	if !ok || r.at == r.n.from || r.total.Digits != 0 || r.n.more || r.n.high != (Number{}) || whole.Exponent < 0 {
		return false
	}
	digits, places := int64(0), 0
	for at < len(r.s) && places < maxDigits {
		c, size := utf8.DecodeRuneInString(r.s[at:])
		d := chineseDigit(c)
		if r.s[at] < utf8.RuneSelf && isDigit(r.s[at]) && !r.n.chinese {
			d = int(r.s[at] - '0')
		}
		if d < 0 {
			break
		}
		digits, places, at = digits*10+int64(d), places+1, at+size
	}
	if places == 0 {
		return false
	}
	if r.digit, ok = whole.plus(NewNumber(digits, -places)); !ok {
		return false
	}
	r.group, r.has, r.at, r.n.digits = Number{}, true, at, false
	r.step = 0
	return true
}

// readMore reads 多, 余 or 几 where what follows continues the numeral, or may be its unit.
func (r *reader) readMore(c rune, size int) bool {
	if c == '几' && r.step == 2 && !r.has && strings.HasPrefix(r.s[r.at+size:], "十") {
		r.n.more, r.n.digits = true, false // 一百几十
		r.at += size + len("十")
		return true
	}
	if r.at == r.n.from || r.n.more || c == '几' && r.step != 1 || r.has && r.n.chinese {
		return false
	}
	rest := r.s[r.at+size:]
	if _, ok := unitAt(rest); !ok && !strings.HasPrefix(rest, "万") && !strings.HasPrefix(rest, "亿") && !r.n.scaled {
		return false
	}
	r.n.more = true
	r.n.digits = false
	r.at += size
	return true
}

// endsHere reports whether no word can go on in rest.
func endsHere(rest string) bool {
	c, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || strings.ContainsRune(",.。;、)和", c)
}

// finish returns the numeral that was read.
func (r *reader) finish() (numeral, bool) {
	n := r.n
	if r.at == n.from {
		return n, false
	}
	rest := r.digit
	if r.has && r.step > 1 && !r.zero && n.chinese && r.digit.Exponent == 0 && r.digit.Digits < 10 {
		rest = rest.shift(r.step - 1) // 三万二
	}
	group, ok := r.group.plus(rest)
	if !ok {
		return n, false
	}
	if n.low, ok = r.total.plus(group); !ok {
		return n, false
	}
	if n.high != (Number{}) {
		if n.high, ok = n.low.plus(n.high); !ok {
			return n, false
		}
	}
	n.to = r.at
	if c, _ := utf8.DecodeRuneInString(r.s[r.at:]); chineseDigit(c) >= 0 || strings.ContainsRune(text.Powers, c) && c > 0 && !r.atUnit() || r.at < len(r.s) && isDigit(r.s[r.at]) {
		return n, false // it goes on as no numeral does: 十四五
	}
	return n, true
}
