// Package text folds and matches Chinese official prose and cuts it into sentences. All of it is pure functions over
// strings.
//
// Two definitions carry the product. [Fold] brings a text into its search form: width, case, and script no longer
// matter, and mere typography (white space beside a Han character, quotation marks, line breaks) is gone. An
// occurrence, as a [Pattern] finds it, is a span of the folded text equal to the folded query. Occurrences are
// leftmost, do not overlap, and never begin or end inside a word of letters and digits. All code that finds, counts or
// marks text calls these two, so that counts and marks agree everywhere.
//
//	folded := text.NewFolded("新建５Ｇ基站 2.5 万座")         // folded.Text is 新建5g基站2.5万座
//	at, ok := text.NewPattern("5G基站").Next(folded.Text, 0) // folded.Span(at) is ５Ｇ基站
//
// Positions are byte offsets, half open, at rune borders. Text that is not valid UTF-8 is read byte by byte: a bad byte
// folds to U+FFFD. Folding is versioned by [Version]: an index built under another version must be rebuilt.
package text

// Version changes whenever Fold gives another result for some text, or the definition of an occurrence changes.
const Version = 1
