package eval_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongbao/indexer"
	"gongbao/search"
	"gongbao/search/engine/bleve"
	"gongbao/search/eval"
)

// passages are a collection of two texts.
const passages = `{"_id": "a#0", "title": "关于粮食", "text": "粮食产量达到467亿斤。"}
{"_id": "a#1", "title": "关于粮食", "text": "棉花产量略有下降。"}
{"_id": "b#0", "title": "关于教育", "text": "新建一百所学校。"}
`

// write writes files into a new folder.
func write(t *testing.T, files map[string]string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// run evaluates a collection of the passages.
func run(t *testing.T, queries, qrels string) (eval.Result, error) {
	t.Helper()
	e := bleve.New()
	defer e.Close()
	return eval.Run(t.Context(), e, write(t, map[string]string{"corpus.jsonl": passages, "queries.jsonl": queries, "qrels.tsv": qrels}))
}

// TestFigures checks hand-computed figures: the first question has its answer on top of two that were judged, the second matches nothing, the third has
// none and does not count.
func TestFigures(t *testing.T) {
	r, err := run(t, `{"_id": "1", "class": "fact", "text": "粮食产量是多少"}
{"_id": "2", "text": "zzz"}
{"_id": "3", "text": "没有答案的问题"}
`, "query-id\tcorpus-id\tscore\n1\ta#0\t1\n1\tb#0\t0\n2\tb#0\t1\n")
	half := eval.Measures{Hit1: .5, Hit10: .5, MRR10: .5, P5: .25, NDCG10: .5, R100: .5}
	if want := (eval.Figures{Passages: 3, Questions: 2, Measures: half}); err != nil || r.Figures != want {
		t.Errorf("%+v, %v; want %+v", r.Figures, err, want)
	}
	whole := eval.Measures{Hit1: 1, Hit10: 1, MRR10: 1, P5: .5, NDCG10: 1, R100: 1}
	if want := (eval.Class{Name: "fact", Questions: 1, Measures: whole}); len(r.Classes) != 1 || r.Classes[0] != want {
		t.Errorf("classes %+v; want %+v", r.Classes, want)
	}
	e := bleve.New()
	defer e.Close()
	if _, err := eval.Run(t.Context(), e, t.TempDir()); err == nil {
		t.Error("a folder without a collection gives no error")
	}
}

// TestGrades ranks a middling answer, which says it word for word, above the best one, which comes near.
func TestGrades(t *testing.T) {
	r, err := run(t, `{"_id": "1", "text": "粮食产量"}`+"\n", "1\ta#0\t1\n1\ta#1\t3\n")
	if err != nil || len(r.Answers) != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	got := r.Answers[0]
	if want := (1 + 3/math.Log2(3)) / (3 + 1/math.Log2(3)); got.Rank != 1 || got.P5 != 1 || math.Abs(got.NDCG10-want) > 1e-12 {
		t.Errorf("%+v; want nDCG@10 %v", got, want)
	}
}

// reports are two reports whose answers searches name.
var reports = map[string]string{
	"2021年河北省政府工作报告.txt": "2021年河北省政府工作报告\n\n各位代表：\n\n粮食产量达到760亿斤。\n\n新建一百所学校。\n",
	"2021年山东省政府工作报告.txt": "2021年山东省政府工作报告\n\n各位代表：\n\n粮食产量达到1089亿斤。\n",
}

// serve indexes files as the program does.
func serve(t *testing.T, paths ...string) *search.Service {
	t.Helper()
	e := bleve.New()
	t.Cleanup(func() { e.Close() })
	if _, err := indexer.Run(t.Context(), e, indexer.Options{Paths: paths}); err != nil {
		t.Fatal(err)
	}
	return search.New(e, nil)
}

// ask asks the questions at paths.
func ask(t *testing.T, service *search.Service, paths ...string) (eval.Result, error) {
	t.Helper()
	questions, err := eval.Read(paths...)
	if err != nil {
		t.Fatal(err)
	}
	return eval.Ask(t.Context(), service, questions)
}

// TestAsk asks questions of reports as they are.
func TestAsk(t *testing.T) {
	service := serve(t, write(t, reports))
	dir := write(t, map[string]string{
		"queries.jsonl": `{"_id": "1", "class": "result", "text": "山东粮食产量", "answers": [{"find": "地区:山东 1089亿斤"}, {"find": "学校", "grade": 0}]}
{"_id": "2", "class": "count", "text": "山东建了多少学校", "answers": [{"find": "地区:山东 粮食"}]}
`,
		"more.jsonl":    `{"_id": "3", "class": "count", "text": "河北学校", "answers": [{"find": "一百所学校"}]}` + "\n",
		"missing.jsonl": `{"_id": "4", "text": "河北学校", "answers": [{"find": "一千所学校"}]}` + "\n",
	})
	r, err := ask(t, service, dir, filepath.Join(dir, "more.jsonl"))
	if err != nil || r.Questions != 3 || len(r.Classes) != 2 || r.Classes[0].Hit1 != 1 || r.Classes[1].Questions != 2 {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := ask(t, service, filepath.Join(dir, "missing.jsonl")); err == nil || !strings.Contains(err.Error(), "一千所学校") {
		t.Errorf("an answer that the reports lack: %v", err)
	}
	judged := write(t, map[string]string{
		"queries.jsonl": `{"_id": "1", "text": "学校"}` + "\n", "qrels.tsv": "1\thebei-2021#4\t1\n",
	})
	if r, err := ask(t, service, judged); err != nil || r.Hit1 != 1 {
		t.Errorf("judgements by the ids of hits: %+v, %v", r, err)
	}
}

// TestCompare compares two runs of nine questions, of which the second answers eight better and one worse.
func TestCompare(t *testing.T) {
	var before, after eval.Result
	for i := range 9 {
		id := string(rune('a' + i))
		before.Answers = append(before.Answers, eval.Outcome{Question: id, Measures: eval.Measures{MRR10: .5}})
		after.Answers = append(after.Answers, eval.Outcome{Question: id, Measures: eval.Measures{MRR10: 1}})
	}
	after.Answers[3].MRR10 = .25
	after.Answers = append(after.Answers, eval.Outcome{Question: "new"})
	got := after.Compare(before)
	want := eval.Comparison{Measure: "mrr@10", Questions: 9, Before: .5, After: (8 + .25) / 9, Won: 8, Lost: 1, P: 2 * 10. / 512}
	if len(got) != 2 || math.Abs(got[0].P-want.P) > 1e-12 {
		t.Fatalf("%+v; want %+v", got, want)
	}
	if got[0].P = want.P; got[0] != want {
		t.Errorf("%+v; want %+v", got[0], want)
	}
	if equal := got[1]; equal.Won+equal.Lost != 0 || equal.P != 1 {
		t.Errorf("equal runs: %+v", equal)
	}
	if after.Compare(after)[0].P != 1 {
		t.Error("a run differs from itself")
	}
	content, err := json.Marshal(after)
	if err != nil {
		t.Fatal(err)
	}
	read, err := eval.ReadResult(filepath.Join(write(t, map[string]string{"run.json": string(content)}), "run.json"))
	if err != nil || len(read.Compare(after)) != 2 || read.Compare(after)[0].Won != 0 || read.Compare(after)[0].Questions != 10 {
		t.Errorf("read back: %+v, %v", read, err)
	}
}

// data returns the folder of shared data.
func data(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("GONGBAO_DATA")
	if dir == "" {
		t.Skip("GONGBAO_DATA is not set: no questions are asked of real reports")
	}
	return dir
}

// TestSharedCollections guards the quality reached so far, with a margin for chance.
func TestSharedCollections(t *testing.T) {
	for name, least := range map[string]eval.Measures{
		"ncp-policy-dev":  {Hit1: .70, MRR10: .81, NDCG10: .83, R100: .985},
		"provincial-2025": {Hit1: .75, MRR10: .85, NDCG10: .85, R100: .99},
	} {
		e := bleve.New()
		got, err := eval.Run(t.Context(), e, filepath.Join(data(t), "eval", name))
		if err != nil {
			t.Fatal(err)
		}
		atLeast(t, name, got.Measures, least)
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}
}

func atLeast(t *testing.T, name string, got, least eval.Measures) {
	t.Helper()
	t.Logf("%s: %s", name, got)
	if got.Hit1 < least.Hit1 || got.MRR10 < least.MRR10 || got.P5 < least.P5 || got.NDCG10 < least.NDCG10 || got.R100 < least.R100 {
		t.Errorf("%s: %s; want at least %s", name, got, least)
	}
}

// TestOwnSets guards the quality on the sets beside package search. Of the halves that the ranking was not tuned
// by it checks only that the reports have every answer.
func TestOwnSets(t *testing.T) {
	service := serve(t, filepath.Join(data(t), "reports"))
	least := map[string]eval.Measures{
		"result": {Hit1: .65}, "colloquial": {Hit1: .55}, "short": {Hit1: .7}, "pair": {Hit1: .8}, "misquoted": {Hit1: .85}, "phrase": {P5: .7},
	}
	for half, check := range map[string]func(eval.Result){
		"dev": func(r eval.Result) {
			for _, class := range r.Classes {
				atLeast(t, class.Name, class.Measures, least[class.Name])
			}
		},
		"held": func(r eval.Result) {},
	} {
		paths, err := filepath.Glob("../testdata/*." + half + ".jsonl")
		if err != nil || len(paths) == 0 {
			t.Fatalf("%d sets, %v", len(paths), err)
		}
		r, err := ask(t, service, paths...)
		if err != nil {
			t.Fatal(err)
		}
		check(r)
	}
}
