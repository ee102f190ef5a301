package typeset

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus/extract/file"
)

// typeSize is the size of the type that tests set.
const typeSize = 10.0

// set sets a line of text with its left end at a place, Chinese characters a size wide and letters half of it.
func set(x, y, size float64, text string) []Glyph {
	var glyphs []Glyph
	for _, r := range text {
		g := Glyph{Text: string(r), X: x, Y: y, Width: size, Size: size}
		if !IsWide(g.Text) {
			g.Width = size / 2
		}
		glyphs = append(glyphs, g)
		x += g.Width
	}
	return glyphs
}

// printed reads glyphs as the only page of a file.
func printed(glyphs ...[]Glyph) string {
	var all []Glyph
	for _, g := range glyphs {
		all = append(all, g...)
	}
	return marked(printedBlocks(Sheet{Page: 1, Width: 400, Glyphs: all}.lines()))
}

// setDown sets a column of text with the left end of its top character's baseline at a place.
func setDown(x, y, size float64, text string) []Glyph {
	var glyphs []Glyph
	for i, r := range []rune(text) {
		glyphs = append(glyphs, Glyph{Text: string(r), X: x, Y: y + float64(i)*size, Width: size, Size: size})
	}
	return glyphs
}

func TestLines(t *testing.T) {
	line := strings.Repeat("报", 30)
	for _, test := range []struct {
		name   string
		glyphs [][]Glyph
		want   string
	}{
		{"by place, not by order", [][]Glyph{set(50, 120, 10, "二"), set(60, 100, 10, "达"), set(50, 100, 10, "碳")}, "L|碳达\nL|二\n"},
		{"a paragraph", [][]Glyph{set(70, 100, 10, line[:28*3]), set(50, 120, 10, line), set(50, 140, 10, line), set(50, 160, 10, "毕。")},
			"LI|" + line[:28*3] + "\nL|" + line + "\nL|" + line + "\nLS|毕。\n"},
		{"larger type", [][]Glyph{set(130, 50, 16, "报告"), set(50, 80, 10, line), set(50, 100, 10, line)}, "HLIS|报告\nL|" + line + "\nL|" + line + "\n"},
		{"a page number is no heading", [][]Glyph{set(50, 80, 10, line), set(190, 500, 14, "- 3 -")}, "L|" + line + "\nLIS|- 3 -\n"},
		{"the mark of a note", [][]Glyph{set(50, 100, 10, "总量"), set(70, 96.7, 6, "1"), set(73, 100, 10, "增长")}, "L|总量1增长\n"},
		{"fake bold", [][]Glyph{set(50, 100, 10, "报告"), set(50.3, 100.1, 10, "报告"), set(80, 100, 10, "人人")}, "L|报告 人人\n"},
		{"words", [][]Glyph{set(50, 100, 10, "New"), set(67.5, 100, 10, "York"), set(87.6, 100, 10, "5")}, "L|New York5\n"},
		{"a number with a cell for each digit", [][]Glyph{set(50, 100, 10, "于"), set(60, 100, 10, "2"), set(70, 100, 10, "0"), set(80, 100, 10, "2"), set(90, 100, 10, "4"), set(100, 100, 10, "年")}, "L|于2024年\n"},
		{"two numbers with a cell between them", [][]Glyph{set(50, 100, 10, "增长"), set(70, 100, 10, "12"), set(85, 100, 10, "34")}, "L|增长12 34\n"},
		{"white beside Chinese", [][]Glyph{set(50, 100, 10, "增长"), set(72.5, 100, 10, "5"), set(80, 100, 10, "亿 元")}, "L|增长5亿 元\n"},
		{"a table", [][]Glyph{set(50, 100, 10, "指标"), set(150, 100, 10, "数"), set(50, 120, 10, "总量"), set(150, 120, 10, "3"), set(50, 140, 10, "完")},
			"LR|指标\t数\nLR|总量\t3\nL|完\n"},
		{"white on one line is no table", [][]Glyph{set(50, 100, 10, "目"), set(100, 100, 10, "录"), set(50, 120, 10, "一")}, "L|目 录\nLS|一\n"},
		{"vertical columns", [][]Glyph{setDown(320, 100, 10, "现在我代表市人民政府"), setDown(300, 100, 10, "报告工作请予审议"), set(180, 550, 10, "第一页")},
			"L|现在我代表市人民政府\nL|报告工作请予审议\nL|第一页\n"},
		{"a number of two digits in a column", [][]Glyph{setDown(320, 100, 10, "我代表市人民政府向"), setDown(300, 100, 10, "大会报告"), set(300, 140, 10, "12"), setDown(300, 150, 10, "月工作")},
			"L|我代表市人民政府向\nL|大会报告12月工作\n"},
		{"a letter on its side in a column", [][]Glyph{setDown(320, 100, 10, "我代表市人民政府向大会"), {{Text: "A", X: 321.5, Y: 201.2, Width: 6, Size: 10, Angle: math.Pi / 2}}, setDown(320, 217, 10, "级")},
			"L|我代表市人民政府向大会A级\n"},
		{"narrow cells are no columns", [][]Glyph{set(50, 100, 10, line), setDown(50, 110, 10, "甲乙丙丁")}, "L|" + line + "\nLS|甲\nLS|乙\nLS|丙\nLS|丁\n"},
		{"no print", [][]Glyph{set(50, 100, 10, " 　")}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, printed(test.glyphs...)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// column sets lines of a character that say which line they are.
func column(x float64, lines int, char string) [][]Glyph {
	var glyphs [][]Glyph
	for i := range lines {
		glyphs = append(glyphs, set(x, 100+float64(i)*16, typeSize, strings.Repeat(char, 15)+string(rune('a'+i))))
	}
	return glyphs
}

func TestColumnsAreReadOneAfterTheOther(t *testing.T) {
	glyphs := append(column(30, 10, "左"), column(230, 10, "右")...)
	glyphs = append(glyphs, set(100, 60, typeSize, "横贯两栏的一行标题横贯两栏的"))
	lines := strings.Split(strings.TrimSpace(printed(glyphs...)), "\n")
	if len(lines) != 21 {
		t.Fatalf("read %d lines: %q", len(lines), lines)
	}
	for i, part := range []string{0: "横贯", 1: "左", 10: "左", 11: "右", 20: "右"} {
		if !strings.Contains(lines[i], part) {
			t.Errorf("line %d is %q, want one of %s", i, lines[i], part)
		}
	}
}

func TestTablesAreNotColumns(t *testing.T) {
	var glyphs [][]Glyph
	for i := range 12 {
		y := 100 + float64(i)*16
		glyphs = append(glyphs, set(30, y, typeSize, "指标"), set(330, y, typeSize, "数"))
	}
	if got := printed(glyphs...); strings.Count(got, "LR|指标\t数\n") != 12 {
		t.Errorf("got %s", got)
	}
}

// A page on its side is read as one that stands, and what runs across it comes last.
func TestDirections(t *testing.T) {
	text := append(set(50, 100, typeSize, "一二三四五"), set(50, 120, typeSize, "六七")...)
	mark := set(0, 0, typeSize, "内部")
	for i, g := range mark {
		mark[i] = Matrix{math.Sqrt2 / 2, -math.Sqrt2 / 2, math.Sqrt2 / 2, math.Sqrt2 / 2, 80, 110}.Place(g)
	}
	for _, side := range []Matrix{Identity(), {0, 1, -1, 0, 400, 0}, {-1, 0, 0, -1, 400, 400}, {0, -1, 1, 0, 0, 400}} {
		var turned []Glyph
		for _, g := range append(text, mark...) {
			turned = append(turned, side.Place(g))
		}
		if got, want := strings.ReplaceAll(printed(turned), "S", ""), "L|一二三四五\nL|六七\nL|内部\n"; got != want {
			t.Errorf("turned by %v: got %q, want %q", side, got, want)
		}
	}
}

// Left and right pages have their own edges.
func TestEdgesOfBoundPages(t *testing.T) {
	var lines []printedLine
	for page := 1; page <= 4; page++ {
		shift := 30 * float64(page%2)
		glyphs := set(50+shift, 100, typeSize, strings.Repeat("报", 20))
		glyphs = append(glyphs, set(50+shift, 120, typeSize, strings.Repeat("报", 20))...)
		lines = append(lines, Sheet{Page: page, Width: 400, Glyphs: glyphs}.lines()...)
	}
	for _, block := range printedBlocks(lines) {
		if block.Indent || block.Short {
			t.Errorf("page %d: %+v", block.Page, block)
		}
	}
}

func marked(blocks []file.Block) string {
	var b strings.Builder
	for _, block := range blocks {
		for _, mark := range []struct {
			on     bool
			letter string
		}{{block.Heading, "H"}, {block.Line, "L"}, {block.Row, "R"}, {block.Indent, "I"}, {block.Short, "S"}} {
			if mark.on {
				b.WriteString(mark.letter)
			}
		}
		b.WriteString("|" + block.Text + "\n")
	}
	return b.String()
}

// TestTextOnPictures tells a scan, on which a program or a stamp left a few characters, from a text printed on a picture.
func TestTextOnPictures(t *testing.T) {
	for text, want := range map[string]bool{"扫描全能王": false, "（2024）12": false, strings.Repeat("2024-01-18 ", 6): false, "证 " + strings.Repeat("2024-01-18 ", 6): true} {
		all := &Text{Format: "OFD"}
		if err := all.Add(&Page{Sheet: Sheet{Page: 1, Width: 400, Glyphs: set(10, 10, typeSize, text)}, Picture: true}); err != nil {
			t.Fatal(err)
		}
		doc, err := all.Document()
		if (err == nil) != want || err == nil && len(doc.Notes) != 1 {
			t.Errorf("%q: %v, notes %v", text, err, doc.Notes)
		}
	}
}

// TestTwoPagesOnASheet tells two pages with a few lines each from a row with two cells by the numbers of the pages.
func TestTwoPagesOnASheet(t *testing.T) {
	sheet := func(left, right string) string {
		return printed(
			set(10, 10, typeSize, "过去一年，我们完成了各项任务"), set(220, 10, typeSize, "增长百分之五，就业稳定"),
			set(10, 26, typeSize, "经济总量"), set(220, 26, typeSize, "完成了全年目标。"),
			set(70, 60, typeSize, left), set(280, 60, typeSize, right),
		)
	}
	for _, c := range []struct {
		left, right string
		two         bool
	}{{"— 1 —", "— 2 —", true}, {"-12-", "-13-", true}, {"第 1 页", "第 2 页", true}, {"— 1 —", "— 3 —", false}, {"1", "2", false}} {
		got := strings.Index(sheet(c.left, c.right), "经济总量") < strings.Index(sheet(c.left, c.right), "增长百分之五")
		if got != c.two {
			t.Errorf("%s %s: %s", c.left, c.right, sheet(c.left, c.right))
		}
	}
}
