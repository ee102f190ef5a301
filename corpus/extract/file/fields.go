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
// preferred. A header that is not usual is taken apart: 区县名称 and 所在区县 are a 区县, county_code is the code of one.
func FieldOf(header string) (name string, rank int) {
	bare := BareHeader(header)
	if u, ok := usuals()[bare]; ok {
		return u.field, u.rank
	}
	const apart = 100 // more than any rank of a usual header
	if of, ok := withoutEnd(bare, "代码", "编码", "code"); ok {
		if u := bareField(of); isPlace[u.field] {
			return "code", apart + placeRank[u.field]
		}
		return "", 0
	}
	u := bareField(bare)
	return u.field, apart + u.rank
}

// isPlace has the fields that name places, and placeRank prefers the narrowest of them.
var (
	isPlace   = map[string]bool{"place1": true, "place2": true, "place3": true, "region": true}
	placeRank = map[string]int{"place3": 0, "region": 1, "place2": 2, "place1": 3}
)

// bareField looks a header up without the words around its noun that say whose it is, or that it is a name.
func bareField(bare string) usual {
	named, isNamed := withoutEnd(bare, "名称", "全称", "简称", "名", "name")
	for _, form := range []string{bare, named} {
		if u, ok := usuals()[form]; ok && (!isNamed || form == bare || isPlace[u.field] || u.field == "speaker" || u.field == "meeting") {
			return u
		}
	}
	for _, prefix := range []string{"所属", "所在", "所处", "政策", "文件", "公文", "文档", "文章", "文本", "报告", "政府"} {
		if rest, ok := strings.CutPrefix(bare, prefix); ok && rest != "" {
			return bareField(rest)
		}
	}
	return usual{}
}

// withoutEnd cuts the first of ends that bare ends with, unless nothing remains.
func withoutEnd(bare string, ends ...string) (rest string, ok bool) {
	for _, end := range ends {
		if rest, ok := strings.CutSuffix(bare, end); ok && rest != "" {
			return rest, true
		}
	}
	return bare, false
}

// Fields returns the names of the fields that a column may hold, in the order of columns.txt.
func Fields() []string {
	var names []string
	for l := range strings.Lines(columnsText) {
		if words := strings.Fields(l); len(words) > 0 && words[0] != "#" {
			names = append(names, words[0])
		}
	}
	return names
}

// A Label is a field that a line of a text gives, as 发布日期：2024-02-03 does.
type Label struct{ Field, Value string }

var (
	labelled = regexp.MustCompile(`^[【\[(（]?[\s\x{3000}]*([\p{Han}A-Za-z_][\p{Han}A-Za-z_\s\x{3000}]{0,13}?)[\s\x{3000}]*[】\])）]?[\s\x{3000}]*[:：][】\])）]?(.*)$`)
	ofPage   = map[string]bool{"日期": true, "时间": true, "date": true}
)

// ReadLabels returns the fields that a line gives behind their labels, in the order in which they stand: one behind a colon, or
// in the cells of a row behind tabs. The labels are the usual headers of columns; a 时间 that says of nothing else is that of the
// page. A label may have no value. The result is empty for any other line.
func ReadLabels(line string) []Label {
	cells := strings.Split(line, "\t")
	if len(cells)%2 == 1 && len(cells) > 1 {
		return nil
	}
	if len(cells) == 1 {
		m := labelled.FindStringSubmatch(line)
		if m == nil {
			return nil
		}
		cells = m[1:]
	}
	var labels []Label
	for i := 0; i < len(cells); i += 2 {
		field, _ := FieldOf(cells[i])
		if ofPage[BareHeader(cells[i])] {
			field = "published"
		}
		if field != "" {
			labels = append(labels, Label{field, strings.TrimFunc(cells[i+1], IsBlank)})
		}
	}
	return labels
}

// AddLabels sets the fields that a line beside the text gives for an official document, unless they are set: who issued it, its
// number, and the day on which it was signed.
func (d *Document) AddLabels(line string) {
	for _, l := range ReadLabels(line) {
		if l.Field == "issuer" || l.Field == "number" || l.Field == "date" {
			d.AddField(l.Field, l.Value)
		}
	}
}
