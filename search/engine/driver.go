package engine

import (
	"context"
	"maps"
	"regexp"
	"slices"
	"strings"

	"gongbao/language"
)

// A Driver is one kind of engine: it knows where that kind keeps an index. What it can do with an index beyond opening it,
// it says by the interfaces [Verifier], [Backuper], [Rollbacker] and [Recognizer]. A Driver has no state and is comparable.
type Driver interface {
	// Open opens the index at a location. It returns ErrNoIndex when there is none, ErrNotIndex when something else is
	// there, ErrVersion for an index that this program cannot read, ErrOutdated for one that it can bring up to date,
	// ErrDamaged when it is not as it was written, and ErrUnavailable when it cannot be reached.
	Open(ctx context.Context, location string) (Engine, error)

	// Create opens the index at a location, be it outdated, or makes an empty one where there is none.
	Create(ctx context.Context, location string) (Engine, error)

	// Same reports whether two locations name one index: by whichever path one gets to it, and whoever logs in.
	Same(a, b string) bool
}

// A Registry has the driver for each scheme of a location, in lower case: what stands before "://". The entry "" is there
// always and takes the locations without a scheme.
type Registry map[string]Driver

// scheme matches the schemes of URLs, in any case, but not the letter of a drive.
var scheme = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]+)://`)

// Driver returns the driver for a location, or an error that wraps ErrNotIndex if its scheme has none.
func (r Registry) Driver(location string) (Driver, error) {
	m := scheme.FindStringSubmatch(location)
	if m == nil {
		return r[""], nil
	}
	if d, ok := r[strings.ToLower(m[1])]; ok {
		return d, nil
	}
	known := slices.DeleteFunc(slices.Sorted(maps.Keys(r)), func(s string) bool { return s == "" })
	return nil, language.New("engine.scheme", ErrNotIndex, m[1], known)
}

// Open opens the index at a location; see [Driver].
func (r Registry) Open(ctx context.Context, location string) (Engine, error) {
	d, err := r.Driver(location)
	if err != nil {
		return nil, err
	}
	return d.Open(ctx, location)
}

// Create opens the index at a location, or makes an empty one where there is none.
func (r Registry) Create(ctx context.Context, location string) (Engine, error) {
	d, err := r.Driver(location)
	if err != nil {
		return nil, err
	}
	return d.Create(ctx, location)
}

// Same reports whether two locations name one index.
func (r Registry) Same(a, b string) bool {
	d, err := r.Driver(a)
	other, otherErr := r.Driver(b)
	return err == nil && otherErr == nil && d == other && d.Same(a, b)
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
