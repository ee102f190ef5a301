package charset

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"gongbao/seeds"
)

// misread returns the bytes of a text as a program shows them in another encoding; U+FFFD stands for what it cannot show.
func misread(data string, taken encoding.Encoding) string {
	seen, err := taken.NewDecoder().String(data)
	if err != nil {
		panic(err)
	}
	return seen
}

// windows returns the bytes of a text as Windows shows them in GBK.
func windows(data string) string {
	shown := map[[2]byte]rune{}
	for r, pair := range gbk().pairs {
		shown[pair] = max(shown[pair], r)
	}
	var seen strings.Builder
	for i := 0; i < len(data); i++ {
		switch b := data[i]; {
		case b < 0x80:
			seen.WriteByte(b)
		case b == 0x80:
			seen.WriteRune('€')
		case i+1 < len(data) && data[i+1] >= 0x40:
			seen.WriteRune(shown[[2]byte{b, data[i+1]}])
			i++
		default:
			seen.WriteByte('?')
		}
	}
	return seen.String()
}

func latin1(data string) string {
	seen := make([]rune, len(data))
	for i := range len(data) {
		seen[i] = rune(data[i])
	}
	return string(seen)
}

// TestMend undoes what programs do to texts that they open in another encoding, whatever encoding they save them in.
func TestMend(t *testing.T) {
	text, old := seeds.Liaoning2021, strings.Repeat(traditional+"\n", 9)
	gb18030, big5 := string(encoded("GB18030", text)), string(encoded("Big5", old))
	for name, c := range map[string]struct {
		seen, want string
		lost       float64 // of all characters, at most
	}{
		"UTF-8 as GBK by Windows":          {windows(text), text, 0.025},
		"UTF-8 as GBK":                     {misread(text, simplifiedchinese.GBK), text, 0.1},
		"UTF-8 as ISO-8859-1":              {latin1(text), text, 0},
		"UTF-8 as ISO-8859-1, twice":       {latin1(latin1(text)), text, 0},
		"GB 18030 as ISO-8859-1":           {latin1(gb18030), text, 0},
		"GB 18030 as Windows-1252":         {misread(gb18030, charmap.Windows1252), text, 0},
		"Big5 as ISO-8859-1":               {latin1(big5), old, 0},
		"Big5 as GBK by Windows":           {windows(big5), old, 0},
		"GB 18030 as Big5":                 {misread("\xbe\xad\xbc\xc3\xba\xcd\xc9\xe7\xbb\xe1\xb7\xa2\xd5\xb9\xd6\xf7\xd2\xaa\xc4\xbf\xb1\xea\xba\xcd\xd6\xf7\xd2\xaa", traditionalchinese.Big5), "经济和社会发展主要目标和主要", 0},
		"every second line as GBK":         {everySecond(text, windows), text, 0.02},
		"a line, alone":                    {windows("政府工作报告"), "政府工作报告", 0},
		"a short text that loses its ends": {windows("各位代表：\n现在报告工作。"), "各位代表�\n现在报告工作�", 0.2},
		"a full stop that is lost":         {"鐪佹斂搴滀粖骞�82鍒嗐�備粖骞翠笉鍙樸��", "省政府今�82分。今年不变�", 0.2},
	} {
		for _, saved := range []string{"UTF-8", "UTF-16LE"} {
			data := append([]byte("\xff\xfe"), encoded(saved, c.seen)...)
			if saved == "UTF-8" {
				data = []byte(c.seen)
			}
			got, _ := Decode(data, "")
			lost := strings.Count(got, "\uFFFD")
			if got != c.want && (c.lost == 0 || !isWithLosses(got, c.want)) || float64(lost) > c.lost*float64(utf8.RuneCountInString(c.want)) {
				t.Errorf("%s in %s: %d lost, %.300q", name, saved, lost, got)
			}
		}
	}
}

func everySecond(text string, do func(string) string) string {
	lines := strings.Split(text, "\n")
	for i := 0; i < len(lines); i += 2 {
		lines[i] = do(lines[i])
	}
	return strings.Join(lines, "\n")
}

// isWithLosses reports whether got is want but for characters that are U+FFFD or missing.
func isWithLosses(got, want string) bool {
	for _, r := range strings.ReplaceAll(got, "\uFFFD", "") {
		_, behind, found := strings.Cut(want, string(r))
		if !found {
			return false
		}

		want = behind
	}
	return true
}

// TestMendLeavesWhatMakesSense holds that sound lines stay, beside misread ones too, and that no sense is made of rare characters.
func TestMendLeavesWhatMakesSense(t *testing.T) {
	sound := []string{
		"鑫淼焱 喆峯堃 璟珺珽", "浠水县、淇县、洹河、澧水、漯河、渑池", "联通", "錦繡鵬程", "бюджет на 2024 год", "Très été, garçon", "かなカナ", "锟斤拷",
		"①②③ ±5% ㎡ ℃", "€ 5", "鐜", "銆", "", "ÄÖÜ", "GDP", "现在", "劳动力\uFFFD就业",
	}
	lines := slices.Clone(sound)
	if done := Mend(lines); done.Lines != 0 || !slices.Equal(lines, sound) {
		t.Errorf("%+v: %q", done, lines)
	}
	beside := append(slices.Clone(sound), windows("各位代表：现在，我代表省人民政府报告工作。"))
	if done := Mend(beside); done.Lines != 1 || !slices.Equal(beside[:len(sound)], sound) {
		t.Errorf("%+v: %q", done, beside)
	}
}
