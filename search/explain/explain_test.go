package explain_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"gongbao/language"
	"gongbao/search/explain"
	"gongbao/search/query"
)

func TestTreeInEnglish(t *testing.T) {
	for input, want := range map[string]string{
		"()": "nothing to search for",
		"高质量发展 乡村振兴 年份:2020..2024": "contains “高质量发展” and “乡村振兴”, year 2020–2024",
		"甲 乙 丙":                       "contains “甲”, “乙” and “丙”",
		"(账单 -工作) OR 就业":              "contains “账单” and not “工作”, or contains “就业”",
		"(就业 | 保密) -账单":               "contains “就业” or “保密”, not “账单”",
		"同句:(就业 稳定) 甲":                "contains “甲”, and in one sentence: contains “就业” and “稳定”",
		"就业 NEAR/20 稳定":               "“就业” is within 20 characters of “稳定”",
		"就业 NEAR/0 稳定":                "“就业” is next to “稳定”",
		"就业…稳定":                       "“就业” is followed by “稳定” within 20 characters",
		"就业 THEN/0 稳定":                "“就业” is followed by “稳定” directly",
		"同篇:(就业 -稳定)":                 "in one report: contains “就业” and not “稳定”",
		"-甲 region:辽宁,吉林 level:省":     "every paragraph, not “甲”, region 辽宁 or 吉林, level province",
		"-(甲 乙) -(丙 | 丁) year:2020..": "every paragraph, not both “甲” and “乙”, none of “丙”, “丁”, year 2020 or later",
		"甲 -year:2020,2022":           "contains “甲”, except year 2020 or 2022",
		"-(甲 NEAR/3 乙)":               "every paragraph, except where “甲” is within 3 characters of “乙”",
		"章节:就业 year:..2020":           "every paragraph, section with “就业”, year 2020 or earlier",
	} {
		if got := explain.Tree(query.Parse(input).Root, language.EN); got != want {
			t.Errorf("Tree(%q) = %q, want %q", input, got, want)
		}
	}
}

func TestLongTextsAreShownShort(t *testing.T) {
	said := explain.Tree(query.Parse(strings.Repeat("甲", 3000)+strings.Repeat("乙", 1000)).Root, language.ZH)
	if n := utf8.RuneCountInString(said); n > 70 || !strings.HasSuffix(said, "甲……乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙”") {
		t.Errorf("%d code points: %s", n, said)
	}
}

func TestLongListsAreShownShort(t *testing.T) {
	words := make([]string, 300)
	for i := range words {
		words[i] = string(rune('水' + i))
	}
	want := "包含“水”、“氵”、“氶”、“氷”、“永”、“氹”、“氺”、“氻”、“氼”、“氽”……“" + words[299] + "”（共 300 个）"
	if said := explain.Tree(query.Parse(strings.Join(words, " OR ")).Root, language.ZH); said != want {
		t.Errorf("%s, want %s", said, want)
	}
}

func TestNotes(t *testing.T) {
	for _, c := range []struct {
		note   query.Note
		zh, en string
	}{
		{query.Note{Code: query.NoteBadValue, Term: "year:abc"}, "看不懂这个条件的取值，已按文字查找：year:abc", "Searched as text, because the field has no such value: year:abc"},
		{query.Note{Code: query.NoteCut}, "输入超过 20,000 字，多出的部分已忽略", "The input is longer than 20,000 characters; the rest was ignored"},
		{query.Note{Code: query.NoteTooMany}, "检索词超过 1,000 个，多出的部分已忽略", "There are more than 1,000 terms; the rest was ignored"},
		{query.Note{Code: query.NoteTooDeep}, "括号嵌套超过 32 层，更深的括号已忽略", "Brackets nested deeper than 32 were ignored"},
		{query.Note{Code: query.NoteFar, Term: "NEAR/2000"}, "距离最多 1000 字，已按 1000 字处理：NEAR/2000", "Cut the distance to 1,000 characters: NEAR/2000"},
		{query.Note{Code: query.NoteOffer, Term: "or"}, "已按文字查找“or”；如果是运算符，请写 OR", "Searched for or as text; for the operator, write OR"},
		{query.Note{Code: query.NoteEmptyGroup}, "忽略了空括号", "Ignored empty brackets"},
	} {
		if got := explain.Note(c.note, language.ZH); got != c.zh {
			t.Errorf("%s: %s", c.note.Code, got)
		}
		if got := explain.Note(c.note, language.EN); got != c.en {
			t.Errorf("%s: %s", c.note.Code, got)
		}
	}
}

// TestNotesSpeakBothLanguages says every note that a query can have.
func TestNotesSpeakBothLanguages(t *testing.T) {
	for _, code := range []query.Code{
		query.NoteCut, query.NoteTooMany, query.NoteTooDeep, query.NoteRepaired, query.NoteStrayQuote, query.NoteStrayBracket, query.NoteEmptyGroup,
		query.NoteStrayWord, query.NoteBlank, query.NoteBadValue, query.NoteSwapped, query.NoteNear, query.NoteFar, query.NoteNestedUnit, query.NoteFieldInUnit, query.NoteNearInUnit,
		query.NoteLoneWord, query.NoteLoneSign, query.NoteListMark, query.NoteMinus, query.NoteOffer, query.NoteNegative, query.NoteUnit, query.NoteWholeUnit, query.NoteChain, query.NoteOutside, query.NoteMended,
	} {
		for _, lang := range language.Langs() {
			if said := explain.Note(query.Note{Code: code, Term: "甲"}, lang); strings.Contains(said, "%!") || said == "note."+string(code) {
				t.Errorf("%s says %q", code, said)
			}
		}
	}
}
