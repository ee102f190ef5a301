// Package mail reads messages: their text, and what is attached to them.
package mail

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/mail"
	"path"
	"regexp"
	"strings"

	"gongbao/corpus/extract/charset"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/plain"
	"gongbao/corpus/extract/web"
	"gongbao/language"
)

// Format is a message as mail programs save it (RFC 5322, MIME).
var Format = file.Format{Name: "eml", Is: is, Read: read}

var (
	headerLine = regexp.MustCompile(`^(?:[!-9;-~]+:|[ \t])`)
	said       = regexp.MustCompile(`(?im)^(?:from|subject|date|mime-version|content-type):`)
	// sent matches headers that a message has and a page that a browser saved in the same form has not.
	sent = regexp.MustCompile(`(?im)^(?:to|cc|bcc|received|return-path|delivered-to|message-id):|^content-type:\s*(?:multipart/(?:mixed|alternative)|text/plain)`)
)

// is recognises a message by its head. A line of it may be damaged, or the end: the reader then says so, and its parts are no plain text.
func is(head []byte, _ file.Input) bool {
	top, _, _ := strings.Cut(strings.ReplaceAll(string(head), "\r\n", "\n"), "\n\n")
	if !sent.MatchString(top) || strings.Contains(top, "Snapshot-Content-Location:") {
		return false
	}
	others := 0
	for _, line := range strings.Split(top, "\n") {
		if !headerLine.MatchString(line) {
			others++
		}
	}
	const fewest = 2 // of what each message says
	kinds := map[string]bool{}
	for _, header := range said.FindAllString(top, -1) {
		kinds[strings.ToLower(header)] = true
	}
	return len(kinds) >= fewest && (others == 0 || others <= 2 && len(kinds) > fewest)
}

// read yields the text of a message, then what is attached to it, each as a file of its own, by its name.
func read(ctx context.Context, in file.Input, yield func(file.Document, error) bool) {
	if err := in.CheckDepth(); err != nil {
		yield(file.Document{}, err)
		return
	}
	message, err := mail.ReadMessage(in.Stream())
	if err != nil {
		yield(file.Document{}, damaged(err))
		return
	}
	c := &content{most: in.Options.Limits.MemberBytes}
	if err := c.part(message.Header.Get, message.Body, 0); err != nil {
		yield(file.Document{}, err)
		return
	}
	if doc, ok := c.document(message.Header); (ok || len(c.attached) == 0) && !yield(doc, nil) {
		return
	}
	for _, a := range c.attached {
		if ctx.Err() != nil || !readAttached(ctx, in, a, c.notes(), yield) {
			return
		}
	}
}

func damaged(err error) error { return language.New("mail.parts", file.ErrTruncated, err) }

// readAttached reads one file of a message. Any of them may be what a damaged message lacks, so all have its notes.
func readAttached(ctx context.Context, in file.Input, a attachment, notes []language.Sayer, yield func(file.Document, error) bool) bool {
	if a.err != nil {
		return yield(file.Document{Member: a.name}, a.err)
	}
	more := true
	in.Nested(ctx, in.Inner(a.name, a.data), func(doc file.Document, err error) bool {
		doc.Member = strings.TrimSuffix(a.name+"!"+doc.Member, "!")
		if err == nil {
			doc.Notes = append(doc.Notes, notes...)
		}
		more = yield(doc, err)
		return more
	})
	return more
}

// document makes a document of the message's own text, and reports whether it has one. The subject is its title; the day it was
// sent is when it was published.
func (c *content) document(header mail.Header) (file.Document, bool) {
	var doc file.Document
	for _, t := range c.texts {
		text, notes := charset.Decode(t.data, t.charset)
		part := plain.Document("", text, notes)
		if t.page {
			part = web.Document(text, notes)
		}
		doc.Blocks, doc.Notes = append(doc.Blocks, part.Blocks...), append(doc.Notes, part.Notes...)
	}
	doc.Notes = append(doc.Notes, c.notes()...)
	doc.AddField("title", decoded(header.Get("Subject")))
	if day, err := header.Date(); err == nil {
		doc.AddField("published", day.Format("2006-01-02"))
	}
	return doc, len(doc.Blocks) > 0
}

// decoded returns the text of a header, which is coded word by word. Old programs write it in their own encoding instead.
func decoded(header string) string {
	words := mime.WordDecoder{CharsetReader: func(label string, r io.Reader) (io.Reader, error) {
		data, err := io.ReadAll(r)
		text, _ := charset.Decode(data, label)
		return strings.NewReader(text), err
	}}
	text, err := words.DecodeHeader(header)
	if err != nil {
		text = header
	}
	text, _ = charset.Decode([]byte(text), "")
	return text
}

// fileName returns the name of an attachment without folders.
func fileName(name string) string {
	return path.Base(path.Clean("/" + strings.ReplaceAll(decoded(name), `\`, "/")))
}

// readAll reads a part. What was cut is read to where it ends.
func readAll(r io.Reader, most int64) (data []byte, cut bool, err error) {
	data, err = io.ReadAll(io.LimitReader(r, most+1))
	if int64(len(data)) > most {
		return nil, false, language.New("read.document", file.ErrTooLarge, len(data)/file.Megabyte, most/file.Megabyte)
	}
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, false, damaged(err)
	}
	return data, err != nil, nil
}
