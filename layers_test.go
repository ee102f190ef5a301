package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers are the packages of the project and what each may import of it. Data flows one way: files become reports, reports
// go into an index, questions come from the other side, and main alone knows both.
var layers = map[string][]string{
	"corpus/text":    {},
	"corpus/region":  {},
	"corpus/extract": {},
	"corpus/outline": {},
	"corpus/repair":  {"corpus/extract", "corpus/outline"},
	"corpus":         {"corpus/extract", "corpus/outline", "corpus/region", "corpus/repair", "corpus/text"},
	"seeds":          {},

	"corpus/corpustest": {"corpus", "corpus/extract", "seeds"},
	"indexer":           {"corpus", "corpus/extract", "indexer/outcome", "search/engine"},
	"indexer/outcome":   {},

	"search/query":     {"corpus/text"},
	"search/match":     {"corpus", "corpus/text", "search/query"},
	"search/rank":      {"corpus/text"},
	"search/thesaurus": {"corpus/text"},
	"search/suggest":   {"corpus", "corpus/text"},
	"search/related":   {"corpus", "corpus/region", "corpus/text", "search/engine", "search/query", "search/rank", "search/thesaurus"},
	"search/cite":      {"corpus", "corpus/region"},
	"search/engine":    {"corpus", "corpus/text", "search/query"},
	"search/coverage":  {"corpus", "corpus/region", "search/engine"},
	"search":           {"corpus", "corpus/region", "corpus/text", "search/engine", "search/match", "search/query", "search/related", "search/thesaurus"},
	"search/eval":      {"corpus", "corpus/outline", "corpus/region", "corpus/text", "search", "search/engine", "search/query"},

	"search/engine/enginetest": {"corpus", "corpus/text", "search/engine", "search/query", "seeds"},
	"search/engine/bleve":      {"corpus", "corpus/text", "search/engine", "search/match", "search/query", "search/rank"},
	"search/engine/opensearch": {"corpus", "corpus/text", "search/engine", "search/match", "search/query", "search/rank"},

	"server":             {"corpus", "corpus/text", "indexer/outcome", "search", "search/cite", "search/coverage", "search/engine", "search/query", "search/suggest", "server/assistant", "server/openapi"},
	"server/assistant":   {"corpus", "corpus/region", "search", "search/cite", "search/engine", "search/query"},
	"server/openapi":     {},
	"server/browsertest": {},
	"":                   {"*"},

	"internal/bench":       {"*"}, // a program of its own
	"internal/testcluster": {},
}

// TestLayers reads the imports from the files, because the test cache does not see what go list sees.
func TestLayers(t *testing.T) {
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := d.Name()
		if d.IsDir() && name != "." && (strings.HasPrefix(base, ".") || base == "testdata") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(base, ".go") || strings.HasSuffix(base, "_test.go") {
			return nil
		}
		checkLayer(t, filepath.ToSlash(name))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkLayer(t *testing.T, name string) {
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	layer := strings.TrimPrefix(path.Dir(name), ".")
	may, known := layers[layer]
	if !known {
		t.Errorf("%s: package %s is not in layers; say there what it may import", name, layer)
		return
	}
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		ours, ok := strings.CutPrefix(imported, "gongbao/")
		if ok && !slices.Contains(may, ours) && !slices.Contains(may, "*") {
			t.Errorf("%s imports %s, which %s must not know", name, ours, layer)
		}
	}
}
