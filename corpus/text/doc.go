// Package text knows how Chinese official prose is folded, matched, and cut into sentences; it is pure functions over
// strings.
//
// Two definitions carry the product. [Fold] brings a text into its search form: width, case, and script no longer
// matter, and what is only typography (white space beside a Han character, quotation marks, line breaks) is gone. An
// occurrence, as a [Pattern] finds it, is a place where the folded query stands in the folded text, leftmost and not
// overlapping, and never beginning or ending inside a word of letters and digits. Whatever finds, counts or marks text
// calls these two, so that counts and marks agree everywhere.
//
//	folded := text.NewFolded("新建５Ｇ基站 2.5 万座")         // folded.Text is 新建5g基站2.5万座
//	at, ok := text.NewPattern("5G基站").Next(folded.Text, 0) // folded.Span(at) is ５Ｇ基站
//
// Positions are byte offsets, half open, at rune borders. Text that is not valid UTF-8 is taken byte by byte: a bad byte
// folds to U+FFFD. Folding is versioned by [Version]: an index built under another version must be built again.
package text

// Version changes whenever Fold gives another result for some text, or an occurrence is defined differently.
const Version = 1
