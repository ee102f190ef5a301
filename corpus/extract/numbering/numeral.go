package numbering

import (
	"strconv"
	"strings"

	"gongbao/corpus/text"
)

// Numeral prints a number in a format of numbered lists in office documents (ST_NumberFormat). Formats that Chinese
// documents do not use print 1, 2, 3.
func Numeral(format string, n int) string {
	switch format {
	case "none":
		return ""
	case "chineseCounting", "taiwaneseCounting", "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital":
		return chineseDigits(format, n)
	case "chineseCountingThousand", "taiwaneseCountingThousand", "japaneseCounting":
		return inWords(text.Plain, n)
	case "chineseLegalSimplified":
		return inWords(text.Numerals{Digits: "零壹贰叁肆伍陆柒捌玖", Units: "拾佰仟"}, n)
	case "ideographLegalTraditional":
		return inWords(text.Numerals{Digits: "零壹貳參肆伍陸柒捌玖", Units: "拾佰仟"}, n)
	case "ideographTraditional":
		return oneOf("甲乙丙丁戊己庚辛壬癸", n)
	case "ideographZodiac":
		return oneOf("子丑寅卯辰巳午未申酉戌亥", n)
	case "ideographEnclosedCircle":
		return oneOf("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", n)
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		return oneOf("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", n)
	case "decimalEnclosedFullstop":
		return oneOf("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", n)
	case "decimalEnclosedParen":
		return oneOf("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", n)
	case "decimalFullWidth", "decimalFullWidth2":
		return fullWidth(n)
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "upperLetter", "lowerLetter":
		return cased(format, letters(n))
	case "upperRoman", "lowerRoman":
		return cased(format, roman(n))
	}
	return strconv.Itoa(n)
}

// oneOf returns the n-th sign, counted from one, and plain figures beyond the last.
func oneOf(signs string, n int) string {
	if all := []rune(signs); 1 <= n && n <= len(all) {
		return string(all[n-1])
	}
	return strconv.Itoa(n)
}

// chineseDigits prints the formats that put digit beside digit; the counting ones do so from one hundred on.
func chineseDigits(format string, n int) string {
	if strings.HasSuffix(format, "Counting") && n < 100 {
		return inWords(text.Plain, n)
	}
	return text.WriteDigits(strconv.Itoa(max(n, 0)))
}

// inWords writes a number that can number a section in words, and any other in figures.
func inWords(how text.Numerals, n int) string {
	if n <= 0 {
		return strconv.Itoa(n)
	}
	return how.Write(n)
}

func fullWidth(n int) string {
	return strings.Map(func(r rune) rune { return r - '0' + '０' }, strconv.Itoa(max(n, 0)))
}

func cased(format, s string) string {
	if strings.HasPrefix(format, "lower") {
		return strings.ToLower(s)
	}
	return s
}

// letters prints A to Z, then AA, BB and so on.
func letters(n int) string {
	const most = 26 * 30 // a document that counts further is broken, and each round is a letter longer
	if n < 1 || n > most {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('A'+(n-1)%26)), (n-1)/26+1)
}

func roman(n int) string {
	if n < 1 || n >= 4000 {
		return strconv.Itoa(n)
	}
	values := []int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	signs := []string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"}
	var b strings.Builder
	for i, value := range values {
		for ; n >= value; n -= value {
			b.WriteString(signs[i])
		}
	}
	return b.String()
}
