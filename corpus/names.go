package corpus

import (
	"slices"
	"strings"
)

// A named is a value with the words that name it in tables and queries; the first is the value itself.
type named[V ~string] struct {
	value V
	words []string
}

func name[V ~string](v V, chinese ...string) named[V] {
	return named[V]{v, append([]string{string(v)}, chinese...)}
}

var kinds = []named[Kind]{
	name(Work, "报告", "政府工作报告", "工作报告"),
	name(Resolution, "决议"),
	name(Bulletin, "公报", "统计公报"),
	name(Plan, "规划", "纲要", "规划纲要", "计划"),
	name(Budget, "预算", "预算报告", "决算", "决算报告", "预决算"),
	name(Regulation, "法规", "条例", "规定", "办法", "规章"),
	name(Document, "公文", "文件", "意见", "通知", "方案", "决定"),
	name(Other, "其他"),
}

var roles = []named[Role]{
	name(RoleReview, "回顾", "工作回顾"),
	name(RolePlan, "安排", "工作安排"),
	name(RoleAnnex, "附件", "附录"),
}

var levels = []named[Level]{
	name(National, "国家", "国家级", "全国", "中央"),
	name(Province, "省", "省级", "自治区", "直辖市"),
	name(City, "市", "市级", "地级", "地级市", "地市", "地市级", "市州"),
	name(County, "县", "县级", "区县", "区县级", "县区", "县区级"),
}

// valueOf returns the value that a word names, "" if there is none.
func valueOf[V ~string](list []named[V], word string) V {
	word = strings.TrimSpace(word)
	for _, n := range list {
		if slices.Contains(n.words, word) {
			return n.value
		}
	}
	return ""
}

func wordsOf[V ~string](list []named[V]) (words []string) {
	for _, n := range list {
		words = append(words, n.words...)
	}
	return words
}

// ParseKind reads the name of a kind in tables or in a query, and returns "" for any other word.
func ParseKind(s string) Kind { return valueOf(kinds, s) }

// ParseRole reads the name of a role in a query, and returns "" for any other word.
func ParseRole(s string) Role { return valueOf(roles, s) }

// ParseLevel reads the name of a level in tables or in a query, and returns "" for any other word.
func ParseLevel(s string) Level { return valueOf(levels, s) }

// KindNames returns the words that ParseKind reads.
func KindNames() []string { return wordsOf(kinds) }

// RoleNames returns the words that ParseRole reads.
func RoleNames() []string { return wordsOf(roles) }

// LevelNames returns the words that ParseLevel reads.
func LevelNames() []string { return wordsOf(levels) }
