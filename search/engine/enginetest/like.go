package enginetest

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/query"
	"gongbao/search/rank"
)

// testLike requests candidates for the grams of half a paragraph: they must include it, counts must equal those of a
// scan, and the filter must hold.
func testLike(t *testing.T, e engine.Engine, l *library) {
	r := rand.New(rand.NewChaCha8(seed))
	for range l.amount(30) {
		p := l.paragraphs[r.IntN(len(l.paragraphs))]
		request := engine.LikeRequest{Limit: 50, Terms: grams(p)}
		if len(request.Terms) < 20 {
			continue
		}
		result, err := e.Like(t.Context(), request)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(result.Candidates, func(c engine.Candidate) bool { return c.Folded == p.exact.text })
		if i < 0 {
			t.Errorf("%s#%d is not among the candidates for half of itself", p.report.ID, p.paragraph.Ordinal)
			continue
		}
		checkCandidate(t, l, request, result, result.Candidates[i])
	}
	one := query.Filter{Field: query.Report, Values: []string{"liaoning-2021"}}
	none := query.Filter{Field: query.Report, Values: []string{"none-1066"}}
	for _, filter := range []query.Node{one, query.Or{Nodes: []query.Node{none, one}}} {
		request := engine.LikeRequest{
			Terms: []engine.WeightedTerm{{Term: "发展", Weight: 1}}, Limit: 50, Filter: query.And{Nodes: []query.Node{filter}},
		}
		result, err := e.Like(t.Context(), request)
		if err != nil || len(result.Candidates) == 0 {
			t.Fatalf("%d candidates, %v", len(result.Candidates), err)
		}
		for _, c := range result.Candidates {
			if c.Report.ID != "liaoning-2021" {
				t.Errorf("candidate of %s, though the filter admits liaoning-2021 alone", c.Report.ID)
			}
		}
	}
	i := slices.IndexFunc(l.paragraphs, func(p *plain) bool { return p.paragraph.Role != "" && strings.Contains(p.exact.text, "发展") })
	if i < 0 {
		t.Fatal("no paragraph with a role contains 发展")
	}
	role := l.paragraphs[i].paragraph.Role
	request := engine.LikeRequest{
		Terms: []engine.WeightedTerm{{Term: "发展", Weight: 1}}, Limit: 50, Filter: query.And{Nodes: []query.Node{query.Filter{Field: query.Role, Values: []string{string(role)}}}},
	}
	result, err := e.Like(t.Context(), request)
	if err != nil || len(result.Candidates) == 0 {
		t.Fatalf("%d candidates, %v", len(result.Candidates), err)
	}
	for _, c := range result.Candidates {
		if c.Paragraph.Role != role {
			t.Errorf("candidate of role %q, though the filter admits %q alone", c.Paragraph.Role, role)
		}
	}
}

// grams returns the grams of half a paragraph.
func grams(p *plain) (grams []engine.WeightedTerm) {
	for gram := range text.Terms(text.Loosen(p.exact.text[:len(p.exact.text)/6*3])) {
		weighted := engine.WeightedTerm{Term: gram, Weight: 1}
		if !slices.Contains(grams, weighted) {
			grams = append(grams, weighted)
		}
	}
	return grams
}

// checkCandidate verifies the counts of the first grams.
func checkCandidate(t *testing.T, l *library, request engine.LikeRequest, result engine.LikeResult, c engine.Candidate) {
	t.Helper()
	if result.Paragraphs != len(l.paragraphs) || result.Reports != len(l.reports) || len(c.InReport) != len(request.Terms) {
		t.Fatalf("%d paragraphs, %d reports, %d counts", result.Paragraphs, result.Reports, len(c.InReport))
	}
	const checked = 3
	var inReport, having [checked]int
	var reports [checked]map[string]bool
	labels := map[*corpus.Report][]string{}
	for _, r := range l.reports {
		labels[r] = slices.Collect(text.Terms(text.Loosen(text.Fold(rank.Label(&r.Header)))))
	}
	for _, p := range l.paragraphs {
		terms := slices.Collect(text.Terms(p.loose.text))
		for g, gram := range request.Terms[:checked] {
			inText := slices.Contains(terms, gram.Term)
			if inText {
				if reports[g] == nil {
					reports[g] = map[string]bool{}
				}
				reports[g][p.report.ID] = true
				if p.report.ID == c.Report.ID {
					inReport[g]++
				}
			}
			if inText || slices.Contains(labels[p.report], gram.Term) {
				having[g]++
			}
		}
	}
	for g, gram := range request.Terms[:checked] {
		if c.InReport[g] != inReport[g] || result.Having[g] != having[g] || result.ReportsHaving[g] != len(reports[g]) {
			t.Errorf("gram %q: %d in the report, %d in all, %d reports; a scan has %d, %d, %d",
				gram.Term, c.InReport[g], result.Having[g], result.ReportsHaving[g], inReport[g], having[g], len(reports[g]))
		}
	}
	at := slices.IndexFunc(l.paragraphs, func(p *plain) bool { return p.report.ID == c.Report.ID && p.paragraph.Ordinal == c.Paragraph.Ordinal })
	if at > 0 && l.paragraphs[at-1].report.ID == c.Report.ID && c.Before != l.paragraphs[at-1].exact.text {
		t.Errorf("%s#%d follows %q, a scan has %q", c.Report.ID, c.Paragraph.Ordinal, c.Before, l.paragraphs[at-1].exact.text)
	}
}
