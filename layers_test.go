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
// go into an index, questions come from the other side, and package command alone knows both.
var layers = map[string][]string{
	"corpus/text/ideograph": {},

	"corpus/text":     {"corpus/text/ideograph"},
	"corpus/identity": {},
	"corpus/region":   {},
	"corpus/quantity": {"corpus/text"},
	"corpus/figure":   {"corpus", "corpus/quantity", "corpus/text"},
	"corpus/outline":  {"corpus/text"},
	"corpus/phrase":   {"corpus/text"},
	"corpus/clause":   {"corpus/outline", "corpus/text"},
	"corpus/repair":   {"corpus/extract/file", "corpus/outline", "corpus/text"},
	"corpus/ingest":   {"corpus", "corpus/extract/charset", "corpus/extract/file", "corpus/extract/table", "corpus/identity", "corpus/outline", "corpus/region", "corpus/repair", "corpus/text", "language"},
	"corpus":          {"corpus/outline", "corpus/region"},
	"seeds":           {},
	"language":        {},
	"guard":           {},

	"corpus/extract":           {"corpus/extract/charset", "corpus/extract/compound", "corpus/extract/doc", "corpus/extract/docx", "corpus/extract/epub", "corpus/extract/file", "corpus/extract/mail", "corpus/extract/odf", "corpus/extract/ofd", "corpus/extract/pdf", "corpus/extract/picture", "corpus/extract/plain", "corpus/extract/rtf", "corpus/extract/slides", "corpus/extract/table", "corpus/extract/web", "corpus/extract/xls", "language"},
	"corpus/extract/charset":   {"language"},
	"corpus/extract/file":      {"corpus/extract/charset", "language"},
	"corpus/extract/typeset":   {"corpus/extract/file", "language"},
	"corpus/extract/errorpage": {"corpus/extract/file"},
	"corpus/extract/plain":     {"corpus/extract/charset", "corpus/extract/errorpage", "corpus/extract/file", "corpus/extract/typeset", "language"},
	"corpus/extract/web":       {"corpus/extract/charset", "corpus/extract/errorpage", "corpus/extract/file", "corpus/extract/typeset", "language"},
	"corpus/extract/table":     {"corpus/extract/charset", "corpus/extract/file", "corpus/extract/plain", "corpus/extract/web", "language"},
	"corpus/extract/docx":      {"corpus/extract/file", "corpus/extract/numbering", "corpus/extract/symbol", "language"},
	"corpus/extract/doc":       {"corpus/extract/compound", "corpus/extract/file", "corpus/extract/numbering", "corpus/extract/symbol", "language"},
	"corpus/extract/rtf":       {"corpus/extract/file", "corpus/extract/numbering", "corpus/extract/symbol", "language"},
	"corpus/extract/odf":       {"corpus/extract/file", "corpus/extract/numbering", "corpus/extract/symbol", "corpus/extract/table", "language"},
	"corpus/extract/slides":    {"corpus/extract/file", "language"},
	"corpus/extract/epub":      {"corpus/extract/charset", "corpus/extract/file", "corpus/extract/web", "language"},
	"corpus/extract/mail":      {"corpus/extract/charset", "corpus/extract/file", "corpus/extract/plain", "corpus/extract/web", "language"},
	"corpus/extract/xls":       {"corpus/extract/compound", "corpus/extract/file", "corpus/extract/table", "language"},

	// What several formats of office programs share.
	"corpus/extract/compound":  {"corpus/extract/file", "language"},
	"corpus/extract/numbering": {"corpus/text"},
	"corpus/extract/symbol":    {},

	"corpus/extract/ofd":     {"corpus/extract/file", "corpus/extract/picture", "corpus/extract/typeset", "language"},
	"corpus/extract/ocr":     {"corpus/extract/file", "language"},
	"corpus/extract/picture": {"corpus/extract/file", "corpus/extract/typeset", "language"},
	"corpus/extract/pdf":     {"corpus/extract/file", "corpus/extract/typeset", "language"},

	"corpus/extract/extracttest": {"corpus/extract", "corpus/extract/file", "language"},

	"corpus/corpustest": {"corpus", "corpus/extract", "corpus/extract/file", "corpus/ingest", "seeds"},
	"indexer":           {"corpus", "corpus/extract", "corpus/extract/charset", "corpus/extract/file", "corpus/ingest", "indexer/outcome", "guard", "internal/scratch", "language", "search/engine"},
	"indexer/outcome":   {"language"},
	"indexer/transfer":  {"corpus", "indexer", "language", "search/engine"},
	"terminal":          {"indexer", "language"},

	"command/browser": {},
	"command/help":    {"language", "terminal"},
	"command/option":  {"corpus/text", "language", "search", "search/query"},

	"search/query":       {"corpus", "corpus/quantity", "corpus/text"},
	"search/explain":     {"language", "search/query"},
	"search/match":       {"corpus", "corpus/region", "corpus/text", "search/query"},
	"search/rank":        {"corpus", "corpus/text"},
	"search/thesaurus":   {"corpus/text", "language"},
	"search/sound":       {},
	"search/memo":        {},
	"search/pasted":      {"corpus/text"},
	"search/typed":       {"corpus", "corpus/region", "corpus/text", "search/query"},
	"search/alike":       {"corpus", "corpus/text", "search/sound"},
	"search/suggest":     {"corpus", "corpus/outline", "corpus/phrase", "corpus/text", "search/sound", "search/thesaurus"},
	"search/related":     {"corpus", "corpus/outline", "corpus/region", "corpus/text", "search/engine", "search/query", "search/rank", "search/thesaurus"},
	"search/cite":        {"corpus", "corpus/region"},
	"search/excerpt":     {"corpus", "language", "search", "search/cite", "search/sheet", "search/table"},
	"search/engine":      {"corpus", "corpus/figure", "corpus/quantity", "corpus/text", "language", "search/query", "search/rank"},
	"search/coverage":    {"corpus", "corpus/region", "language", "search/engine"},
	"search/same":        {"corpus", "corpus/clause", "corpus/outline", "corpus/quantity", "corpus/text"},
	"search/equal":       {"corpus/quantity", "corpus/text", "search/query"},
	"search":             {"corpus", "corpus/identity", "corpus/region", "corpus/text", "language", "search/alike", "search/engine", "search/equal", "search/explain", "search/factor", "search/match", "search/memo", "search/pasted", "search/query", "search/related", "search/same", "search/sound", "search/thesaurus", "search/typed"},
	"search/factor":      {"language", "search/rank", "search/related"},
	"search/figures":     {"corpus", "corpus/figure", "corpus/quantity", "corpus/text", "language", "search", "search/engine", "search/query", "search/sheet", "search/trend"},
	"search/table":       {"corpus", "corpus/text", "language", "search", "search/cite", "search/query"},
	"search/workbook":    {"language", "search", "search/query", "search/sheet", "search/table", "search/trend"},
	"search/compare":     {"corpus", "corpus/outline", "corpus/text"},
	"search/repeat":      {"corpus", "corpus/text", "language", "search", "search/query", "search/sheet", "search/trend"},
	"search/comparison":  {"corpus", "corpus/region", "language", "search", "search/compare", "search/sheet"},
	"search/wording":     {"corpus", "corpus/phrase", "corpus/region", "corpus/text", "language", "search", "search/compare", "search/query", "search/sheet", "search/thesaurus", "search/trend"},
	"search/concordance": {"corpus", "corpus/region", "corpus/text", "language", "search", "search/engine", "search/query", "search/sheet", "search/sound", "search/table", "search/trend"},
	"search/eval":        {"corpus", "corpus/identity", "corpus/outline", "corpus/region", "corpus/text", "language", "search", "search/engine", "search/query"},

	// What is asked of all reports at once.
	"search/trend":           {"corpus", "corpus/region", "corpus/text", "language", "search", "search/coverage", "search/engine", "search/query", "search/sheet"},
	"search/sheet":           {"language", "search", "search/query", "search/table"}, // a workbook is written, not read: excelize may stand here
	"search/panel":           {"corpus/text", "language", "search", "search/engine", "search/query", "search/sheet", "search/trend"},
	"search/trend/trendtest": {"corpus", "corpus/text", "language", "search", "search/engine", "search/panel", "search/query", "search/trend"},
	"search/facettest":       {"corpus", "search", "search/engine", "search/query", "search/trend/trendtest"},

	"search/engine/enginetest":         {"corpus", "corpus/clause", "corpus/figure", "corpus/identity", "corpus/quantity", "corpus/region", "corpus/text", "search/engine", "search/equal", "search/query", "search/rank", "search/same", "seeds"},
	"search/query/querytest":           {},
	"search/engine/bleve":              {"corpus", "corpus/clause", "corpus/figure", "corpus/identity", "corpus/text", "guard", "language", "search/engine", "search/engine/bleve/bitset", "search/engine/bleve/character", "search/engine/bleve/column", "search/engine/bleve/common", "search/engine/bleve/disk", "search/engine/bleve/frequent", "search/engine/bleve/grams", "search/engine/bleve/ledger", "search/engine/bleve/overlap", "search/engine/bleve/posting", "search/match", "search/query", "search/rank"},
	"search/engine/bleve/frequent":     {"corpus/text", "search/rank"},
	"search/engine/bleve/overlap":      {},
	"search/engine/bleve/grams":        {"corpus/text", "guard", "language", "search/engine/bleve/character", "search/engine/bleve/common", "search/engine/bleve/disk", "search/engine/bleve/posting", "search/match"},
	"search/engine/bleve/posting":      {"search/engine/bleve/bitset"},
	"search/engine/bleve/bitset":       {},
	"search/engine/bleve/column":       {"corpus/text"},
	"search/engine/bleve/character":    {"corpus/text", "search/engine/bleve/bitset", "search/engine/bleve/column"},
	"search/engine/bleve/common":       {"corpus/text", "search/engine/bleve/character", "search/engine/bleve/posting"},
	"search/engine/bleve/ledger":       {"corpus/figure", "corpus/quantity", "corpus/text", "search/engine/bleve/column"},
	"search/engine/bleve/disk":         {},
	"search/engine/opensearch":         {"corpus", "corpus/clause", "corpus/figure", "corpus/text", "guard", "language", "search/engine", "search/engine/opensearch/cluster", "search/engine/opensearch/encoded", "search/match", "search/query", "search/rank"},
	"search/engine/opensearch/cluster": {"language", "search/engine"},
	"search/engine/opensearch/encoded": {"corpus/figure", "corpus/quantity", "corpus/text"},

	// Pages, API and assistants know the service, package search, and not the engines behind it.
	"server":              {"indexer/outcome", "guard", "language", "search", "search/engine", "search/figures", "server/api", "server/assistant", "server/page", "server/page/manage", "server/problem", "server/site", "server/upload"},
	"server/problem":      {"language"},
	"server/site":         {"search", "search/figures"},
	"server/api":          {"corpus", "corpus/figure", "indexer/outcome", "guard", "language", "search", "search/cite", "search/compare", "search/comparison", "search/concordance", "search/coverage", "search/figures", "search/panel", "search/query", "search/repeat", "search/sheet", "search/suggest", "search/table", "search/trend", "search/wording", "search/workbook", "server/openapi", "server/problem", "server/site", "server/upload"},
	"server/page":         {"corpus", "corpus/region", "corpus/text", "guard", "language", "search", "search/cite", "search/comparison", "search/coverage", "search/factor", "search/figures", "search/query", "search/repeat", "search/wording", "server/api", "server/chart", "server/openapi", "server/page/frame", "server/page/insight", "server/page/kept", "server/page/manage", "server/problem", "server/site"},
	"server/chart":        {},
	"server/page/insight": {"corpus", "corpus/text", "language", "search", "search/compare", "search/comparison", "search/concordance", "search/figures", "search/panel", "search/query", "search/repeat", "search/sheet", "search/trend", "search/wording", "server/chart", "server/page/frame", "server/problem"},
	"server/page/manage":  {"indexer/outcome", "search", "server/page/frame", "server/problem", "server/upload"},
	"server/page/kept":    {"search", "search/cite", "search/excerpt", "search/query", "server/page/frame", "server/problem", "server/site"},
	"server/page/frame":   {"corpus", "language", "search", "search/cite", "search/explain", "search/query", "server/chart", "server/problem", "server/site"},
	"server/assistant":    {"corpus", "corpus/text", "guard", "language", "search", "search/cite", "search/compare", "search/comparison", "search/concordance", "search/factor", "search/figures", "search/panel", "search/query", "search/repeat", "search/table", "search/trend"},
	"server/servertest":   {"corpus", "search", "search/engine", "search/engine/bleve", "server", "server/openapi"},
	"server/openapi":      {},
	"server/upload":       {"indexer/outcome", "internal/scratch", "language", "search", "server/problem", "server/site"},
	"server/browsertest":  {},
	"":                    {"command"},
	"command":             {"*"},

	"internal/bench":             {"*"}, // a program of its own
	"internal/bench/peer":        {},
	"internal/testcluster":       {},
	"internal/clients/citations": {"corpus", "search/cite"}, // a program of its own
	"internal/processor":         {},
	"internal/scratch":           {},
	"internal/variants":          {}, // a program of its own
	"internal/release":           {}, // a program of its own
}

// heavy are the modules that read file formats. Nothing that searches or answers links them, but for search/sheet, which writes.
var heavy = []string{"github.com/tetratelabs/wazero", "github.com/xuri/excelize", "github.com/richardlehane/mscfb"}

// TestLayers reads the imports from the files, because the test cache does not see what go list sees.
func TestLayers(t *testing.T) {
	imports := importsOf(t)
	for layer, imported := range imports {
		may, known := layers[layer]
		if !known {
			t.Errorf("package %s is not in layers; say there what it may import", layer)
			continue
		}
		for name, file := range imported {
			ours, ok := strings.CutPrefix(name, "gongbao/")
			if ok && !slices.Contains(may, ours) && !slices.Contains(may, "*") {
				t.Errorf("%s imports %s, which %s must not know", file, ours, layer)
			}
		}
	}
	for layer := range imports {
		top, _, _ := strings.Cut(layer, "/")
		if (top == "search" || top == "server") && !slices.Contains(layers[layer], "*") {
			checkLight(t, imports, []string{layer}, map[string]bool{})
		}
	}
}

// checkLight follows the imports of the last package of way, and fails at each that is heavy.
func checkLight(t *testing.T, imports map[string]map[string]string, way []string, seen map[string]bool) {
	t.Helper()
	layer := way[len(way)-1]
	if seen[layer] {
		return
	}
	seen[layer] = true
	for name := range imports[layer] {
		for _, module := range heavy {
			if strings.HasPrefix(name, module) && layer != "search/sheet" {
				t.Errorf("%s reaches %s by way of %s", way[0], name, strings.Join(way, " > "))
			}
		}
		if ours, ok := strings.CutPrefix(name, "gongbao/"); ok {
			checkLight(t, imports, append(slices.Clip(way), ours), seen)
		}
	}
}

// mostFiles bounds a package. One with more files has rooms in it that want walls.
const mostFiles = 20

func TestRooms(t *testing.T) {
	files := map[string]int{}
	for _, name := range sources(t) {
		files[path.Dir(name)]++
	}
	for dir, n := range files {
		if n > mostFiles {
			t.Errorf("package %s has %d files besides tests; %d are the most", dir, n, mostFiles)
		}
	}
}

// importsOf gives, for each package of the project, what it imports outside its tests and a file that does.
func importsOf(t *testing.T) map[string]map[string]string {
	t.Helper()
	imports := map[string]map[string]string{}
	for _, name := range sources(t) {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		layer := strings.TrimPrefix(path.Dir(name), ".")
		if imports[layer] == nil {
			imports[layer] = map[string]string{}
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			imports[layer][imported] = name
		}
	}
	return imports
}

// sources lists the project's Go files besides tests, with slashes.
func sources(t *testing.T) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := d.Name()
		if d.IsDir() && name != "." && (strings.HasPrefix(base, ".") || base == "testdata") {
			return filepath.SkipDir
		}
		if !d.IsDir() && strings.HasSuffix(base, ".go") && !strings.HasSuffix(base, "_test.go") {
			names = append(names, filepath.ToSlash(name))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
