package symbol_test

import (
	"testing"

	"gongbao/corpus/extract/symbol"
)

func TestSigns(t *testing.T) {
	for _, c := range []struct {
		font string
		code rune
		want string
	}{
		{"Symbol", 0xF0B1, "±"}, {"Symbol", 0xB1, "±"}, {"symbol", 0xF0A3, "≤"}, {"Symbol", 0xF0B3, "≥"}, {"Symbol", 0xF061, "α"}, {"Symbol", 0xF057, "Ω"},
		{"Symbol", 0xF0B8, "÷"}, {"Symbol", 0xF0B0, "°"}, {"Symbol", 0xF0D7, "⋅"}, {"Symbol", 0xF0E5, "∑"}, {"Symbol", 0xF07E, "∼"}, {"Symbol", 0xF0DE, "⇒"},
		{"Symbol", 0xF0B7, ""}, {"Symbol", 0xF0FF, ""}, {"Wingdings", 0xF0B1, ""}, {"Wingdings 2", 0x34, ""}, {"Zapf Dingbats", 0x34, ""}, {"", 0xF0B7, ""}, {"宋体", 0x2460, "①"}, {"Symbol", 0x4E00, "一"},
	} {
		if got := symbol.Sign(c.font, c.code); got != c.want {
			t.Errorf("%X in %s is %q, want %q", c.code, c.font, got, c.want)
		}
	}
	if got := symbol.Text("Symbol", "a\uF0B12%"); got != "a±2%" {
		t.Errorf("a text in Symbol is %q", got)
	}
	if got := symbol.Text("宋体", "\uE000\uF0B1"); got != "\uE000\uF0B1" {
		t.Errorf("the private characters of a Chinese font became %q", got)
	}
}
