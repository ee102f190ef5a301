package related

import "gongbao/search/thesaurus"

// The constants of the formula. k1 and b are low because passages are of similar size, so saturation and length matter
// little. Changing any value by a third changes the ranking by no more than chance.
const (
	k1, b = 0.6, 0.3

	wordWeight      = 1.0  // a Latin word
	numberWeight    = 0.5  // a number
	pairWeight      = 1.0  // two neighbouring units
	characterWeight = 0.5  // a Han character: abbreviations and split words
	functionWeight  = 0.5  // factor of a pair with a function character, twice of the character alone
	askingWeight    = 1.8  // factor of the clause with the interrogative
	titleWeight     = 1.0  // the label of the report contains the gram
	leadWeight      = 0.5  // factor of titleWeight where the paragraph begins with the title itself
	sectionWeight   = 0.5  // a title above the paragraph contains the gram
	beforeWeight    = 0.25 // the paragraph before contains it: answers often follow a statement
	afterWeight     = 0.1

	reportWeight = 0.3 // many paragraphs of the report contain it
	reportK1     = 1.2
	reportB      = 0.75

	expectedWeight = 1.2 // the paragraph contains the kind of thing asked for: a telephone number, a date, an address
	elsewhere      = 0.6 // the report is of another region or year than the search names
	yearAfter      = 0.9 // the report is of the year after and looks back, or the paragraph names the year itself
)

// discounts weigh a wording by its relation to the term.
var discounts = map[thesaurus.Relation]float64{thesaurus.Equal: 0.95, thesaurus.Means: 0.8, thesaurus.Near: 0.7}
