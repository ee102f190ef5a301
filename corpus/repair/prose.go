package repair

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/outline"
	"gongbao/corpus/text"
)

const ends = "。！？!?…" // marks that end a sentence

// closed reports whether s ends as a paragraph may: with a mark that ends a sentence or introduces a list.
func closed(s string) bool {
	bare := strings.TrimRight(s, text.Closers+`"`) // these may follow such a mark
	if endsIn(bare, ends+"：:；;") || strings.HasSuffix(bare, "。，") {
		return true
	}
	// A remark in brackets may follow the sentence: ……工作。（附件略）
	if open := strings.LastIndexAny(bare, "（("); len(bare) < len(s) && open > 0 {
		return endsIn(bare[:open], ends)
	}
	return false
}

// pausing reports whether s ends with a mark that only a continued sentence has.
func pausing(s string) bool {
	return endsIn(s, "，,、"+text.Openers)
}

// goesOn reports whether text begins with words that can only continue a sentence.
func goesOn(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("，,。；;、：！？%％》〉」』”’）)】的", first)
}

// continuesAs reports whether next begins with words that can only continue text. A closing mark continues what is open; behind a
// whole sentence it opens the line of a site: 》》点击图片.
func continuesAs(text, next string) bool {
	return goesOn(next) && (!startsClosed(next) || !closed(text) || unbalanced(text))
}

// startsClosed reports whether text begins with a mark that closes a quotation or a bracket.
func startsClosed(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune(text.Closers, first)
}

// isProse reports whether text holds more than one clause of running text, so that it cannot be a heading.
func isProse(text string) bool {
	return strings.ContainsAny(text, "。！？；") || unbalanced(text)
}

// unbalanced reports whether a quotation or a bracket is still open at the end of s.
func unbalanced(s string) bool {
	for _, open := range text.Openers {
		if close, _ := text.Closer(open); strings.LastIndex(s, string(open)) > strings.LastIndex(s, string(close)) {
			return true
		}
	}
	return false
}

func endsIn(text, marks string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(marks, last)
}

// startsItem reports whether text begins with the marker of a section or a list item, or addresses the audience anew.
func startsItem(text string) bool {
	m, _ := outline.Mark(text)
	return m.Class != outline.None || salutation.MatchString(text) || strings.HasPrefix(text, "附件")
}

// isHeading reports whether text is a marked heading and nothing else.
func isHeading(text string) bool {
	m, rest := outline.Mark(text)
	return m.Class != outline.None && m.Class < outline.Point && rest != "" && !isProse(rest) && !pausing(rest) &&
		utf8.RuneCountInString(text) <= longestHeading
}

// longestHeading is above the characters of any heading seen in the reports (57), and below three printed lines.
const longestHeading = 70

// isBareMarker reports whether text is a marker cut off from its sentence: 一是, 第一，. A lone 一 heads a section.
func isBareMarker(text string) bool {
	m, rest := outline.Mark(text)
	return m.Class != outline.None && rest == "" && m.Class != outline.Numeral
}

var (
	salutation = regexp.MustCompile(`^(?:各位|同志们|尊敬的各位)(?:代表|委员|同志)?[：:！!，,]`)
	titleLine  = regexp.MustCompile(`^(?:关于.{0,40}的(?:报告|决议)|.{0,24}(?:政\s*府\s*)?工\s*作\s*报\s*告)$`)
	dateLine   = regexp.MustCompile(`^[—－―─\-（(]*[0-9０-９二一〇○零]{4}\s*年.{0,8}月.{0,6}日`)
	officeLine = regexp.MustCompile(`^.{0,20}(?:总理|省长|市长|主席|州长|县长|区长|盟长|专员|旗长|主任)[\s　]*\S{0,4}[\s　]*\S{0,12}$`)
	sourceLine = regexp.MustCompile(`^(?:来源|作者|发布时间|时间|字号|信息来源|稿源)\s*[：:]`)
)

// isFront reports whether text is a line in front of a report: its title, meeting, speaker, source or salutation.
func isFront(text string) bool {
	if isSalutation(text) || sourceLine.MatchString(text) {
		return true
	}
	return !strings.ContainsAny(text, "，。；") && (titleLine.MatchString(text) || officeLine.MatchString(text) ||
		dateLine.MatchString(text))
}

// isWholeFront reports whether text is such a line and has the end of one: ……工作报告, ……会议上.
func isWholeFront(text string) bool { return isFront(text) && endsIn(text, "告上）)") }

// isSalutation reports whether text does nothing but address the audience.
func isSalutation(text string) bool {
	const longest = 16 // characters: 各位代表、各位委员，同志们：
	return salutation.MatchString(text) && utf8.RuneCountInString(text) <= longest
}

// isAnnex reports whether text announces an annex: 附件, 附件1, 附件：.
func isAnnex(text string) bool {
	return strings.HasPrefix(text, "附件") && utf8.RuneCountInString(text) <= 4
}

// frontLength counts the blocks before the body: up to the salutation, or the first few short ones.
func frontLength(blocks []file.Block) int {
	const longest, shortest = 16, 6 // blocks
	for i, b := range blocks[:min(longest, len(blocks))] {
		if isSalutation(b.Text) {
			return i + 1
		}
	}
	return min(shortest, len(blocks))
}

// startsPoint reports whether text begins with 一是 or the like, which may occur within a sentence.
func startsPoint(text string) bool {
	m, _ := outline.Mark(text)
	return m.Class == outline.Point
}
