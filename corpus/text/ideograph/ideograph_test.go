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

// TestTable samples tables of every size: each pair has its value, others have none, and what FindAll finds in a text are those that a loop
// over its neighbours finds.
func TestTable(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 7))
	for i := range 400 {
		values := map[Pair]uint32{}
		few := 2 + r.IntN(300) // characters, so that pairs share them
		character := func() uint16 { return 0x4E00 + uint16(r.IntN(few))*uint16(1+i%70) }
		for range r.IntN(1 + r.IntN(3000)) {
			values[NewPair(character(), character())] = 1 + r.Uint32N(1<<32-1)
		}
		table := NewTable(values)
		for p, value := range values {
			if table.Find(p) != value || table.MayHave(p) != 1 {
				t.Fatalf("%x has the value %d, want %d", p, table.Find(p), value)
			}
		}
		for range 100 {
			if p := NewPair(character(), character()); table.Find(p) != values[p] {
				t.Fatalf("%x has the value %d, want %d", p, table.Find(p), values[p])
			}
		}
		n := 1 + r.IntN(200)
		codes := make([]uint16, n+1+spare)
		for k := range codes {
			codes[k] = character() // also behind the last
		}
		codes[n] = 0
		from := r.IntN(n)
		to := from + 1 + r.IntN(n-from)
		var places, found []uint32
		for k := from; k < to; k++ {
			if value := values[NewPair(codes[k], codes[k+1])]; value != 0 {
				places, found = append(places, uint32(k)), append(found, value)
			}
		}
		for name, find := range map[string]func(places, values []uint32, codes []uint16, from, to int) int{"FindAll": table.FindAll, "findEach": table.findEach} {
			gotPlaces, gotValues := make([]uint32, n+spare), make([]uint32, n+spare)
			got := find(gotPlaces, gotValues, codes, from, to)
			if !slices.Equal(gotPlaces[:got], places) || !slices.Equal(gotValues[:got], found) {
				t.Fatalf("%s from %d to %d of %x: %d at %d, want %d at %d", name, from, to, codes[:n], gotValues[:got], gotPlaces[:got], found, places)
			}
		}
	}
}
