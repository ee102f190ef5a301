package repair

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/extract/file"
)

// longestKept is the number of characters from which a block is taken for several paragraphs that have lost the ends of their
// lines. The longest paragraphs of the reports read for it have 1,300.
const longestKept = 1500

const number = `[一二三四五六七八九十]{1,3}`

var (
	// paragraphStart matches what begins a paragraph behind the end of a sentence.
	paragraphStart = regexp.MustCompile(`([。！？；][”’》）]?)(?:[\s　]*)(` + number + `、|[（(]` + number + `[）)]|第` + number + `[，、]|` + number + `(?:是|要)|——|(?:各位|同志们)(?:代表|委员|同志)?[：:！!，,])`)
	// lostEnds matches what no paragraph has in it, however long it is.
	lostEnds = regexp.MustCompile(`[。！？][”’》）]?[\s　]*(?:` + number + `、|(?:各位|同志们)(?:代表|委员|同志)?[：:！!])`)
	// frontEnd matches a title, a meeting and a speaker in one line in front of the salutation.
	frontEnd    = regexp.MustCompile(`((?:\d{4}年)?(?:\p{Han}{2,12}[省市县区州旗盟])?(?:人民)?政府工作报告)?[\s　]*((?:[—－-]{1,2}|[（(])?[\d〇○零一二三四五六七八九十]{4}年.{1,4}月.{1,4}日在.{4,40}?(?:会议|大会)上[）)]?)[\s　]*(.{0,30}?)[\s　]*((?:各位|同志们)(?:代表|委员|同志)?[：:！!，,])`)
	saluted     = regexp.MustCompile(`^((?:各位|同志们)(?:代表|委员|同志)?(?:、各位(?:委员|同志|来宾))?[：:])[\s　]*(\S)`)
	chapterText = regexp.MustCompile(`^(` + number + `、[^。，；：！？]{2,28}?(?:回顾|总结|安排|部署|任务|要求|目标|成就|打算|展望|重点))([^和及与、的，。：；！？]\S{20})`)
)

// splitUp cuts long blocks, and those that have the whole front of a report in them, where a paragraph begins that has lost the end
// of the line before it.
func splitUp(blocks []file.Block, done Repairs) []file.Block {
	var out []file.Block
	all := file.TextSize(blocks)
	for _, b := range blocks {
		if b.Row || !frontEnd.MatchString(b.Text) && !hasLostEnds(b.Text, all) {
			out = append(out, b)
			continue
		}
		parts := partsOf(b.Text)
		for i, part := range parts {
			piece := b
			piece.Text, piece.Line = part, false
			if i > 0 {
				piece.Site = ""
			}
			out = append(out, piece)
		}
		done.add(Split, len(parts)-1)
	}
	return out
}

// hasLostEnds reports whether a text of a document of so many bytes is so long that it cannot be one paragraph: because it has in it
// what no paragraph has, or is most of the document.
func hasLostEnds(s string, all int) bool {
	return utf8.RuneCountInString(s) > longestKept && (2*len(s) >= all || lostEnds.MatchString(s))
}

// partsOf cuts a text in front of whatever begins a paragraph.
func partsOf(s string) []string {
	const cut = "\n"
	s = frontEnd.ReplaceAllStringFunc(s, func(front string) string {
		m := frontEnd.FindStringSubmatch(front)
		return cut + m[1] + cut + m[2] + cut + m[3] + cut + m[4]
	})
	s = paragraphStart.ReplaceAllString(s, "$1"+cut+"$2")
	var parts []string
	for part := range strings.SplitSeq(s, cut) {
		part = saluted.ReplaceAllString(strings.TrimSpace(part), "$1"+cut+"$2")
		for piece := range strings.SplitSeq(part, cut) {
			piece = chapterText.ReplaceAllString(piece, "$1"+cut+"$2")
			for line := range strings.SplitSeq(piece, cut) {
				if line = strings.TrimSpace(line); line != "" {
					parts = append(parts, line)
				}
			}
		}
	}
	return parts
}
