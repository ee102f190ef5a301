package indexer

import (
	"testing"
	"unicode/utf8"
)

// FuzzEscape holds that escaped names are text, and that no two names are escaped alike.
func FuzzEscape(f *testing.F) {
	for _, name := range []string{"a.txt", "政府/报告.txt", "\xb0\xa1", `\xB0`, `\\xB0`, `\x5C`, `\x5CxB0`, "\\\xb0", `\x5` + "\xb0", `\xb0`, "\xff\xfe/" + `\x`} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		text := escape(name)
		if !utf8.ValidString(text) || unescape(text) != name {
			t.Errorf("%q is escaped as %q, which is %q", name, text, unescape(text))
		}
		if !utf8.ValidString(readable(text)) {
			t.Errorf("%q is shown as %q", name, readable(text))
		}
	})
}
