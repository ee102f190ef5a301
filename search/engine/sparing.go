package engine

import "context"

type sparingKey struct{}

// WithSparing returns a context under which a search uses one processor, and leaves the others to other searches, as long as sparing
// reports true. It may be called at any time, from several goroutines.
func WithSparing(ctx context.Context, sparing func() bool) context.Context {
	return context.WithValue(ctx, sparingKey{}, sparing)
}

// Sparing reports whether a search under ctx is to use one processor only. What it says may change while the search runs.
func Sparing(ctx context.Context) bool {
	sparing, ok := ctx.Value(sparingKey{}).(func() bool)
	return ok && sparing()
}
