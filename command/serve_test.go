package command

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"
)

// TestLastingCauses logs causes that alternate once each, and again after the index could be read.
func TestLastingCauses(t *testing.T) {
	var logged bytes.Buffer
	log, causes := slog.New(slog.NewTextHandler(&logged, nil)), lastingCauses{}
	one, other := errors.New("no files left"), errors.New("no such file")
	for _, err := range []error{nil, one, other, one, one, other, nil, nil, one, one} {
		causes.log(err, log)
	}
	for what, want := range map[string]int{one.Error(): 2, other.Error(): 1, "read again": 1, "\n": 4} {
		if got := strings.Count(logged.String(), what); got != want {
			t.Errorf("%q is logged %d times, want %d:\n%s", what, got, want, &logged)
		}
	}
}
