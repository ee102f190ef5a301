package file

import "context"

// A Format recognises and reads the files of one kind. Is looks at head, the first HeadBytes of the content, and further
// into in where it must. Read yields every document of the content, and an error for each part that cannot be read, until
// yield returns false; extract.Read names the format, ends with the context and keeps a panic to the document.
type Format struct {
	Name string
	Is   func(head []byte, in Input) bool
	Read func(ctx context.Context, in Input, yield func(Document, error) bool)
}

// HeadBytes is how much of a file its format is told from: enough to get past the scripts at the head of a saved page.
const HeadBytes = 64 << 10

// Whole makes a reader of a function that returns all documents at once.
func Whole(read func(context.Context, Input) ([]Document, error)) func(context.Context, Input, func(Document, error) bool) {
	return func(ctx context.Context, in Input, yield func(Document, error) bool) {
		docs, err := read(ctx, in)
		for _, doc := range docs {
			if !yield(doc, nil) {
				return
			}
		}
		if err != nil {
			yield(Document{}, err)
		}
	}
}
