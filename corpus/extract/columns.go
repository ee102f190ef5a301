package extract

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// textField is the column of the report itself.
const textField = "text"

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
				all[bareHeader(header)] = usual{words[0], rank}
			}
		}
	}
	return all
})

var headerNoise = regexp.MustCompile("[\\s_\u3000\u00a0\ufeff\"'“”*:：-]|[（(][^）)]*[）)]$")

// bareHeader takes from a header what does not tell it from others.
func bareHeader(header string) string {
	return strings.ToLower(headerNoise.ReplaceAllString(header, ""))
}

// usualField returns the field that a header stands for, or an empty string.
func usualField(header string) string {
	return usuals()[bareHeader(header)].field
}

// columns says which column holds which field.
type columns map[string][]int

// theText says whether there is a column with the reports themselves.
func (c columns) theText() bool { return len(c[textField]) > 0 }

var numbered = regexp.MustCompile(`^(.*?\D)\d{1,2}$`)

// columnsOf reads a table's header. Named goes before the usual names. Of several columns with names of the text the
// most usual is taken, and those that continue it with a number (正文1, 正文2), because a cell of a spreadsheet has room
// for no more than 32,767 characters.
func columnsOf(header []string, named map[string]string) (columns, error) {
	found := make(columns)
	rank := make(map[string]int)
	for i, name := range header {
		bare := bareHeader(name)
		if part := numbered.FindStringSubmatch(bare); part != nil && usualField(part[1]) == textField {
			bare = part[1]
		}
		u, known := usuals()[bare]
		switch {
		case !known:
		case len(found[u.field]) == 0 || u.rank < rank[u.field]:
			found[u.field], rank[u.field] = []int{i}, u.rank
		case u.field == textField && u.rank == rank[u.field]:
			found[u.field] = append(found[u.field], i)
		}
	}
	for field, name := range named {
		at := slices.IndexFunc(header, func(h string) bool { return bareHeader(h) == bareHeader(name) })
		if at < 0 {
			return nil, fmt.Errorf("%w: it has no column %q for %s; its columns are %s", ErrUnsupported, name, field, quoted(header))
		}
		found[field] = []int{at}
	}
	return found, nil
}

// noText is the error for a table without reports.
func noText(header []string) error {
	return fmt.Errorf("%w: no column of the table holds the text of reports; its columns are %s; rename one to 正文 or say which it is with --map text=NAME",
		ErrUnsupported, quoted(header))
}

// quoted lists headers for a sentence.
func quoted(header []string) string {
	const most = 20
	var names []string
	for _, name := range header {
		if name = strings.TrimFunc(name, blank); name != "" && len(names) < most {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}
