package ingest

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/text"
)

var (
	salutation = regexp.MustCompile(`^(?:各位|尊敬的各位|同志们)(?:代表|委员|同志)?[^。]{0,12}[：:！!，,]`)
	frontLike  = regexp.MustCompile(`报告|决议|日在|会议|来源|(?:` + office + `).{0,12}$`)
	titleForm  = regexp.MustCompile(`^.{0,60}?(?:报告|决议)(?:\(.{1,12}\))?$`)
	titleGlued = regexp.MustCompile(`^(.{0,30}工作报告)(?:--|\()`)
)

// frontOf returns the lines before the body: up to the salutation, or the short lines at the beginning of a report.
func frontOf(blocks []file.Block) []string {
	const most, longest = 15, 60 // lines before a salutation; characters of a line where there is none
	var lines []string
	for _, b := range blocks[:min(most, len(blocks))] {
		if salutation.MatchString(b.Text) {
			return lines
		}
		lines = append(lines, b.Text)
	}
	for i, line := range lines {
		if utf8.RuneCountInString(line) > longest || strings.HasSuffix(line, "。") || !frontLike.MatchString(text.Spell(line)) {
			return lines[:i]
		}
	}
	return lines
}

// readFront reads the lines before the body.
func readFront(lines []string) facts {
	var f facts
	folded := make([]string, len(lines))
	for i, line := range lines {
		folded[i] = text.Spell(line)
		keep(&f.title, readTitle(line, folded[i]))
		if place, meeting, ok := readMeeting(folded[i]); ok && f.meeting == "" {
			f.meeting, f.date = meeting, readDate(folded[i])
			f.addRegion(place)
		}
		keep(&f.date, leadingDate(folded[i]))
	}
	f.speaker = readSpeaker(folded)
	for _, line := range folded {
		f.addRegion(governed(line))
	}
	f.addRegion(regionIn(text.Spell(f.title)))
	f.year = yearOf(f.date)
	if f.year == 0 {
		f.year = singleYear(text.Spell(f.title))
	}
	f.kind = kindOf(f.title)
	return f
}

// readTitle returns the title that a line consists of or begins with.
func readTitle(line, folded string) string {
	if m := titleGlued.FindStringSubmatch(folded); m != nil {
		cut := strings.IndexAny(line, "—－-（(")
		return strings.TrimSpace(line[:cut])
	}
	if titleForm.MatchString(folded) && !strings.ContainsAny(folded, "。;") && leadingDate(folded) == "" {
		return line
	}
	return ""
}
