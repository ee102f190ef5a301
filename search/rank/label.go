package rank

import (
	"strconv"
	"strings"

	"gongbao/corpus"
)

// LabelShare is the weight of a term in a report's label beside one in the text, when an engine chooses candidates for the
// related tier.
const LabelShare = 0.5

// Label returns the words that tell a report from others: its title, with its region and year if the title lacks them.
func Label(h *corpus.Header) string {
	label := h.Title
	if !strings.Contains(label, h.Region) {
		label = h.Region + " " + label
	}
	if year := strconv.Itoa(h.Year); h.Year > 0 && !strings.Contains(label, year) {
		label = year + "年 " + label
	}
	return label
}
