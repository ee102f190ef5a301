// Package eval measures the quality of the ranking on test collections.
//
// A collection is a folder in the BEIR format (Thakur and others, 2021): corpus.jsonl with passages, queries.jsonl with
// test queries, qrels.tsv with relevance judgements. [Run] indexes the passages as the program does and runs every
// query through the search service.
package eval

import (
	"bufio"
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/engine"
)

// Figures are means over the test queries with relevant passages. A passage is relevant if its judgement is above 0.
type Figures struct {
	Passages int     `json:"passages"`
	Queries  int     `json:"questions"`
	Hit1     float64 `json:"hit@1"`  // the first passage is relevant
	Hit10    float64 `json:"hit@10"` // one of the first ten is
	MRR10    float64 `json:"mrr@10"` // reciprocal rank of the first relevant one among ten
	NDCG10   float64 `json:"ndcg@10"`
	R100     float64 `json:"r@100"` // recall among the first hundred
}

func (f Figures) String() string { return f.In(language.EN) }

// In says the figures in a line.
func (f Figures) In(lang language.Lang) string {
	return lang.Say("eval.figures", f.Hit1, f.Hit10, f.MRR10, f.NDCG10, f.R100, f.Queries, f.Passages)
}

// Run indexes the collection in dir into e, which must be empty, and runs its test queries.
func Run(ctx context.Context, e engine.Engine, dir string) (Figures, error) {
	passages, err := readLines[passage](filepath.Join(dir, "corpus.jsonl"))
	if err != nil {
		return Figures{}, err
	}
	queries, err := readLines[testQuery](filepath.Join(dir, "queries.jsonl"))
	if err != nil {
		return Figures{}, err
	}
	relevant, err := readJudgements(filepath.Join(dir, "qrels.tsv"))
	if err != nil {
		return Figures{}, err
	}
	ids, err := index(ctx, e, passages)
	if err != nil {
		return Figures{}, err
	}
	f := Figures{Passages: len(passages)}
	service := search.New(e, nil)
	for _, q := range queries {
		if len(relevant[q.ID]) == 0 {
			continue
		}
		answer, err := service.Search(ctx, search.Request{Query: q.Text, Limit: search.MaxLimit})
		if err != nil {
			return Figures{}, err
		}
		f.add(answer.Hits, ids, relevant[q.ID])
	}
	f.divide()
	return f, nil
}

type testQuery struct {
	ID   string `json:"_id"`
	Text string `json:"text"`
}

func readLines[T any](path string) (list []T, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, language.New("eval.collection", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for n := 1; lines.Scan(); n++ {
		var item T
		if err := json.Unmarshal(lines.Bytes(), &item); err != nil {
			return nil, language.New("eval.line", path, n, err)
		}
		list = append(list, item)
	}
	return list, lines.Err()
}

// readJudgements reads the relevant passages of each test query.
func readJudgements(path string) (map[string]map[string]bool, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, language.New("eval.collection", err)
	}
	relevant := map[string]map[string]bool{}
	for n, line := range strings.Split(strings.TrimSpace(string(content)), "\n") {
		fields := strings.Fields(line)
		if n == 0 && len(fields) > 0 && fields[0] == "query-id" {
			continue
		}
		if len(fields) != 3 {
			return nil, language.New("eval.judgement", path, n+1, line)
		}
		if score, err := strconv.Atoi(fields[2]); err != nil || score <= 0 {
			continue
		}
		if relevant[fields[0]] == nil {
			relevant[fields[0]] = map[string]bool{}
		}
		relevant[fields[0]][fields[1]] = true
	}
	return relevant, nil
}

// add counts the answer to one test query.
func (f *Figures) add(hits []search.Hit, ids map[string]string, relevant map[string]bool) {
	f.Queries++
	gain, found := 0.0, 0
	for i, h := range hits {
		if !relevant[ids[h.ID]] {
			continue
		}
		if found++; found == 1 && i < 10 {
			f.Hit10++
			f.MRR10 += 1 / float64(i+1)
		}
		if i == 0 {
			f.Hit1++
		}
		if i < 10 {
			gain += 1 / math.Log2(float64(i+2))
		}
	}
	ideal := 0.0
	for i := range min(10, len(relevant)) {
		ideal += 1 / math.Log2(float64(i+2))
	}
	f.NDCG10 += gain / ideal
	f.R100 += float64(found) / float64(len(relevant))
}

func (f *Figures) divide() {
	for _, sum := range []*float64{&f.Hit1, &f.Hit10, &f.MRR10, &f.NDCG10, &f.R100} {
		*sum /= float64(max(f.Queries, 1))
	}
}
