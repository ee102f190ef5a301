package text

import "testing"

func TestNumerals(t *testing.T) {
	for n := range 1000 {
		if written := Plain.Write(n); ReadNumber(written) != n {
			t.Errorf("%d is written %s, which is read as %d", n, written, ReadNumber(written))
		}
	}
	for written, n := range map[string]int{"十二": 12, "12": 12, "１２": 12, "⑫": 12, "二〇": 20, "二零": 20, "一百零二": 102} {
		if got := ReadNumber(written); got != n {
			t.Errorf("%s is read as %d", written, got)
		}
	}
	for figures, written := range map[string]string{"2021年": "二〇二一年", "1949": "一九四九"} {
		if got := WriteDigits(figures); got != written || ReadDigits(got) != figures {
			t.Errorf("%s became %s and %s", figures, got, ReadDigits(got))
		}
	}
	if got := ReadDigits("二零二一"); got != "2021" {
		t.Errorf("got %s", got)
	}
}
