package outline

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// decimalForm matches a title behind the numbers of its section and of those around it: 1.2 社会事业, 1．2．3农业. A single number needs
// white space behind it: others are those of lists, or counts.
var decimalForm = regexp.MustCompile(`^([0-9]{1,2}(?:[.．][0-9]{1,2}){1,3})[.．、]?[\s　]*(\p{Han}.*)$|^([0-9]{1,2})[\s　]+(\p{Han}.*)$`)

// decimals finds the headings of a report whose sections have the numbers of those around them in theirs: 1, 1.1, 1.1.1. A line is
// one if its number is the next one, and it is nothing but a title; there must be two with a point at least. Those with one number
// and a point behind it are none of these: Mark reads them.
func (r *reader) decimals() map[int]heading {
	found, pointed := map[int]heading{}, 0
	var at []int // the numbers of the section read last
	for i, line := range r.lines {
		if line.Row || line.Front || r.contents[i] {
			continue
		}
		if m, _ := Mark(line.Text); m.Class == Arabic { // a heading or none, by itself
			at = []int{m.Number}
			continue
		}
		numbers, title := decimalOf(line.Text)
		begins := len(numbers) == 1 && numbers[0] == 1 && r.holdsDecimals(i+1, numbers)
		if !begins && !follows(at, numbers) || !isDecimalTitle(title) {
			continue
		}
		at = numbers
		found[i] = heading{rank: 10*rank(Arabic) + rank(len(numbers)-1), title: tidy(line.Text), whole: true}
		if len(numbers) > 1 {
			pointed++
		}
	}
	if pointed < 2 {
		return nil
	}
	return found
}

// decimalOf returns the numbers in front of a title, and the title; none where there are none.
func decimalOf(line string) (numbers []int, title string) {
	m := decimalForm.FindStringSubmatch(line)
	if m == nil {
		return nil, ""
	}
	for _, number := range strings.FieldsFunc(m[1]+m[3], func(r rune) bool { return r == '.' || r == '．' }) {
		n, err := strconv.Atoi(number)
		if err != nil {
			return nil, ""
		}
		numbers = append(numbers, n)
	}
	return numbers, m[2] + m[4]
}

// holdsDecimals reports whether the next line from i on that has numbers is the first section within the one with some numbers.
func (r *reader) holdsDecimals(i int, within []int) bool {
	for ; i < len(r.lines); i++ {
		if numbers, _ := decimalOf(r.lines[i].Text); len(numbers) > 0 {
			return len(numbers) > len(within) && follows(within, numbers)
		}
	}
	return false
}

// follows reports whether the section with some numbers is the first one, the first within the one before, or the next one beside
// it or one around it.
func follows(before, numbers []int) bool {
	n := len(numbers)
	switch {
	case n == 0:
		return false
	case n > len(before):
		return n == len(before)+1 && numbers[n-1] == 1 && slices.Equal(before, numbers[:n-1]) || len(before) == 0 && n == 2 && numbers[0] == 1 && numbers[1] == 1
	}
	return numbers[n-1] == before[n-1]+1 && slices.Equal(before[:n-1], numbers[:n-1])
}

// isDecimalTitle reports whether what stands behind the numbers is a title and no sentence, and no amount of something.
func isDecimalTitle(title string) bool {
	return title != "" && utf8.RuneCountInString(title) <= longestBare && !mark.MatchString(title) && !strings.ContainsAny(title, "，、：") && !unitAhead.MatchString(title)
}

// unitAhead matches what makes a number of the one in front of it.
var unitAhead = regexp.MustCompile(`^(?:亿|万|千|百|元|个|倍|年|月|日|号|米|公里|公顷|平方|立方|吨|度|成|人|家|户|亩|点|次|岁|时|小时|分|至|到|左右)`)
