package extract

import "context"

func readZip(ctx context.Context, in input, yield func(Document, error) bool) {}
