package main

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
)

// TestDecide has a case for each rule. Characters of level 0 are not normative.
func TestDecide(t *testing.T) {
	d := decide(knowledge{
		level: map[rune]int{'民': 1, '国': 1, '干': 1, '乾': 1, '芸': 3, '艺': 1, '着': 1, '著': 1, '了': 1, '瞭': 1, '仿': 1, '彷': 2, '和': 1, '龢': 3, '喆': 3, '哲': 1,
			'卫': 1, '丁': 1, '七': 1, '欢': 1, '像': 1, '象': 1, '游': 1, '么': 1, '幺': 2},
		radicals: relation{'⺠': {'民'}, '⺡': {'氵'}},
		simplified: relation{'國': {'国'}, '乾': {'干', '乾'}, '瞭': {'瞭', '了'}, '像': {'像', '象'}, '衛': {'卫'}, '讙': {'讙', '𬤰'}, '蝟': {'蝟', '𧏖'},
			'幺': {'幺', '么'}},
		simplifies: relation{'瞭': {'了'}, '幺': {'么'}},
		taiwan:     relation{'著': {'着'}, '么': {'幺'}},
		hongKong:   relation{'衞': {'衛'}},
		japan:      relation{'芸': {'艺'}},
		shapes:     relation{'㐂': {'㐃'}, '㐃': {'㐂'}},
		meanings:   relation{'倣': {'仿'}, '氵': {'民'}, '㐄': {'㐅'}},
		variants:   relation{'倣': {'仿', '彷'}, '咊': {'和', '龢'}, '喆': {'哲'}, '㐁': {'丁', '七'}},
		firstList:  relation{'讙': {'欢'}, '遊': {'游'}, '喆': {'哲'}},
	})
	for _, tc := range []struct {
		in, want rune
		why      string
	}{
		{'⺠', '民', "a radical is its ideograph"},
		{'⺡', '氵', "which may be a component"},
		{'氵', '氵', "that stays as it is"},
		{'國', '国', "a traditional character is simplified"},
		{'讙', '欢', "the first list decides for a character without a simplified form"},
		{'遊', '游', "the first list decides where nobody else says anything"},
		{'喆', '喆', "but not for a character that is normative again"},
		{'乾', '干', "two normative characters are one where TSCharacters says so first"},
		{'瞭', '了', "or the official simplification"},
		{'著', '着', "or Taiwan"},
		{'像', '像', "but not where TSCharacters says so second"},
		{'芸', '芸', "nor for Japan"},
		{'么', '么', "a pair is one in one direction"},
		{'幺', '么', "a pair is one in one direction"},
		{'衞', '卫', "a chain is followed to its end"},
		{'倣', '仿', "most sources win"},
		{'咊', '和', "among as many the commoner character"},
		{'㐁', '㐁', "and otherwise nobody"},
		{'蝟', '𧏖', "a rare simplified form is better than none"},
		{'㐂', '㐃', "two shapes are one"},
		{'㐃', '㐃', "two shapes are one"},
		{'㐄', '㐄', "but not two rare characters with one meaning"},
	} {
		if got := d.canonical(tc.in); got != tc.want {
			t.Errorf("%s: %c becomes %c, want %c", tc.why, tc.in, got, tc.want)
		}
	}
	if pairs := string(d.pairs()); !strings.Contains(pairs, "\n衞卫 HKVariants 衛\n") || !strings.Contains(pairs, "\n著着=TWVariants\n") {
		t.Errorf("the pairs are\n%s", pairs)
	}
	if apart := string(d.apart()); !strings.Contains(apart, "\n著 = 着 TWVariants\n") || !strings.Contains(apart, "\n㐁 | 丁: yitizi 丁; 七: yitizi 七\n") {
		t.Errorf("apart are\n%s", apart)
	}
}

// TestTable makes the table again where its sources are, as make variants puts them.
func TestTable(t *testing.T) {
	err := run("../../artefacts/variants", "../..", true)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the sources are not there: ", err)
	}
	if err != nil {
		t.Error(err)
	}
}
