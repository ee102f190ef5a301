package related

import "gongbao/search/thesaurus"

// The constants of the formula. Passages are of one size by construction, so saturation and length count for little: k1
// and b are low. Each value may change by a third without the ranking getting worse by more than chance.
const (
	k1, b = 0.6, 0.3

	wordWeight      = 1.0  // a Latin word
	numberWeight    = 0.5  // a number
	pairWeight      = 1.0  // two neighbours
	characterWeight = 0.5  // a Han character: abbreviations and split words
	functionWeight  = 0.5  // factor of a pair with a function character, twice of the character alone
	askingWeight    = 1.8  // factor of the clause that has the interrogative
	titleWeight     = 1.0  // the report's label has the gram
	leadWeight      = 0.5  // factor of titleWeight where the paragraph begins with the title itself
	sectionWeight   = 0.5  // a title above the paragraph has the gram
	beforeWeight    = 0.25 // the paragraph before has it: statement and answer stand side by side
	afterWeight     = 0.1

	reportWeight = 0.3 // the report speaks of it at length
	reportK1     = 1.2
	reportB      = 0.75

	expectedWeight = 1.2 // what is asked for (a telephone number, a date, an address) stands in the paragraph
	elsewhere      = 0.6 // the report is of another region or year than the question names
	yearAfter      = 0.9 // it is of the year after, and looks back; or the paragraph names the year itself
)

// discounts is what a wording is worth, by how it stands to the term.
var discounts = map[thesaurus.Relation]float64{thesaurus.Equal: 0.95, thesaurus.Means: 0.8, thesaurus.Near: 0.7}
