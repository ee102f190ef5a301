package rtf_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus/extract/extracttest"
	"gongbao/corpus/extract/file"
)

// coded writes text as bytes of a code page.
func coded(name, text string) string {
	var b strings.Builder
	for _, c := range extracttest.Encode(name, text) {
		fmt.Fprintf(&b, `\'%02x`, c)
	}
	return b.String()
}

// unicode writes text as codes, each with stand-ins for programs without Unicode.
func unicode(text, standIn string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, `\u%d%s`, int16(unit), standIn)
	}
	return b.String()
}

const head = `{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5{\*\falt SimSun};}{\f1\fcharset0{\*\panose 02020603050405020304} Times;}` +
	`{\f2\fcharset2 Symbol;}{\f3\fcharset2 Wingdings;}{\f4\fcharset136 PMingLiU;}}{\colortbl;\red0;}` +
	`{\stylesheet{\s0 Normal;}{\s1\sbasedon0 heading 1;}{\*\cs10 Default;}{\s2\outlinelevel1 x;}}{\info{\title x}}` + "\r\n"

func TestText(t *testing.T) {
	g := func(text string) string { return coded("GB18030", text) }
	for _, c := range []struct{ name, body, want string }{
		{"two bytes a character", g("碳排放达峰") + `\par `, "|碳排放达峰\n"},
		{"raw bytes", string(extracttest.Encode("GB18030", "碳排放")) + `\par`, "|碳排放\n"},
		{"characters by their codes", `\uc1` + unicode("各位代表：", "?") + `\par`, "|各位代表：\n"},
		{"with two stand-ins", `\uc2` + unicode("各位", `\'b8\'f7`) + `\par`, "|各位\n"},
		{"beyond the first plane", `\uc0` + unicode("𠮷林", "") + `\par`, "|𠮷林\n"},
		{"the font's code page", `{\f4 ` + coded("Big5", "政府") + `}` + g("工作") + `\par`, "|政府工作\n"},
		{"a Western font within Chinese", `\f1 ` + g("会议") + `{\f1 caf\'e9 }\par`, "|会议café\n"},
		{"line ends in the file are nothing", g("碳排") + "\r\n" + g("放") + `\par`, "|碳排放\n"},
		{"a paragraph a mark", g("一") + `\par\pard ` + g("二") + `\sect ` + g("三"), "|一\n|二\n|三\n"},
		{"a soft break ends a line", g("一") + `\line ` + g("二") + `\par`, "L|一\n|二\n"},
		{"a page break ends a block", g("一") + `\page ` + g("二") + `\par`, "|一\n|二\n"},
		{"signs", `a\tab b\_c\-d \ldblquote e\rdblquote\emdash\{\\\}\par`, "|a b-cd “e”—{\\}\n"},
		{"a sign of the font Symbol", `{\f2 \'b1}2%{\f3 \'fc}{\f2\u-3911?}\par`, "|±2%≠\n"},
		{"hidden and deleted text", g("显") + `{\v ` + g("隐") + `}{\deleted ` + g("旧") + `}{\v0 ` + g("新") + `}\par`, "|显新\n"},
		{"of a field the result", `{\field{\*\fldinst PAGE}{\fldrslt 7}}` + g("页") + `\par`, "|7页\n"},
		{"the number of a list", `{\listtext\pard\plain ` + g("一、") + `\tab}` + g("总则") + `\par{\listtext 1.\tab}A\par{\pntext\f2\'b7\tab}` + g("点") + `\par{\listtext\u8226?\tab}` + g("线") + `\par`, "|一、总则\n|1. A\n|点\n|线\n"},
		{"halves of a pair apart", `\uc0 \u55362\uc1 \u57271?\par`, "|𠮷\n"},
		{"a table", `\trowd\cellx1\cellx2\pard\intbl ` + g("指标") + `\cell 2024\cell\row\intbl ` + g("总量") + `\cell 3\par ` + g("万亿") + `\cell\row\pard ` + g("完") + `\par`, "R|指标\t2024\nR|总量\t3 万亿\n|完\n"},
		{"a row without its mark", `\intbl a\cell b\cell\pard c\par`, "R|a\tb\n|c\n"},
		{"a note follows its paragraph", g("总量") + `{\super\chftn{\footnote\pard ` + g("不变价。") + `}}` + g("增长") + `\par ` + g("完") + `\par`, "|总量增长\n|不变价。\n|完\n"},
		{"a text box once", g("文") + `{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt\pard ` + g("框") + `\par}}{\shprslt{\*\do\dptxbx{\dptxbxtext ` + g("框") + `\par}}}}` + g("字") + `\par`, "|文字\n|框\n"},
		{"the Unicode of two readings", `{\upr{x ??}{\*\ud{x ` + unicode("政府", "?") + `}}}\par`, "|x 政府\n"},
		{"headers, pictures, comments and what is for programs", `{\header h\par}{\*\unknown x}{\pict 0102}{\*\bkmkstart x}{\annotation ` + g("批") + `}` + g("文") + `\par`, "|文\n"},
		{"bytes of any kind", `{\pict\bin5 }}}}}}` + g("文") + `\par`, "|文\n"},
		{"headings", `\s1 ` + g("一") + `\par\pard\s2 ` + g("二") + `\par\pard\outlinelevel0 ` + g("三") + `\par\pard ` + g("四") + `\par`, "H|一\nH|二\nH|三\n|四\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := extracttest.One(t, "a.doc", []byte(head+c.body+"}\x00"))
			if diff := cmp.Diff(c.want, extracttest.Marked(doc.Blocks)); diff != "" || doc.Format != "rtf" || len(doc.Notes) > 0 {
				t.Error(doc.Format, doc.Notes, diff)
			}
		})
	}
}

func TestDamage(t *testing.T) {
	whole := head + coded("GB18030", strings.Join(extracttest.Report, "")) + `{\footnote ` + coded("GB18030", "注") + `}\par}`
	for cut := len(`{\rtf`); cut < len(whole); cut += 7 {
		doc, err := extracttest.Read(t.Context(), []byte(whole[:cut]))
		if errors.Is(err, file.ErrCrashed) || err == nil && !slices.Contains(extracttest.Notes(doc), "文件没有结尾，后面的内容可能缺失") {
			t.Fatalf("cut at %d: %v, notes %v", cut, err, extracttest.Notes(doc))
		}
	}
	early := extracttest.One(t, "a.rtf", []byte(head+`a\par}b\par}`))
	if got := extracttest.Marked(early.Blocks); got != "|a\n|b\n" || len(early.Notes) != 1 {
		t.Errorf("an end within: %q, notes %v", got, extracttest.Notes(early))
	}
	broken := extracttest.One(t, "a.rtf", []byte(head+coded("GB18030", "政府")+`\'ff\'ff\par}`))
	if len(broken.Notes) != 1 {
		t.Errorf("bytes without a character: notes %v", extracttest.Notes(broken))
	}
	if _, err := extracttest.Read(t.Context(), []byte(head+strings.Repeat("{", 2000))); !errors.Is(err, file.ErrTooLarge) {
		t.Errorf("deep groups: %v", err)
	}
}
