package extract

import "context"

func isText(head []byte, _ input) bool { return true }

func readText(ctx context.Context, in input, yield func(Document, error) bool) {}
