package opensearch_test

import (
	"errors"
	"testing"

	"gongbao/corpus"
	"gongbao/search/engine"
)

// testRebuild rebuilds an index while two engines read: the rebuilding one, and that of another server.
func (f faults) testRebuild(t *testing.T) {
	location := f.NewIndex(t)
	versions := [2][]*corpus.Report{reportsOf(f.paragraphs, 20), shortened(reportsOf(f.paragraphs, 30))}
	writer, other := open(t, location), open(t, location)
	if err := writer.Update(t.Context(), putting(versions[0], nil)); err != nil {
		t.Fatal(err)
	}
	if err := other.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	searches := searchesFor(versions[0], versions[1])
	here, there := read(t, writer, 2, searches), read(t, other, 2, searches)
	for i := range 4 {
		now := versions[(i+1)%2]
		if err := writer.Rebuild(t.Context(), putting(now, nil)); err != nil {
			t.Fatal(err)
		}
		expectTotals(t, writer, now)
		f.expectOneIndex(t, location)
	}
	here.end(t, "while the same engine rebuilds")
	there.end(t, "while another engine rebuilds")
	expectHeld(t, writer, versions[0])

	broken := errors.New("broken")
	before := f.indexes(t, location)
	err := writer.Rebuild(t.Context(), func(yield func(engine.Change, error) bool) {
		for change, err := range putting(versions[1], nil) {
			if !yield(change, err) {
				return
			}
		}
		yield(engine.Change{}, broken)
	})
	if !errors.Is(err, broken) {
		t.Errorf("a rebuild with an error in it gives %v", err)
	}
	if after := f.indexes(t, location); len(after) != 1 || after[0] != before[0] {
		t.Errorf("a rebuild that failed leaves %v; there was %v", after, before)
	}
	expectHeld(t, writer, versions[0])
	if err := other.Update(t.Context(), putting(versions[0][:1], nil)); err != nil {
		t.Errorf("an update after a rebuild that failed: %v", err)
	}
}

// expectOneIndex fails if more than one OpenSearch index belongs to an index.
func (f faults) expectOneIndex(t *testing.T, location string) {
	t.Helper()
	if names := f.indexes(t, location); len(names) != 1 {
		t.Errorf("OpenSearch has %v", names)
	}
}
