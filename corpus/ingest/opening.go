package ingest

import (
	"regexp"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/text"
)

// The sentences at the beginning of a speech, folded.
var (
	onBehalf  = regexp.MustCompile(`我(?:受.{1,20}委托,?)?(?:现在)?,?代表(\p{Han}{0,24}?)(人民政府|政府|国务院|行政公署)`)
	byCouncil = regexp.MustCompile(`受(?:中共中央和)?国务院的?委托|国务院(?:决定由我|向第)|根据国务院的决定|我代表国务院|中央人民政府作(?:政府)?工作报告`)
	toMeeting = regexp.MustCompile(`向\p{Han}{0,24}?` + assembly + `(?:作|报告|提出|提请)`)
	reporting = regexp.MustCompile(`(?:作|报告)(?:政府)?工作(?:报告)?|报告(?:政府)?工作|作政府工作报告|报告.{0,20}(?:政府)?工作`)
)

// readOpening reads the first sentences of the body: 现在，我代表辽宁省人民政府向大会报告工作.
func readOpening(body []file.Block) facts {
	const paragraphs = 6 // some paragraphs of thanks or mourning may precede the sentence
	var f facts
	for _, b := range body[:min(paragraphs, len(body))] {
		folded := text.Spell(b.Text)
		m := onBehalf.FindStringSubmatch(folded)
		council := byCouncil.MatchString(folded)
		if m == nil && !council {
			continue
		}
		if council || m[2] == "国务院" {
			f.regions, f.level = []string{"国务院"}, corpus.National
		} else {
			f.addPlace(m[1])
			f.township = townshipIn(m[1])
			f.level = levelOf(ordinalTerm.ReplaceAllString(m[1], ""))
		}
		if place, meeting, ok := readMeeting(toMeeting.FindString(folded)); ok {
			f.meeting = asWritten(meeting, b.Text)
			f.addPlace(place)
		}
		if reporting.MatchString(folded) {
			f.kind = corpus.Work
		}
		break
	}
	return f
}

// levelOf returns the level of a government named without its region: 省, 自治区. It returns "" for 市, which may be a
// province, a city or a county.
func levelOf(government string) corpus.Level {
	switch {
	case government == "省" || government == "自治区":
		return corpus.Province
	case government == "自治州" || government == "州" || government == "盟":
		return corpus.City
	case strings.HasSuffix(government, "县") || government == "旗":
		return corpus.County
	}
	return ""
}
