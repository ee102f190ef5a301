package quantity

import (
	_ "embed"
	"slices"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// A Dimension is what a unit measures.
type Dimension string

// The dimensions. Count is that of things one by one (个, 家, 项), Ratio that of %, 个百分点 and 倍.
const (
	Ratio       Dimension = "ratio"
	Money       Dimension = "money"
	People      Dimension = "people"
	Length      Dimension = "length"
	Area        Dimension = "area"
	Volume      Dimension = "volume"
	Mass        Dimension = "mass"
	Energy      Dimension = "energy"
	Power       Dimension = "power"
	Data        Dimension = "data"
	Temperature Dimension = "temperature"
	Time        Dimension = "time"
	Count       Dimension = "count"
)

// A unit is a row of units.txt.
type unit struct {
	name      string
	folded    string
	dimension Dimension
	example   string
	value     string   // of the example
	not       []string // what makes another word of it when it follows
}

//go:embed units.txt
var unitList string

var units = readUnits(unitList)

// byFirst has the units by their first rune, the longest first.
var byFirst = func() map[rune][]unit {
	m := map[rune][]unit{}
	for _, u := range units {
		c, _ := utf8.DecodeRuneInString(u.folded)
		m[c] = append(m[c], u)
	}
	for _, list := range m {
		slices.SortStableFunc(list, func(a, b unit) int { return len(b.folded) - len(a.folded) })
	}
	return m
}()

func readUnits(list string) (units []unit) {
	var dimension Dimension
	for line := range strings.Lines(list) {
		line = strings.TrimRight(line, "\n")
		switch fields := strings.Split(line, "\t"); {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			dimension = Dimension(strings.Trim(line, "[]"))
		case len(fields) >= 3:
			u := unit{name: fields[0], folded: text.Fold(fields[0]), dimension: dimension, example: fields[1], value: fields[2]}
			if len(fields) > 3 {
				u.not = strings.Fields(fields[3])
			}
			units = append(units, u)
		}
	}
	return units
}

// unitAt returns the unit that s, a folded text, begins with: the longest that no other word goes on from.
func unitAt(s string) (unit, bool) {
	c, _ := utf8.DecodeRuneInString(s)
	for _, u := range byFirst[c] {
		rest, ok := strings.CutPrefix(s, u.folded)
		if ok && !goesOn(u, rest) {
			return u, true
		}
	}
	return unit{}, false
}

// Units returns the units of units.txt, in its order.
func Units() []string {
	names := make([]string, len(units))
	for i, u := range units {
		names[i] = u.name
	}
	return names
}

// DimensionOf returns the dimension of a unit of units.txt, "" for any other.
func DimensionOf(name string) Dimension {
	for i := range units {
		if units[i].name == name {
			return units[i].dimension
		}
	}
	return ""
}

func goesOn(u unit, rest string) bool {
	last := u.folded[len(u.folded)-1]
	if rest != "" && 'a' <= last && last <= 'z' && ('a' <= rest[0] && rest[0] <= 'z' || isDigit(rest[0])) {
		return true
	}
	for _, word := range u.not {
		if strings.HasPrefix(rest, word) {
			return true
		}
	}
	return false
}

// overAt returns the unit that s begins with, behind the slash of another: those of units.txt, and 月, which is a date elsewhere.
func overAt(s string) string {
	if strings.HasPrefix(s, "月") {
		return "月"
	}
	u, _ := unitAt(s)
	return u.name
}

// measure returns the unit that s begins with, be it one over another (元/吨), and its length in s.
func measure(s string) (name string, d Dimension, length int) {
	u, ok := unitAt(s)
	if !ok {
		return "", "", 0
	}
	name, length = u.name, len(u.folded)
	if rest, slash := strings.CutPrefix(s[length:], "/"); slash {
		if over := overAt(rest); over != "" {
			name += "/" + over
			length += len("/") + len(text.Fold(over))
		}
	}
	return name, u.dimension, length
}
