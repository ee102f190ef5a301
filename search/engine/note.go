package engine

import (
	"context"
	"log/slog"
)

// notes is the key of a context's function for notes.
type notes struct{}

// WithNotes returns a context under which engines hand to note what went wrong without consequence: files that could not be
// cleaned up, say. Without it such things go to the default logger of log/slog. note may be called at any time and from any
// goroutine.
func WithNotes(ctx context.Context, note func(error)) context.Context {
	return context.WithValue(ctx, notes{}, note)
}

// Note hands an error to whoever listens under ctx. It does nothing for nil.
func Note(ctx context.Context, err error) {
	if err == nil {
		return
	}
	if note, ok := ctx.Value(notes{}).(func(error)); ok {
		note(err)
		return
	}
	slog.WarnContext(ctx, "the index goes on", "error", err)
}
