package related

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/text"
)

// A period is the time that a search is about. A report of one year tells the results of the year before and the targets
// of its own, so a year alone does not say which report answers: what is asked for does.
type period struct {
	years []int
	aim   aim
	// present is the year of the newest report that may answer, 0 if unknown, and perYear the factor of each year before it,
	// for searches that name no time.
	present int
	perYear float64
}

// An aim is what a search asks of a year.
type aim int

const (
	mentions aim = iota // what its report says
	results             // what was reached in it
	targets             // what was intended for it
)

var (
	yearPattern = regexp.MustCompile(`((?:19|20)\d\d)年?(?:[-至到~]((?:19|20)\d\d))?年`)
	bareYear    = regexp.MustCompile(`(?:^|[^\d.])((?:19|20)\d\d)(?:[-至到~]((?:19|20)\d\d))?(?:$|[^\d.%‰年月日时` + counters + `])`)
	digitsYear  = regexp.MustCompile(`[一二][九` + text.Zeros + `][` + text.Zeros + text.Digits + `]{2}年`)

	lastYear   = regexp.MustCompile(`去年|上一?年(?:$|[^级龄])`)
	thisYear   = regexp.MustCompile(`今年|本年|年内`)
	nextYear   = regexp.MustCompile(`明年|下一年`)
	beforeLast = regexp.MustCompile(`前年`)
	latest     = regexp.MustCompile(`最新|最近|目前|现在|当前|如今|眼下|近来|近期`)
	timeless   = regexp.MustCompile(`历[年史届次]|以来|最早|首次|第一次|从前|以前|过去|当年|[一二三四五六七八九十]五(?:计划|规划|时期|期间|末)|十[一二三四五六]五|` +
		`[1-9五六七八九]0?十?年代|世纪|建国|解放|文革|改革开放(?:初|后|之初)`)
	intention = regexp.MustCompile(`目标|预期|预计|计划|力争|争取|打算|安排|部署|任务|(?:^|[^模虚])拟|` +
		`将(?:[^军领士帅]|$)|(?:^|[^主重需必概纲摘纪首紧提只不险扼索简])要(?:[^求素点闻害塞么务道件职]|$)`)
	notIntention = regexp.MustCompile(`计划(?:生育|经济|单列|外|内)|五年计划|[一二三四五六七八九十]五计划|行动计划|安排了`)
	achievement  = regexp.MustCompile(`(?:目标|任务|计划|指标).{0,9}(?:完成|实现|达到|达成|兑现|落实)|完成(?:了|情况)|成绩|成就|成效|进展|结果|实际`)
	ofReport     = regexp.MustCompile(`报告|提出|提到|写[进入]|强调|要求`)
)

// longestRange is the maximum number of years in a range; longer ones are ignored.
const longestRange = 30

// periodOf reads the time of a folded search, where the newest report that may answer is of the year present.
func periodOf(search string, present int) period {
	p := period{years: yearsOf(search, yearPattern), present: present, perYear: 1}
	p.years = append(p.years, yearsOf(text.ReadDigits(strings.Join(digitsYear.FindAllString(search, -1), " ")), yearPattern)...)
	said := len(p.years) > 0
	if bare := yearsOf(search, bareYear); !said {
		p.years = bare // a keyword names the report more often than the matter
	}
	p.aim = aimOf(search, said)
	if len(p.years) == 0 && present > 0 {
		p.relate(search)
	}
	if len(p.years) == 0 && !timeless.MatchString(search) {
		p.perYear = perYear
		if latest.MatchString(search) {
			p.perYear = perYearLate
		}
	}
	return p
}

// aimOf returns what a search asks of a year; dated says that it names one.
func aimOf(search string, dated bool) aim {
	switch {
	case achievement.MatchString(search):
		return results
	case intention.MatchString(notIntention.ReplaceAllString(search, "")):
		return targets
	case dated && !ofReport.MatchString(search):
		return results
	}
	return mentions
}

// relate reads years that are named by their distance from the present.
func (p *period) relate(search string) {
	switch {
	case beforeLast.MatchString(search):
		p.years = []int{p.present - 2}
	case lastYear.MatchString(search):
		p.years = []int{p.present - 1}
	case thisYear.MatchString(search), nextYear.MatchString(search):
		p.years = []int{p.present}
		if p.aim == mentions && !ofReport.MatchString(search) {
			p.aim = targets
		}
		return
	default:
		return
	}
	if p.aim == mentions && !ofReport.MatchString(search) {
		p.aim = results
	}
}

func yearsOf(search string, pattern *regexp.Regexp) (years []int) {
	for _, m := range pattern.FindAllStringSubmatch(search, -1) {
		from, _ := strconv.Atoi(m[1])
		to := from
		if m[2] != "" {
			to, _ = strconv.Atoi(m[2])
		}
		for year := from; year <= to && to-from <= longestRange; year++ {
			years = append(years, year)
		}
	}
	return years
}

// reports returns the years of the reports that tell most of the period.
func (p period) reports() []int {
	if p.aim != results {
		return p.years
	}
	after := slices.Clone(p.years)
	for i := range after {
		after[i]++
	}
	return after
}

// factor returns the score factor for the year of a report with a folded paragraph.
func (p period) factor(h *corpus.Header, folded string) float64 {
	switch {
	case h.Year == 0, len(p.years) == 0:
		return 1
	case slices.Contains(p.reports(), h.Year):
		return 1
	case p.aim != mentions && (slices.Contains(p.years, h.Year) || slices.Contains(p.years, h.Year-1)):
		return besides
	case slices.Contains(p.years, h.Year-1):
		return yearAfter
	}
	for _, year := range p.years {
		if p.mayTell(h.Year, year) && strings.Contains(folded, strconv.Itoa(year)+"年") {
			return yearAfter
		}
	}
	return elsewhere
}

// mayTell reports whether a report of one year may tell what is asked of another: results are told later, targets before.
func (p period) mayTell(report, year int) bool {
	return p.aim == mentions || (p.aim == results) == (report > year)
}

// recency returns the score factor for the age of a report of a year, 0 if it has none.
func (p period) recency(year int) float64 {
	if year == 0 || len(p.years) > 0 || p.perYear == 1 {
		return 1
	}
	factor := 1.0
	for ; year < p.present && factor > leastRecent; year++ {
		factor *= p.perYear
	}
	return max(factor, leastRecent)
}
