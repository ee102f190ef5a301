package page

import (
	"testing"

	"gongbao/search"
	"gongbao/search/engine/bleve"
)

// TestDocumentationInChinese: whatever the documentation says, its page says in Chinese, and nothing is left of what it said.
func TestDocumentationInChinese(t *testing.T) {
	s, err := New(search.New(bleve.New(), nil), Options{})
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]bool{}
	ops := s.operations()
	d, err := s.document(ops)
	if err != nil {
		t.Fatal(err)
	}
	said[d.Info.Description] = true
	for _, path := range d.Paths {
		for _, op := range path {
			said[op.Description], said[op.Responses["200"].Description] = true, true
			for _, p := range op.Parameters {
				said[p.Description] = true
			}
			for _, e := range op.Examples {
				said[e.Summary] = true
			}
			if op.RequestBody != nil {
				said[op.RequestBody.Description] = true
			}
		}
	}
	for _, p := range problemTypes() {
		said[p.title] = true
	}
	for sentence := range said {
		if s.pages.chinese[sentence] == "" {
			t.Errorf("api.zh.json lacks %q", sentence)
		}
	}
	for sentence := range s.pages.chinese {
		if !said[sentence] {
			t.Errorf("nothing says %q any more", sentence)
		}
	}
}
