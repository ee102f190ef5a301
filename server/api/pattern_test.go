package api_test

import (
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"gongbao/search/query/querytest"
	"gongbao/server"
	"gongbao/server/servertest"
)

// TestPatterns holds that the server takes the values of a filter that its pattern in the document admits, and refuses those that it does
// not: values written from the pattern, and these with one character left out, added or changed. Spaces within years, months and dates
// do not count; a month may be any date that names one; a text may have more letters than the pattern names.
func TestPatterns(t *testing.T) {
	s := site(t, server.Options{})
	document := servertest.Document(t, s)
	dates := querytest.Compile(t, parameter(document, "/api/v1/search", "date").Schema.Pattern)
	for _, name := range []string{"year", "date", "month", "region", "level", "kind", "role", "report", "missing"} {
		t.Run(name, func(t *testing.T) {
			pattern := parameter(document, "/api/v1/search", name).Schema.Pattern
			if pattern == "" {
				t.Fatal("it has no pattern")
			}
			admits := querytest.Compile(t, pattern)
			random := rand.New(rand.NewPCG(1, 2))
			seen := map[bool]int{}
			for range 400 {
				written := admits.Write(random)
				for _, value := range []string{written, changed(written, random), strings.Repeat(" ", random.IntN(2)) + strings.Repeat(",", random.IntN(3))} {
					if value == "" { // which is no value
						continue
					}
					read := value
					if slices.Contains([]string{"year", "date", "month"}, name) {
						read = strings.Join(strings.Fields(value), "")
					}
					admitted := read != "" && admits.MatchString(read)
					if name == "month" && !admitted && dates.MatchString(read) {
						continue
					}
					if !admitted && strings.ContainsFunc(value, func(r rune) bool { return r > 0xffff }) {
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
