package ideograph

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestScan samples texts of runes around what is an ideograph, of lengths around those that are looked at together.
func TestScan(t *testing.T) {
	runes := []rune("一丁〇䷿㐀鿿ꀀ发展改革开放国家，。、 a5é𠀀😀\uffff")
	r := rand.New(rand.NewPCG(7, 1))
	for range 20_000 {
		text := make([]rune, r.IntN(100))
		most := 1 + r.IntN(len(runes)) // of few, some texts have nothing but ideographs
		for i := range text {
			text[i] = runes[r.IntN(most)]
		}
		checkScan(t, string(text))
	}
}

func FuzzScan(f *testing.F) {
	f.Add("改革 abc，开放。")
	f.Fuzz(func(t *testing.T, s string) { checkScan(t, string([]rune(s))) })
}

// checkScan holds both ways to scan to what a loop over the runes finds.
func checkScan(t *testing.T, text string) {
	var codes []uint16
	var at []uint32
	for i, r := range text {
		if r >= 0x4E00 && r <= 0x9FFF {
			codes, at = append(codes, uint16(r)), append(at, uint32(i))
		}
	}
	for name, scan := range map[string]func(string, []uint16, []uint32) int{"Scan": Scan, "scanEach": scanEach} {
		gotCodes, gotAt := make([]uint16, Room(len(text))), make([]uint32, Room(len(text)))
		n := scan(text, gotCodes, gotAt)
		if !slices.Equal(gotCodes[:n], codes) || !slices.Equal(gotAt[:n], at) {
			t.Fatalf("%s of %q: %x at %v, want %x at %v", name, text, gotCodes[:n], gotAt[:n], codes, at)
		}
	}
}

func BenchmarkScan(b *testing.B) {
	text := ""
	for len(text) < 650 {
		text += "坚持稳中求进工作总基调，推动高质量发展，地区生产总值增长5.5%。"
	}
	codes, at := make([]uint16, Room(len(text))), make([]uint32, Room(len(text)))
	for name, scan := range map[string]func(string, []uint16, []uint32) int{"Scan": Scan, "scanEach": scanEach} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				scan(text, codes, at)
			}
		})
	}
}
