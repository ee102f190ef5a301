package indexer

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/extract/charset"
)

// Names of files are bytes, and an index holds text. In the paths that identify files, a byte that is not UTF-8 stands as
// \xB0, and a backslash that looks like the beginning of such a byte as \x5C.

// escaped matches a byte that escape wrote.
var escaped = regexp.MustCompile(`\\x[0-9A-F]{2}`)

// escape returns a path as text; unescape is its inverse.
func escape(name string) string {
	if utf8.ValidString(name) && !escaped.MatchString(name) {
		return name
	}
	var b strings.Builder
	for i := 0; i < len(name); {
		r, size := utf8.DecodeRuneInString(name[i:])
		if r == utf8.RuneError && size == 1 || name[i] == '\\' && escaped.MatchString(name[i:min(i+4, len(name))]) {
			fmt.Fprintf(&b, `\x%02X`, name[i])
		} else {
			b.WriteString(name[i : i+size])
		}
		i += size
	}
	return b.String()
}

// unescape returns the path that escape was given.
func unescape(text string) string {
	return escaped.ReplaceAllStringFunc(text, func(s string) string {
		n, err := strconv.ParseUint(s[2:], 16, 8)
		if err != nil {
			return s
		}
		return string([]byte{byte(n)})
	})
}

// readable returns an escaped path for people: names in GBK or another encoding, as old programs unpack them, are decoded.
// Names in no encoding stay escaped.
func readable(path string) string {
	if !escaped.MatchString(path) {
		return path
	}
	names := strings.Split(path, "/")
	for i, name := range names {
		raw := unescape(name)
		if utf8.ValidString(raw) {
			names[i] = raw
		} else if decoded := charset.Detect([]byte(raw), "").Decode([]byte(raw)); !strings.ContainsRune(decoded, utf8.RuneError) {
			names[i] = decoded
		}
	}
	return strings.Join(names, "/")
}
