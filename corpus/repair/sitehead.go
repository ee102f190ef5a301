package repair

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/extract/file"
)

// stamp matches when a page was put up, or how often it was read, on a line of its own.
var stamp = regexp.MustCompile(`^(?:时间|日期|发布日期|发布时间|更新时间|浏览次数|阅读|点击)\s*[：:]?\s*[\d\-/.年月日:：\s次]*$` +
	`|^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[\sT]*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?$|^\d{4}年\d{1,2}月\d{1,2}日\s*\d{1,2}[:：]\d{2}`)

// dateline matches what an agency or a paper puts in front of its print of a report.
var dateline = regexp.MustCompile(`^[^。，]{2,30}[电電讯訊]$`)

// markHead marks what the head of a site has between itself and the first words of a report: in front of the title whatever is
// short and no line of a front, behind it the stamps. It does so only where something tells that there is such a head: a line of a
// site before, or several lines of a button's length in a row.
func markHead(blocks []file.Block, gone []bool) {
	const longest, longestLine = 60, 30 // blocks; characters
	body := slices.IndexFunc(blocks[:min(longest, len(blocks))], func(b file.Block) bool { return isSalutation(b.Text) })
	if body <= 0 || !hasSiteHead(blocks[:body+1], gone) {
		return
	}
	title := -1
	for i, b := range blocks[:body] {
		if titleLine.MatchString(b.Text) {
			title = i
		}
	}
	for i, b := range blocks[:body] {
		short := !b.Row && !b.Heading && !closed(b.Text) && utf8.RuneCountInString(b.Text) <= longestLine
		switch {
		case stamp.MatchString(strings.TrimSpace(b.Text)):
			gone[i] = true
		case i < title && short && !isFront(b.Text) && !dateline.MatchString(b.Text) && !isTitlePart(blocks[i:title+1]):
			gone[i] = true
		}
	}
}

// hasSiteHead reports whether lines of a site precede one of blocks, or are among them.
func hasSiteHead(blocks []file.Block, gone []bool) bool {
	const button, fewest = 4, 3 // characters; lines in a row
	buttons := 0
	for i, b := range blocks {
		if b.Site != "" || gone[i] {
			return true
		}
		if utf8.RuneCountInString(b.Text) > button {
			buttons = 0
		} else if buttons++; buttons == fewest {
			return true
		}
	}
	return false
}

// isTitlePart reports whether the first block is a part of a title on several lines, of which the last block has the last: no line
// of another kind is between them, and it names a place, a year or what the report is.
func isTitlePart(blocks []file.Block) bool {
	const most = 3 // lines
	return len(blocks) <= most && titlePart.MatchString(blocks[0].Text)
}

var titlePart = regexp.MustCompile(`(?:省|市|县|区|州|盟|旗|政府|国务院|代表大会|会议|[0-9０-９〇○零一二三四五六七八九]{4}年)$`)
