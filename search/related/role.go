package related

import (
	"regexp"

	"gongbao/corpus"
	"gongbao/search/engine"
)

// settingTargets matches what a folded paragraph says that sets targets.
var settingTargets = regexp.MustCompile(`目标(?:任务)?(?:建议|拟|设定)?(?:是|为|定为|:)|预期增长|力争|(?:拟|建议)安排|今年[^。;]{0,6}(?:要|将)`)

// factor returns the score factor for what a paragraph does with targets, by what the search asks for.
func (a aim) factor(c *engine.Candidate) float64 {
	switch {
	case a == mentions || c.Report.Year == 0 || !setsTargets(c):
		return 1
	case a == results:
		return ofOtherRole
	}
	return 1 / ofOtherRole
}

// setsTargets reports whether a paragraph says what is intended: by the role of its chapter, or where that is unknown, by its
// own words.
func setsTargets(c *engine.Candidate) bool {
	switch c.Paragraph.Role {
	case corpus.RolePlan:
		return true
	case corpus.RoleReview:
		return false
	}
	return settingTargets.MatchString(c.Folded)
}
