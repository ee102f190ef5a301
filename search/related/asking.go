package related

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// interrogative matches the interrogatives of modern Chinese, the compounds of 何 and 几, and what surrounds a question,
// longest first. They ask and describe nothing, so paragraphs need not contain them.
const interrogative = `(?:有没有|有什么|有啥|有何|用什么|什么|啥)(?:好的?)?(?:办法|法子)|` +
	`(?:请问|请教|想问|问一下|我?想知道|告诉我|介绍一下|说说|讲讲|谈谈|查一下|看一下|帮我查)(?:一下)?|` +
	`怎么回事|是怎么样|怎么样|怎么办|怎么着|怎么说|是怎样|咋样|咋办|咋回事|为什么|为啥|干什么|干啥|干嘛|凭什么|` +
	`什么时候|啥时候|什么时间|什么样|什么人|多少钱|是多少|是什么|有哪些|有什么|是哪些|包括哪些|哪些方面|哪方面|哪些人|` +
	`多少|什么|甚么|哪些|哪个|哪几|哪里|哪儿|哪样|如何|怎样|怎么|何时|何地|何种|何处|何以|为何|有何|作何|是否|请问|能否|可否|会否|` +
	`多久|多长|多大|多高|多远|多快|多重|多深|多宽|到底|究竟|难道|行吗|好吗|对吗|` +
	`几时|几|啥|咋|哪|何|吗|呢|么|嘛|呀|谁|吧(?:$|[?,。])`

// mostAsked is more bytes than any interrogative has, with what stands behind it.
const mostAsked = 48

// leadingInterrogative matches an interrogative that a text begins with.
var leadingInterrogative = regexp.MustCompile(`^(?:` + interrogative + `)`)

// eachInterrogative calls f with the bytes of each interrogative of a search, from left to right. The expression is tried only where
// a character of it stands: to try it everywhere takes ten times as long.
func eachInterrogative(search string, f func(from, to int)) {
	behind := 0
	for i, r := range search {
		if i < behind || !strings.ContainsRune(interrogative, r) {
			continue
		}
		if at := leadingInterrogative.FindStringIndex(search[i:min(i+mostAsked, len(search))]); at != nil {
			behind = i + at[1]
			f(i, behind)
		}
	}
}

// modal holds the characters that mean nothing of their own in X不X and X没X: 能不能 asks, 收不收 asks for 收.
const modal = "能可会要肯敢该够好行是有对想愿应得"

// askedBytes marks the bytes of a search inside interrogatives.
func askedBytes(search string) []bool {
	asked := make([]bool, len(search))
	mark := func(from, to int) {
		for i := from; i < to; i++ {
			asked[i] = true
		}
	}
	eachInterrogative(search, mark)
	for _, negation := range []string{"不", "没"} {
		for from := 0; ; {
			i := strings.Index(search[from:], negation)
			if i < 0 {
				break
			}
			i += from
			from = i + len(negation)
			before, n := utf8.DecodeLastRuneInString(search[:i])
			after, m := utf8.DecodeRuneInString(search[from:])
			if n == 0 || before != after {
				continue
			}
			mark(i-n, from)
			if strings.ContainsRune(modal, after) {
				mark(from, from+m)
			}
		}
	}
	return asked
}

// leading holds what joins a question to what it asks about: 粮食产量是多少, 有多少, 为何. Between the two it describes nothing.
const leading = "是有为的"

// Content returns a text without the interrogatives at its beginning and end and what joins them to the rest: 粮食产量 of
// 粮食产量是多少. It is empty where no two characters are left (是多少, 多少人, 什么是), unless the text asks nothing.
func Content(search string) string {
	asked := askedBytes(search)
	from, to := 0, len(search)
	for from < to && asked[from] {
		from++
	}
	if utf8.RuneCountInString(search[:from]) == 1 && from < to {
		from = 0 // 几内亚
	}
	for {
		for to > from && asked[to-1] {
			to--
		}
		_, last := utf8.DecodeLastRuneInString(search[from:to]) // one character behind what asks belongs to it: 多少斤
		if before := to - last; before <= from || !asked[before-1] {
			break
		}
		to -= last
	}
	if from == 0 && to == len(search) {
		return search
	}
	content := search[from:to]
	if from > 0 {
		content = strings.TrimLeft(content, leading)
	}
	if to < len(search) {
		content = strings.TrimRight(content, leading)
	}
	if content = strings.TrimSpace(content); utf8.RuneCountInString(content) < 2 {
		return ""
	}
	return content
}
