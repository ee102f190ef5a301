package web

import (
	"bytes"
	"context"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"regexp"
	"strings"

	"gongbao/corpus/extract/charset"
	"gongbao/corpus/extract/file"
	"gongbao/language"
)

// MHT is a page that a browser saved in one file.
var MHT = file.Format{Name: "html", Is: isMHT, Read: readMHT}

var (
	headerSign = regexp.MustCompile(`^\s*[A-Za-z][A-Za-z-]*:`)
	mhtSign    = regexp.MustCompile(`(?im)^content-type:\s*(?:multipart/related|text/html)`)
)

// isMHT reports whether the content is a page that a browser saved in one file.
func isMHT(head []byte, _ file.Input) bool {
	const headers = 2048
	top := head[:min(len(head), headers)]
	return headerSign.Match(top) && bytes.Contains(bytes.ToLower(top), []byte("mime-version:")) && mhtSign.Match(top)
}

// readMHT reads the page in a saved page; the other parts are pictures and styles. A page that was cut is read as far as it
// goes, as one of HTML is.
func readMHT(_ context.Context, in file.Input, yield func(file.Document, error) bool) {
	// Most of a saved page is pictures, so its size does not bound the text's.
	message, err := mail.ReadMessage(in.Stream())
	if err != nil {
		yield(file.Document{}, damagedPage(err))
		return
	}
	page, declared, err := pageOf(message.Body, message.Header.Get("Content-Type"), message.Header.Get("Content-Transfer-Encoding"), 0)
	if err != nil && len(bytes.TrimSpace(page)) == 0 {
		yield(file.Document{}, damagedPage(err))
		return
	}
	cut := err != nil
	if page, err = in.Inner(in.Name, page).Text(); err != nil {
		yield(file.Document{}, err)
		return
	}
	text, notes := charset.Decode(page, declared)
	if cut || lacksEnd(text) {
		notes = append(notes, cutPage())
	}
	doc, err := Page(text, notes)
	for _, header := range []string{"Snapshot-Content-Location", "Content-Location"} {
		addURL(&doc, message.Header.Get(header))
	}
	yield(doc, err)
}

func damagedPage(err error) error {
	return language.New("web.saved", file.ErrTruncated, err)
}

// pageOf finds the first HTML part of a message and decodes its transfer encoding. With an error it returns what comes
// before it.
func pageOf(body io.Reader, contentType, transfer string, depth int) (page []byte, charset string, err error) {
	const deepest = 4
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil || depth > deepest {
		return nil, "", language.New("web.parts", err)
	}
	if !strings.HasPrefix(kind, "multipart/") {
		page, err = io.ReadAll(unwrapped(body, transfer))
		return page, params["charset"], err
	}
	parts := multipart.NewReader(body, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if err != nil {
			return nil, "", language.New("web.html", err)
		}
		kind := part.Header.Get("Content-Type")
		if strings.HasPrefix(kind, "text/html") || strings.HasPrefix(kind, "multipart/") {
			return pageOf(part, kind, part.Header.Get("Content-Transfer-Encoding"), depth+1)
		}
	}
}

func unwrapped(body io.Reader, transfer string) io.Reader {
	switch strings.ToLower(transfer) {
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	}
	return body
}
