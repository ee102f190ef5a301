package related

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"gongbao/corpus/text"
)

// interrogative is the closed class of interrogatives of modern Chinese, with the compounds that 何 and 几 stand in; the
// longest that stands at a place is taken. They ask and describe nothing, so that paragraphs need not have them.
var interrogative = regexp.MustCompile(`有没有|是不是|为什么|怎么样|怎么办|多少钱|是多少|是什么|有哪些|有什么|是哪些|包括哪些|是怎样|` +
	`多少|什么|甚么|哪些|哪个|哪几|哪里|哪儿|如何|怎样|怎么|何时|何地|何种|何处|为何|有何|作何|是否|请问|多久|多长|多大|多高|多远|能否|可否|` +
	`几|啥|哪|何|吗|呢|么|谁`)

// functionCharacters carry grammar and no subject.
const functionCharacters = "的了是在和与及对将把被为以于也都就而或等所其之有着过"

// clauseEnd is where a clause of a folded question ends.
const clauseEnd = "。,;!?:"

// weigh gives the weight of every gram of a folded question: its units, and its pairs of neighbours. A gram that comes
// more than once has its greatest weight.
func weigh(question string) map[string]float64 {
	asked := askedBytes(question)
	focus := focusOf(question, asked)
	weights := map[string]float64{}
	note := func(from, to int, base float64) {
		for i := from; i < to; i++ {
			if asked[i] {
				return
			}
		}
		gram := question[from:to]
		weights[gram] = max(weights[gram], base*(focus[from]+focus[to-1])/2)
	}
	var before text.Unit
	for u := range text.Units(question) {
		note(u.From, u.To, unitWeight(u, question))
		if u.Joined {
			note(before.From, u.To, pairWeight*pairFactor(question[before.From:before.To], question[u.From:u.To]))
		}
		before = u
	}
	return weights
}

func unitWeight(u text.Unit, question string) float64 {
	unit := question[u.From:u.To]
	switch {
	case u.Word && strings.Trim(unit, "0123456789.") == "":
		return numberWeight
	case u.Word:
		return wordWeight
	case isFunction(unit):
		return characterWeight * functionWeight * functionWeight
	}
	return characterWeight
}

func pairFactor(first, second string) float64 {
	if isFunction(first) || isFunction(second) {
		return functionWeight
	}
	return 1
}

func isFunction(unit string) bool { return strings.Contains(functionCharacters, unit) }

// askedBytes marks the bytes of a question that stand in an interrogative.
func askedBytes(question string) []bool {
	asked := make([]bool, len(question))
	for _, at := range interrogative.FindAllStringIndex(question, -1) {
		for i := at[0]; i < at[1]; i++ {
			asked[i] = true
		}
	}
	return asked
}

// focusOf gives the factor of every byte: more in a clause that asks, for what stands in the others is only background.
func focusOf(question string, asked []bool) []float64 {
	focus := make([]float64, len(question))
	for from := 0; from < len(question); {
		to := len(question)
		if n := strings.IndexAny(question[from:], clauseEnd); n >= 0 {
			to = from + n
		}
		factor := 1.0
		if slices.Contains(asked[from:to], true) {
			factor = askingWeight
		}
		for i := from; i < min(to+1, len(focus)); i++ {
			focus[i] = factor
		}
		from = to + 1
	}
	return focus
}

func sortedKeys(m map[string]float64) []string { return slices.Sorted(maps.Keys(m)) }
