package memo

import (
	"errors"
	"strings"
	"testing"
)

func TestKeep(t *testing.T) {
	m := New(10)
	found := ""
	ask := func(name string, bytes int, err error) string {
		value, got := Keep(m, name, func() (string, int, error) {
			found += name
			return strings.ToUpper(name), bytes, err
		})
		if !errors.Is(got, err) {
			t.Errorf("%s: %v, want %v", name, got, err)
		}
		return value
	}
	failed := errors.New("failed")
	for _, step := range []struct {
		name  string
		bytes int // and one for the name
		err   error
		found bool
	}{
		{"a", 3, nil, true},
		{"a", 3, nil, false},
		{"b", 3, failed, true}, // an error is not kept
		{"b", 3, nil, true},
		{"a", 3, nil, false},
		{"c", 1, nil, true},
		{"d", 9, nil, true}, // in the place of all others
		{"d", 9, nil, false},
		{"a", 3, nil, true},
		{"b", 3, nil, true}, // in the place of d
		{"a", 3, nil, false},
		{"c", 3, nil, true}, // in the place of b, which was not asked for as late as a
		{"a", 3, nil, false},
		{"b", 3, nil, true},
		{"e", 10, nil, true}, // larger than the memory
		{"e", 10, nil, true},
		{"b", 3, nil, false},
	} {
		found = ""
		if got := ask(step.name, step.bytes, step.err); got != strings.ToUpper(step.name) {
			t.Errorf("%s is %q", step.name, got)
		}
		if found != "" != step.found {
			t.Errorf("%s, %d bytes: found %q, want it found anew: %v", step.name, step.bytes, found, step.found)
		}
	}
	if n, err := Keep(m, "b", func() (int, int, error) { return 7, 0, nil }); n != 7 || err != nil {
		t.Errorf("a value of another type is %d, %v", n, err)
	}
}
