package api_test

import (
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"

	"gongbao/server"
	"gongbao/server/openapi"
	"gongbao/server/servertest"
)

// TestPatterns holds that the server takes the values of a filter that its pattern in the document admits, and refuses those that it does
// not: values written from the pattern, and these with one character left out, added or changed. Spaces within years, months and dates
// do not count; a month may be any date that names one. Of a text the pattern does not name all letters of all scripts; without any text it is refused.
func TestPatterns(t *testing.T) {
	s := site(t, server.Options{})
	document := servertest.Answer[openapi.Document](t, s, "/api/openapi.json")
	dates := regexp.MustCompile(inGo(parameter(document, "/api/v1/search", "date").Schema.Pattern))
	for _, name := range []string{"year", "date", "month", "region", "level", "kind", "role", "report", "missing"} {
		t.Run(name, func(t *testing.T) {
			pattern := parameter(document, "/api/v1/search", name).Schema.Pattern
			if pattern == "" {
				t.Fatal("it has no pattern")
			}
			pattern = inGo(pattern)
			admits := regexp.MustCompile(pattern)
			parsed, err := syntax.Parse(pattern, syntax.Perl)
			if err != nil {
				t.Fatal(err)
			}
			random := rand.New(rand.NewPCG(1, 2))
			seen := map[bool]int{}
			for range 400 {
				var b strings.Builder
				write(&b, random, parsed.Simplify())
				for _, value := range []string{b.String(), changed(b.String(), random), strings.Repeat(" ", random.IntN(2)) + strings.Repeat(",", random.IntN(3))} {
					if value == "" { // which is no value
						continue
					}
					read := value
					if slices.Contains([]string{"year", "date", "month"}, name) {
						read = strings.Join(strings.Fields(value), "")
					}
					admitted := admits.MatchString(read)
					if name == "month" && !admitted && dates.MatchString(read) {
						continue
					}
					if text := name == "region" || name == "report"; text && !admitted && strings.Trim(value, " \t,\"") != "" {
						continue
					}
					seen[admitted]++
					r := servertest.Get(t, s, "/api/v1/search?q=%E7%BB%BF&mode=exact&limit=0&"+name+"="+url.QueryEscape(value))
					want := http.StatusBadRequest
					if admitted {
						want = http.StatusOK
					}
					if r.StatusCode != want {
						t.Errorf("%q: %d, want %d: %.200s", value, r.StatusCode, want, servertest.Read(t, r))
					}
				}
			}
			if seen[true] < 100 || seen[false] < 5 {
				t.Errorf("values by whether the pattern admits them: %v", seen)
			}
		})
	}
}

// inGo returns a pattern of ECMA-262 as Go writes it.
func inGo(pattern string) string {
	return regexp.MustCompile(`\\u(....)`).ReplaceAllString(pattern, `\x{$1}`)
}

// changed returns a value with one character left out, added, or changed.
func changed(value string, random *rand.Rand) string {
	const others = "0123456789-.,年月日省市x> \t"
	runes := []rune(value)
	at := random.IntN(len(runes) + 1)
	other := string([]rune(others)[random.IntN(len([]rune(others)))])
	switch behind := min(at+1, len(runes)); random.IntN(3) {
	case 0:
		return string(runes[:at]) + string(runes[behind:])
	case 1:
		return string(runes[:at]) + other + string(runes[at:])
	default:
		return string(runes[:at]) + other + string(runes[behind:])
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
