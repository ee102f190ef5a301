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
	numeralYear    = regexp.MustCompile(`[一二][九` + text.Zeros + `][` + text.Zeros + text.Digits + `]{2}年`)
	digitPercent   = regexp.MustCompile(`\d+(?:\.\d+)?%`)
	numeralPercent = regexp.MustCompile(`百分之([十百` + text.Zeros + text.Digits + `]+)(?:点([` + text.Zeros + text.Digits + `]+))?`)
)

// numbersIn returns the years and percentages of a folded search, each with its other spelling.
func numbersIn(search string) (occurrences []Occurrence) {
	find := func(pattern *regexp.Regexp, other func(string) string) {
		for _, at := range pattern.FindAllStringIndex(search, -1) {
			if put := other(search[at[0]:at[1]]); put != "" {
				occurrences = append(occurrences, Occurrence{Span: text.Span{From: at[0], To: at[1]}, Wordings: []Wording{{put, Equal}}})
			}
		}
	}
	find(digitYear, text.WriteDigits)
	find(numeralYear, text.ReadDigits)
	find(digitPercent, func(s string) string { return writePercent(strings.TrimSuffix(s, "%")) })
	find(numeralPercent, readPercent)
	return occurrences
}

// writePercent spells a percentage below 100 in Chinese numerals: 12.5 becomes 百分之十二点五. It returns "" for others.
func writePercent(s string) string {
	whole, part, _ := strings.Cut(s, ".")
	n, err := strconv.Atoi(whole)
	if err != nil || n > 99 {
		return ""
	}
	written := "百分之" + text.Plain.Write(n)
	if part != "" {
		written += "点" + strings.ReplaceAll(text.WriteDigits(part), "〇", "零")
	}
	return written
}

// readPercent reverses writePercent. It returns "" for anything that writePercent does not produce.
func readPercent(s string) string {
	m := numeralPercent.FindStringSubmatch(s)
	n := text.ReadNumber(m[1])
	if n > 99 || text.Plain.Write(n) != m[1] {
		return ""
	}
	figures := strconv.Itoa(n)
	if m[2] != "" {
		figures += "." + text.ReadDigits(m[2])
	}
	return figures + "%"
}
