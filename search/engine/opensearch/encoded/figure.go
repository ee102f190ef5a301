package encoded

import (
	"encoding/json"
	"strings"
	"unicode"

	"gongbao/corpus/figure"
	"gongbao/corpus/quantity"
	"gongbao/corpus/text"
)

// A Figure is a figure as documents keep it, in JSON: a short list, since its paragraph has everything else.
type Figure figure.Figure

// MarshalJSON implements json.Marshaler.
func (f Figure) MarshalJSON() ([]byte, error) { return json.Marshal(f.fields()) }

// UnmarshalJSON implements json.Unmarshaler.
func (f *Figure) UnmarshalJSON(encoded []byte) error {
	fields := f.fields()
	return json.Unmarshal(encoded, &fields)
}

// fields points to the fields in the order of their JSON. The paragraph is that of the document.
func (f *Figure) fields() []any {
	return []any{
		&f.Span.From, &f.Span.To, &f.Sentence.From, &f.Sentence.To, &f.Number, &f.Indicator, (*number)(&f.Value), (*number)(&f.High), &f.Unit,
		&f.Measure, &f.Sign, &f.Comparator, &f.Qualifiers, &f.Kind, &f.From, &f.To, &f.Subject,
	}
}

// A number is encoded as digits, exponent and divisor.
type number quantity.Number

// MarshalJSON implements json.Marshaler.
func (n number) MarshalJSON() ([]byte, error) {
	return json.Marshal([]int64{n.Digits, int64(n.Exponent), n.Over})
}

// UnmarshalJSON implements json.Unmarshaler.
func (n *number) UnmarshalJSON(encoded []byte) error {
	var fields [3]int64
	err := json.Unmarshal(encoded, &fields)
	*n = number{Digits: fields[0], Exponent: int(fields[1]), Over: fields[2]}
	return err
}

// mostOfName is how many terms NameTerms returns at most, so that a query has room for several names.
const mostOfName = 50

// NameTerms returns terms that every folded text has in which a folded name stands, also in the middle of a word: those of
// ideographs alone. A name may have none.
func NameTerms(name string) (terms []string) {
	for gram := range text.Terms(text.Loosen(name)) {
		inWord := strings.ContainsFunc(gram, func(c rune) bool { return !unicode.Is(unicode.Han, c) })
		if !inWord && len(terms) < mostOfName {
			terms = append(terms, gram)
		}
	}
	return terms
}
