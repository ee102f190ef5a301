package main

import (
	"cmp"
	"context"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"gongbao/internal/processor"
	"gongbao/search"
	"gongbao/search/engine"
)

// A hostileRow is the measurement of an expensive query.
type hostileRow struct {
	query string
	match search.Match
	total engine.Total
	p50   time.Duration
	// processor is the median of the processor time of this process, for all goroutines
	processor time.Duration
	err       error
}

// measureHostile runs queries built to be expensive, in all tiers, and pasted texts. It goes on after a failure.
func measureHostile(ctx context.Context, e engine.Engine, o options) (rows []hostileRow, err error) {
	sentences, err := sentencesBelow(ctx, filepath.Join(o.data, "reports"))
	if err != nil {
		return nil, err
	}
	service := search.New(e, nil)
	for _, q := range hostileQueries(sentences) {
		r := hostileRow{query: q.name}
		var used []time.Duration
		r.p50, _, _, r.err = repeat(5, func() error {
			began := processor.Time()
			a, err := service.Search(ctx, search.Request{Query: q.text})
			used = append(used, processor.Time()-began)
			r.match, r.total = a.Match, a.Total
			return err
		})
		slices.Sort(used)
		r.processor = used[len(used)/2]
		rows = append(rows, r)
	}
	return rows, ctx.Err()
}

type hostileQuery struct{ name, text string }

// hostileQueries are legal queries that ask as much as they can in 5,000 characters, of texts that are frequent in sentences.
func hostileQueries(sentences []string) []hostileQuery {
	r := rand.New(rand.NewPCG(1, 2))
	h := newHostile(r, sentences)
	times := func(n int, join string, one func(i int) string) string {
		all := make([]string, n)
		for i := range all {
			all[i] = one(i)
		}
		return strings.Join(all, join)
	}
	char := func(int) string { return h.chars[r.IntN(len(h.chars))] }
	chars, words := h.chars, h.words
	return []hostileQuery{
		{"20,000 distinct characters", h.distinct},
		{"3,000 distinct characters, spaced", strings.Join(strings.Split(h.distinct[:9000], ""), " ")},
		{"5,000 times 的", strings.Repeat("的", 5000)},
		{"2,000 frequent characters in a row", times(2000, "", char)},
		{"60 frequent characters in a row", times(60, "", char)},
		{"60 frequent characters, AND", strings.Join(chars, " ")},
		{"60 frequent characters, OR", strings.Join(chars, " OR ")},
		{"500 words, AND", strings.Join(words[:500], " ")},
		{"500 words, OR", strings.Join(words[:500], " OR ")},
		{"1,000 words, OR", strings.Join(words[:1000], " OR ")},
		{"100 words, NOT", "-" + strings.Join(words[:100], " -")},
		{"1,000 words, NOT", "-" + strings.Join(words[:1000], " -")},
		{"NOT of a frequent character", "-的"},
		{"NOT of a character that is nowhere", "-龘"},
		{"NOT NOT", "NOT NOT 的"},
		{"brackets 1,000 deep", strings.Repeat("(", 1000) + "发展" + strings.Repeat(")", 1000)},
		{"NOT brackets 1,000 deep", strings.Repeat("-(", 1000) + "的" + strings.Repeat(")", 1000)},
		{"300 ORs of ANDs of ORs", times(300, " OR ", func(i int) string { return "(" + words[i] + " (" + words[i+300] + " OR " + words[i+600] + "))" })},
		{"a sentence with two", "同句:(的 发展)"},
		{"a sentence with three", "同句:(发展 改革 创新)"},
		{"a sentence with 10, AND", "同句:(" + strings.Join(chars[:10], " ") + ")"},
		{"a sentence with 40, OR", "同句:(" + strings.Join(chars[:40], " OR ") + ")"},
		{"a sentence without one", "同句:(-的)"},
		{"a sentence without 60", "同句:(-" + strings.Join(chars, " -") + ")"},
		{"30 sentences, OR", times(30, " OR ", func(i int) string { return "同句:(" + chars[i] + " " + chars[i+30] + ")" })},
		{"100 sentences, AND", times(100, " ", func(i int) string { return "同句:(" + char(i) + " " + char(i) + ")" })},
		{"300 sentences without, OR", times(300, " OR ", func(i int) string { return "同句:(-" + char(i) + " -" + char(i) + ")" })},
		{"500 sentences, NOT", times(500, " ", func(i int) string { return "-同句:(" + char(i) + " " + words[i] + ")" })},
		{"near", "发展 NEAR/20 改革"},
		{"near, frequent", "的 NEAR/100 和"},
		{"next to, frequent", "的 NEAR/1 和"},
		{"100 distances, OR", times(100, " OR ", func(i int) string { return char(i) + " NEAR/1 " + char(i) })},
		{"200 distances, AND", times(200, " ", func(i int) string { return char(i) + " NEAR/99 " + char(i) })},
		{"a section", "section:的"},
		{"a section of 30 values", "section:" + strings.Join(chars[:30], ",")},
		{"not in 200 sections", times(200, " ", func(i int) string { return "-section:" + char(i) + char(i) })},
		{"的, not in 30 sections", "的 " + times(30, " ", func(i int) string { return "-section:" + chars[i] })},
		{"的, not in 500 regions", "的 " + times(500, " ", func(i int) string { return "-region:" + words[i] })},
		{"a quotation of a sentence", sentences[len(sentences)/2]},
		{"a quotation of 500 characters that is nowhere", string([]rune(h.quotation)[:500])},
		{"a quotation of 5,000 characters that is nowhere", h.quotation},
		{"300 words in a row", strings.Join(words[:300], "")},
		{"a question", "辽宁2021年的地区生产总值增长目标是多少？"},
	}
}

// hostile is what hostile queries are made of: frequent characters and words, and much text.
type hostile struct {
	chars, words        []string // 60 and 1,000, each once
	distinct, quotation string
}

func newHostile(r *rand.Rand, sentences []string) (h hostile) {
	for c := rune(0x4E00); c < 0x4E00+20000; c++ {
		h.distinct += string(c)
	}
	often := map[string]int{}
	words := map[string]bool{}
	for len(h.words) < 1000 {
		runes := []rune(sentences[r.IntN(len(sentences))])
		from := r.IntN(max(len(runes)-2, 1))
		word := string(runes[from:min(from+2, len(runes))])
		ideographs := strings.IndexFunc(word, func(c rune) bool { return c < 0x4E00 || c > 0x9FFF }) < 0
		if ideographs && !words[word] {
			words[word] = true
			h.words = append(h.words, word)
		}
		for _, c := range runes {
			if c >= 0x4E00 && c <= 0x9FFF {
				often[string(c)]++
			}
		}
	}
	h.chars = slices.SortedFunc(maps.Keys(often), func(a, b string) int { return cmp.Or(often[b]-often[a], strings.Compare(a, b)) })[:60]
	for len(h.quotation) < 15_000 {
		h.quotation += sentences[r.IntN(len(sentences))]
	}
	runes := []rune(h.quotation)
	h.quotation = string(runes[:min(5000, len(runes))])
	return h
}
