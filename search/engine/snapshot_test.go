package engine_test

import (
	"context"
	"errors"
	"testing"

	"gongbao/search/engine"
)

// A fleeting snapshot counts how often it is closed.
type fleeting struct {
	engine.Snapshot
	closed *int
}

func (f fleeting) Close() error {
	*f.closed++
	return nil
}

// TestLatest asks for snapshots whose state is gone: a reader begins anew once, and each snapshot is closed.
func TestLatest(t *testing.T) {
	other := errors.New("other")
	for name, tc := range map[string]struct {
		answers []error
		want    error
		asked   int
	}{
		"an answer":          {[]error{nil}, nil, 1},
		"another error":      {[]error{other}, other, 1},
		"gone once":          {[]error{engine.ErrGone, nil}, nil, 2},
		"gone, then another": {[]error{engine.ErrGone, other}, other, 2},
		"gone twice":         {[]error{engine.ErrGone, engine.ErrGone, nil}, engine.ErrGone, 2},
	} {
		t.Run(name, func(t *testing.T) {
			taken, closed, asked := 0, 0, 0
			latest := engine.Latest(func(context.Context) (engine.Snapshot, error) {
				taken++
				return fleeting{closed: &closed}, nil
			})
			err := latest.Ask(t.Context(), func(engine.Snapshot) error {
				asked++
				return tc.answers[asked-1]
			})
			if !errors.Is(err, tc.want) || asked != tc.asked || taken != asked || closed != asked {
				t.Errorf("%v after %d calls with %d snapshots, %d of them closed; want %v after %d", err, asked, taken, closed, tc.want, tc.asked)
			}
		})
	}
}
