package charset

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"

	"gongbao/seeds"
)

// encoded returns a text in a encoding of charsets; what the charset lacks is replaced.
func encoded(name, text string) []byte {
	for _, cs := range charsets() {
		if cs.Name == name {
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
	long := seeds.Liaoning2021
	for _, c := range []struct{ name, text string }{
		{"UTF-8", "plain ASCII, such as a table's header: title,year,text\n"},
		{"UTF-8", long}, {"UTF-8", "省长"}, {"UTF-8", "<p>" + strings.Repeat("<br>", 500) + "省长"},
		{"GB18030", long}, {"GB18030", "政府工作报告"}, {"GB18030", "省长 刘宁"}, {"GB18030", "GDP增长5.5%，CPI上涨2%"},
		{"GB18030", strings.Repeat("<td class=nav></td>\n", 9000) + "各位代表："},
		{"GB18030", traditional}, {"GB18030", "㐀㑇𠀀各位代表：现在报告工作。"},
		{"Big5", traditional}, {"Big5", "政府工作報告"},
		{"UTF-16LE", long}, {"UTF-16LE", "政府工作报告"}, {"UTF-16LE", "2021\r\n"},
		{"UTF-16BE", long}, {"UTF-16BE", "政府工作报告"}, {"UTF-16BE", "2021\r\n"},
		{"UTF-8", "Très été, garçon: l’œuvre à Noël coûte 5 €."}, {"UTF-8", "Größe über Straße, Äpfel und Öl."}, {"UTF-8", "Привет, мир"},
	} {
		data := encoded(c.name, c.text)
		if got := Detect(data, ""); got.Name != c.name || got.Decode(data) != c.text {
			t.Errorf("%.20q in %s was read as %s", c.text, c.name, got.Name)
		}
	}
}

// TestByLine reads a text whose lines are in one or the other of two encodings.
func TestByLine(t *testing.T) {
	for _, most := range []string{"UTF-8", "GB18030"} {
		var data []byte
		for i, line := range strings.SplitAfter(seeds.Liaoning2021, "\n") {
			name := most
			if i%5 == 4 {
				name = map[string]string{"UTF-8": "GB18030", "GB18030": "UTF-8"}[most]
			}
			data = append(data, encoded(name, line)...)
		}
		if got, _ := Decode(data, ""); got != seeds.Liaoning2021 {
			t.Errorf("most lines in %s: read as %.80q", most, got)
		}
	}
	damaged := append([]byte(seeds.Liaoning2021), "各位\xe4\xbb代表\xff\n"...)
	if got, _ := Decode(damaged, ""); !strings.HasPrefix(got, seeds.Liaoning2021) || !strings.Contains(got, "\uFFFD") {
		t.Errorf("a damaged line: %.80q", got[len(got)-80:])
	}
}

func TestDetectByMark(t *testing.T) {
	for _, cs := range charsets() {
		data := append([]byte(cs.bom), encoded(cs.Name, "省\n")...)
		if got, _ := Decode(data, ""); cs.bom != "" && got != "省\n" {
			t.Errorf("%s with its mark was read as %q", cs.Name, got)
		}
	}
}

func TestDeclaredCharsetDecidesOnlyWhatIsOpen(t *testing.T) {
	if got := Detect([]byte("各位代表：现在"), "gb2312").Name; got != "UTF-8" {
		t.Errorf("UTF-8 that says it is gb2312 was read as %s", got)
	}
	if got := Detect(encoded("GB18030", "各位代表：现在"), "utf-8").Name; got != "GB18030" {
		t.Errorf("GBK that says it is utf-8 was read as %s", got)
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
			if got, _ := Decode(encoded(name, text.String()), ""); got != text.String() {
				t.Fatalf("%q in %s came back as %q", text.String(), name, got)
			}
		}
	}
}

func FuzzDetect(f *testing.F) {
	f.Add([]byte("各位代表："))
	f.Add(encoded("GB18030", "各位代表："))
	f.Fuzz(func(t *testing.T, data []byte) {
		if text, _ := Decode(data, ""); !utf8.ValidString(text) {
			t.Errorf("%q is no UTF-8", text)
		}
	})
}
