// Package figure reads from a report what it promises and what it reports, in numbers.
//
// A figure is one quantity that states the level of something measurable, or its change, for some time: 粮食产量1.4万亿斤左右,
// 城镇新增就业1200万人以上. Dates, durations, ordinals, names, the counts of lists (十件实事), thresholds and attributes (65岁以上老人,
// 120万吨乙烯项目) and places (在8个省试点) are none. Neither is a mere direction (保持正增长, 由负转正), which has no value; a bound without
// digits is one: 两位数增长 is 10 to 99 %, 过半 more than 50 %, 零增长 0 %. The words by which clauses are read are in words.txt.
package figure

import (
	"gongbao/corpus"
	"gongbao/corpus/quantity"
	"gongbao/corpus/text"
)

// A Measure is what a figure states of its indicator.
type Measure string

// The measures.
const (
	Amount   Measure = "amount"   // a level, a share, a rate, a thing done: 失业率5.5%, 新建学校30所
	Growth   Measure = "growth"   // in percent of what was: 增长5%
	Change   Measure = "change"   // in the indicator's own unit: 增加30元, 上升3个百分点
	Gap      Measure = "gap"      // from something else: 高于全国2.2个百分点
	Multiple Measure = "multiple" // 翻一番, 是上年的2倍
	Rank     Measure = "rank"     // 居全国第3位
)

// Measures has all measures.
var Measures = []Measure{Amount, Growth, Change, Gap, Multiple, Rank}

// A Kind says whether a figure was promised or reached.
type Kind string

// The kinds.
const (
	Target Kind = "target" // to be reached, also the aim of last year where it is cited
	Result Kind = "result" // reached
	Base   Kind = "base"   // what a change began with: the first of 从A提高到B
)

// Kinds has all kinds.
var Kinds = []Kind{Target, Result, Base}

// Edition is that of the rules by which figures are read. Indexes keep figures, and the edition that read them: it rises when
// the rules change.
const Edition = 4

// A Figure is one row.
type Figure struct {
	Paragraph int       // ordinal, from 1
	Span      text.Span // of the number with its unit: bytes of the paragraph's text
	Sentence  text.Span // of the sentence around it: bytes of the paragraph's text
	Number    string    // as printed
	// Indicator names what is measured, in the words of the text. What a clause leaves out is taken from those before it.
	Indicator string
	Value     quantity.Number // in Unit; 万 and 亿 are multiplied in
	High      quantity.Number // the upper end of a range, else 0
	Unit      string          // as quantity.Quantity has it
	Measure   Measure
	Sign      string // of growth, change and gap: up or down, none of a growth of 0; of any other measure, down of a number below 0
	// Comparator is one of = ~ > >= < <=.
	Comparator string
	Qualifiers []string // the words that make the comparator and the aim, as printed: 左右, 以上, 力争
	Kind       Kind
	From, To   int // the years that the figure speaks of, equal for one year; 0 when no year is known
	// Subject is the region that the figure is about: that of the report, or 全国 or 世界 where the indicator begins with it or follows it.
	Subject string
}

// Of returns the figures of a report in reading order. Annexes and headings have none.
func Of(r *corpus.Report) []Figure {
	rd := &reader{report: r}
	var folded text.Folded
	for i := range r.Paragraphs {
		p := &r.Paragraphs[i]
		if p.Heading || p.Role == corpus.RoleAnnex {
			continue
		}
		folded.Reset(p.Text)
		rd.paragraph(p, &folded)
	}
	return rd.figures
}
