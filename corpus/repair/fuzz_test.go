package repair_test

import (
	"strings"
	"testing"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/repair"
)

// FuzzBlocks holds what Blocks promises for any text: blocks that are not empty and no Lines, and text that was there.
func FuzzBlocks(f *testing.F) {
	f.Add("政府工作报告\n各位代表：\n一、回顾\n过去的一年，我们做好随\n军家属安置。\n- 1 -\n1 9 9 8 年", true)
	f.Add("《\n》和《\n一是\n（一）\n政府工作报\n告\n#标签 #报告\n版权所有", false)
	f.Fuzz(func(t *testing.T, text string, lines bool) {
		var in []file.Block
		for line := range strings.SplitSeq(text, "\n") {
			in = append(in, file.Block{Text: line, Line: lines, Page: len(in) / 20})
		}
		out, _ := repair.Blocks(in)
		all := squeezed(text)
		for _, b := range out {
			if strings.TrimSpace(b.Text) == "" || b.Line {
				t.Errorf("block %+v", b)
			}
			if len(out) == len(in) && !strings.Contains(all, squeezed(b.Text)) {
				t.Errorf("%q was not in the text", b.Text)
			}
		}
	})
}

// squeezed takes out white space and characters without width.
func squeezed(text string) string {
	kept, _ := repair.Blocks([]file.Block{{Text: text, Row: true}})
	if len(kept) == 0 {
		return ""
	}
	return strings.Join(strings.Fields(kept[0].Text), "")
}
