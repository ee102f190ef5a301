package query

import (
	"strconv"
	"strings"
	"unicode"
)

// operators are the words that join terms when they stand alone.
var operators = map[string]tokenKind{
	"AND": andToken, "且": andToken, "并且": andToken,
	"OR": orToken, "或": orToken,
	"NOT": notToken, "不含": notToken,
}

// longestOperator bounds the look ahead: NEAR/ with a number, of any sense or none.
const longestOperator = 32

// operator gives the operator that begins at i and where it ends; 0 when there is none.
func (l *lexer) operator(i int) (token, int) {
	end := i
	for end < len(l.in) && end-i <= longestOperator && !l.boundary(end) && narrow(l.in[end]) != '(' {
		end++
	}
	word := narrowed(l.in[i:end])
	opens := end < len(l.in) && narrow(l.in[end]) == '('
	if !l.boundary(end) && !(opens && joinsBracket(word)) {
		return token{}, 0
	}
	if kind, ok := operators[word]; ok {
		return token{kind: kind}, end
	}
	if distance, ok := nearDistance(word); ok {
		return token{kind: nearToken, distance: distance}, end
	}
	return token{}, 0
}

// joinsBracket says whether a word stays an operator directly before a bracket. 且（…） and 或（…） are how prose begins.
func joinsBracket(word string) bool {
	return word == "不含" || word != "" && word[0] <= unicode.MaxASCII
}

// nearDistance reads NEAR and NEAR/20. A number beyond all sense is as good as the greatest that has one.
func nearDistance(word string) (int, bool) {
	if word == "NEAR" {
		return DefaultDistance, true
	}
	digits, ok := strings.CutPrefix(word, "NEAR/")
	if !ok || digits == "" || strings.Trim(digits, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(digits)
	if err != nil {
		n = MaxDistance + 1
	}
	return n, true
}

// isOperator says whether text that is this word and nothing else would be read as an operator.
func isOperator(text string) bool {
	word := narrowed([]rune(text))
	_, joins := operators[word]
	_, near := nearDistance(word)
	return joins || near
}
