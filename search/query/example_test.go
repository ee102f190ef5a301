package query_test

import (
	"fmt"

	"gongbao/language"
	"gongbao/search/explain"
	"gongbao/search/query"
)

func ExampleParse() {
	for _, input := range []string{
		"高质量发展 乡村振兴 年份：2020～2024",
		"(就业 OR 保密) -账单",
		"同句:(就业 稳定)",
		"（八）坚持绿色低碳发展",
	} {
		q := query.Parse(input)
		fmt.Println(query.Print(q.Root))
		fmt.Println(" ", explain.Tree(q.Root, language.ZH))
	}
	// Output:
	// 高质量发展 乡村振兴 year:2020..2024
	//   同时包含“高质量发展”和“乡村振兴”，年份 2020—2024
	// (就业 OR 保密) -账单
	//   包含“就业”或“保密”，不含“账单”
	// 同句:(就业 稳定)
	//   同一句中包含“就业”和“稳定”
	// "（八）坚持绿色低碳发展"
	//   包含“（八）坚持绿色低碳发展”
}

// Parse ignores what has no meaning, and reports it in a note.
func ExampleParse_notes() {
	q := query.Parse("“高质量 OR (year:abc")
	fmt.Println(query.Print(q.Root))
	for _, n := range q.Notes {
		fmt.Println(explain.Note(n, language.ZH))
	}
	// Output:
	// 高质量 OR "year:abc"
	// 忽略了不成对的引号：“
	// 看不懂这个条件的取值，已按文字查找：year:abc
	// 忽略了不成对的括号：(
}

// OR binds weaker than AND, written or not.
func ExamplePrint() {
	fmt.Println(query.Print(query.Parse("甲 乙 | 丙").Root))
	fmt.Println(query.Print(query.Parse("甲 （乙 或 丙）").Root))
	fmt.Println(query.Print(query.Parse("甲 不含 “乙 丙”").Root))
	// Output:
	// 甲 AND 乙 OR 丙
	// 甲 (乙 OR 丙)
	// 甲 -"乙 丙"
}

func Example_explained() {
	n := query.Parse("就业 NEAR/20 稳定 地区:辽宁,吉林").Root
	fmt.Println(explain.Tree(n, language.ZH))
	fmt.Println(explain.Tree(n, language.EN))
	// Output:
	// “就业”与“稳定”相距不超过 20 字，地区 辽宁 或 吉林
	// “就业” is within 20 characters of “稳定”, region 辽宁 or 吉林
}

// Filters that come from a URL or a flag are read by the same code as those that are typed.
func ExampleWithFilters() {
	years, err := query.ParseFilter(query.Year, "2020-2024")
	if err != nil {
		fmt.Println(err)
		return
	}
	n := query.WithFilters(query.Parse("就业 OR 创业").Root, years)
	fmt.Println(query.Print(n))
	// Output:
	// (就业 OR 创业) year:2020..2024
}
