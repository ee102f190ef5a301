package numbering

import "testing"

func TestNumeral(t *testing.T) {
	for _, test := range []struct {
		format string
		n      int
		want   string
	}{
		{"decimal", 12, "12"},
		{"chineseCounting", 10, "十"},
		{"chineseCounting", 21, "二十一"},
		{"chineseCounting", 105, "一〇五"},
		{"chineseCountingThousand", 19, "十九"},
		{"chineseCountingThousand", 105, "一百零五"},
		{"chineseCountingThousand", 110, "一百一十"},
		{"chineseCountingThousand", 2003, "二千零三"},
		{"japaneseCounting", 30, "三十"},
		{"ideographDigital", 10, "一〇"},
		{"chineseLegalSimplified", 11, "壹拾壹"},
		{"ideographTraditional", 3, "丙"},
		{"ideographTraditional", 11, "11"},
		{"ideographZodiac", 12, "亥"},
		{"decimalEnclosedCircle", 20, "⑳"},
		{"decimalEnclosedParen", 2, "⑵"},
		{"decimalEnclosedFullstop", 3, "⒊"},
		{"decimalFullWidth", 12, "１２"},
		{"decimalZero", 5, "05"},
		{"upperRoman", 1994, "MCMXCIV"},
		{"lowerRoman", 4, "iv"},
		{"lowerLetter", 28, "bb"},
		{"none", 3, ""},
		{"hebrew1", 3, "3"},
		{"chineseCounting", -1, "-1"},
		{"upperLetter", 0, "0"},
	} {
		if got := Numeral(test.format, test.n); got != test.want {
			t.Errorf("Numeral(%s, %d) = %q, want %q", test.format, test.n, got, test.want)
		}
	}
}
