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
//
// # What is one
//
//   - Canonically equivalent texts, then compatibility forms: e and an accent as é, ㎡ as m2, ℃ as °c. Accents are dropped
//     from Latin letters alone: other scripts tell letters apart by theirs (й, ガ, བོ).
//   - Characters and their variants: traditional, regional, Japanese and old printed forms, the radicals of PDF files. The table
//     variants.txt says which, and for each pair who says so; internal/variants makes it and has the rules. What is now one
//     character was sometimes several (後 and 后), and some that are one to traditional texts are two today (著 and 着): they
//     are one in search. [Spell] keeps these apart, for people to read.
//   - Signs that differ in width or in look alone: ： ∶ ︰, dashes and tildes of every kind, middle dots.
//   - Signs in a context. Brackets around nothing but digits: 〔2021〕, [2021]. Zeros of every shape in a Chinese year: 二OO八年.
//     Commas and spaces between groups of three digits, of which nothing is left: 1 200. A dash of two between digits. A raised
//     digit is one behind a letter (m²) and none behind a number (10²).
//
// # Pieces
//
// Folding is by the rune but for those signs, and they look no farther than along a row of their like. Context are: white
// space and what Fold drops; letters and numbers, except those of Han, kana, bopomofo and Hangul; 一 to 九, 〇 零 十 百 千 万 亿 点
// 年; raised and lowered digits; what folds to one of , . - ( ) [ ] 〔 〕 【 】 〖 〗; combining marks. If one of the runes beside
// byte i of s is none of these, and the one behind it does not join the one before it (a mark, a Hangul vowel or final),
// then Fold(s[:i]) + Fold(s[i:]) = Fold(s).
package text

// Version changes whenever Fold gives another result for some text, or the definition of an occurrence changes.
const Version = 2
