package file

import (
	"context"

	"gongbao/language"
)

// One reads a file that another holds as a part of its text: the blocks and notes of all its documents. An error of any of them
// is its own.
func (in Input) One(ctx context.Context) (Document, error) {
	var all Document
	if err := in.CheckDepth(); err != nil {
		return all, err
	}
	var failed error
	in.Nested(ctx, in, func(doc Document, err error) bool {
		all.Blocks = append(all.Blocks, doc.Blocks...)
		all.Notes = append(all.Notes, doc.Notes...)
		failed = err
		return err == nil
	})
	return all, failed
}

// CheckDepth returns an error for an input that is nested in more files than its limits allow.
func (in Input) CheckDepth() error {
	if in.depth > in.Options.Limits.Depth {
		return language.New("zip.nested", ErrTooLarge, in.Options.Limits.Depth)
	}
	return nil
}
