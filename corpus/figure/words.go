package figure

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/text"
)

//go:embed words.txt
var wordList string

// A list is the words of one section of words.txt, in their search form, by the rune that they end with and that they begin with.
type list struct{ endings, beginnings map[rune][]string }

var lists = readLists(wordList)

var (
	levels, ups, downs, rates, adverbs         = lists["level"], lists["up"], lists["down"], lists["rate"], lists["adverb"]
	approxes, overs, atLeasts, atMosts, unders = lists["approx"], lists["over"], lists["atleast"], lists["atmost"], lists["under"]
	aboves, belows, aims, leads, verbs         = lists["above"], lists["below"], lists["aim"], lists["lead"], lists["verb"]
	things, listed, places, times              = lists["thing"], lists["list"], lists["place"], lists["time"]
	dependents, predicates, aimed              = lists["dependent"], lists["predicate"], lists["aims"]
	finished, heads, bares, averages, shares   = lists["finished"], lists["head"], lists["bare"], lists["average"], lists["share"]
	raises, lowers, wholes, pairs              = lists["raise"], lists["lower"], lists["whole"], lists["pair"]
	says, nothings, settled                    = lists["say"], lists["nothing"], lists["state"]
)

func readLists(s string) map[string]list {
	lists := map[string]list{}
	var now list
	for line := range strings.Lines(s) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, ">") {
			continue
		}
		if name, ok := strings.CutPrefix(line, "["); ok {
			now = list{map[rune][]string{}, map[rune][]string{}}
			lists[strings.TrimSuffix(name, "]")] = now
			continue
		}
		for _, word := range strings.Fields(line) {
			now.add(text.Fold(word))
		}
	}
	return lists
}

func listOf(words ...string) list {
	l := list{map[rune][]string{}, map[rune][]string{}}
	for _, word := range words {
		l.add(word)
	}
	return l
}

func (l list) add(word string) {
	last, _ := utf8.DecodeLastRuneInString(word)
	first, _ := utf8.DecodeRuneInString(word)
	l.endings[last] = append(l.endings[last], word)
	l.beginnings[first] = append(l.beginnings[first], word)
}

// suffix returns the longest word of l that s ends with, or "".
func (l list) suffix(s string) (found string) {
	last, _ := utf8.DecodeLastRuneInString(s)
	for _, word := range l.endings[last] {
		if len(word) > len(found) && strings.HasSuffix(s, word) {
			found = word
		}
	}
	return found
}

// prefix returns the longest word of l that s begins with, or "".
func (l list) prefix(s string) (found string) {
	first, _ := utf8.DecodeRuneInString(s)
	for _, word := range l.beginnings[first] {
		if len(word) > len(found) && strings.HasPrefix(s, word) {
			found = word
		}
	}
	return found
}
