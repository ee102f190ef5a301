package query_test

import (
	"math/rand/v2"
	"testing"
	"unicode/utf8"

	"gongbao/search/query"
	"gongbao/search/query/querytest"
)

// TestPattern holds that ParseFilter reads what matches the pattern of its field, and that the usual ways to write a value do.
func TestPattern(t *testing.T) {
	for field, usual := range map[query.Field][]string{
		query.Year:    {"2021", "2020..2024", "2020-2024", "2020,2022", "2020至2024年", ">=2020", "<2000", "..2019", "2020.."},
		query.Level:   {"province", "省", "province,city", "省、市"},
		query.Kind:    {"report", "政府工作报告", "plan,budget"},
		query.Role:    {"plan", "安排"},
		query.Missing: {"date", "speaker,meeting", "报告人"},
		query.Date:    {"2021-01-28", "2021-01..2021-03", "2021年1月28日", "2020-02-29", "2021.1", ">=2021-01"},
		query.Month:   {"1", "1..3", "十二月", "1,2,3", "2021-01"},
		query.Region:  {"辽宁,吉林", "辽宁+"},
		query.Speaker: {"刘宁"},
	} {
		pattern := querytest.Compile(t, query.Pattern(field))
		for _, value := range usual {
			if !pattern.MatchString(value) {
				t.Errorf("%s: %q does not match %.200s", field, value, pattern)
			}
		}
		random := rand.New(rand.NewPCG(1, 2))
		for range 2000 {
			value := pattern.Write(random)
			if _, err := query.ParseFilter(field, value); err != nil {
				t.Errorf("%s: %q matches, and %v", field, value, err)
				break
			}
		}
	}
}

// TestTextPattern holds that the pattern of texts admits characters that are read alone, and leaves out few of those: what is written
// with marks that combine stands among these, and what is beyond the first 65,536 characters, where engines read classes in two ways.
func TestTextPattern(t *testing.T) {
	pattern := querytest.Compile(t, query.TextPattern)
	leftOut := 0
	for r := range rune(0x10000) {
		if !utf8.ValidRune(r) {
			continue
		}
		admitted := pattern.MatchString(string(r))
		if _, err := query.ParseFilter(query.Region, string(r)); admitted && err != nil {
			t.Errorf("%U matches, and %v", r, err)
		} else if !admitted && err == nil {
			leftOut++
		}
	}
	if leftOut > 6_000 {
		t.Errorf("the pattern leaves out %d of the first 65,536 characters", leftOut)
	}
}
