package alike

import (
	"slices"
	"strings"
	"testing"

	"gongbao/corpus"
)

func textOf(t testing.TB, paragraphs ...string) *Text {
	t.Helper()
	r := corpus.Report{}
	for _, p := range paragraphs {
		r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Text: p})
	}
	text, err := New(func(yield func(corpus.Report, error) bool) { yield(r, nil) })
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestFind checks every kind of slip, each in a text that says once what is meant.
func TestFind(t *testing.T) {
	text := textOf(t, "因地制宜发展新质生产力，推动高质量发展。", "积极稳妥推进碳达峰行动；限制生产能力。", "建设5G基站，发展人工智能大模型。", "坚持改革开放，全面推进乡村振兴。")
	for _, tc := range []struct{ input, want string }{
		{"新制生产力", "新质生产力"}, {"心智生产力", "新质生产力"}, // sounds
		{"高资量发展", "高质量发展"}, {"人工智棱", "人工智能"}, // sounds to many
		{"改荦开放", "改革开放"}, {"乡村振光", "乡村振兴"}, // a letter is wrong
		{"高量发展", "高质量发展"}, {"人工能", "人工智能"}, // missing
		{"高质的量发展", "高质量发展"}, {"高质量发展展", "高质量发展"}, {"碳碳达峰", "碳达峰"}, // too many
		{"高质发量展", "高质量发展"}, {"碳峰达", "碳达峰"}, {"展发", "发展"}, // in the wrong order
		{"tandafeng", "碳达峰"}, {"tan da feng", "碳达峰"}, {"TanDaFeng", "碳达峰"}, {"tdf", "碳达峰"}, {"tandf", "碳达峰"},
		{"xinzhishengchanli", "新质生产力"}, {"xzscl", "新质生产力"}, {"xin质生产li", "新质生产力"},
		{"5gjizhan", "5G基站"}, {"5G机站", "5G基站"}, {"5gjz", "5G基站"},
	} {
		found := text.Find(tc.input, 3)
		if len(found) == 0 || found[0].Text != tc.want || found[0].Count == 0 {
			t.Errorf("%s: %+v, want %s first", tc.input, found, tc.want)
		}
	}
	for _, input := range []string{"", "新", "x", "新质生产力", "发展", "完全不同的话", "〄", strings.Repeat("发", 500), "q q q"} {
		if found := text.Find(input, 3); len(found) > 0 {
			t.Errorf("%s: %+v, want nothing", input, found)
		}
	}
}

// TestFindKeepsNumbers checks that no other number is found for one.
func TestFindKeepsNumbers(t *testing.T) {
	text := textOf(t, "增长55，比例135，到2035年基本实现现代化。", "第十四个五年规划，一带一路建设。")
	for _, input := range []string{"5.5%", "1:3.5", "2025年基本实现现代化", "第十三个五年规划"} {
		if found := text.Find(input, 3); len(found) > 0 {
			t.Errorf("%s: %+v, want nothing", input, found)
		}
	}
	for input, want := range map[string]string{"到2035年基本实线现代化": "到2035年基本实现现代化", "第十四个五年规化": "第十四个五年规划", "以带一路建设": "一带一路建设"} {
		if found := text.Find(input, 3); len(found) == 0 || found[0].Text != want {
			t.Errorf("%s: %+v, want %s first", input, found, want)
		}
	}
}

// TestFindIsWhole checks that nothing is found across punctuation, paragraphs or inside a word of letters.
func TestFindIsWhole(t *testing.T) {
	text := textOf(t, "碳达，峰会", "碳达", "峰会", "WIFI6", "A碳B")
	for _, input := range []string{"tandafeng", "炭达峰", "IFI", "FI6x"} {
		if found := text.Find(input, 3); slices.ContainsFunc(found, func(f Found) bool { return f.Text != "WIFI6" }) {
			t.Errorf("%s: %+v", input, found)
		}
	}
}

// TestFindOrder checks that frequent texts come before rare ones, and fragments of longer ones behind.
func TestFindOrder(t *testing.T) {
	paragraphs := []string{"大都市。"}
	for _, around := range []string{"抓%能力", "把%方案", "到%目标", "向%迈进", "从%开始", "讲%故事", "对%工作", "让%落地"} {
		paragraphs = append(paragraphs, strings.ReplaceAll(around, "%", "碳达峰"), strings.ReplaceAll(around, "%", "推动发展"), strings.ReplaceAll(around, "%", "推动发展"))
	}
	text := textOf(t, paragraphs...)
	if found := text.Find("tdf", 3); len(found) == 0 || found[0].Text != "碳达峰" || found[0].Count != 8 {
		t.Errorf("%+v, want 碳达峰 first", found)
	}
}

func BenchmarkFind(b *testing.B) {
	text := textOf(b, strings.Repeat("因地制宜发展新质生产力，推动高质量发展。积极稳妥推进碳达峰行动；限制生产能力。", 25_000))
	for b.Loop() {
		text.Find("新制生产力", 3)
	}
}
