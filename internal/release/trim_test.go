package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestChange holds that what is trimmed must stand in the file, so that another version of a dependency is looked at.
func TestChange(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.go")
	if err := os.WriteFile(file, []byte("a(); b(); a()"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := change(file, "// end", "a()", "x", "b()", ""); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != "x; ; x// end" {
		t.Errorf("%q, %v", got, err)
	}
	if err := change(file, "", "a()", "y"); err == nil {
		t.Error("nothing is missing")
	}
}

// TestNamesInTemplates holds that the methods which pages call are looked up, and that reflect's own are not.
func TestNamesInTemplates(t *testing.T) {
	names, err := namedInTemplates(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{"T": true, "Asset": true, "Method": false, "Methods": false, "href": false} {
		if slices.Contains(names, name) != want {
			t.Errorf("%s is looked up: %v", name, !want)
		}
	}
}
