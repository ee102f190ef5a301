package figures

import "gongbao/corpus/figure"

// A Condition is one on the value of a figure.
type Condition = figure.Condition

// ParseCondition reads a condition; see package figure.
func ParseCondition(s string) (Condition, bool) { return figure.ParseCondition(s) }
