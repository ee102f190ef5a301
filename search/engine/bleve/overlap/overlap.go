// Package overlap says how often words stand in texts, places that overlap counted once, as a sum of how often strings stand: so
// who knows the counts of strings counts the places without a look at them.
//
// A string stands wherever a text has its characters, also where it overlaps itself. No word may overlap itself, so that each place
// where a word stands is an occurrence.
package overlap

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A Sum is how often each of some strings counts: 1 for each time that it stands, or -1, or some other number but 0.
type Sum map[string]int

// Union returns how many places some words have together. Words that overlap, or one of which lies in the other, are one place, and
// so is a chain of them; words side by side are several. Each word is there once.
//
// A place begins where a word stands of which no other reaches across the beginning: of the words that begin there it is the longest.
func Union(words []string) Sum {
	sum := Sum{}
	for _, w := range words {
		var covered []around
		for _, v := range words {
			if v != w {
				covered = appendAround(covered, w, v, false)
			}
		}
		sum.addOutside(w, covered)
	}
	return sum
}

// Outside returns how often a word stands outside some longer ones.
func Outside(word string, longer []string) Sum {
	var covered []around
	for _, v := range longer {
		covered = appendAround(covered, word, v, true)
	}
	sum := Sum{}
	sum.addOutside(word, covered)
	return sum
}

// An around is what stands beside a word: behind before, and in front of after.
type around struct{ before, after string }

// appendAround appends what is beside word where v reaches across its beginning, or begins there and is longer; or, if whole, where
// all of word lies in v.
func appendAround(list []around, word, v string, whole bool) []around {
	for k := range v { // where the word begins in v
		rest := v[k:]
		switch {
		case strings.HasPrefix(rest, word) && (k > 0 || len(v) > len(word)):
			list = append(list, around{v[:k], rest[len(word):]})
		case !whole && k > 0 && strings.HasPrefix(word, rest):
			list = append(list, around{before: v[:k]})
		}
	}
	return list
}

// in reports whether a stands wherever b does.
func (a around) in(b around) bool {
	return strings.HasSuffix(b.before, a.before) && strings.HasPrefix(b.after, a.after)
}

// and returns what stands where both do; ok says whether they can.
func (a around) and(b around) (both around, ok bool) {
	if len(a.before) < len(b.before) {
		a.before, b.before = b.before, a.before
	}
	if len(a.after) < len(b.after) {
		a.after, b.after = b.after, a.after
	}
	return a, strings.HasSuffix(a.before, b.before) && strings.HasPrefix(a.after, b.after)
}

// addOutside adds how often a word stands with nothing of covered around it.
func (s Sum) addOutside(word string, covered []around) {
	counts := map[around]int{{}: 1} // how often a word counts, by what is around it
	for i, c := range covered {
		if slices.ContainsFunc(covered[:i], c.is) || slices.ContainsFunc(covered, func(other around) bool { return other != c && other.in(c) }) {
			continue
		}
		less := map[around]int{}
		for a, n := range counts {
			if both, ok := a.and(c); ok {
				less[both] -= n
			}
		}
		for a, n := range less {
			if counts[a] += n; counts[a] == 0 {
				delete(counts, a)
			}
		}
	}
	for a, n := range counts {
		whole := a.before + word + a.after
		if s[whole] += n; s[whole] == 0 {
			delete(s, whole)
		}
	}
}

func (a around) is(b around) bool { return a == b }

// Standing returns how often a string, which is not empty, stands in a text.
func Standing(text, s string) (n int) {
	_, step := utf8.DecodeRuneInString(s)
	for {
		at := strings.Index(text, s)
		if at < 0 {
			return n
		}
		n++
		text = text[at+step:]
	}
}
