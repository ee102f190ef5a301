package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/extract"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/text"
	"gongbao/search/engine"
)

const (
	paragraphBytes = 650
	reportLength   = 80 // paragraphs
)

var regions = []string{"北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南",
	"湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆"}

// sentencesBelow returns the sentences of every report below dir.
func sentencesBelow(ctx context.Context, dir string) (sentences []string, err error) {
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			return err
		}
		for doc, err := range extract.Read(ctx, path, f, info.Size(), file.Options{}) {
			if err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
			for _, b := range doc.Blocks {
				for s := range text.Sentences(b.Text) {
					if strings.HasSuffix(s, "。") {
						sentences = append(sentences, strings.TrimSpace(s))
					}
				}
			}
		}
		return nil
	})
	if err == nil && len(sentences) < 1000 {
		err = errors.New("too few sentences below " + dir)
	}
	return sentences, err
}

// reports yields n paragraphs of random sentences, in reports of every region and year.
func reports(sentences []string, n int) iter.Seq2[engine.Change, error] {
	return func(yield func(engine.Change, error) bool) {
		r := rand.New(rand.NewPCG(2024, 1))
		for i := 0; i*reportLength < n; i++ {
			region, year := regions[i%len(regions)], 1990+i/len(regions)%36
			report := &corpus.Report{Header: corpus.Header{
				ID: fmt.Sprintf("r%06d-%d", i, year), Title: region + "政府工作报告", Region: region, Level: corpus.Province, Kind: corpus.Work, Year: year,
			}}
			for p := range min(reportLength, n-i*reportLength) {
				if p%10 == 0 {
					report.Outline = append(report.Outline, corpus.Section{Level: 1, Title: fmt.Sprintf("（%d）%s", p/10+1, clause(r, sentences)), Paragraph: p + 1})
				}
				body := paragraph(r, sentences)
				report.Paragraphs = append(report.Paragraphs, corpus.Paragraph{
					Ordinal: p + 1, Text: body, Section: []string{report.Outline[len(report.Outline)-1].Title},
				})
			}
			if !yield(engine.Change{Put: report}, nil) {
				return
			}
		}
	}
}

func paragraph(r *rand.Rand, sentences []string) string {
	var b strings.Builder
	for b.Len() < paragraphBytes-60 {
		b.WriteString(sentences[r.IntN(len(sentences))])
	}
	return b.String()
}

func clause(r *rand.Rand, sentences []string) string {
	for c := range text.Clauses(sentences[r.IntN(len(sentences))]) {
		return c
	}
	return ""
}
