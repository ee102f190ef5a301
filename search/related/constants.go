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
	sentenceWeight  = 0.25 // the best sentence contains it, and the title does not
	runWeight       = 1.0  // it is in a run of the search that the paragraph has as it is, and that is all of the search

	reportWeight = 0.3 // many paragraphs of the report contain it
	reportK1     = 1.2
	reportB      = 0.75
)

// The factors of a score. They have round values: neighbours rank alike.
const (
	elsewhere = 0.6  // the report is of another region or year than the search names
	mentioned = 0.8  // it is of another region, and the paragraph mentions the one that the search names
	around    = 0.85 // it is of a region around the one that the search names, such as the nation; or of one inside the nation

	besides   = 0.7 // the report of the year has its targets where its results are asked for; the one after, the other way round
	yearAfter = 0.9 // the report of the year after looks back, or the paragraph names the year itself

	ofOtherRole = 0.8 // the paragraph sets targets, and results are asked for; its inverse where targets are

	perYear     = 0.97 // for each year of age, where the search names no time
	perYearLate = 0.9  // for each year of age, where it asks for the latest
	leastRecent = 0.5

	containsKind   = 1.2 // the paragraph contains the kind of thing asked for: a telephone number, a date, an address
	containsNumber = 1.1 // it contains a number with a unit, where a number is asked for
)

// discounts weigh a wording by its relation to the term.
var discounts = map[thesaurus.Relation]float64{thesaurus.Equal: 0.95, thesaurus.Means: 0.8, thesaurus.Near: 0.7}
