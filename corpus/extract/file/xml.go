package file

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"golang.org/x/text/encoding/htmlindex"

	"gongbao/language"
)

const (
	// maxDepth is the maximum depth of nested elements. Tables in tables in text boxes reach about sixty; the parser
	// keeps a record of every open element, so depth costs memory.
	maxDepth = 256
	// maxPartBytes is the maximum size of one part of an office document. A report of a million characters has a tenth
	// of it.
	maxPartBytes = 64 * Megabyte
	// tokensPerLook is the number of tokens between two checks of the context.
	tokensPerLook = 4096
)

// An XML reads the tokens of one part of an office document within limits. It never expands entities that a document
// declares: it rejects a document type, since no office format uses one.
type XML struct {
	ctx    context.Context
	dec    *xml.Decoder
	part   string
	data   []byte
	at     int64 // the beginning of the last token in data, once it is in UTF-8
	depth  int
	tokens int
}

func newXML(ctx context.Context, part string, data []byte) *XML {
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.CharsetReader = decodeXML
	return &XML{ctx: ctx, dec: dec, part: part, data: data}
}

// decodeXML reads parts that declare an encoding other than UTF-8, as some OFD printers do.
func decodeXML(label string, content io.Reader) (io.Reader, error) {
	enc, err := htmlindex.Get(label)
	if err != nil {
		return nil, err
	}
	return enc.NewDecoder().Reader(content), nil
}

// next returns the next token, or io.EOF at the end of the part. The token is valid until the next call.
func (x *XML) next() (xml.Token, error) {
	if x.tokens++; x.tokens%tokensPerLook == 0 && x.ctx.Err() != nil {
		return nil, x.ctx.Err()
	}
	x.at = x.dec.InputOffset()
	token, err := x.dec.Token()
	if err != nil {
		return nil, x.wrap(err)
	}
	switch t := token.(type) {
	case xml.StartElement:
		if x.depth++; x.depth > maxDepth {
			return nil, language.New("xml.deep", ErrTooLarge, x.part, maxDepth)
		}
	case xml.EndElement:
		x.depth--
	case xml.Directive:
		if strings.HasPrefix(string(t), "DOCTYPE") {
			return nil, language.New("xml.type", ErrUnsupported, x.part)
		}
	}
	return token, nil
}

// wrap turns an error of the decoder into one of ours. The end of the part passes unchanged.
func (x *XML) wrap(err error) error {
	if errors.Is(err, io.EOF) && x.depth == 0 {
		return io.EOF
	}
	return language.New("xml.whole", ErrTruncated, x.part, err)
}

// Children calls visit for every element directly inside the one opened last. visit may read its element to the end or
// leave the rest, which is then skipped.
func (x *XML) Children(visit func(xml.StartElement) error) error {
	inside := x.depth
	for x.depth >= inside {
		token, err := x.next()
		if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if err := visit(start); err != nil {
			return err
		}
		for x.depth > inside {
			if _, err := x.next(); err != nil {
				return err
			}
		}
	}
	return nil
}

// Root opens the part's outermost element.
func (x *XML) Root() error {
	_, err := x.RootElement()
	return err
}

// RootElement opens the part's outermost element and returns it.
func (x *XML) RootElement() (xml.StartElement, error) {
	for {
		token, err := x.next()
		if errors.Is(err, io.EOF) {
			return xml.StartElement{}, language.New("xml.empty", ErrTruncated, x.part)
		}
		if err != nil {
			return xml.StartElement{}, err
		}
		if start, ok := token.(xml.StartElement); ok {
			return start, nil
		}
	}
}

// Text returns the characters directly inside the element opened last, and closes it.
func (x *XML) Text() (string, error) {
	var b strings.Builder
	for until := x.depth - 1; x.depth > until; {
		token, err := x.next()
		if err != nil {
			return "", err
		}
		if chars, ok := token.(xml.CharData); ok && x.depth == until+1 {
			b.Write(chars)
		}
	}
	return b.String(), nil
}

// AllText returns the characters inside the element opened last, at any depth, and closes it.
func (x *XML) AllText() (string, error) {
	var b strings.Builder
	for until := x.depth - 1; x.depth > until; {
		token, err := x.next()
		if err != nil {
			return "", err
		}
		if chars, ok := token.(xml.CharData); ok {
			b.Write(chars)
		}
	}
	return b.String(), nil
}

// Inner returns the source between the tags of the element opened last, and closes it. It works for XML in UTF-8.
func (x *XML) Inner() ([]byte, error) {
	from := x.dec.InputOffset()
	for until := x.depth - 1; x.depth > until; {
		if _, err := x.next(); err != nil {
			return nil, err
		}
	}
	return x.data[from:x.at], nil
}

// Mixed calls text for the characters and element for the elements directly inside the one opened last, in order. element may
// read its element to the end or leave the rest, which is then skipped.
func (x *XML) Mixed(text func(string), element func(xml.StartElement) error) error {
	inside := x.depth
	for x.depth >= inside {
		token, err := x.next()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.CharData:
			if x.depth == inside {
				text(string(t))
			}
		case xml.StartElement:
			if err := element(t); err != nil {
				return err
			}
			for x.depth > inside {
				if _, err := x.next(); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// Each calls visit for every element inside the one opened last, outer before inner. visit may read the text of its element.
func (x *XML) Each(visit func(*XML, xml.StartElement) error) error {
	return x.Children(func(e xml.StartElement) error {
		inside := x.depth
		if err := visit(x, e); err != nil || x.depth < inside {
			return err
		}
		return x.Each(visit)
	})
}
