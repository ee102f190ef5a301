package query

import (
	"slices"
	"strings"
)

// A Note says what Parse passed over or changed. Code is stable, for programs; [Note.In] gives the sentence for people.
type Note struct {
	Code Code
	Term string // the piece of the input that it is about, shortened; empty when it is about the whole
}

// A Code names what happened.
type Code string

const (
	NoteCut          Code = "cut"           // longer than MaxText: the rest is passed over
	NoteTooMany      Code = "too-many"      // more terms than MaxTerms: the rest is passed over
	NoteTooDeep      Code = "too-deep"      // brackets deeper than MaxDepth are passed over
	NoteRepaired     Code = "repaired"      // control characters or broken bytes are dropped
	NoteStrayQuote   Code = "stray-quote"   // a quotation mark without its partner is passed over
	NoteStrayBracket Code = "stray-bracket" // a bracket without its partner is passed over
	NoteEmptyGroup   Code = "empty-group"   // brackets with nothing in them are passed over
	NoteStrayWord    Code = "stray-word"    // an operator with nothing to join is passed over
	NoteBlank        Code = "blank"         // a term of nothing but quotation marks is passed over
	NoteBadValue     Code = "bad-value"     // a field with a value that it cannot have is read as text
	NoteSwapped      Code = "swapped"       // a range that ran backwards is turned round
	NoteNear         Code = "near"          // NEAR does not stand between two texts: read as AND
	NoteFar          Code = "far"           // a distance beyond MaxDistance is cut to it
	NoteNestedUnit   Code = "nested-unit"   // a 同句 or 同段 within another is read as brackets
	NoteFieldInUnit  Code = "field-in-unit" // a field within a 同句 or 同段 is passed over
)

// sentences say each Code in Chinese and English. A %s is where the term goes.
var sentences = map[Code]map[Lang]string{
	NoteCut:          {LangZH: "输入超过 5000 字，多出的部分已忽略", LangEN: "The input is longer than 5,000 characters; the rest was ignored"},
	NoteTooMany:      {LangZH: "检索词超过 256 个，多出的部分已忽略", LangEN: "There are more than 256 terms; the rest was ignored"},
	NoteTooDeep:      {LangZH: "括号嵌套超过 32 层，更深的括号已忽略", LangEN: "Brackets nested deeper than 32 were ignored"},
	NoteRepaired:     {LangZH: "输入中有控制字符或无法识别的编码，已去掉", LangEN: "Control characters or invalid bytes in the input were removed"},
	NoteStrayQuote:   {LangZH: "忽略了不成对的引号：%s", LangEN: "Ignored a quotation mark without its partner: %s"},
	NoteStrayBracket: {LangZH: "忽略了不成对的括号：%s", LangEN: "Ignored a bracket without its partner: %s"},
	NoteEmptyGroup:   {LangZH: "忽略了空括号", LangEN: "Ignored empty brackets"},
	NoteStrayWord:    {LangZH: "忽略了前后没有检索词的运算符：%s", LangEN: "Ignored an operator with nothing to join: %s"},
	NoteBlank:        {LangZH: "忽略了没有文字的检索词：%s", LangEN: "Ignored a term with nothing to find: %s"},
	NoteBadValue:     {LangZH: "看不懂这个条件的取值，已按文字查找：%s", LangEN: "Searched as text, because the field has no such value: %s"},
	NoteSwapped:      {LangZH: "年份范围前后颠倒，已调换：%s", LangEN: "Turned a range of years round: %s"},
	NoteNear:         {LangZH: "NEAR 只能连接两个检索词，这里按“同时包含”处理：%s", LangEN: "Read as AND, because NEAR joins two texts: %s"},
	NoteFar:          {LangZH: "距离最多 1000 字，已按 1000 字处理：%s", LangEN: "Cut the distance to 1,000 characters: %s"},
	NoteNestedUnit:   {LangZH: "同句、同段不能套用，里面的按普通括号处理：%s", LangEN: "Read as plain brackets, because 同句 and 同段 do not nest: %s"},
	NoteFieldInUnit:  {LangZH: "同句、同段里不能用条件，已忽略：%s", LangEN: "Ignored a field inside 同句 or 同段: %s"},
}

// In says the note in a sentence, without a full stop.
func (n Note) In(lang Lang) string {
	return strings.Replace(sentences[n.Code][lang], "%s", n.Term, 1)
}

// maxNotes is as many as anybody reads.
const maxNotes = 16

// notes gathers notes, each once.
type notes struct{ list []Note }

func (n *notes) add(code Code, term string) {
	note := Note{code, shorten(term)}
	if len(n.list) < maxNotes && !slices.Contains(n.list, note) {
		n.list = append(n.list, note)
	}
}

// A quoted text longer than this is shown by its beginning and end.
const (
	longestShown = 60
	shownHead    = 40
	shownTail    = 15
)

// shorten makes a piece of the input fit into a sentence: one line, and no longer than a reader can place it.
func shorten(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	runes := []rune(s)
	if len(runes) <= longestShown {
		return s
	}
	return string(runes[:shownHead]) + "……" + string(runes[len(runes)-shownTail:])
}
