package thesaurus

import (
	"regexp"
	"strconv"
	"strings"

	"gongbao/corpus/text"
)

// Years and percentages are written in figures and in characters.
var (
	figureYear     = regexp.MustCompile(`(?:19|20)\d\d年`)
	characterYear  = regexp.MustCompile(`[一二][九〇零][〇零一二三四五六七八九]{2}年`)
	figurePercent  = regexp.MustCompile(`\d+(?:\.\d+)?%`)
	writtenPercent = regexp.MustCompile(`百分之([零〇一二三四五六七八九十百]+)(?:点([零〇一二三四五六七八九]+))?`)
)

const characters = "〇一二三四五六七八九"

// numbersIn gives the years and percentages of a folded question, each with the other way to write it.
func numbersIn(question string) (places []Place) {
	find := func(form *regexp.Regexp, other func(string) string) {
		for _, at := range form.FindAllStringIndex(question, -1) {
			if put := other(question[at[0]:at[1]]); put != "" {
				places = append(places, Place{text.Span{From: at[0], To: at[1]}, []Wording{{put, Equal}}})
			}
		}
	}
	find(figureYear, inCharacters)
	find(characterYear, inFigures)
	find(figurePercent, func(s string) string { return writePercent(strings.TrimSuffix(s, "%")) })
	find(writtenPercent, readPercent)
	return places
}

func inCharacters(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return r
		}
		return []rune(characters)[r-'0']
	}, s)
}

func inFigures(s string) string {
	return strings.Map(func(r rune) rune {
		if i := strings.IndexRune(characters, r); i >= 0 {
			return rune('0' + i/len("〇"))
		}
		if r == '零' {
			return '0'
		}
		return r
	}, s)
}

// writePercent writes a number of at most two figures before the point in characters: 12.5 is 百分之十二点五.
func writePercent(s string) string {
	whole, part, _ := strings.Cut(s, ".")
	n, err := strconv.Atoi(whole)
	if err != nil || n > 99 {
		return ""
	}
	written := "百分之" + writeBelow100(n)
	if part != "" {
		written += "点" + strings.ReplaceAll(inCharacters(part), "〇", "零")
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

// readPercent is the way back, and "" for what writePercent does not write.
func readPercent(s string) string {
	m := writtenPercent.FindStringSubmatch(s)
	for n := range 100 {
		if writeBelow100(n) == m[1] {
			figures := strconv.Itoa(n)
			if m[2] != "" {
				figures += "." + inFigures(m[2])
			}
			return figures + "%"
		}
	}
	return ""
}
