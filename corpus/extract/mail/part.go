package mail

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"regexp"
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
	damaged  int  // the parts that cannot be told from what follows them
}

// notes say what is missing from the message.
func (c *content) notes() []language.Sayer {
	var notes []language.Sayer
	if c.cut {
		notes = append(notes, language.Sentence("read.note.cut"))
	}
	if c.damaged > 0 {
		notes = append(notes, language.Sentence("read.note.damaged", c.damaged))
	}
	return notes
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
		peeked := bufio.NewReader(body)
		if isPartLost(peeked, params["boundary"]) {
			c.damaged++
		}
		end := &endSeeker{r: peeked, end: []byte("--" + params["boundary"] + "--")}
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
	raw, cut, err := readAll(body, c.most)
	c.cut = c.cut || cut
	if err == nil && isUnread(raw, header("Content-Transfer-Encoding"), dispositionParams["filename"] != "" || params["name"] != "" || strings.HasPrefix(kind, "message/")) {
		c.damaged++
	}
	data := raw
	if err == nil {
		data, cut, err = readAll(unwrapped(bytes.NewReader(raw), header("Content-Transfer-Encoding")), c.most)
		c.cut = c.cut || cut
	}
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
			c.damaged++ // the head of a part; where the message was cut, its end is missing too
			break
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

var (
	// partHead matches a line between the parts of a message, and the first of the head of the part that follows.
	partHead  = regexp.MustCompile(`(?m)^-\S+\r?\n(?i:content-(?:type|transfer-encoding|disposition)):`)
	partField = regexp.MustCompile(`(?im)^content-(?:type|transfer-encoding|disposition):`)
	// inBase64 matches text in base64, in lines as long as programs write.
	inBase64 = regexp.MustCompile(`^\s*[A-Za-z0-9+/]{60,76}\r?\n[A-Za-z0-9+/=\s]*$`)
	// behindEnd matches what follows the end of a text in base64.
	behindEnd = regexp.MustCompile(`=\s*[^=\s]`)
)

// isPartLost reports whether the head of a part stands before the line that begins the first one.
func isPartLost(body *bufio.Reader, boundary string) bool {
	const most = 4096             // bytes, as many as the reader holds
	start, err := body.Peek(most) // an error is met again by who reads
	first := regexp.MustCompile(`(?m)^--` + regexp.QuoteMeta(boundary) + `[ \t]*\r?$`).FindIndex(start)
	if first != nil {
		start = start[:first[0]]
	}
	return (first != nil || err != nil) && partField.Match(start)
}

// isUnread reports whether a part holds what its head does not tell, because the head or the line between two parts is damaged:
// another part, or what is coded. What is named may be a message itself.
func isUnread(raw []byte, transfer string, named bool) bool {
	switch strings.ToLower(strings.TrimSpace(transfer)) {
	case "base64":
		return behindEnd.Match(raw)
	case "quoted-printable":
		return partHead.Match(raw)
	}
	return inBase64.Match(raw) || !named && partHead.Match(raw)
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
