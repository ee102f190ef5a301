package typeset

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"gongbao/corpus/extract/file"
)

//go:embed furniture.txt
var furnitureText string

// furniture matches the lines of a page that are not its text.
var furniture = sync.OnceValue(func() *regexp.Regexp {
	var kinds []string
	for l := range strings.Lines(furnitureText) {
		if l = strings.TrimSpace(l); l != "" && !strings.HasPrefix(l, "#") {
			kinds = append(kinds, l)
		}
	}
	return regexp.MustCompile("^(?:" + strings.Join(kinds, "|") + ")$")
})

// isFurniture reports whether a whole block is a page's furniture: breadcrumbs, buttons, the site's owner. It errs on
// the side of the text: anything longer than such lines, or with a full stop, is text.
func isFurniture(text string) bool {
	const longest = 200 // characters
	if len(text) > longest*utf8.UTFMax {
		return false
	}
	bare := strings.Map(func(r rune) rune {
		if file.IsBlank(r) {
			return -1
		}
		return r
	}, text)
	return utf8.RuneCountInString(bare) <= longest && furniture().MatchString(bare)
}

const day = `(\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2})`

var (
	published = regexp.MustCompile(`(?:发布|发表|更新)(?:时间|日期)[:：]? ?` + day + `|^(?:\S* ?www\S+ )?` + day + `日?(?: |T|$)`)
	DateSigns = strings.NewReplacer("年", "-", "月", "-", "/", "-", ".", "-")
)

// PublishedOn returns the day a page went online according to its furniture, as 2006-2-23, or an empty string.
func PublishedOn(furniture string) string {
	found := published.FindStringSubmatch(strings.Join(strings.Fields(furniture), " "))
	if found == nil {
		return ""
	}
	return DateSigns.Replace(found[1] + found[2])
}

// WithoutFurniture splits blocks into the text and a page's furniture, which the block behind it remembers.
func WithoutFurniture(all []file.Block) (kept []file.Block, gone []string) {
	first := 0 // piece of furniture in front of the block
	for _, b := range all {
		if !b.Row && isFurniture(b.Text) {
			gone = append(gone, b.Text)
			continue
		}
		if first < len(gone) {
			b.Site = strings.Join(gone[first:], "\n")
			first = len(gone)
		}
		kept = append(kept, b)
	}
	return kept, gone
}
