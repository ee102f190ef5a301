package related

import (
	"maps"
	"slices"
	"strings"

	"gongbao/corpus/text"
)

// functionCharacters carry grammar rather than content.
const functionCharacters = "的了是在和与及对将把被为以于也都就而或等所其之有着过让给又很太还这那我你您他她它们咱"

// clauseEnd holds the characters that end a clause of a folded search.
const clauseEnd = "。,;!?:"

// weigh returns the weight of every gram of a folded search: its units and its pairs of neighbours. Repeated grams get
// their greatest weight.
func weigh(search string) map[string]float64 {
	asked := askedBytes(search)
	focus := focusOf(search, asked)
	weights := map[string]float64{}
	add := func(from, to int, base float64) {
		for i := from; i < to; i++ {
			if asked[i] {
				return
			}
		}
		gram := search[from:to]
		weights[gram] = max(weights[gram], base*(focus[from]+focus[to-1])/2)
	}
	var before text.Unit
	for u := range text.Units(search) {
		add(u.From, u.To, unitWeight(u, search))
		if u.Joined {
			add(before.From, u.To, pairWeight*pairFactor(search[before.From:before.To], search[u.From:u.To]))
		}
		before = u
	}
	return weights
}

func unitWeight(u text.Unit, search string) float64 {
	unit := search[u.From:u.To]
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

// focusOf returns a factor for every byte. It is higher in clauses that ask; the others are background.
func focusOf(search string, asked []bool) []float64 {
	focus := make([]float64, len(search))
	for from := 0; from < len(search); {
		to := len(search)
		if n := strings.IndexAny(search[from:], clauseEnd); n >= 0 {
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
