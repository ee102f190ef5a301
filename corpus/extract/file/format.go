package file

import "context"

// A Format recognises and reads the files of one kind. Is examines head, the first HeadBytes of the content, and more
// of in where it must. Read yields every document of the content, and an error for each part that cannot be read, until
// yield returns false; extract.Read fills in the format's name, stops when the context ends, and confines a panic to
// its document.
type Format struct {
	Name string
	Is   func(head []byte, in Input) bool
	Read func(ctx context.Context, in Input, yield func(Document, error) bool)
}

// HeadBytes is the number of bytes that detect the format: enough to get past the scripts at the head of a saved page.
const HeadBytes = 64 << 10

// Whole turns a function that returns all documents at once into a reader.
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
