package column_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"gongbao/corpus/text"
	"gongbao/search/engine/bleve/column"
	"gongbao/seeds"
)

// roundTrip writes the edits of a text and makes the text of them again.
func roundTrip(t *testing.T, display string) (edits []byte) {
	t.Helper()
	folded := text.Fold(display)
	var e column.Editor
	edits = e.AppendEdits(nil, folded, display)
	got, err := column.AppendDisplayed([]byte("before"), folded, string(edits))
	if err != nil || string(got) != "before"+display {
		t.Fatalf("%q comes back as %q, %v, of edits %q", display, got, err, edits)
	}
	if most := len(display) + 16; len(edits) > most {
		t.Errorf("%q of %d bytes has %d bytes of edits", display, len(display), len(edits))
	}
	return edits
}

// TestDisplayed holds how many bytes of edits a text needs.
func TestDisplayed(t *testing.T) {
	for _, tc := range []struct {
		display string
		edits   int
	}{
		{"", 0},
		{"推动高质量发展，深化改革：稳定就业；（一）怎么办？！", 0},
		{"粮食产量1.3万亿斤，增长2.5%", 0},
		{"会议于8:30开始", 0},
		{"高质量——发展", 0},
		{"“十四五”规划", 10},
		{"5G基站", 3},
		{"1,200,000元", 6},
		{"發展經濟", 15},
		{"建\xff设", 3},
		{"　　一、就业", 8},
		{"Ａ股ＰＭ２．５", 0},
		{"㎡", 0},
		{" ", 0},
		{"a, b", 0},
	} {
		edits := roundTrip(t, tc.display)
		if tc.edits > 0 && len(edits) > tc.edits || tc.edits == 0 && strings.ContainsAny(tc.display, "高粮会") && len(edits) > 0 {
			t.Errorf("%q has %d bytes of edits, want at most %d", tc.display, len(edits), tc.edits)
		}
	}
}

// TestDisplayedSample holds that the edits of real text are few.
func TestDisplayedSample(t *testing.T) {
	bytes := 0
	for line := range strings.Lines(seeds.Liaoning2021) {
		bytes += len(roundTrip(t, strings.TrimSuffix(line, "\n")))
	}
	if most := len(seeds.Liaoning2021) / 20; bytes > most {
		t.Errorf("edits take %d bytes of %d, want at most %d", bytes, len(seeds.Liaoning2021), most)
	}
}

// TestDisplayedRandom mixes what folding changes with what it leaves, in every order.
func TestDisplayedRandom(t *testing.T) {
	pieces := strings.Split("发|展|發|經|5|G|g|,|，|.|．|-|—|～| |　|\t|“|”|《|1,000|㎡|Ⅲ|①|é|e\u0301|\xff|\xe5|\xe5\x8f|\u200b|：|:|(|（|−|…|ｶﾞ|😀|𠮷|\ufffd", "|")
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		var b strings.Builder
		for range r.IntN(12) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		roundTrip(t, b.String())
	}
}

func FuzzDisplayed(f *testing.F) {
	f.Add("“十四五”规划，5G基站1,200座。", "")
	f.Add("發\xff展　Ａ", "\x01\x13abc")
	f.Add(strings.Repeat("的", 1000), "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")
	f.Fuzz(func(t *testing.T, display, edits string) {
		roundTrip(t, display)
		// whatever the edits, they are refused or give a text
		got, err := column.AppendDisplayed(nil, text.Fold(display), edits)
		if err == nil && len(got) > 8*len(display)+len(edits)+8 {
			t.Errorf("%d bytes come of %d and %d bytes of edits", len(got), len(display), len(edits))
		}
		if utf8.ValidString(display) && edits == "" && err != nil {
			t.Error(err)
		}
	})
}

func BenchmarkDisplayed(b *testing.B) {
	display := strings.Join(strings.Split(seeds.Liaoning2021, "\n")[20:24], "")
	folded := text.Fold(display)
	var e column.Editor
	edits := string(e.AppendEdits(nil, folded, display))
	b.Run("read", func(b *testing.B) {
		b.SetBytes(int64(len(display)))
		b.ReportAllocs()
		var dst []byte
		for b.Loop() {
			dst, _ = column.AppendDisplayed(dst[:0], folded, edits)
		}
	})
	b.Run("write", func(b *testing.B) {
		b.SetBytes(int64(len(display)))
		b.ReportAllocs()
		var dst []byte
		for b.Loop() {
			dst = e.AppendEdits(dst[:0], folded, display)
		}
	})
}
