package ingest

import (
	"regexp"
	"strings"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/text"
)

// issuing matches the names of bodies that issue documents, behind the region's.
const issuing = `(?:人民政府|国务院|办公厅|办公室|人民代表大会|常务委员会|常委会|统计局|财政局|财政厅|财政部|发展和改革委员会|发展改革委|委员会|调查队|厅|局|部)`

var (
	issuer      = regexp.MustCompile(`^\p{Han}{2,30}?` + issuing + `$`)
	issuedIn    = regexp.MustCompile(`^(\p{Han}{2,24}?)(?:人民政府|人民代表大会|人大常委会|统计局|财政局|财政厅|发展和改革委员会|发展改革委|办公厅|办公室)`)
	dayAlone    = regexp.MustCompile(`^\(?(?:` + inFigures.String() + `|` + inCharacters.String() + `)\)?$`)
	belowTheDay = regexp.MustCompile(`^(?:附件|附表|附:|附注|注:|\(?此件|抄送|主送|分送|印发|联系人|\(?联系电话|.{2,40}印发$)`)
)

// issuedBy returns the region whose office has issued a document, in a folded line that begins with the office's name.
func issuedBy(line string) string {
	if m := issuedIn.FindStringSubmatch(line); m != nil && isRegion(m[1]) {
		return m[1]
	}
	return ""
}

// readFoot reads the end of an official document: who has issued it, and on which day.
func readFoot(blocks []file.Block) facts {
	const most = 40 // lines, with those of annexes
	var f facts
	for i := len(blocks) - 1; i >= max(0, len(blocks)-most); i-- {
		folded := text.Spell(blocks[i].Text)
		if dayAlone.MatchString(folded) && endsAt(blocks[i+1:]) {
			f.date = readDate(folded)
			f.year = yearOf(f.date)
			if i > 0 {
				f.addPlace(issuedBy(text.Spell(blocks[i-1].Text)))
			}
			return f
		}
	}
	return f
}

// endsAt reports whether rest, what stands below a day, is no text that goes on: nothing, an annex, or who was sent a copy.
func endsAt(rest []file.Block) bool {
	return len(rest) == 0 || belowTheDay.MatchString(strings.TrimLeft(text.Spell(rest[0].Text), "("))
}
