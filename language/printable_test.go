package language

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPrintable(t *testing.T) {
	for s, want := range map[string]string{
		"": "", "政府工作报告 2021.txt": "政府工作报告 2021.txt", `a\x1b`: `a\x1b`, "一　二": "一　二",
		"\x1b[31m红": `\x1b[31m红`, "a\nb\r\tc": `a\nb\r\tc`, "\x00\a\x7f": `\x00\x07\x7f`, "\u009b2J": `\u009b2J`, "a\u202etxt.exe": `a\u202etxt.exe`,
		"\u2066\u2069\u200e\u200f\u061c": `\u2066\u2069\u200e\u200f\u061c`, "\u2028\u2029": `\u2028\u2029`, "\xb0\xa1": `\xb0\xa1`, "\ufffd": "\ufffd",
	} {
		if got := Printable(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
	if got := Passage("指标\t2023年\n\x1b[31m"); got != `指标  2023年\n\x1b[31m` {
		t.Errorf("%q", got)
	}
	if got := Lines("a\n\x1bb"); got != "a\n\\x1bb" {
		t.Errorf("%q", got)
	}
}

// TestSentencesAreSafe holds that nothing an argument holds is obeyed by a terminal.
func TestSentencesAreSafe(t *testing.T) {
	const evil = "a\x1b[2J\u202eb\u009bc"
	for _, lang := range Langs() {
		for name, texts := range sentences() {
			text, _ := texts.in(lang)
			if !strings.Contains(text, "%") || strings.Contains(text, "%d") || strings.Contains(text, "f") && strings.Contains(text, "%.") {
				continue
			}
			args := []any{evil, []string{evil, evil}, errors.New(evil), &fs.PathError{Op: "open", Path: evil, Err: fs.ErrNotExist}, fmt.Errorf("x: %w", New("files.folder", evil, "b"))}
			said := lang.Say(name, args...)
			said, _, _ = strings.Cut(said, "%!") // arguments that the sentence does not show
			if strings.ContainsFunc(strings.ReplaceAll(said, "\n", ""), obeyed) && !strings.ContainsFunc(text, obeyed) || !utf8.ValidString(said) {
				t.Errorf("%s in %s: %q", name, lang, said)
			}
		}
		if said := lang.Say("command.unknown", evil); strings.Contains(said, `\\x1b`) {
			t.Errorf("quoted twice: %s", said)
		}
	}
	if got := EN.Err(errors.Join(errors.New("a\x1b"), errors.New("b"))); got != "a\\x1b\nb" {
		t.Errorf("%q", got)
	}
}
