package charset

import (
	"encoding/hex"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// gbkTable has the characters of GBK with two bytes as Windows reads them: it has one of the private use area for each pair of bytes
// without another.
type gbkTable struct {
	pairs   map[rune][2]byte
	private map[[2]byte]bool // pairs for which other programs have no character
}

// gaps are the pairs that GBK leaves out among its signs, with the characters from U+E766.
const gaps = "a2ab-a2b0 a2e3-a2e4 a2ef-a2f0 a2fd-a2fe a4f4-a4fe a5f7-a5fe a6b9-a6c0 a6d9-a6df a6ec-a6ed a6f3-a6f3 a6f6-a6fe " +
	"a7c2-a7d0 a7f2-a7fe a896-a8a0 a8bc-a8bc a8bf-a8bf a8c1-a8c4 a8ea-a8fe a958-a958 a95b-a95b a95d-a95f a989-a995 " +
	"a997-a9a3 a9f0-a9fe d7fa-d7fe fe50-fea0"

var gbk = sync.OnceValue(func() gbkTable {
	t := gbkTable{map[rune][2]byte{}, map[[2]byte]bool{}}
	next := rune(0xe000)
	private := func(from, to [2]byte) { // a rectangle of pairs, row by row
		for first := int(from[0]); first <= int(to[0]); first++ {
			for second := int(from[1]); second <= int(to[1]); second++ {
				if pair := [2]byte{byte(first), byte(second)}; second != 0x7f {
					t.pairs[next], t.private[pair] = pair, true
					next++
				}
			}
		}
	}
	private([2]byte{0xaa, 0xa1}, [2]byte{0xaf, 0xfe})
	private([2]byte{0xf8, 0xa1}, [2]byte{0xfe, 0xfe})
	private([2]byte{0xa1, 0x40}, [2]byte{0xa7, 0xa0})
	for gap := range strings.FieldsSeq(gaps) {
		from, to, _ := strings.Cut(gap, "-")
		private(hexPair(from), hexPair(to))
	}
	dec := simplifiedchinese.GBK.NewDecoder()
	for first := 0x81; first <= 0xfe; first++ {
		for second := 0x40; second <= 0xfe; second++ {
			pair := [2]byte{byte(first), byte(second)}
			text, err := dec.Bytes(pair[:])
			r, size := utf8.DecodeRune(text)
			_, known := t.pairs[r] // some programs have the space twice
			if err == nil && size == len(text) && r != utf8.RuneError && !known {
				t.pairs[r] = pair
			}
		}
	}
	return t
})

func hexPair(s string) [2]byte {
	pair, err := hex.DecodeString(s)
	if err != nil {
		panic(err) // these are numbers of our own
	}
	return [2]byte(pair)
}

// fromGBK returns the bytes of a text in GBK, with lostByte for U+FFFD. euro is the place of €.
func fromGBK(euro ...byte) func(seen string) ([]byte, bool) {
	return func(seen string) ([]byte, bool) {
		all := make([]byte, 0, len(seen))
		for _, r := range seen {
			pair, ok := gbk().pairs[r]
			switch {
			case r < utf8.RuneSelf:
				all = append(all, byte(r))
			case r == utf8.RuneError:
				all = append(all, lostByte)
			case r == '€':
				all = append(all, euro...)
			case !ok:
				return nil, false
			default:
				all = append(all, pair[:]...)
			}
		}
		return all, true
	}
}

// shows reports whether all programs have a character of GBK for two bytes.
func (t gbkTable) shows(first, second byte) bool {
	pair := [2]byte{first, second}
	return first > 0x80 && second >= 0x40 && second != 0x7f && second < 0xff && !t.private[pair]
}

// isCommon reports whether GB 2312 has a character.
func (t gbkTable) isCommon(r rune) bool {
	pair := t.pairs[r]
	return pair[0] >= 0xa1 && pair[0] <= 0xf7 && pair[1] >= 0xa1 && !t.private[pair]
}
