package thesaurus

import (
	"regexp"
	"strconv"
	"strings"

	"gongbao/corpus/text"
)

// Years and percentages in figures and in Chinese numerals.
var (
	digitYear      = regexp.MustCompile(`(?:19|20)\d\d年`)
	numeralYear    = regexp.MustCompile(`[一二][九〇零][〇零一二三四五六七八九]{2}年`)
	digitPercent   = regexp.MustCompile(`\d+(?:\.\d+)?%`)
	numeralPercent = regexp.MustCompile(`百分之([零〇一二三四五六七八九十百]+)(?:点([零〇一二三四五六七八九]+))?`)
)

// numerals are the Chinese digits in order.
const numerals = "〇一二三四五六七八九"

// numbersIn returns the years and percentages of a folded search, each with its other spelling.
func numbersIn(search string) (occurrences []Occurrence) {
	find := func(pattern *regexp.Regexp, other func(string) string) {
		for _, at := range pattern.FindAllStringIndex(search, -1) {
			if put := other(search[at[0]:at[1]]); put != "" {
				occurrences = append(occurrences, Occurrence{text.Span{From: at[0], To: at[1]}, []Wording{{put, Equal}}})
			}
		}
	}
	find(digitYear, toNumerals)
	find(numeralYear, toDigits)
	find(digitPercent, func(s string) string { return writePercent(strings.TrimSuffix(s, "%")) })
	find(numeralPercent, readPercent)
	return occurrences
}

func toNumerals(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return r
		}
		return []rune(numerals)[r-'0']
	}, s)
}

func toDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if i := strings.IndexRune(numerals, r); i >= 0 {
			return rune('0' + i/len("〇"))
		}
		if r == '零' {
			return '0'
		}
		return r
	}, s)
}

// writePercent spells a percentage below 100 in Chinese numerals: 12.5 becomes 百分之十二点五. It returns "" for others.
func writePercent(s string) string {
	whole, part, _ := strings.Cut(s, ".")
	n, err := strconv.Atoi(whole)
	if err != nil || n > 99 {
		return ""
	}
	written := "百分之" + writeBelow100(n)
	if part != "" {
		written += "点" + strings.ReplaceAll(toNumerals(part), "〇", "零")
	}
	return written
}

func writeBelow100(n int) string {
	digits := []string{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	switch tens, ones := n/10, n%10; {
	case tens == 0:
		return digits[ones]
	case ones == 0 && tens == 1:
		return "十"
	case tens == 1:
		return "十" + digits[ones]
	case ones == 0:
		return digits[tens] + "十"
	default:
		return digits[tens] + "十" + digits[ones]
	}
}

// readPercent reverses writePercent. It returns "" for anything that writePercent does not produce.
func readPercent(s string) string {
	m := numeralPercent.FindStringSubmatch(s)
	for n := range 100 {
		if writeBelow100(n) == m[1] {
			figures := strconv.Itoa(n)
			if m[2] != "" {
				figures += "." + toDigits(m[2])
			}
			return figures + "%"
		}
	}
	return ""
}
