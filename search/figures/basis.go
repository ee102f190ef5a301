package figures

import (
	"context"
	"regexp"
	"strconv"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/figure"
	"gongbao/corpus/quantity"
	"gongbao/corpus/text"
	"gongbao/search"
	"gongbao/search/engine"
)

// A basis is what the sentence of a figure says that makes another figure out of the same indicator, measure and years.
type basis struct {
	since   int  // the year that it is compared with, if that is not the year before; else 0
	average bool // of a year: 年均, 平均每年
	partial bool // of a part of a year: 上半年, 前三季度
	summed  bool // over several years: 两年增长46%
	several bool // of a part of the region: 四个自治区, 中央各部所属企业
	undated bool // a result of a year that neither its sentence nor its chapter says
}

const fourDigits = `((?:1[89]|20)\d\d|[一二][〇零` + text.Digits + `]{3})`

var (
	sinceYear = regexp.MustCompile(`(?:比|较|同|与|以|从|由)[^,;:。]{0,12}?` + fourDigits + `年`)
	sinceLast = regexp.MustCompile(`(?:比|较)(?:上一?|去)年|同比`)
	aYear     = regexp.MustCompile(`年均|平均每年|每年(?:平均|递增|增|新增)|年平均|平均年|递增`)
	someYears = regexp.MustCompile(`[` + text.Digits + `两十\d]年(?:来|间|共|累计)?(?:增长|增加|下降|提高|降低)`)
	partYear  = regexp.MustCompile(`[上下]半年|[一二三四1-4]个?季度|(?:[一二三四五六七八九十]{1,2}|\d{1,2})月份?`)
	wholeYear = regexp.MustCompile(`全年|年末|年底|12月[末底]|十二月[末底]`)
	parts     = regexp.MustCompile(`(?:[` + text.Digits + `十\d]+个?|各|部分|有些)(?:省份?|自治区|市|县|州|地区|城市|部门?|企业|单位|国家|行业)|所属|直属`)
)

// basisOf reads the basis of a figure from what its sentence, in its search form, says before it.
func basisOf(before string) (b basis) {
	part := before[strings.LastIndexByte(before, ';')+1:]
	clause := part[strings.LastIndexAny(part, ",:(")+1:]
	if all := sinceYear.FindAllStringSubmatchIndex(before, -1); all != nil {
		last := all[len(all)-1]
		if own := sinceLast.FindAllStringIndex(before, -1); own == nil || own[len(own)-1][0] < last[0] {
			b.since, _ = strconv.Atoi(text.ReadDigits(before[last[2]:last[3]])) // four digits
		}
	}
	b.average = aYear.MatchString(clause)
	b.summed = someYears.MatchString(clause) && !strings.Contains(clause, "比")
	if all := partYear.FindAllStringIndex(part, -1); all != nil {
		whole := wholeYear.FindAllStringIndex(part, -1)
		b.partial = whole == nil || whole[len(whole)-1][0] < all[len(all)-1][0] && !wholeYear.MatchString(part[all[len(all)-1][0]:])
	}
	b.several = parts.MatchString(part)
	return b
}

// readBases reads the bases of figures.
func readBases(ctx context.Context, e *search.Edition, list []*found) error {
	places := make([]engine.Place, len(list))
	for i, f := range list {
		places[i] = engine.Place{Report: f.Report.ID, Ordinal: f.Paragraph}
	}
	paragraphs, err := e.Paragraphs(ctx, places)
	if err != nil {
		return err
	}
	for i, f := range list {
		before := text.Fold(paragraphs[i].Text[f.Sentence.From:f.Span.From])
		f.basis = basisOf(before)
		f.basis.undated = f.Kind == figure.Result && f.From == f.To && paragraphs[i].Role != corpus.RoleReview && !strings.Contains(before, "年")
		if f.basis.since == f.To-1 || f.Measure == figure.Amount { // a level is one whatever it has grown from
			f.basis.since = 0
		}
	}
	return nil
}

// speakOfOne reports whether two figures of one name measure the same, so that one can be told from the other: a level, a growth or
// a change on the same basis, in units of which one can be given in the other. Gaps, multiples and ranks do not say in numbers what
// they are measured by.
func speakOfOne(a, b *found) bool {
	switch {
	case a.Measure != b.Measure, a.basis != b.basis, a.basis.partial, a.basis.several:
		return false
	case a.Measure == figure.Gap, a.Measure == figure.Multiple, a.Measure == figure.Rank:
		return false
	}
	return a.Unit == b.Unit || convertible(a.Unit, b.Unit)
}

// convertible reports whether two units are of one size, and not of things one by one or of money.
func convertible(a, b string) bool {
	switch d := quantity.DimensionOf(a); d {
	case quantity.Length, quantity.Area, quantity.Mass, quantity.Energy, quantity.Power:
		return d == quantity.DimensionOf(b)
	}
	return false
}
