package doc_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus/extract/extracttest"
	"gongbao/corpus/extract/file"
)

type (
	word      = extracttest.Word97
	paragraph = extracttest.Word97Paragraph
)

var change = extracttest.Change

// The codes of properties (MS-DOC 2.6).
const (
	sprmDeleted = 0x0800
	sprmHidden  = 0x083C
	sprmSymbol  = 0x6A09
	sprmTable   = 0x2416
	sprmRowEnd  = 0x2417
	sprmOutline = 0x2640
	sprmLevel   = 0x260A
	sprmList    = 0x460B
)

var (
	inTable = change(sprmTable, 1)
	rowEnd  = append(change(sprmTable, 1), change(sprmRowEnd, 1)...)
)

func plain(texts ...string) []paragraph {
	var all []paragraph
	for _, text := range texts {
		all = append(all, paragraph{Text: text})
	}
	return all
}

func TestText(t *testing.T) {
	for _, c := range []struct {
		name string
		doc  word
		want string
	}{
		{"paragraphs in several pieces", word{Main: plain("政府工作报告\r", "\r", "　　各位代表：\r")}, "|政府工作报告\n|各位代表：\n"},
		{"characters of one byte", word{Main: plain("GDP \u00b7 3.2%\r"), Bytes: true}, "|GDP · 3.2%\n"},
		{"characters beyond the first plane", word{Main: plain("𠮷林\r")}, "|𠮷林\n"},
		{"a soft break ends a line", word{Main: plain("一\v二\r")}, "L|一\n|二\n"},
		{"a page break ends a block", word{Main: plain("一\f二\r")}, "|一\n|二\n"},
		{"a section ends a paragraph", word{Main: []paragraph{{Text: "一\f", Changes: change(sprmOutline, 0)}, {Text: "二\r"}}}, "H|一\n|二\n"},
		{"signs", word{Main: plain("a\tb\x1ec\x1fd\r")}, "|a b-cd\n"},
		{"of a field the result", word{Main: plain("第\x13 PAGE \\* \x14 7\x15页\r")}, "|第 7页\n"},
		{"of nested fields the outer result", word{Main: plain("\x13 IF \x13 PAGE \x14 3 \x15 = 3 \x14 是\x15。\r")}, "|是。\n"},
		{"hidden and deleted characters", word{Main: []paragraph{{Text: "显隐旧新\r", Runs: map[string][]byte{"隐": change(sprmHidden, 1), "旧": change(sprmDeleted, 1)}}}}, "|显新\n"},
		{"a deleted mark joins what follows", word{Main: []paragraph{{Text: "过去\r", Runs: map[string][]byte{"\r": change(sprmDeleted, 1)}}, {Text: "一年\r"}}}, "|过去一年\n"},
		{"a sign of the font Symbol", word{Main: []paragraph{{Text: "(2%\r", Runs: map[string][]byte{"(": change(sprmSymbol, 0, 0, 0xB1, 0xF0)}}}, Structures: map[int][]byte{0x112: fonts("Symbol")}}, "|±2%\n"},
		{"a character of the font Symbol", word{Main: []paragraph{{Text: "\uF0B12%\r", Runs: map[string][]byte{"\uF0B1": change(0x4A4F, 0, 0)}}}, Structures: map[int][]byte{0x112: fonts("Symbol")}}, "|±2%\n"},
		{"a picture in another font", word{Main: []paragraph{{Text: "(文\r", Runs: map[string][]byte{"(": change(sprmSymbol, 0, 0, 0xB1, 0xF0)}}}, Structures: map[int][]byte{0x112: fonts("Wingdings")}}, "|文\n"},
		{"a table", word{Main: []paragraph{
			{Text: "指标\a", Changes: inTable}, {Text: "2024年\a", Changes: inTable}, {Text: "\a", Changes: rowEnd},
			{Text: "总量\a", Changes: inTable}, {Text: "3\r", Changes: inTable}, {Text: "万亿\a", Changes: inTable}, {Text: "\a", Changes: rowEnd}, {Text: "完\r"},
		}}, "R|指标\t2024年\nR|总量\t3 万亿\n|完\n"},
		{"empty cells keep their place", word{Main: []paragraph{
			{Text: "\a", Changes: inTable}, {Text: "二\a", Changes: inTable}, {Text: "\a", Changes: inTable}, {Text: "\a", Changes: rowEnd}, {Text: "\r"},
		}}, "R|\t二\t\n"},
		{"a frame is read as its paragraphs", word{Main: []paragraph{{Text: "一\r", Changes: inTable}, {Text: "二\a", Changes: inTable}, {Text: "\a", Changes: rowEnd}}}, "|一\n|二\n"},
		{"a row without its mark", word{Main: []paragraph{{Text: "一\a", Changes: inTable}, {Text: "二\a", Changes: inTable}, {Text: "三\r"}}}, "R|一\t二\n|三\n"},
		{"a note follows its paragraph", word{
			Main: plain("总量\x02增长\r", "完\r"), Footnotes: plain("\x02 按不变价计算。\r", "\r"),
			Structures: map[int][]byte{0xAA: positions(2, 2, 7), 0xB2: positions(0, 0, 10, 11)},
		}, "|总量增长\n|按不变价计算。\n|完\n"},
		{"a text box follows its anchor", word{
			Main: plain("文\b字\r", "完\r"), Boxes: plain("框\r", "散\r", "\r"),
			Structures: map[int][]byte{0x1DA: shape(1, 77), 0x25A: boxes(77, 78)},
		}, "|文字\n|框\n|完\n|散\n"},
		{"headings by style and by level", word{Main: []paragraph{
			{Text: "一\r", Style: 1}, {Text: "二\r", Style: 2}, {Text: "三\r", Style: 3}, {Text: "四\r", Style: 3, Changes: change(sprmOutline, 9)}, {Text: "五\r"},
			{Text: "六\r", Changes: change(sprmOutline, 2)},
		}, Structures: map[int][]byte{0xA2: styleSheet(styleEntry(0, 0xFFF, "Normal"), styleEntry(1, 0, "heading 1"), styleEntry(0xFFE, 1, "节"), styleEntry(0xFFE, 0, "章", change(sprmOutline, 1)...))}},
			"H|一\nH|二\nH|三\n|四\n|五\nH|六\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := extracttest.Marked(extracttest.One(t, "a.doc", c.doc.Pack()).Blocks)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Numbers of lists are no characters of the text; they are counted.
func TestNumbers(t *testing.T) {
	listed := func(text string, level byte) paragraph {
		return paragraph{Text: text + "\r", Changes: append(change(sprmList, 1, 0), change(sprmLevel, level)...)}
	}
	restarted := paragraph{Text: "新\r", Changes: change(sprmList, 2, 0)}
	const chineseCounting, decimal = 37, 0
	doc := word{
		Main:       []paragraph{listed("甲", 0), listed("子", 1), listed("丑", 1), listed("乙", 0), listed("寅", 1), restarted, {Text: "文\r"}},
		Structures: map[int][]byte{0x2E2: lists(5), 0x2EA: uses(5)},
		Behind:     slices.Concat(level(chineseCounting, "\x00、"), level(decimal, "（\x01）"), bytesOf(7, level(decimal, "\x02"))),
	}
	want := "|一、甲\n|（1）子\n|（2）丑\n|二、乙\n|（1）寅\n|六、新\n|文\n"
	if diff := cmp.Diff(want, extracttest.Marked(extracttest.One(t, "a.doc", doc.Pack()).Blocks)); diff != "" {
		t.Error(diff)
	}
}

func TestRefusals(t *testing.T) {
	whole := word{Main: plain("各位代表：\r")}
	edit := func(at int, data ...byte) []byte {
		packed := whole.Pack()
		stream := strings.Index(string(packed), "\xec\xa5\xc1\x00")
		copy(packed[stream+at:], data)
		return packed
	}
	for _, c := range []struct {
		name string
		file []byte
		want error
		says string
	}{
		{"a password", word{Main: plain("一\r"), Flags: 0x0100}.Pack(), file.ErrEncrypted, "password"},
		{"Word 95", edit(0, 0xDC, 0xA5), file.ErrUnsupported, "95"},
		{"pieces outside the table", edit(0x1A2, 0xFF, 0xFF, 0xFF, 0x7F), file.ErrTruncated, "FibRgFcLcb"},
		{"a length beyond the file", edit(0x4C, 0xFF, 0xFF, 0xFF, 0x7F), file.ErrTruncated, "ccp"},
		{"more text than pieces", edit(0x4C, 100), file.ErrTruncated, "PlcPcd"},
		{"no text", word{Main: plain("\r")}.Pack(), file.ErrEmpty, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := extracttest.Read(t.Context(), c.file); !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want %v with %q", err, c.want, c.says)
			}
		})
	}
}

// A file that was cut gives all its text or an error; bytes that were changed make no reader fail.
func TestDamage(t *testing.T) {
	var texts []string
	for _, p := range extracttest.Report {
		texts = append(texts, p+"\r")
	}
	whole := word{Main: plain(texts...)}.Pack()
	for cut := 1; cut < len(whole); cut += 331 {
		doc, err := extracttest.Read(t.Context(), whole[:cut])
		if errors.Is(err, file.ErrCrashed) || err == nil && !slices.Equal(extracttest.Texts(doc), extracttest.Report) {
			t.Fatalf("cut at %d: %v, %q", cut, err, extracttest.Texts(doc))
		}
	}
	rnd := rand.New(rand.NewPCG(9, 10))
	for range 500 {
		flipped := slices.Clone(whole)
		for range 1 + rnd.IntN(4) {
			flipped[rnd.IntN(len(flipped))] ^= byte(1 + rnd.IntN(255))
		}
		if _, err := extracttest.Read(t.Context(), flipped); errors.Is(err, file.ErrCrashed) {
			t.Fatal(err)
		}
	}
}

// rich is a document with pieces, a table, notes, a text box and hidden characters.
func rich() word {
	return word{
		Main: []paragraph{
			{Text: "政府工作报告\r", Style: 1}, {Text: "总量\x02增长\b。\r", Runs: map[string][]byte{"量": change(sprmHidden, 1)}},
			{Text: "指标\a", Changes: inTable}, {Text: "数值\a", Changes: inTable}, {Text: "\a", Changes: rowEnd}, {Text: "完\r"},
		},
		Footnotes: plain("\x02 按不变价计算。\r", "\r"), Boxes: plain("框\r", "散\r", "\r"),
		Structures: map[int][]byte{
			0xA2: styleSheet(styleEntry(0, 0xFFF, "Normal"), styleEntry(1, 0, "heading 1")), 0x112: fonts("Symbol"),
			0xAA: positions(2, 9, 48), 0xB2: positions(0, 0, 10, 11), 0x1DA: shape(12, 77), 0x25A: boxes(77, 78),
		},
	}
}

// A document and its container have no checksums, but what they say twice has to agree: a changed byte of what tells where the text
// stands changes no text without a word.
func TestChangedStructures(t *testing.T) {
	packed := rich().Pack()
	whole := extracttest.ReadAll(t, "a.doc", packed, file.Options{})
	if len(whole.Docs) != 1 || len(whole.Docs[0].Notes) > 0 {
		t.Fatalf("%v", whole)
	}
	want := sorted(whole)
	const sector, textAt, startAt = 512, 3 * 512, 116
	main := bytes.Index(packed, []byte("\xec\xa5\xc1\x00"))
	entry := bytes.Index(packed, utf16Of("1Table"))
	table := sector * (1 + int(binary.LittleEndian.Uint32(packed[entry+startAt:])))
	for at := range packed {
		if main+textAt <= at && at < table { // texts and their properties, which nothing repeats
			continue
		}
		for _, by := range []byte{1 << (at % 8), 0xFF} {
			changed := slices.Clone(packed)
			changed[at] ^= by
			got := extracttest.ReadAll(t, "a.doc", changed, file.Options{})
			if len(got.Errs) == 0 && len(got.Docs) == 1 && len(got.Docs[0].Notes) == 0 && !slices.Equal(sorted(got), want) {
				t.Errorf("byte %#x ^ %#x: %q", at, by, sorted(got))
			}
		}
	}
}

func sorted(result extracttest.Result) []string {
	return slices.Sorted(slices.Values(extracttest.Texts(result.Docs[0])))
}

// The builders of structures.

func positions(entrySize int, at ...uint32) []byte {
	var data []byte
	for _, p := range at {
		data = binary.LittleEndian.AppendUint32(data, p)
	}
	return append(data, make([]byte, entrySize*(len(at)-1))...)
}

func shape(at, id uint32) []byte {
	data := positions(26, at, at+1)
	binary.LittleEndian.PutUint32(data[8:], id)
	return data
}

// boxes is the table of two text boxes of two characters each, and of the end.
func boxes(ids ...uint32) []byte {
	data := positions(22, 0, 2, 4, 5)
	for i, id := range ids {
		binary.LittleEndian.PutUint32(data[16+22*i+14:], id)
	}
	return data
}

func utf16Of(text string) []byte {
	var data []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		data = binary.LittleEndian.AppendUint16(data, unit)
	}
	return data
}

func fonts(name string) []byte {
	entry := append(make([]byte, 39), utf16Of(name+"\x00")...)
	return slices.Concat([]byte{1, 0, 0, 0, byte(len(entry))}, entry)
}

func styleEntry(id, basedOn uint16, name string, changes ...byte) []byte {
	const fixed, ofParagraphs = 10, 1
	data := make([]byte, fixed)
	binary.LittleEndian.PutUint16(data, id)
	binary.LittleEndian.PutUint16(data[2:], basedOn<<4|ofParagraphs)
	data = binary.LittleEndian.AppendUint16(data, uint16(len(utf16.Encode([]rune(name)))))
	data = append(append(data, utf16Of(name)...), 0, 0)
	data = binary.LittleEndian.AppendUint16(data, uint16(2+len(changes)))
	return append(append(data, 0, 0), changes...)
}

func styleSheet(entries ...[]byte) []byte {
	data := []byte{18, 0, byte(len(entries)), 0, 10, 0}
	data = append(data, make([]byte, 14)...)
	for _, e := range entries {
		data = binary.LittleEndian.AppendUint16(data, uint16(len(e)))
		data = append(append(data, e...), make([]byte, len(e)%2)...)
	}
	return data
}

func lists(id uint32) []byte {
	data := []byte{1, 0}
	data = binary.LittleEndian.AppendUint32(data, id)
	return append(data, make([]byte, 24)...)
}

// uses refers to a list twice, the second time with numbers from six on.
func uses(id uint32) []byte {
	data := []byte{2, 0, 0, 0}
	for _, settings := range []byte{0, 1} {
		data = binary.LittleEndian.AppendUint32(data, id)
		data = append(data, make([]byte, 8)...)
		data = append(data, settings, 0, 0, 0)
	}
	data = append(data, 0xFF, 0xFF, 0xFF, 0xFF)
	return append(data, 0xFF, 0xFF, 0xFF, 0xFF, 6, 0, 0, 0, 1<<4, 0, 0, 0)
}

func level(format byte, text string) []byte {
	data := make([]byte, 28)
	data[0], data[4], data[15] = 1, format, 2
	data = binary.LittleEndian.AppendUint16(data, uint16(len(utf16.Encode([]rune(text)))))
	return append(data, utf16Of(text)...)
}

func bytesOf(n int, piece []byte) []byte {
	var data []byte
	for range n {
		data = append(data, piece...)
	}
	return data
}
