package help

import (
	"strings"
	"testing"

	"gongbao/terminal"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text string
		want string // lines with / between them
	}{
		{"one two three four", "one two/three four"},
		{"see --no-open here", "see/--no-open/here"},
		{"一二三四，五六七", "一二三四，/五六七"},
		{"一二三四五，六七", "一二三四/五，六七"}, // no line begins with a comma
		{"按 --indexes 指定", "按/--indexes/指定"},
		{"averylongword x", "averylongword/x"},
	} {
		got := wrap(c.text, 10)
		if strings.Join(got, "/") != c.want {
			t.Errorf("%s: %s, want %s", c.text, strings.Join(got, "/"), c.want)
		}
	}
}

func TestFill(t *testing.T) {
	text := strings.Repeat("以网页和接口提供检索，", 9) + "直到\n被停止。\n\n  an example that is not broken\nand a line\nthat goes on"
	got := fill(text)
	for line := range strings.SplitSeq(got, "\n") {
		if terminal.Width(line) > width {
			t.Errorf("%d columns: %s", terminal.Width(line), line)
		}
	}
	if !strings.HasSuffix(got, "被停止。\n\n  an example that is not broken\nand a line that goes on") || strings.Count(got, "\n") != 5 {
		t.Errorf("broken into:\n%s", got)
	}
}
