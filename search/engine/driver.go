package engine

import (
	"context"
	"strings"
)

// A Driver is one kind of engine: it knows where that kind keeps an index. What it can do with an index beyond opening it,
// it says by the interfaces [Verifier], [Backuper], [Rollbacker] and [Recognizer]. A Driver has no state and is comparable.
type Driver interface {
	// Open opens the index at a location. It returns ErrNoIndex when there is none, ErrNotIndex when something else is
	// there, ErrVersion for an index that this program cannot read, ErrDamaged when it is not as it was written, and
	// ErrUnavailable when it cannot be reached.
	Open(ctx context.Context, location string) (Engine, error)

	// Create opens the index at a location, or makes an empty one where there is none.
	Create(ctx context.Context, location string) (Engine, error)

	// Same reports whether two locations name one index: by whichever path one gets to it, and whoever logs in.
	Same(a, b string) bool
}

// A Registry has the driver for each scheme of a location, in lower case: what stands before "://". The entry "" is there
// always; it takes the locations without a scheme and those whose scheme has no entry, since a path may hold a "://" too.
type Registry map[string]Driver

// Driver returns the driver for a location.
func (r Registry) Driver(location string) Driver {
	scheme, _, ok := strings.Cut(location, "://")
	if d, known := r[strings.ToLower(scheme)]; ok && known {
		return d
	}
	return r[""]
}

// Open opens the index at a location; see [Driver].
func (r Registry) Open(ctx context.Context, location string) (Engine, error) {
	return r.Driver(location).Open(ctx, location)
}

// Create opens the index at a location, or makes an empty one where there is none.
func (r Registry) Create(ctx context.Context, location string) (Engine, error) {
	return r.Driver(location).Create(ctx, location)
}

// Same reports whether two locations name one index.
func (r Registry) Same(a, b string) bool {
	d := r.Driver(a)
	return d == r.Driver(b) && d.Same(a, b)
}

// IsIndex reports whether a directory holds an index of any of the engines, so that nobody takes its files for reports.
func (r Registry) IsIndex(dir string) bool {
	for _, d := range r {
		if recognizer, ok := d.(Recognizer); ok && recognizer.IsIndex(dir) {
			return true
		}
	}
	return false
}
