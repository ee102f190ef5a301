package xls_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"gongbao/corpus/extract/extracttest"
	"gongbao/corpus/extract/file"
)

var le = binary.LittleEndian

// record is a record with its continuations.
func record(number uint16, data []byte, more ...[]byte) []byte {
	out := le.AppendUint16(le.AppendUint16(nil, number), uint16(len(data)))
	out = append(out, data...)
	for _, m := range more {
		out = append(out, record(0x003C, m)...)
	}
	return out
}

func u16s(values ...int) []byte {
	var data []byte
	for _, v := range values {
		data = le.AppendUint16(data, uint16(v))
	}
	return data
}

// wide is a string of two bytes a character, without its length.
func wide(text string) []byte {
	data := []byte{1}
	for _, unit := range utf16.Encode([]rune(text)) {
		data = le.AppendUint16(data, unit)
	}
	return data
}

func long(text string) []byte {
	return append(u16s(len(utf16.Encode([]rune(text)))), wide(text)...)
}

func cell(number uint16, row, column, style int, value []byte) []byte {
	return record(number, append(u16s(row, column, style), value...))
}

func float(v float64) []byte { return le.AppendUint64(nil, math.Float64bits(v)) }

func rk(n int32) []byte { return le.AppendUint32(nil, uint32(n)<<2|2) }

// book is a workbook with the records of its only sheet. globals stand before it.
func book(version int, globals []byte, cells ...[]byte) []byte {
	return books(version, globals, slices.Concat(cells...))
}

// books is a workbook with the records of each sheet.
func books(version int, globals []byte, sheets ...[]byte) []byte {
	begin := func(kind int) []byte { return record(0x0809, u16s(version, kind, 0, 0, 0, 0, 0, 0)) }
	name := append([]byte{1}, wide("表")...)
	if version == 0x0500 {
		name = append([]byte{2}, extracttest.Encode("GB18030", "表")...)
	}
	listed := func(at int) []byte {
		return record(0x0085, append(append(le.AppendUint32(nil, uint32(at)), 0, 0), name...))
	}
	top, end := begin(5), record(0x000A, nil)
	at := len(top) + len(globals) + len(sheets)*len(listed(0)) + len(end)
	top = append(top, globals...)
	var parts []byte
	for _, cells := range sheets {
		top = append(top, listed(at+len(parts))...)
		parts = slices.Concat(parts, begin(0x10), cells, end)
	}
	return extracttest.Compound(extracttest.Member{Name: "Workbook", Content: string(slices.Concat(top, end, parts))})
}

// strings is a table of shared strings: a text that goes on in another record with characters of another width, formatted text,
// and the header of the table.
func strings8() []byte {
	head := le.AppendUint32(le.AppendUint32(nil, 9), 5)
	first := slices.Concat(head, long("标题"), long("日期"), long("正文"),
		u16s(6), []byte{1 | 8}, u16s(1), wide("各位")[1:]) // 8: formatting follows, in one run
	second := append([]byte{0}, "abcd"...)
	second = append(second, 0, 0, 1, 0)
	third := append(u16s(3), append([]byte{0}, "20"...)...)
	return record(0x00FC, first, append(second, third...), append([]byte{0}, "25"[1:]...))
}

func TestWorkbook(t *testing.T) {
	globals := slices.Concat(record(0x041E, append(u16s(200), long(`yyyy"年"m"月"d"日";@`)...)), record(0x00E0, u16s(0, 0)), record(0x00E0, u16s(0, 200)), record(0x00E0, u16s(0, 10)), strings8())
	chart := slices.Concat(record(0x0809, u16s(0x0600, 0x20)), cell(0x00FD, 1, 2, 0, le.AppendUint32(nil, 0)), record(0x000A, nil))
	got := extracttest.ReadAll(t, "a.doc", book(0x0600, globals,
		cell(0x00FD, 0, 0, 0, le.AppendUint32(nil, 0)), cell(0x00FD, 0, 1, 0, le.AppendUint32(nil, 1)), cell(0x00FD, 0, 2, 0, le.AppendUint32(nil, 2)),
		chart,
		cell(0x00FD, 2, 2, 0, le.AppendUint32(nil, 3)), cell(0x0203, 2, 1, 1, float(45309.5)), cell(0x00FD, 2, 0, 0, le.AppendUint32(nil, 4)),
		cell(0x0006, 3, 0, 0, append([]byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, make([]byte, 6)...)), record(0x0207, long("公式的标题")),
		cell(0x0204, 3, 2, 0, long("现在报告工作。")),
	), file.Options{})
	if len(got.Docs) != 2 || len(got.Errs) != 0 {
		t.Fatalf("%d documents, errors %v", len(got.Docs), got.Errs)
	}
	first, second := got.Docs[0], got.Docs[1]
	if first.Format != "xls" || first.Member != "第3行" || first.Fields["title"] != "205" || first.Fields["date"] != "2024-01-18" || extracttest.Marked(first.Blocks) != "|各位abcd\n" {
		t.Errorf("%s %s %v %q", first.Format, first.Member, first.Fields, extracttest.Marked(first.Blocks))
	}
	if second.Member != "第4行" || second.Fields["title"] != "公式的标题" || extracttest.Marked(second.Blocks) != "|现在报告工作。\n" {
		t.Errorf("%s %v %q", second.Member, second.Fields, extracttest.Marked(second.Blocks))
	}
}

// Numbers are shown as their style says.
func TestNumbers(t *testing.T) {
	formats := []string{"General", "0.00", "0%", "#,##0", "yyyy-mm", `[$-804]yyyy"年"m"月"d"日"`, "h:mm", `0.0"万人"`, "yyyy/m/d h:mm"}
	globals := record(0x00E0, u16s(0, 0))
	for i, f := range formats {
		globals = slices.Concat(globals, record(0x041E, append(u16s(164+i), long(f)...)), record(0x00E0, u16s(0, 164+i)))
	}
	globals = append(globals, record(0x00E0, u16s(0, 14))...) // a form without a record of its own
	header := slices.Concat(cell(0x0204, 0, 0, 0, long("标题")), cell(0x0204, 0, 1, 0, long("正文")))
	for _, c := range []struct {
		style int
		value []byte
		rk    bool
		want  string
	}{
		{0, float(0.1 + 0.2), false, "0.3"}, {1, float(2024), false, "2024"}, {1, rk(2024), true, "2024"}, {2, float(3.14159), false, "3.14"}, {3, float(0.061), false, "6%"},
		{4, float(1234567), false, "1234567"}, {5, float(45309), false, "2024-01"}, {6, float(45309), false, "2024-01-18"}, {7, float(0.375), false, "09:00"},
		{8, float(12.34), false, "12.3"}, {9, float(45309.375), false, "2024-01-18 09:00"}, {10, float(45309), false, "2024-01-18"}, {1, float(-1e20), false, "-100000000000000000000"},
		{1, le.AppendUint32(nil, uint32(1234)<<2|3), true, "12.34"},
	} {
		number := uint16(0x0203)
		if c.rk {
			number = 0x027E
		}
		doc := extracttest.One(t, "a.xls", book(0x0600, globals, header, cell(number, 1, 0, c.style, c.value), cell(0x0204, 1, 1, 0, long("各位代表："))))
		if doc.Fields["title"] != c.want {
			t.Errorf("style %d: got %q, want %q", c.style, doc.Fields["title"], c.want)
		}
	}
	several := record(0x00BD, slices.Concat(u16s(1, 1), u16s(0), rk(2023), u16s(0), rk(2024), u16s(2)))
	doc := extracttest.One(t, "a.xls", book(0x0600, globals, cell(0x0204, 0, 0, 0, long("正文")), cell(0x0204, 0, 2, 0, long("年份")), several, cell(0x0204, 1, 0, 0, long("各位代表："))))
	if doc.Fields["year"] != "2024" {
		t.Errorf("numbers beside each other: %v", doc.Fields)
	}
}

// Strings of Excel 5 and 95 are in a code page.
func TestOldWorkbook(t *testing.T) {
	old := func(text string) []byte {
		data := extracttest.Encode("GB18030", text)
		return append(u16s(len(data)), data...)
	}
	doc := extracttest.One(t, "a.xls", book(0x0500, record(0x0042, u16s(936)),
		cell(0x0204, 0, 0, 0, old("标题")), cell(0x0204, 0, 1, 0, old("正文")), cell(0x0204, 1, 0, 0, old("甲")), cell(0x00D6, 1, 1, 0, append(old("各位代表："), 0))))
	if doc.Fields["title"] != "甲" || extracttest.Marked(doc.Blocks) != "|各位代表：\n" {
		t.Errorf("%v %q", doc.Fields, extracttest.Marked(doc.Blocks))
	}
}

func TestRefusals(t *testing.T) {
	text := cell(0x0204, 0, 0, 0, long("正文"))
	whole := book(0x0600, nil, text, cell(0x0204, 1, 0, 0, long("各位代表：")))
	cut := slices.Clone(whole)
	end := strings.LastIndex(string(cut), "\x0a\x00\x00\x00")
	copy(cut[end:], "\x0b\x00\xff\x7f") // a record that goes beyond the stream in place of the sheet's end
	for _, c := range []struct {
		name string
		data []byte
		want error
	}{
		{"a password", book(0x0600, record(0x002F, make([]byte, 54))), file.ErrEncrypted},
		{"an unknown version", book(0x0400, nil), file.ErrUnsupported},
		{"no reports", book(0x0600, nil, cell(0x0204, 0, 0, 0, long("指标"))), file.ErrNoReport},
		{"a string that is not there", book(0x0600, nil, text, cell(0x00FD, 1, 0, 0, le.AppendUint32(nil, 7))), file.ErrTruncated},
		{"no end", cut, file.ErrTruncated},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := extracttest.Read(t.Context(), c.data); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
	for at := 0; at < len(whole); at += 13 {
		flipped := slices.Clone(whole)
		flipped[at] ^= byte(1 + at%255)
		if _, err := extracttest.Read(t.Context(), flipped); errors.Is(err, file.ErrCrashed) {
			t.Fatal(err)
		}
	}
}

// A workbook and its container have no checksums, but what they say twice has to agree: a changed byte of what tells where the
// sheets and the strings stand changes no text without a word.
func TestChangedStructures(t *testing.T) {
	var shared []byte
	for _, text := range []string{"标题", "正文", "甲", "各位代表：现在报告工作。", "乙", "各位委员：现在开会。"} {
		shared = append(shared, long(text)...)
	}
	strings8 := record(0x00FC, append(le.AppendUint32(le.AppendUint32(nil, 8), 6), shared...))
	sheet := func(texts ...uint32) []byte {
		var cells []byte
		for i, text := range texts {
			cells = append(cells, cell(0x00FD, i/2, i%2, 0, le.AppendUint32(nil, text))...)
		}
		return cells
	}
	packed := books(0x0600, strings8, sheet(0, 1, 2, 3), sheet(0, 1, 4, 5))
	textsOf := func(data []byte) (texts []string, noted bool) {
		got := extracttest.ReadAll(t, "a.xls", data, file.Options{})
		for _, doc := range got.Docs {
			texts = append(texts, doc.Fields["title"]+extracttest.Marked(doc.Blocks))
			noted = noted || len(doc.Notes) > 0
		}
		return texts, noted || len(got.Errs) > 0
	}
	want, noted := textsOf(packed)
	if len(want) != 2 || noted {
		t.Fatalf("%q, noted: %v", want, noted)
	}
	// Texts are repeated nowhere, nor are cells, which lie beside each other.
	once := make([]bool, len(packed))
	const head, counts, cellSize = 4, 8, 14
	for at := range packed {
		switch rest := packed[at:]; {
		case bytes.HasPrefix(rest, strings8):
			for i := head + counts; i < len(strings8); i++ {
				once[at+i] = true
			}
		case bytes.HasPrefix(rest, []byte("\xfd\x00\x0a\x00")):
			for i := range cellSize {
				once[at+i] = true
			}
		}
	}
	for at := range packed {
		if once[at] {
			continue
		}
		for _, by := range []byte{1 << (at % 8), 0xFF} {
			changed := slices.Clone(packed)
			changed[at] ^= by
			if got, noted := textsOf(changed); !noted && !slices.Equal(got, want) {
				t.Errorf("byte %#x ^ %#x: %q", at, by, got)
			}
		}
	}
}
