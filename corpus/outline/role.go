package outline

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gongbao/corpus/text"
)

// A Role says what a chapter of a report is for; it is empty where that is unknown.
type Role string

// The roles.
const (
	Review Role = "review" // 回顾: tells what was done
	Plan   Role = "plan"   // 安排: says what is to be done
	Annex  Role = "annex"  // 附件: stands behind the report, as explanations of terms and tables do
)

// Rank returns the position of the role in a report: 1 for a review, 2 for a plan, 3 for an annex, 4 where it is unknown.
func (r Role) Rank() int {
	switch r {
	case Review:
		return 1
	case Plan:
		return 2
	case Annex:
		return 3
	}
	return 4
}

var (
	annexTitle  = regexp.MustCompile(`^附(?:件|录|表|注|图|[:]|$)|(?:名词|术语|用语|词语|概念|指标|缩略语)(?:解释|注释|说明|释义|注解)|^(?:有关|相关|部分)?(?:注释|释义|注解|备注)$|^注[:]?$`)
	reviewTitle = regexp.MustCompile(`回顾|总结|过去|以来|上年|上一年|去年|成就|成绩|成效|历程|[一二两三四五]年来|(?:完成|执行|进展|落实|基本|发展)情况|经验|体会|(?:困难|问题)(?:和|与|及)(?:困难|问题)|存在的(?:主要|突出)?(?:困难|问题)`)
	planTitle   = regexp.MustCompile(`安排|部署|打算|展望|建议|设想|思路|目标|任务|要求|今后|未来|下一?步|下一?阶段|下一?年|来年|明年|新一年|新的一年`)
	yearIn      = regexp.MustCompile(`(?:19|20)\d\d`)
	periodIn    = regexp.MustCompile(`"?(十[一二三四五六七八九]?|[三四五六七八九])五"?(?:时期|期间|规划|计划)|"(十[一二三四五六七八九]?|[三四五六七八九])五"`)
)

// Roles returns the roles of the chapters of a report, its sections of level 1, given their titles in reading order and the
// year in which the report was delivered, 0 if it is unknown.
//
// A title that speaks of what is past and of nothing to come makes a review. Otherwise years decide: those before the
// delivery make a review, any later one a plan. Then words do. Of chapters that say nothing, the first is a review and those
// behind it are plans, but for those that a review follows. An annex makes annexes of all that is behind it, unless it comes first.
func Roles(titles []string, year int) []Role {
	roles := Stated(titles, year)
	last := -1 // chapter that says that it is a review
	for i, r := range roles {
		if r == Review {
			last = i
		}
	}
	for i, r := range roles {
		switch {
		case r != "":
		case i <= last || i == 0:
			roles[i] = Review
		default:
			roles[i] = Plan
		}
	}
	return roles
}

// Stated returns the roles as Roles does, but only those that titles state. It suits texts that are no work report, whose first
// chapter need not review anything.
func Stated(titles []string, year int) []Role {
	roles := make([]Role, len(titles))
	behind := false // an annex that is not the first chapter
	for i, title := range titles {
		_, title = Mark(text.Spell(title))
		switch {
		case behind, annexTitle.MatchString(title):
			roles[i], behind = Annex, behind || i > 0
		default:
			roles[i] = roleOf(title, year)
		}
	}
	return roles
}

// roleOf returns the role that a title in its search form states.
func roleOf(title string, delivered int) Role {
	past, coming := reviewTitle.MatchString(title), planTitle.MatchString(title)
	last := lastYear(title)
	switch {
	case past && !coming:
		return Review
	case last > 0 && delivered > 0 && last < delivered:
		return Review
	case last > 0 && delivered > 0, coming && !past:
		return Plan
	}
	return ""
}

// Mixed reports whether the title of a chapter speaks of both what was done in a year and what is to be done in a later one, which is not
// before the report was delivered, as in “1998年工作回顾和1999年工作的总体要求”. Its role is that of the one or of the other.
func Mixed(title string, delivered int) bool {
	_, title = Mark(text.Spell(title))
	last := lastYear(title)
	if delivered == 0 || last < delivered || !reviewTitle.MatchString(title) || !planTitle.MatchString(title) {
		return false
	}
	return slices.ContainsFunc(yearsOf(title), func(year int) bool { return year < last })
}

// yearsOf returns the years that a title names, of a five-year plan the last one.
func yearsOf(title string) (years []int) {
	for _, year := range yearIn.FindAllString(text.ReadDigits(title), -1) {
		n, _ := strconv.Atoi(year)
		years = append(years, n)
	}
	for _, m := range periodIn.FindAllStringSubmatch(title, -1) {
		// the third plan ended in 1970, and each ends five years after the one before it
		years = append(years, 1955+5*text.ReadNumber(strings.Join(m[1:], "")))
	}
	return years
}

// lastYear returns the latest year that a title names, be it the last one of a five-year plan; 0 if it names none.
func lastYear(title string) int { return slices.Max(append(yearsOf(title), 0)) }
