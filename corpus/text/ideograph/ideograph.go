// Package ideograph finds the unified ideographs of a text, U+4E00 to U+9FFF, on some processors many at a time.
package ideograph

// Room returns how many elements [Scan] needs room for, in a text of so many bytes.
func Room(bytes int) int { return bytes/3 + spare }

// spare is how much may be read and written behind the last ideograph.
const spare = 80

// Scan finds the ideographs of a text, which is valid UTF-8, and returns how many there are. It writes their code points to codes and
// the bytes at which they begin to at, in their order. Both have room for Room(len(text)) elements, and what they have behind the last
// ideograph is anything. It panics where there is less room.
func Scan(text string, codes []uint16, at []uint32) int {
	if room := Room(len(text)); len(codes) < room || len(at) < room {
		panic("ideograph: no room")
	}
	return scan(text, codes, at)
}

// scanEach is Scan, one ideograph after the other.
func scanEach(text string, codes []uint16, at []uint32) (n int) {
	for i := 0; i+2 < len(text); {
		first, second := text[i], text[i+1]
		if first-0xE4 >= 6 || first == 0xE4 && second < 0xB8 {
			i++
			continue
		}
		codes[n], at[n] = uint16(first)<<12|uint16(second&0x3F)<<6|uint16(text[i+2]&0x3F), uint32(i)
		n++
		i += 3
	}
	return n
}
