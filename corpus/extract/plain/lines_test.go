package plain

import (
	"fmt"
	"strings"
	"testing"
)

// TestBareLines takes away what a program has put in front of each line, and leaves what the text has there itself.
func TestBareLines(t *testing.T) {
	var wrapped []string
	for i := range 12 {
		wrapped = append(wrapped, fmt.Sprintf("一年来稳中求进的工作总基调得到坚持，%03d项任务如期", 100+i))
	}
	wrapped[11] = "完成。"
	text := strings.Join(wrapped, "\n") + "\n"
	each := func(lead func(i int) string) string {
		var b strings.Builder
		for i, line := range wrapped {
			b.WriteString(lead(i) + line + "\n")
		}
		return b.String()
	}
	for name, with := range map[string]string{
		"quoted":          each(func(int) string { return "> " }),
		"quoted tightly":  each(func(int) string { return ">" }),
		"quoted twice":    each(func(int) string { return "> > " }),
		"numbered":        each(func(i int) string { return fmt.Sprintf("%4d  ", i+1)[:5] }),
		"numbered by tab": each(func(i int) string { return fmt.Sprintf("%d\t", i+31) }),
	} {
		if got := strings.ReplaceAll(bareLines(with), "\n ", "\n"); strings.TrimSpace(got) != strings.TrimSpace(text) {
			t.Errorf("%s: %q", name, got)
		}
	}
	for name, text := range map[string]string{
		"plain":           text,
		"one quoted":      "> " + text,
		"not in order":    each(func(i int) string { return fmt.Sprintf("%d ", 1+i*7%11) }),
		"a list":          strings.Repeat("1 增长5%。\n", 1) + "2 就业1200万人以上。\n3 物价2%左右。\n4 粮食增产。\n5 进出口稳定。\n6 收入同步增长。\n7 能耗降低。\n8 质量改善。\n9 安全。\n",
		"years":           "2017 年\n2018 年\n2019 年\n2020 年\n2021 年\n2022 年\n2023 年\n2024 年\n2025 年的工作\n",
		"too few":         "> 甲\n> 乙\n",
		"nothing":         "",
		"nothing but >":   ">",
		"a numbered poem": "1 春\n2 夏\n3 秋\n4 冬\n",
	} {
		if got := bareLines(text); got != text {
			t.Errorf("%s: %q", name, got)
		}
	}
}
