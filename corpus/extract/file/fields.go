package file

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
)

// TextField is the column that holds the reports themselves.
const TextField = "text"

//go:embed columns.txt
var columnsText string

// usual is the field behind a common header, and the header's rank: lower is preferred.
type usual struct {
	field string
	rank  int
}

var usuals = sync.OnceValue(func() map[string]usual {
	all := make(map[string]usual)
	for l := range strings.Lines(columnsText) {
		if words := strings.Fields(l); len(words) > 0 && words[0] != "#" {
			for rank, header := range words[1:] {
				all[BareHeader(header)] = usual{words[0], rank}
			}
		}
	}
	return all
})

var headerNoise = regexp.MustCompile("[\\s_\u3000\u00a0\ufeff\"'“”*:：-]|[（(][^）)]*[）)]$")

// BareHeader returns a header without white space, quotes and remarks, for comparison with other headers.
func BareHeader(header string) string {
	return strings.ToLower(headerNoise.ReplaceAllString(header, ""))
}

// FieldOf returns the field of a header, or an empty string, and the rank of the header for that field: lower is
// preferred.
func FieldOf(header string) (name string, rank int) {
	u := usuals()[BareHeader(header)]
	return u.field, u.rank
}
