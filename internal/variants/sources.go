package main

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// files are the sources, below the directory that they are unpacked to. make variants knows their packages.
var files = map[string]string{
	"unicode/Unihan_Variants.txt":            "eaf54a2a5ea0df3e030cabe7917b04b7556e539874668eaaa106fce7c4b8bf46",
	"unicode/Unihan_OtherMappings.txt":       "3e60f525d47eef6ea20b4673e22a14282669cb29ad7e94f1b249a197250534b1",
	"unicode/EquivalentUnifiedIdeograph.txt": "f2e04bae8c856fad3a16353a99d4cc2de6c72770260379f5e4974a97548aad2a",
	"opencc/TSCharacters.txt":                "2e59660ba9891ceacaa25fcb1181277490b279a7d5c8378abf1cc0de9fc70391",
	"opencc/TWVariants.txt":                  "ee96968b1552433be2bfcd527a09c674b853e5d1b5af76f2703b2835fc800efc",
	"opencc/HKVariants.txt":                  "f61d8fdf2488bf41fe8f36db4fd90906e52c55bbf1c10fa346d0fec86361b8b4",
	"opencc/JPShinjitaiCharacters.txt":       "a7eb7678b3912633461fbe129e00efa4eec373a0f605f8a572e0a06196497e94",
	"yitizi/index.js":                        "27bd11379f35ae29dc927f58e1a330db6647167685a5969e75dff6af8af396ec",
}

// A relation maps a character to those that a source gives for it, the likeliest first.
type relation map[rune][]rune

// knowledge is what the sources say.
type knowledge struct {
	// level has the characters of the Table of General Standard Chinese Characters, 2013: on level 1 what schools teach, on 2 the
	// rest of what is printed, on 3 what names and terms need.
	level map[rune]int

	radicals   relation // a radical or stroke: its ideograph
	simplified relation // TSCharacters: a traditional character, what it may be in simplified script
	simplifies relation // kSimplifiedVariant, the same by the official tables
	taiwan     relation // what Taiwan writes: what OpenCC's standard traditional script does
	hongKong   relation
	japan      relation
	shapes     relation // kZVariant: the same character in another shape
	meanings   relation // kSemanticVariant: the same word in another character
	variants   relation // yitizi: characters that are variants of each other
	firstList  relation // a variant of the list of 1955: the character chosen
}

func read(dir string) (knowledge, error) {
	text := map[string]string{}
	for name, sum := range files {
		content, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			return knowledge{}, fmt.Errorf("read the sources of the variants, which make variants fetches: %w", err)
		}
		if got := fmt.Sprintf("%x", sha256.Sum256(content)); got != sum {
			return knowledge{}, fmt.Errorf("%s is another version: its SHA-256 is %s, not %s", name, got, sum)
		}
		text[name] = string(bytes.ToValidUTF8(content, nil))
	}
	unihan := text["unicode/Unihan_Variants.txt"]
	return knowledge{
		level:      levels(text["unicode/Unihan_OtherMappings.txt"]),
		radicals:   radicals(text["unicode/EquivalentUnifiedIdeograph.txt"]),
		simplified: pairs(text["opencc/TSCharacters.txt"]),
		simplifies: unihanField(unihan, "kSimplifiedVariant"),
		taiwan:     reversed(pairs(text["opencc/TWVariants.txt"])),
		hongKong:   reversed(pairs(text["opencc/HKVariants.txt"])),
		japan:      pairs(text["opencc/JPShinjitaiCharacters.txt"]),
		shapes:     unihanField(unihan, "kZVariant"),
		meanings:   unihanField(unihan, "kSemanticVariant"),
		variants:   yitizi(text["yitizi/index.js"]),
		firstList:  groups(firstList),
	}, nil
}

// levels reads the characters of the Table of General Standard Chinese Characters: a line has the number of one in the table,
// as 2013:1205.
func levels(unihan string) map[rune]int {
	level := map[rune]int{}
	for _, m := range numbered.FindAllStringSubmatch(unihan, -1) {
		n, _ := strconv.Atoi(m[2])
		switch r := codePoint(m[1]); {
		case n <= 3500:
			level[r] = 1
		case n <= 6500:
			level[r] = 2
		default:
			level[r] = 3
		}
	}
	return level
}

var numbered = regexp.MustCompile(`(?m)^(U\+[0-9A-F]+)\tkTGH\t2013:([0-9]+)`)

// unihanField reads one field of a file of the Unihan database: U+885E, the field, and values of which those that are
// characters count: U+885B<kLau,kMatthews.
func unihanField(file, field string) relation {
	rel := relation{}
	for line := range strings.Lines(file) {
		columns := strings.Split(strings.TrimSpace(line), "\t")
		if len(columns) != 3 || columns[1] != field {
			continue
		}
		from := codePoint(columns[0])
		rel[from] = []rune{}
		for _, value := range strings.Fields(columns[2]) {
			value, _, _ = strings.Cut(value, "<")
			if to := codePoint(value); to != 0 && to != from {
				rel[from] = append(rel[from], to)
			}
		}
	}
	return rel
}

// codePoint reads U+885E, or returns 0.
func codePoint(s string) rune {
	hex, ok := strings.CutPrefix(s, "U+")
	n, err := strconv.ParseUint(hex, 16, 21)
	if !ok || err != nil {
		return 0
	}
	return rune(n)
}

var equivalent = regexp.MustCompile(`(?m)^([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*([0-9A-F]+)`)

func radicals(file string) relation {
	rel := relation{}
	for _, m := range equivalent.FindAllStringSubmatch(file, -1) {
		first, last := codePoint("U+"+m[1]), codePoint("U+"+m[2])
		for r := first; r <= max(first, last); r++ {
			rel[r] = []rune{codePoint("U+" + m[3])}
		}
	}
	return rel
}

// pairs reads a dictionary of OpenCC: a character, a tab, and its counterparts, the first choice first. A character may be
// among its own counterparts.
func pairs(file string) relation {
	rel := relation{}
	for line := range strings.Lines(file) {
		from, to, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || utf8.RuneCountInString(from) != 1 {
			continue
		}
		r, _ := utf8.DecodeRuneInString(from)
		for word := range strings.FieldsSeq(to) {
			if c, width := utf8.DecodeRuneInString(word); width == len(word) {
				rel[r] = append(rel[r], c)
			}
		}
	}
	return rel
}

// reversed turns a relation around, and leaves out what is related to itself: what both sides write is no variant.
func reversed(rel relation) relation {
	back := relation{}
	for from, tos := range rel {
		for _, to := range tos {
			if _, both := rel[to]; to != from && !both {
				back[to] = append(back[to], from)
			}
		}
	}
	return back
}

//go:embed first-list.txt
var firstList string

// groups reads lists of a character and its variants, with spaces between.
func groups(file string) relation {
	rel := relation{}
	for line := range strings.Lines(file) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for group := range strings.FieldsSeq(line) {
			chosen, width := utf8.DecodeRuneInString(group)
			for _, r := range group[width:] {
				rel[r] = []rune{chosen}
			}
		}
	}
	return rel
}

var entry = regexp.MustCompile(`"(.)":"([^"]+)"`)

func yitizi(file string) relation {
	rel := relation{}
	for _, m := range entry.FindAllStringSubmatch(file, -1) {
		r, _ := utf8.DecodeRuneInString(m[1])
		rel[r] = []rune(m[2])
	}
	return rel
}
