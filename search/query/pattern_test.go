package query_test

import (
	"math/rand/v2"
	"regexp"
	"regexp/syntax"
	"strings"
	"testing"

	"gongbao/search/query"
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
		pattern := strings.ReplaceAll(query.Pattern(field), `\u`, `\x`)
		pattern = regexp.MustCompile(`\\x(....)`).ReplaceAllString(pattern, `\x{$1}`)
		matches := regexp.MustCompile(pattern)
		for _, value := range usual {
			if !matches.MatchString(value) {
				t.Errorf("%s: %q does not match %.200s", field, value, pattern)
			}
		}
		parsed, err := syntax.Parse(pattern, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		random := rand.New(rand.NewPCG(1, 2))
		for range 2000 {
			var b strings.Builder
			write(&b, random, parsed.Simplify())
			if _, err := query.ParseFilter(field, b.String()); err != nil {
				t.Errorf("%s: %q matches, and %v", field, b.String(), err)
				break
			}
		}
	}
}

// write writes a text that an expression matches.
func write(b *strings.Builder, random *rand.Rand, e *syntax.Regexp) {
	switch e.Op {
	case syntax.OpLiteral:
		b.WriteString(string(e.Rune))
	case syntax.OpCharClass:
		i := 2 * random.IntN(len(e.Rune)/2)
		from, to := e.Rune[i], min(e.Rune[i+1], 0x9fff)
		b.WriteRune(from + random.Int32N(max(1, to-from+1)))
	case syntax.OpConcat, syntax.OpCapture:
		for _, part := range e.Sub {
			write(b, random, part)
		}
	case syntax.OpAlternate:
		write(b, random, e.Sub[random.IntN(len(e.Sub))])
	case syntax.OpQuest, syntax.OpStar:
		for range random.IntN(2) {
			write(b, random, e.Sub[0])
		}
	case syntax.OpPlus:
		write(b, random, e.Sub[0])
	}
}
