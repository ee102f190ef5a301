// Package pasted takes away from a text what was copied or typed along with it: codes and tags, marks of notes, emoji, punctuation
// around it, the number of its heading, its source, a label in front.
//
// It knows nothing of what can be found. [Texts] returns what the text may be, fullest first; who asks offers the first that is there.
package pasted

import (
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// fewest is the number of letters and digits of a text that may be meant.
const fewest = 2

// longest is the number of bytes of a text that is looked at. What is longer is no slip of copying.
const longest = 4000

// Texts returns what a text may be without what came along with it: each is plainer than the one before, and none is the text itself.
func Texts(typed string) (plainer []string) {
	if len(typed) > longest {
		return nil
	}
	s := typed
	for _, step := range []func(string) string{decoded, unmarked, trimmed, withoutNumber, withoutSource, withoutLabel, quoted, withoutFrame, withoutStray} {
		next := strings.TrimSpace(step(s))
		if letters(next) < fewest || next == s {
			continue
		}
		s = next
		if form := text.Fold(s); form != text.Fold(typed) && !slices.ContainsFunc(plainer, func(p string) bool { return text.Fold(p) == form }) {
			plainer = append(plainer, s)
		}
	}
	return plainer
}

// mostParts is the number of texts that may be written in a row with signs between them.
const mostParts = 8

var betweenParts = regexp.MustCompile(`[\s+＋;；&＆/／,，、|｜\\·•→⇒]+`)

// Parts returns the texts that a text consists of with signs between them, 就业+稳定, none if it is one.
func Parts(typed string) []string {
	if len(typed) > longest {
		return nil
	}
	parts := slices.DeleteFunc(betweenParts.Split(typed, mostParts+1), func(part string) bool { return letters(part) == 0 })
	if len(parts) < 2 || len(parts) > mostParts {
		return nil
	}
	for i := range parts {
		parts[i] = trimmed(parts[i])
	}
	return parts
}

// letters returns how many letters and digits a text has.
func letters(s string) (n int) {
	for _, r := range s {
		if isWord(r) {
			n++
		}
	}
	return n
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

var (
	tag      = regexp.MustCompile(`</?[a-zA-Z][^<>]{0,200}>`)
	address  = regexp.MustCompile(`https?://[!-~]*`)
	hexBytes = regexp.MustCompile(`(?:%[0-9A-Fa-f]{2}){2,}`)
)

// decoded reads the codes of addresses and pages: %E5%B0%B1, &nbsp;, <b>.
func decoded(s string) string {
	s = hexBytes.ReplaceAllStringFunc(s, func(bytes string) string {
		if plain, err := url.PathUnescape(bytes); err == nil && utf8.ValidString(plain) {
			return plain
		}
		return bytes
	})
	if strings.ContainsAny(s, "&<") {
		s = html.UnescapeString(tag.ReplaceAllString(s, ""))
	}
	if plain := address.ReplaceAllString(s, ""); letters(plain) >= fewest {
		s = plain
	}
	return s
}

// noteMark matches the marks of notes, which stand behind what they are about.
var noteMark = regexp.MustCompile(`\[\d{1,3}\]|［[\d０-９]{1,3}］|〔\d{1,3}〕|[①-⑳❶-❿¹²³⁰-⁹]`)

// unmarked drops the marks of notes, and signs that no text has: emoji, glyphs of private fonts.
func unmarked(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.In(r, unicode.Co, unicode.Cs, unicode.Variation_Selector), r == unicode.ReplacementChar, strings.ContainsRune("*`~", r):
			return -1
		case unicode.Is(unicode.So, r) && text.Fold(string(r)) == string(r): // and not ℃, which is °C
			return -1
		}
		return r
	}, noteMark.ReplaceAllString(s, ""))
}

// trimmed takes away signs at both ends that are no part of a number. Brackets whose partner stays are left.
func trimmed(s string) string {
	s = strings.TrimRightFunc(s, func(r rune) bool { return !isWord(r) && !strings.ContainsRune("%％‰℃°）)】〕]］", r) })
	s = strings.TrimLeftFunc(s, func(r rune) bool { return !isWord(r) && !strings.ContainsRune("（(【〔[［", r) })
	for _, p := range []struct{ open, close string }{{"（", "）"}, {"(", ")"}, {"【", "】"}, {"〔", "〕"}, {"[", "]"}, {"［", "］"}} {
		inner := strings.TrimSuffix(strings.TrimPrefix(s, p.open), p.close)
		opens, closes := strings.Count(s, p.open), strings.Count(s, p.close)
		around := strings.HasPrefix(s, p.open) && strings.HasSuffix(s, p.close) && !strings.Contains(inner, p.open)
		if around || opens != closes && opens+closes == 1 {
			s = inner
		}
	}
	return s
}

// headingNumber matches what stands in front of a heading or an item of a list.
var headingNumber = regexp.MustCompile(`^(?:[（(][一二三四五六七八九十百\d]{1,4}[）)]|[一二三四五六七八九十百\d]{1,4}(?:[）)、．]|[.:：](?:\D|$))|第[一二三四五六七八九十百\d]{1,4}[章节条篇][、:：]?)`)

func withoutNumber(s string) string {
	number := headingNumber.FindString(s)
	last, width := utf8.DecodeLastRuneInString(number)
	if isWord(last) && !strings.ContainsRune("章节条篇", last) {
		number = number[:len(number)-width] // the first letter behind the stop
	}
	return trimmed(s[len(number):])
}

// source matches what people write behind a quotation: in brackets, or behind a dash.
var source = regexp.MustCompile(`[（(\[【〔［][^（）()\[\]【】〔〕［］]{1,40}[）)\]】〕］][\pP]*$|[。.！!？?，,；;、”」』》]*(?:—|――|──|--| - )+[^—―─]{1,40}$`)

func withoutSource(s string) string {
	at := source.FindStringIndex(s)
	if at == nil || letters(s[:at[0]]) < fewest {
		return s
	}
	return trimmed(s[:at[0]])
}

// label matches a name in front of a text: 关键词：, q=.
var label = regexp.MustCompile(`^[\pL\d_ ]{1,12}[:：=＝]`)

func withoutLabel(s string) string {
	rest := s[len(label.FindString(s)):]
	if strings.HasPrefix(rest, "//") {
		return s // an address
	}
	return trimmed(rest)
}

// fewestQuoted is the number of letters of a quotation that is what a sentence around it is asked for.
const fewestQuoted = 4

var quotation = regexp.MustCompile(`[“「『"＂]([^“”「」『』"＂]+)[”」』"＂]`)

// quoted returns the longest quotation in a text.
func quoted(s string) string {
	best := ""
	for _, m := range quotation.FindAllStringSubmatch(s, -1) {
		if letters(m[1]) >= fewestQuoted && letters(m[1]) > letters(best) {
			best = m[1]
		}
	}
	if best == "" {
		return s
	}
	return trimmed(best)
}

// frame matches what people say around what they look for.
var frame = regexp.MustCompile(`^(?:请|帮我|请帮我|我?想)?(?:查找|查询|查一下|查查|搜索|搜一下|搜搜|找一下|找找|检索|寻找|找|查)?(?:一下)?(?:关于|有关|涉及|提到|提及|包含|含有)?(.+?)(?:的)?(?:相关|有关|具体|主要)?(?:内容|表述|论述|说法|提法|段落|句子|原文|出处|规定|资料|信息|文件)?$`)

func withoutFrame(s string) string {
	if m := frame.FindStringSubmatch(s); m != nil && letters(m[1]) >= fewest {
		return trimmed(m[1])
	}
	return s
}

// stray matches a small letter or two that an input method has left at an end.
var stray = regexp.MustCompile(`^(?:[a-z]{1,2}(\p{Han}.*)|(.*\p{Han})[a-z]{1,2})$`)

func withoutStray(s string) string {
	if m := stray.FindStringSubmatch(s); m != nil {
		return m[1] + m[2]
	}
	return s
}
