package sound

import "testing"

func TestLetters(t *testing.T) {
	for written, want := range map[string]string{
		"xīn zhì shēng chǎn lì": "xinzhishengchanli", "Xīnzhì": "xinzhi", "xin1 zhi4": "xinzhi", "nǚxìng": "nvxing", "nüxing": "nvxing", "lu\u0308se": "lvse", "xi\u0304n": "xin",
		"xi'an": "xian", "ｔａｎ": "tan", "TanDaFeng": "tandafeng", "": "", "5": "", "碳da": "", "5G": "", "M2": "", "CO2": "co", "a.b": "", "covid19": "",
	} {
		if got, ok := Letters(written); got != want || ok != (want != "") {
			t.Errorf("%s: %q, %t, want %q", written, got, ok, want)
		}
	}
}
