package eval_test

import (
	"os"
	"path/filepath"
	"testing"

	"gongbao/search/engine/bleve"
	"gongbao/search/eval"
)

// TestFigures checks hand-computed figures: the first query has its answer on top, the second matches nothing.
func TestFigures(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"corpus.jsonl": `{"_id": "a#0", "title": "关于粮食", "text": "粮食产量达到467亿斤。"}
{"_id": "a#1", "title": "关于粮食", "text": "棉花产量略有下降。"}
{"_id": "b#0", "title": "关于教育", "text": "新建一百所学校。"}
`,
		"queries.jsonl": `{"_id": "1", "text": "粮食产量是多少"}
{"_id": "2", "text": "zzz"}
{"_id": "3", "text": "没有答案的问题"}
`,
		"qrels.tsv": "query-id\tcorpus-id\tscore\n1\ta#0\t1\n1\tb#0\t0\n2\tb#0\t1\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	e := bleve.New()
	defer e.Close()
	got, err := eval.Run(t.Context(), e, dir)
	want := eval.Figures{Passages: 3, Queries: 2, Hit1: .5, Hit10: .5, MRR10: .5, NDCG10: .5, R100: .5}
	if err != nil || got != want {
		t.Errorf("%+v, %v; want %+v", got, err, want)
	}
	if _, err := eval.Run(t.Context(), e, t.TempDir()); err == nil {
		t.Error("a folder without a collection gives no error")
	}
}

// TestSharedCollections guards the quality reached so far, with a margin for chance.
func TestSharedCollections(t *testing.T) {
	data := os.Getenv("GONGBAO_DATA")
	if data == "" {
		t.Skip("GONGBAO_DATA is not set: the shared collections are not asked")
	}
	for name, least := range map[string]eval.Figures{
		"ncp-policy-dev":  {Hit1: .70, MRR10: .81, NDCG10: .83, R100: .985},
		"provincial-2025": {Hit1: .75, MRR10: .85, NDCG10: .85, R100: .99},
	} {
		e := bleve.New()
		got, err := eval.Run(t.Context(), e, filepath.Join(data, "eval", name))
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %s", name, got)
		if got.Hit1 < least.Hit1 || got.MRR10 < least.MRR10 || got.NDCG10 < least.NDCG10 || got.R100 < least.R100 {
			t.Errorf("%s: %s; want at least %s", name, got, least)
		}
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}
}
