package file

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
)

// TextField is the column of the report itself.
const TextField = "text"

//go:embed columns.txt
var columnsText string

// A usual header: the field that it stands for and how much it is preferred, 0 before 1.
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

// BareHeader returns a header without the white space, quotes and remarks that do not tell it from others.
func BareHeader(header string) string {
	return strings.ToLower(headerNoise.ReplaceAllString(header, ""))
}

// FieldOf returns the field that a header stands for, or an empty string, and how much the header is preferred for
// it: 0 before 1.
func FieldOf(header string) (name string, rank int) {
	u := usuals()[BareHeader(header)]
	return u.field, u.rank
}
