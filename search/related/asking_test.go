package related

import (
	"math/rand/v2"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// TestEachInterrogative holds it to the expression on texts of pieces of its alternatives.
func TestEachInterrogative(t *testing.T) {
	everywhere := regexp.MustCompile(interrogative)
	pieces := strings.FieldsFunc(interrogative, func(r rune) bool { return strings.ContainsRune("()|?:$[],。", r) })
	pieces = append(pieces, "?", "。", "发展", "5g", "的")
	r, found := rand.New(rand.NewPCG(1, 1)), 0
	for range 5000 {
		search := ""
		for range 1 + r.IntN(12) {
			runes := []rune(pieces[r.IntN(len(pieces))])
			search += string(runes[r.IntN(len(runes)):])
		}
		var got [][]int
		eachInterrogative(search, func(from, to int) { got = append(got, []int{from, to}) })
		if want := everywhere.FindAllStringIndex(search, -1); !reflect.DeepEqual(got, want) {
			t.Fatalf("%q: %v, want %v", search, got, want)
		}
		found += len(got)
	}
	if found < 10_000 {
		t.Errorf("%d interrogatives: that holds little", found)
	}
}

// TestContent checks which characters of a question are content: the others ask, or surround what is asked.
func TestContent(t *testing.T) {
	for _, tc := range []struct{ question, content string }{
		{"房价能不能降", "房价降"},
		{"可不可以落户", "以落户"},
		{"养老金够不够用", "养老金用"},
		{"会不会涨工资", "涨工资"},
		{"高速收不收费", "高速收费"},
		{"农业税免没免", "农业税免"},
		{"有没有补贴", "补贴"},
		{"拖欠工资有什么办法", "拖欠工资"},
		{"堵车有什么好办法", "堵车"},
		{"看病怎么样", "看病"},
		{"孩子没人带怎么办", "孩子没人带"},
		{"请问粮食产量是多少", "粮食产量"},
		{"我想知道辽宁今年要干什么", "辽宁今年要"},
		{"工作不好找咋办", "工作不好找"},
		{"办法总比困难多", "办法总比困难多"},
		{"网吧管理", "网吧管理"},
		{"这样行吗", "这样"},
		{"就业", "就业"},
	} {
		asked := askedBytes(tc.question)
		var content []byte
		for i, inside := range asked {
			if !inside {
				content = append(content, tc.question[i])
			}
		}
		if string(content) != tc.content {
			t.Errorf("%s: content is %s, want %s", tc.question, content, tc.content)
		}
	}
}

// TestContentOf takes the question away from what it asks about.
func TestContentOf(t *testing.T) {
	for search, want := range map[string]string{
		"是多少": "", "多少人": "", "什么是": "", "怎么样": "", "有哪些": "", "吗": "", "能不能": "", "哪个省": "",
		"粮食产量是多少": "粮食产量", "粮食产量有多少": "粮食产量", "粮食产量是多少斤呢": "粮食产量", "房价为什么涨": "房价", "什么是新质生产力": "新质生产力", "有哪些措施": "措施", "请问城镇新增就业多少": "城镇新增就业",
		"几内亚": "几内亚", "粮食产量": "粮食产量", "是": "是", "人": "人", "有的": "有的", "": "", "辽宁有多少人口": "辽宁有多少人口",
	} {
		if got := Content(search); got != want {
			t.Errorf("%s: %q, want %q", search, got, want)
		}
	}
}
