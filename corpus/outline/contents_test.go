package outline

import (
	"fmt"
	"testing"
	"time"
)

// TestContentsBesideTables holds that a row of a table is no line of a table of contents, and makes none of the line above it.
func TestContentsBesideTables(t *testing.T) {
	for i, marked := range contentsOf([]Line{{Text: "指标\t1"}, {Text: "粮食\t12", Row: true}, {Text: "棉花\t8", Row: true}, {Text: "粮食"}}) {
		if marked {
			t.Errorf("line %d is marked", i)
		}
	}
}

// TestManyPagedLines has a text of lines with a number behind white space, as lists of counts have. None comes again, and finding
// that out takes no longer for each line than in a short text.
func TestManyPagedLines(t *testing.T) {
	took := func(n int) time.Duration {
		lines := make([]Line, n)
		for i := range lines {
			lines[i].Text = fmt.Sprintf("第%d户 %d", i, i%1000)
		}
		began := time.Now()
		contentsOf(lines)
		return time.Since(began)
	}
	const few, many, slack = 2000, 64000, 8
	if short, long := took(few), took(many); long > slack*many/few*short {
		t.Errorf("%d lines take %v, and %d %v", few, short, many, long)
	}
}
