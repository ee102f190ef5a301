package language

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"syscall"
	"testing"
)

func TestDefault(t *testing.T) {
	for _, c := range []struct {
		env  map[string]string
		want Lang
	}{
		{map[string]string{"LANG": "zh_CN.UTF-8"}, ZH},
		{map[string]string{"LANG": "zh"}, ZH},
		{map[string]string{"LANG": "ZH_TW"}, ZH},
		{map[string]string{"LANG": "C"}, EN},
		{map[string]string{"LANG": "POSIX"}, EN},
		{map[string]string{"LANG": "de_DE.UTF-8"}, EN},
		{map[string]string{"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, EN},
		{map[string]string{"LANG": "C", "LC_MESSAGES": "C", "LC_ALL": "zh_CN.UTF-8"}, ZH},
		{map[string]string{"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, ZH},
	} {
		if got := Default(func(name string) string { return c.env[name] }); got != c.want {
			t.Errorf("%v: %s", c.env, got)
		}
	}
}

func TestSpan(t *testing.T) {
	for _, c := range []struct{ from, to, zh, en string }{
		{"1961", "1963", "1961—1963", "1961–1963"}, {"1964", "1964", "1964", "1964"}, {"5", "5.5", "5—5.5", "5–5.5"},
	} {
		if zh, en := ZH.Span(c.from, c.to), EN.Span(c.from, c.to); zh != c.zh || en != c.en {
			t.Errorf("%s to %s: %s, %s", c.from, c.to, zh, en)
		}
	}
}

func TestForms(t *testing.T) {
	const text = "%s report|%s reports"
	for n, want := range map[int]string{0: "0 reports", 1: "1 report", 2: "2 reports", 12345: "12,345 reports", 999: "999 reports"} {
		if got := fmt.Sprintf(form(text, n), figure(n)); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	if got := fmt.Sprintf("%d %s", figure(12345), figure(-1234)); got != "12345 -1,234" {
		t.Error(got)
	}
}

func TestErrors(t *testing.T) {
	missing := &fs.PathError{Op: "open", Path: "a.txt", Err: fs.ErrNotExist}
	wrapped := fmt.Errorf("read gongbao.csv: %w", New("system.missing"))
	for _, c := range []struct {
		err    error
		zh, en string
	}{
		{New("system.full"), "磁盘空间不足", "no space left on device"},
		{wrapped, "read gongbao.csv: 没有这个文件或文件夹", "read gongbao.csv: no such file or directory"},
		{missing, "a.txt：没有这个文件或文件夹", "open a.txt: no such file or directory"},
		{errors.Join(missing, errors.New("else")), "a.txt：没有这个文件或文件夹\nelse", "open a.txt: no such file or directory\nelse"},
		{fmt.Errorf("lock: %w", &fs.PathError{Op: "stat", Path: "a", Err: syscall.ELOOP}),
			"lock: a：符号链接指回自身；请删除，或让它指向文件", "lock: stat a: the symbolic link leads back to itself; delete it, or point it at a file"},
		{New("overrides.file", io.ErrUnexpectedEOF), "gongbao.csv：内容还没有结束就中断了", "gongbao.csv: it ends too early"},
	} {
		if got := ZH.Err(c.err); got != c.zh {
			t.Errorf("%q, want %q", got, c.zh)
		}
		if got := EN.Err(c.err); got != c.en {
			t.Errorf("%q, want %q", got, c.en)
		}
	}
}

// TestSystemErrors holds that what the system says about a file is said in Chinese, and never in the names of its own functions.
func TestSystemErrors(t *testing.T) {
	for _, known := range systemErrors {
		zh, en := ZH.Err(&fs.PathError{Op: "open", Path: "a", Err: known.err}), EN.Err(&fs.PathError{Op: "open", Path: "a", Err: known.err})
		if zh != "a："+ZH.Say(known.name) || en != "open a: "+EN.Say(known.name) || !Has(known.name) {
			t.Errorf("%v: %q, %q", known.err, zh, en)
		}
	}
}

// TestErrorWraps has a cause among the arguments of an error, without a place in its text.
func TestErrorWraps(t *testing.T) {
	cause := New("system.full")
	err := fmt.Errorf("put: %w", New("system.missing", "a", cause))
	var said *Error
	if !errors.Is(err, cause) || !errors.As(err, &said) || errors.Is(err, New("system.full")) {
		t.Errorf("%v wraps wrongly", err)
	}
}

func TestRead(t *testing.T) {
	all := map[string]texts{}
	err := read("# of a thing\na.b\nzh: 甲\nen:\n\t  one\n\n\ttwo\n\na.c\nzh:  乙\nen: x:y\n", all)
	if err != nil || all["a.b"][ZH] != "甲" || all["a.b"][EN] != "  one\n\ntwo" || all["a.c"][ZH] != " 乙" || all["a.c"][EN] != "x:y" {
		t.Errorf("%v: %q", err, all)
	}
	for _, bad := range []string{"a.b\na.b", "zh: 甲", "a.b\nzh: 甲\nzh: 乙", "a.b\n\tx", "a b"} {
		if read(bad, map[string]texts{}) == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

func TestBindNumbers(t *testing.T) {
	if bound := strings.ReplaceAll(BindNumbers("the 5 words “5 G” of 12 reports, 20 % and 7"), noBreak, "~"); bound != "the~5~words “5 G” of~12~reports, 20 % and~7" {
		t.Error(bound)
	}
}

// TestUnbroken holds that numbers and the words beside them stay together, that arguments which are words are left alone, and that
// nothing but spaces differs from Say.
func TestUnbroken(t *testing.T) {
	for _, c := range []struct {
		lang Lang
		name string
		args []any
		want string
	}{
		{ZH, "page.results.paragraphs", []any{1529}, "1,529~段"},
		{EN, "page.results.paragraphs", []any{1}, "1~paragraph"},
		{EN, "page.results.paragraphs", []any{2}, "2~paragraphs"},
		{ZH, "page.counts.of", []any{74, 88}, "见于~74~篇报告，共~88~篇"},
		{EN, "page.cite.paragraph", []any{"2025 年 3 月", 12}, "2025 年 3 月, paragraph~12"},
		{EN, "page.sentences.paragraph", []any{"12"}, "¶~12"},
		{EN, "page.regions.heading", []any{"GDP 5 %", "2025"}, "GDP 5 %: regions in~2025"},
		{EN, "page.help.near", nil, "At most~20~characters apart"},
	} {
		got := c.lang.Unbroken(c.name, c.args...)
		if got = strings.ReplaceAll(got, "\u00a0", "~"); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if plain := strings.ReplaceAll(got, "~", " "); plain != c.lang.Say(c.name, c.args...) {
			t.Errorf("%s: %q differs from %q", c.name, plain, c.lang.Say(c.name, c.args...))
		}
	}
}
