package ingest

import (
	"regexp"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/text"
)

// otherBodies matches bodies other than a government that deliver work reports.
var otherBodies = regexp.MustCompile(`法院|检察院|常务委员会|常委会|政协|政治协商|监察委员会`)

// kindOf returns the kind that a title names, or "".
func kindOf(title string) corpus.Kind {
	folded := text.Spell(title)
	switch {
	case folded == "":
		return ""
	case strings.Contains(folded, "决议"):
		return corpus.Resolution
	case strings.Contains(folded, "工作报告") && !otherBodies.MatchString(folded):
		return corpus.Work
	}
	return corpus.Other
}
