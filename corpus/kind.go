package corpus

import (
	"regexp"
	"strings"

	"gongbao/corpus/text"
)

// otherBodies are those whose work reports are not a government's.
var otherBodies = regexp.MustCompile(`法院|检察院|常务委员会|常委会|政协|政治协商|监察委员会`)

// kindOf tells the kind from a title; it is empty when the title does not tell.
func kindOf(title string) Kind {
	folded := text.Fold(title)
	switch {
	case folded == "":
		return ""
	case strings.Contains(folded, "决议"):
		return Resolution
	case strings.Contains(folded, "工作报告") && !otherBodies.MatchString(folded):
		return Work
	}
	return Other
}

// parseKind reads a kind as tables and people write it.
func parseKind(s string) Kind {
	switch strings.TrimSpace(s) {
	case "report", "报告", "政府工作报告":
		return Work
	case "resolution", "决议":
		return Resolution
	case "other", "其他":
		return Other
	}
	return ""
}

// parseLevel reads a level as tables and people write it.
func parseLevel(s string) Level {
	switch strings.TrimSpace(s) {
	case "national", "国家", "国家级", "全国", "中央":
		return National
	case "province", "省", "省级":
		return Province
	case "city", "市", "市级", "地级", "地市级":
		return City
	case "county", "县", "县级", "区县", "县区级":
		return County
	}
	return ""
}
