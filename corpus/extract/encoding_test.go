package extract

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
)

// encoded returns a text in a charset of charsets; what the charset lacks is replaced.
func encoded(name, text string) []byte {
	for _, cs := range charsets() {
		if cs.name == name {
			data, err := encoding.ReplaceUnsupported(cs.enc.NewEncoder()).Bytes([]byte(text))
			if err != nil {
				panic(err)
			}
			return data
		}
	}
	panic("no charset " + name)
}

const traditional = "各位代表：我們第一屆全國人民代表大會第一次會議，在聽了報告並進行了三天的討論以後，已經光榮地完成了一件歷史性的工作。"

func TestDetect(t *testing.T) {
	long := strings.Join(report, "\n")
	for _, c := range []struct{ name, text string }{
		{"UTF-8", "plain ASCII, such as a table's header: title,year,text\n"},
		{"UTF-8", long}, {"UTF-8", "省长"}, {"UTF-8", "<p>" + strings.Repeat("<br>", 500) + "省长"},
		{"GB18030", long}, {"GB18030", "政府工作报告"}, {"GB18030", "省长 刘宁"}, {"GB18030", "GDP增长5.5%，CPI上涨2%"},
		{"GB18030", strings.Repeat("<td class=nav></td>\n", 9000) + "各位代表："},
		{"GB18030", traditional}, {"GB18030", "㐀㑇𠀀各位代表：现在报告工作。"},
		{"Big5", traditional}, {"Big5", "政府工作報告"},
		{"UTF-16LE", long}, {"UTF-16LE", "政府工作报告"}, {"UTF-16LE", "2021\r\n"},
		{"UTF-16BE", long}, {"UTF-16BE", "政府工作报告"}, {"UTF-16BE", "2021\r\n"},
	} {
		data := encoded(c.name, c.text)
		if got := detect(data, ""); got.name != c.name || got.decode(data) != c.text {
			t.Errorf("%.20q in %s was read as %s", c.text, c.name, got.name)
		}
	}
}

func TestDetectByMark(t *testing.T) {
	for _, cs := range charsets() {
		data := append([]byte(cs.bom), encoded(cs.name, "省\n")...)
		if got := decoded(data, ""); cs.bom != "" && got.text != "省\n" {
			t.Errorf("%s with its mark was read as %q", cs.name, got.text)
		}
	}
}

func TestDeclaredCharsetDecidesOnlyWhatIsOpen(t *testing.T) {
	if got := detect([]byte("各位代表：现在"), "gb2312").name; got != "UTF-8" {
		t.Errorf("UTF-8 that says it is gb2312 was read as %s", got)
	}
	if got := detect(encoded("GB18030", "各位代表：现在"), "utf-8").name; got != "GB18030" {
		t.Errorf("GBK that says it is utf-8 was read as %s", got)
	}
}

func TestInvalidBytesAreReplacedAndCounted(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	text := strings.Repeat(strings.Join(report, "\n"), 3)
	for _, name := range []string{"UTF-8", "GB18030"} {
		data := encoded(name, text)
		for range 10 {
			data[rnd.IntN(len(data))] = 0xFF
		}
		doc := one(t, "a.txt", data)
		got := strings.Join(texts(doc), "\n")
		replaced := strings.Count(got, "\uFFFD")
		if replaced == 0 || !strings.Contains(strings.Join(doc.Notes, "，"), "U+FFFD") {
			t.Errorf("%s: %d replaced, notes %v", name, replaced, doc.Notes)
		}
		if lost := utf8.RuneCountInString(text) - utf8.RuneCountInString(got); lost > 40 {
			t.Errorf("%s: ten bad bytes cost %d characters", name, lost)
		}
	}
}

// Any text of familiar characters comes back from any encoding that has them.
func TestDecodeUndoesEncoding(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	known := []rune(strings.ReplaceAll(familiarText, "\n", ""))
	for range 300 {
		var text strings.Builder
		for range 6 + rnd.IntN(200) {
			text.WriteRune(known[rnd.IntN(len(known))])
		}
		for _, name := range []string{"UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"} {
			if got := decoded(encoded(name, text.String()), "").text; got != text.String() {
				t.Fatalf("%q in %s came back as %q", text.String(), name, got)
			}
		}
	}
}

func FuzzDetect(f *testing.F) {
	f.Add([]byte("各位代表："))
	f.Add(encoded("GB18030", "各位代表："))
	f.Fuzz(func(t *testing.T, data []byte) {
		if text := decoded(data, "").text; !utf8.ValidString(text) {
			t.Errorf("%q is no UTF-8", text)
		}
	})
}
