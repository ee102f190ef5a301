package comparison_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/search"
	"gongbao/search/compare"
	"gongbao/search/comparison"
	"gongbao/search/engine/bleve"
	"gongbao/search/engine/enginetest"
)

const (
	grain  = "稳定粮食播种面积，严守耕地红线。"
	school = "扩大普通高中学位供给，推行免费学前教育。"
	air    = "持续推进蓝天、碧水、净土保卫战。"
)

func report(id, region string, year int, paragraphs ...string) *corpus.Report {
	r := &corpus.Report{Header: corpus.Header{ID: id, Title: id, Region: region, Level: corpus.Province, Kind: corpus.Work, Year: year}}
	for i, p := range paragraphs {
		r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Ordinal: i + 1, Text: p, Hash: fmt.Sprintf("%08x", i)})
	}
	return r
}

// service returns a service on reports of two regions; those of 辽宁 lack 2022.
func service(t *testing.T) *search.Service {
	t.Helper()
	e := bleve.New()
	t.Cleanup(func() { e.Close() })
	bulletin := report("bulletin-2022", "辽宁", 2022, grain)
	bulletin.Kind = corpus.Bulletin
	long := make([]string, 1001) // whose square is more than compare.MostPairs
	for i := range long {
		long[i] = "表"
	}
	err := e.Update(t.Context(), enginetest.Puts(
		report("liaoning-2020", "辽宁", 2020, air), report("liaoning-2021", "辽宁", 2021, grain, school), report("liaoning-2023", "辽宁", 2023, grain+air, school),
		report("jilin-2023", "吉林", 2023, grain), report("undated", "吉林", 0, grain), report("chaoyang-2023", "朝阳区", 2023, grain), report("chaoyang-2022", "朝阳区", 2022, grain),
		bulletin, report("long-2023", "湖北", 2023, long...),
	))
	if err != nil {
		t.Fatal(err)
	}
	return search.New(e, nil)
}

func TestOf(t *testing.T) {
	s := service(t)
	for _, tc := range []struct {
		request comparison.Request
		want    string
	}{
		{comparison.Request{New: "liaoning-2023"}, "liaoning-2021: edited #1<#1 [kept new] | kept #2<#2 [kept] (between)"},
		{comparison.Request{New: "liaoning-2021"}, "liaoning-2020: gone <#1 [gone] | new #1< [new] | new #2< [new]"},
		{comparison.Request{New: "liaoning-2023", Old: "jilin-2023"}, "jilin-2023: edited #1<#1 [kept new] | new #2< [new]"},
		{comparison.Request{New: "liaoning-2023", Only: []compare.State{compare.Kept}}, "liaoning-2021: kept #2<#2 [kept] (between)"},
		{comparison.Request{New: "liaoning-2020", Old: "liaoning-2021"}, "liaoning-2021: gone <#1 [gone] | gone <#2 [gone] | new #1< [new] (earlier)"},
		{comparison.Request{New: "liaoning-2020"}, comparison.ErrEarlier.Error()},
		{comparison.Request{New: "undated"}, comparison.ErrEarlier.Error()},
		{comparison.Request{New: "chaoyang-2023"}, comparison.ErrEarlier.Error()}, // there are two of that name
		{comparison.Request{New: "bulletin-2022"}, comparison.ErrEarlier.Error()}, // of another kind than those before
		{comparison.Request{New: "nowhere"}, "no such report: nowhere"},
		{comparison.Request{New: "liaoning-2020", Old: "nowhere"}, "no such report: nowhere"},
		{comparison.Request{New: "long-2023", Old: "long-2023"}, comparison.ErrLarge.Error()},
	} {
		tc.request.Lang = "en"
		var c comparison.Comparison
		err := s.Read(t.Context(), func(e *search.Edition) (err error) {
			c, err = comparison.Of(t.Context(), e, tc.request)
			return err
		})
		got := shown(c)
		if err != nil {
			got = err.Error()
		}
		if got != tc.want {
			t.Errorf("%+v:\ngot  %s\nwant %s", tc.request, got, tc.want)
		}
	}
}

func shown(c comparison.Comparison) string {
	var pairs []string
	for _, p := range c.Pairs {
		ordinals := func(list []comparison.Paragraph) (s string) {
			for _, one := range list {
				_, ordinal, _ := strings.Cut(one.ID, "#")
				s += "#" + ordinal
			}
			return s
		}
		var states []string
		for _, s := range p.Sentences {
			states = append(states, string(s.State))
		}
		pairs = append(pairs, fmt.Sprintf("%s %s<%s %s", p.State, ordinals(p.New), ordinals(p.Old), states))
	}
	out := c.Old.ID + ": " + strings.Join(pairs, " | ")
	for _, note := range c.Notes {
		for _, word := range []string{"between", "earlier"} {
			if strings.Contains(note, word) {
				out += " (" + word + ")"
			}
		}
	}
	return out
}

// TestSheet checks that the table has a row for each sentence, and that the summary counts what the answer has.
func TestSheet(t *testing.T) {
	s := service(t)
	request := comparison.Request{New: "liaoning-2023", Lang: "zh"}
	var c comparison.Comparison
	err := s.Read(t.Context(), func(e *search.Edition) (err error) {
		c, err = comparison.Of(t.Context(), e, request)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	table := c.Sheet(request, "", func(path string) string { return path })
	if len(table.Rows) != 3 || len(table.Rows[0]) != len(table.Header) || table.Rows[1][7] != air || table.Rows[1][9] != "/reports/liaoning-2023#p1" || table.Rows[1][10] != nil {
		t.Errorf("%v", table.Rows)
	}
	if c.Summary.Pairs[compare.Edited] != 1 || c.Summary.Sentences[compare.Kept] != 2 {
		t.Errorf("%+v", c.Summary)
	}
	states, numbers := comparison.Counted(c.Summary.Sentences)
	if fmt.Sprint(states, numbers) != "[kept new] [2 1]" {
		t.Error(states, numbers)
	}
	body, err := json.Marshal(c)
	if err != nil || strings.Contains(string(body), "null") {
		t.Errorf("%s, %v", body, err)
	}
}

func TestReadStates(t *testing.T) {
	states, err := comparison.ReadStates([]string{" new", "gone", "", "new"})
	if fmt.Sprint(states) != "[new gone]" || err != nil {
		t.Error(states, err)
	}
	if _, err := comparison.ReadStates([]string{"New"}); err != comparison.ErrState {
		t.Error(err)
	}
}
