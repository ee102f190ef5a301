package repair

import (
	"regexp"
	"strings"

	"gongbao/corpus/extract/file"
)

var (
	// A question mark behind another mark, or at the beginning of a line, asks nothing.
	strayMark  = regexp.MustCompile(`[。，、：；！”》）]\s*\?|^\?`)
	straysAt   = regexp.MustCompile(`([。，、：；！？”》）])[\s?]*\?|^[\s?]*\?|\?{2,}$`)
	betweenHan = regexp.MustCompile(`(\p{Han})(\?+)[\s　]*(\p{Han})`)
	asks       = regexp.MustCompile(`[吗呢么何谁哪怎几否]|多少|是不是|能不能|有没有`)
)

// withoutLostSpaces restores white space that a conversion has turned into question marks: 总理?李某, 各位代表：?. It does so only in
// documents that have them where nothing is asked.
func withoutLostSpaces(blocks []file.Block, done Repairs) []file.Block {
	const fewest = 2
	strays := 0
	for _, b := range blocks {
		strays += len(strayMark.FindAllString(b.Text, fewest))
	}
	if strays < fewest {
		return blocks
	}
	for i := range blocks {
		b := &blocks[i]
		if !strings.Contains(b.Text, "?") {
			continue
		}
		restored := straysAt.ReplaceAllString(b.Text, "$1")
		restored = spacedAgain(restored)
		if restored = strings.TrimSpace(restored); restored != b.Text {
			b.Text = restored
			done.add(LostSpaces, 1)
		}
	}
	return blocks
}

// spacedAgain puts a space for the question marks between characters where no clause asks before them.
func spacedAgain(s string) string {
	var out strings.Builder
	for {
		at := betweenHan.FindStringSubmatchIndex(s)
		if at == nil {
			out.WriteString(s)
			return out.String()
		}
		clause := s[:at[4]]
		if mark := strings.LastIndexAny(clause, "。，；：！？"); mark >= 0 {
			clause = clause[mark:]
		}
		out.WriteString(s[:at[4]])
		if asks.MatchString(clause) && at[5]-at[4] == 1 {
			out.WriteString(s[at[4]:at[6]])
		} else {
			out.WriteString(" ")
		}
		s = s[at[6]:]
	}
}
