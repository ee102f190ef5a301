package related

import (
	"regexp"

	"gongbao/corpus/text"
	"gongbao/search/engine"
)

var (
	// lookingBack and lookingAhead match the folded titles of sections.
	lookingBack  = regexp.MustCompile(`回顾|过去|成就|成绩|[上去]年工作|[一两三四五]年来`)
	lookingAhead = regexp.MustCompile(`安排|任务|部署|建议|要求|目标|今年|展望|打算|重点工作`)

	// settingTargets matches what a folded paragraph says that sets targets.
	settingTargets = regexp.MustCompile(`目标(?:任务)?(?:建议|拟|设定)?(?:是|为|定为|:)|预期增长|力争|(?:拟|建议)安排|今年[^。;]{0,6}(?:要|将)`)
)

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

// setsTargets reports whether a paragraph says what is intended, by the titles above it, or else by its own words.
func setsTargets(c *engine.Candidate) bool {
	for _, title := range c.Paragraph.Section {
		title = text.Fold(title)
		if back, ahead := lookingBack.MatchString(title), lookingAhead.MatchString(title); back != ahead {
			return ahead
		}
	}
	return settingTargets.MatchString(c.Folded)
}
