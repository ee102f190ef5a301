package web

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"gongbao/corpus/extract/file"
)

// levelsAround is the number of frames around the article to search for its title and date: pages wrap each in one or two.
const levelsAround = 3

// A frame is an element around the article that holds something beside it.
type frame struct{ before, after []*html.Node }

// framesAround returns the innermost frames around an article, from the inside out. The elements of a table that hold nothing but
// the article are none.
func framesAround(article *html.Node) []frame {
	var frames []frame
	for at := article; at.Parent != nil && len(frames) < levelsAround; at = at.Parent {
		var f frame
		beside := &f.before
		for sibling := range at.Parent.ChildNodes() {
			switch {
			case sibling == at:
				beside = &f.after
			case sibling.Type == html.ElementNode || strings.TrimFunc(sibling.Data, file.IsBlank) != "":
				*beside = append(*beside, sibling)
			}
		}
		if len(f.before)+len(f.after) > 0 {
			frames = append(frames, f)
		}
	}
	return frames
}

// withTitle returns the text of an article with the page's title and the lines between the two, such as the speaker and the
// meeting, when the title is outside the element with the prose: the last heading above it, or else, where the article has no title
// of its own, the last line that is one by the page's head, which names it, or by its form.
func withTitle(article *html.Node, named string) []file.Block {
	text := blocksOf(article)
	isHeading := func(line file.Block) bool { return line.Heading && !stampLine.MatchString(line.Text) }
	isTitle := func(line file.Block) bool {
		return !line.Row && (titleForm.MatchString(line.Text) || line.Text == named && !siteForm.MatchString(named))
	}
	if above := linesAbove(article, isHeading); len(above) > 0 {
		return append(above, text...)
	}
	const few = 6 // lines before which a title stands
	if slices.ContainsFunc(text[:min(few, len(text))], isTitle) {
		return text
	}
	above := linesAbove(article, isTitle)
	for i := range above {
		above[i].Heading = isTitle(above[i])
	}
	return append(above, text...)
}

// linesAbove returns the lines above an article from its title on, in the innermost frame that has one.
func linesAbove(article *html.Node, isTitle func(file.Block) bool) []file.Block {
	var inner []file.Block // of the frames within
	for _, frame := range framesAround(article) {
		var before []file.Block
		for _, n := range frame.before {
			before = append(before, blocksOf(n)...)
		}
		if title := lastTitle(before, isTitle); title >= 0 {
			return append(before[title:], inner...)
		}
		if inner = append(before, inner...); !areShort(inner) {
			inner = nil
		}
	}
	return nil
}

var (
	// titleForm matches a line that ends with the name of a kind of document. That alone is the name of a column: 通知公告.
	titleForm = regexp.MustCompile(`^[^>»›|：:。；]{3,60}(?:报告|決議|决议|公报|公報|報告|纲要|规划|计划|意见|通知|方案|办法|决定|规定|条例|讲话|致辞|草案|说明)(?:全文|摘要|实录)?(?:[（(].{1,16}[)）])?$`)
	// stampLine matches the line with the day and the source of a page, which some put into the element of its title.
	stampLine = regexp.MustCompile(`^(?:\d{4}[-/.年]\d{1,2}[-/.月]\d|(?:发布|更新|来源|时间|日期|作者|编辑|点击|浏览|阅读)[\p{Han}]{0,4}[\s　]*[:：])`)
	// siteForm matches the name of a site, which is no title.
	siteForm = regexp.MustCompile(`(?:网|网站|政府|门户|平台|首页)$`)
	// titleBegins matches the first lines of a title on several: whose it is.
	titleBegins = regexp.MustCompile(`^[^>»›|：:，。；]{2,30}(?:省|市|县|区|州|盟|旗|政府|国务院|大会|委员会|厅|局)$`)
)

// linesBelowTitle and shortLine are how many lines there may be between a title and its article, and the characters of each.
const linesBelowTitle, shortLine = 8, 80

func areShort(lines []file.Block) bool {
	return len(lines) <= linesBelowTitle && !slices.ContainsFunc(lines, func(line file.Block) bool { return utf8.RuneCountInString(line.Text) > shortLine })
}

// lastTitle returns the index of the last title with only a few short lines after it, and of the first line of one on several
// lines; -1 without one.
func lastTitle(all []file.Block, isTitle func(file.Block) bool) int {
	for i := len(all) - 1; i >= 0 && areShort(all[i:]); i-- {
		if !isTitle(all[i]) {
			continue
		}
		for i > 0 && !all[i].Heading && !all[i-1].Row && titleBegins.MatchString(all[i-1].Text) {
			i--
		}
		return i
	}
	return -1
}

// textsAround returns the short texts near the article, where pages put its date and its source.
func textsAround(article *html.Node) []string {
	const most, longest = 200, 300 // texts; bytes
	var texts []string
	for _, frame := range framesAround(article) {
		for _, sibling := range slices.Concat(frame.before, frame.after) {
			for n := range sibling.Descendants() {
				if n.Type == html.TextNode && len(n.Data) < longest && len(texts) < most {
					texts = append(texts, n.Data)
				}
			}
		}
	}
	return texts
}
