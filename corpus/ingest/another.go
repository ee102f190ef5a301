package ingest

import (
	"regexp"
	"slices"
	"strings"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/outline"
	"gongbao/corpus/text"
)

// isAnother reports whether a title below the beginning of a report begins another one. The title is blocks[from], above the
// salutation blocks[to]; blocks begin with the report's own. Speakers address their audience again and again, and a page may
// end before they do, so that its running head stands like a title.
func isAnother(blocks []file.Block, from, to int) bool {
	known, next := readFront(frontOf(blocks)), readFront(frontOf(blocks[from:]))
	return known.year != 0 && next.year != 0 && known.year != next.year ||
		tells(next.date, known.date) || tells(next.meeting, known.meeting) || tells(next.speaker, known.speaker) ||
		!abbreviates(known.title, next.title) ||
		opens(blocks[to:]) || countsAgain(blocks[:from], blocks[to:])
}

// tells reports whether a fact is one that is not known, in whatever script.
func tells(next, known string) bool { return next != "" && text.Spell(next) != text.Spell(known) }

var yearInTitle = regexp.MustCompile(`[\p{N}` + text.Zeros + text.Digits + `]{4}年?`)

// abbreviates reports whether one of two titles leaves out characters of the other, and nothing else: 政府工作报告 and
// 2021年辽宁省政府工作报告. Years are told apart by the caller.
func abbreviates(a, b string) bool {
	long, short := yearInTitle.ReplaceAllString(text.Spell(a), ""), yearInTitle.ReplaceAllString(text.Spell(b), "")
	if len(long) < len(short) {
		long, short = short, long
	}
	for _, r := range short {
		_, behind, found := strings.Cut(long, string(r))
		if !found {
			return false
		}
		long = behind
	}
	return true
}

// opens reports whether the first sentences of a speech say that it is a report: 我代表省人民政府向大会报告工作.
func opens(body []file.Block) bool {
	const paragraphs = 3
	return slices.ContainsFunc(body[:min(paragraphs, len(body))], func(b file.Block) bool {
		folded := text.Spell(b.Text)
		return (onBehalf.MatchString(folded) || byCouncil.MatchString(folded)) && (reporting.MatchString(folded) || toMeeting.MatchString(folded))
	})
}

// countsAgain reports whether body begins with a bare salutation, and numbers its sections from one as the text above it does.
func countsAgain(above, body []file.Block) bool {
	if !strings.HasSuffix(text.Spell(body[0].Text), ":") {
		return false
	}
	first, _ := firstNumeral(body)
	_, counted := firstNumeral(above)
	return first == 1 && counted
}

// firstNumeral returns the number of the first section that has one: 1 for 一、.
func firstNumeral(blocks []file.Block) (number int, ok bool) {
	for _, b := range blocks {
		if m, _ := outline.Mark(b.Text); m.Class == outline.Part || m.Class == outline.Numeral {
			return m.Number, true
		}
	}
	return 0, false
}
