package mail

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"strings"

	"gongbao/corpus/extract/file"
	"gongbao/language"
)

// A content gathers the parts of a message.
type content struct {
	most     int64 // bytes of a part
	texts    []textPart
	attached []attachment
	cut      bool // the message ends before its last part does
}

// A textPart is a part of the message's own text.
type textPart struct {
	data    []byte
	charset string // as declared
	page    bool
}

// An attachment is a file in a message, or why it cannot be read.
type attachment struct {
	name string
	data []byte
	err  error
}

// part reads a part with its parts. header gives the fields of its head.
func (c *content) part(header func(string) string, body io.Reader, depth int) error {
	const deepest = 20
	if depth > deepest {
		return language.New("zip.nested", file.ErrTooLarge, deepest)
	}
	kind, params, err := mime.ParseMediaType(header("Content-Type"))
	if err != nil {
		kind, params = "text/plain", map[string]string{}
	}
	if strings.HasPrefix(kind, "multipart/") && params["boundary"] != "" {
		end := &endSeeker{r: body, end: []byte("--" + params["boundary"] + "--")}
		err := c.parts(kind, multipart.NewReader(end, params["boundary"]), depth)
		c.cut = c.cut || !end.seen
		return err
	}
	disposition, dispositionParams, _ := mime.ParseMediaType(header("Content-Disposition")) // absent from most parts
	name := dispositionParams["filename"]
	if name == "" {
		name = params["name"]
	}
	isText := kind == "text/plain" || kind == "text/html"
	switch {
	case strings.HasPrefix(kind, "image/") && header("Content-Id") != "" && disposition != "attachment":
		return nil // a picture in the text
	case kind == "message/rfc822" && name == "":
		name = "message.eml"
	case name == "" && !isText:
		name = kind
	}
	data, cut, err := readAll(unwrapped(body, header("Content-Transfer-Encoding")), c.most)
	c.cut = c.cut || cut
	if name != "" && !(isText && disposition == "inline") {
		c.attached = append(c.attached, attachment{fileName(name), data, err})
		return nil
	}
	if err == nil && isText {
		c.texts = append(c.texts, textPart{data, params["charset"], kind == "text/html"})
	}
	return err
}

// parts reads the parts of a part. Of alternatives the last that is text counts: the programs put the best one there.
func (c *content) parts(kind string, parts *multipart.Reader, depth int) error {
	before := len(c.texts)
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil && len(c.texts) == 0 && len(c.attached) == 0 {
			return damaged(err)
		}
		if err != nil {
			break // the end is missing too
		}
		one := len(c.texts)
		if err := c.part(part.Header.Get, part, depth+1); err != nil {
			return err
		}
		if kind == "multipart/alternative" && len(c.texts) > one {
			c.texts = append(c.texts[:before], c.texts[one:]...)
		}
	}
	return nil
}

// An endSeeker notices whether the line that ends the parts has been read; the library takes a cut head of a part for the end.
type endSeeker struct {
	r    io.Reader
	end  []byte
	tail []byte // the last bytes, fewer than end has
	seen bool
}

func (s *endSeeker) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	if !s.seen {
		s.tail = append(s.tail, p[:n]...)
		s.seen = bytes.Contains(s.tail, s.end)
		s.tail = append([]byte(nil), s.tail[max(len(s.tail)-len(s.end)+1, 0):]...)
	}
	return n, err
}

func unwrapped(body io.Reader, transfer string) io.Reader {
	switch strings.ToLower(strings.TrimSpace(transfer)) {
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	}
	return body
}
