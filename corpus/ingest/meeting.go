package ingest

import (
	"regexp"
	"strings"

	"gongbao/corpus/text"
)

const numeral = `[十百\d` + text.Digits + `]{1,4}`

// assembly matches a session's name behind the region's: 第十三届人民代表大会第五次会议.
const assembly = `第?` + numeral + `届(?:全国)?(?:人民代表大会|人大)(?:常务委员会|常委会)?第?` + numeral + `次(?:全体)?(?:会议|大会)?`

// meetings find a meeting's name by the text in front of it, the most reliable first.
var meetings = []*regexp.Regexp{
	regexp.MustCompile(`[在向](\p{Han}{0,30}?)(` + assembly + `)`),
	regexp.MustCompile(`日(\p{Han}{0,30}?)(` + assembly + `)`),
	regexp.MustCompile(`^(\p{Han}{0,30}?)(` + assembly + `)`),
}

// readMeeting finds a meeting in a folded line and returns the region in its name, and the whole name.
func readMeeting(folded string) (place, meeting string, ok bool) {
	for _, form := range meetings {
		m := form.FindStringSubmatch(folded)
		if m == nil {
			continue
		}
		if place = m[1]; strings.Contains(m[2], "全国") {
			place = "全国"
		}
		return place, m[1] + m[2], true
	}
	return "", "", false
}
