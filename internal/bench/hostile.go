package main

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"time"

	"gongbao/search"
	"gongbao/search/engine"
)

// A hostileRow is the measurement of an expensive query.
type hostileRow struct {
	query string
	match search.Match
	total engine.Total
	p50   time.Duration
	err   error
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
		r.p50, _, _, r.err = repeat(5, func() error {
			a, err := service.Search(ctx, search.Request{Query: q.text})
			r.match, r.total = a.Match, a.Total
			return err
		})
		rows = append(rows, r)
	}
	return rows, ctx.Err()
}

type hostileQuery struct{ name, text string }

func hostileQueries(sentences []string) []hostileQuery {
	r := rand.New(rand.NewPCG(1, 2))
	var distinct strings.Builder
	for c := rune(0x4E00); c < 0x4E00+20000; c++ {
		distinct.WriteRune(c)
	}
	var words []string
	for range 500 {
		s := []rune(sentences[r.IntN(len(sentences))])
		from := r.IntN(max(len(s)-2, 1))
		words = append(words, string(s[from:min(from+2, len(s))]))
	}
	quotation := strings.Join(sentences[:80], "")
	return []hostileQuery{
		{"20,000 distinct characters", distinct.String()},
		{"500 ORs", strings.Join(words, " OR ")},
		{"500 ANDs", strings.Join(words, " ")},
		{"500 frequent characters, OR", strings.Join(strings.Split(quotation[:1500], ""), " OR ")},
		{"brackets 1,000 deep", strings.Repeat("(", 1000) + "发展" + strings.Repeat(")", 1000)},
		{"5,000 times 的", strings.Repeat("的", 5000)},
		{"nothing but NOT", "-发展"},
		{"a sentence in one", "同句:(发展 改革 创新)"},
		{"near", "发展 NEAR/20 改革"},
		{"a quotation of a sentence", sentences[1234]},
		{"a quotation that is nowhere, 5,000 characters", string([]rune(quotation)[:min(5000, len([]rune(quotation)))])},
		{"a question", "辽宁2021年的地区生产总值增长目标是多少？"},
	}
}
