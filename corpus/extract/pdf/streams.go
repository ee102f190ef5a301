package pdf

import (
	"bufio"
	"bytes"
	"compress/flate"
	"context"
	"encoding/binary"
	"errors"
	"hash/adler32"
	"io"
	"regexp"

	"gongbao/corpus/extract/file"
)

const (
	// dictBytes is the length of the longest dictionary of a stream that is looked at.
	dictBytes = 4 << 10
	// scanBytes is how much of a file is searched for streams at a time.
	scanBytes = 256 << 10
	// unpackedBytes bounds what is unpacked of one stream to check it.
	unpackedBytes = 256 << 20
)

var (
	streamSign = regexp.MustCompile(`>>\s*stream(?:\r\n|\n|\r)`)
	filterSign = regexp.MustCompile(`/Filter\s*\[?\s*/([^\s/<>\[\]()]+)`)
	// textless finds the entries of streams without text: pictures, fonts, colour profiles, data about the file, attachments.
	textless = regexp.MustCompile(`/Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType)\b|/Type\s*/(?:Metadata|EmbeddedFile)\b|/(?:Length1|Alternate)\b`)
	endSign  = regexp.MustCompile(`endstream`)
	textSign = regexp.MustCompile(`[)>\]]\s{0,8}(?:T[jJ]|['"])`)
	locked   = regexp.MustCompile(`/Encrypt\s*(?:\d+\s+\d+\s+R|<<)`)
)

// filters are the names of the ways to encode a stream (ISO 32000-1, table 6).
var filters = map[string]bool{
	"FlateDecode": true, "LZWDecode": true, "ASCII85Decode": true, "ASCIIHexDecode": true, "RunLengthDecode": true,
	"CCITTFaxDecode": true, "DCTDecode": true, "JBIG2Decode": true, "JPXDecode": true, "Crypt": true,
}

// A survey is what a file's own streams say about it. PDFium reads on behind damage: it takes what a stream unpacks to before
// the first error and compares no checksums, so that a page may lose some or all of its text without an error.
type survey struct {
	damaged int // streams that may hold text and do not unpack whole
	texts   int // the operators that show text
}

// surveyOf surveys the streams of a file. Of an encrypted file it says nothing.
func surveyOf(ctx context.Context, in file.Input) (survey, error) {
	var s survey
	begun, ended := 0, 0
	window := make([]byte, dictBytes+scanBytes)
	for at := int64(0); at < in.Size; at += scanBytes {
		if err := ctx.Err(); err != nil {
			return survey{}, err
		}
		// A window begins with the end of the one before it, where a dictionary may have begun.
		from := max(at-dictBytes, 0)
		n, err := in.Content.ReadAt(window[:min(at+scanBytes, in.Size)-from], from)
		if err != nil && !errors.Is(err, io.EOF) {
			return survey{}, err
		}
		part := window[:n]
		if locked.Match(part) {
			return survey{}, nil
		}
		for _, sign := range streamSign.FindAllIndex(part, -1) {
			if start := from + int64(sign[1]); start > at {
				begun++
				s.add(dictBefore(part[:sign[0]]), io.NewSectionReader(in.Content, start, in.Size-start))
			}
		}
		for _, sign := range endSign.FindAllIndex(part, -1) {
			if from+int64(sign[1]) > at {
				ended++
			}
		}
	}
	s.damaged += max(begun-ended, ended-begun) // a stream whose beginning or end is not there any more
	return s, nil
}

// dictBefore returns the end of some bytes from the beginning of the dictionary that ends there, without its last brackets.
func dictBefore(part []byte) []byte {
	depth := 1
	for i := len(part) - 2; i >= max(0, len(part)-dictBytes); i-- {
		switch string(part[i : i+2]) {
		case ">>":
			depth++
			i--
		case "<<":
			depth--
			i--
		}
		if depth == 0 {
			return part[i+1:]
		}
	}
	return part[max(0, len(part)-dictBytes):]
}

// add adds a stream, given its dictionary and the file from its content on.
func (s *survey) add(dict []byte, content io.Reader) {
	if textless.Match(dict) {
		return
	}
	filter := filterSign.FindSubmatch(dict)
	switch {
	case filter == nil: // or it was lost
		if texts, whole := unpack(content); whole {
			s.damaged++
			s.texts += texts
		}
	case string(filter[1]) == "FlateDecode":
		texts, whole := unpack(content)
		s.texts += texts
		if !whole {
			s.damaged++
		}
	case !filters[string(filter[1])]:
		s.damaged++
	}
}

// unpack reads bytes that begin with a stream of zlib's format (RFC 1950). It counts the operators in it that show text, and
// reports whether the stream is whole and has the right checksum, or none, as some programs write them.
func unpack(content io.Reader) (texts int, whole bool) {
	r := bufio.NewReader(content)
	var head [2]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return 0, false
	}
	const deflate = 8
	if head[0]&0x0f != deflate || binary.BigEndian.Uint16(head[:])%31 != 0 {
		return 0, false
	}
	sum := adler32.New()
	var counter textCounter
	n, err := io.Copy(io.MultiWriter(sum, &counter), io.LimitReader(flate.NewReader(r), unpackedBytes))
	if err != nil {
		return counter.texts, false
	}
	const behind = 16 // bytes: the checksum, or a line end and the word endstream
	tail, err := r.Peek(behind)
	if err != nil && !errors.Is(err, io.EOF) {
		return counter.texts, false
	}
	return counter.texts, n == unpackedBytes || bytes.HasPrefix(bytes.TrimLeft(tail, "\r\n "), []byte("endstream")) ||
		bytes.HasPrefix(tail, sum.Sum(nil))
}

// A textCounter counts the operators that show text in what is written to it.
type textCounter struct {
	texts int
	tail  []byte // of what was written before
}

func (c *textCounter) Write(p []byte) (int, error) {
	const longest = 16 // bytes of an operator and the white space before it
	all := append(c.tail, p...)
	for _, sign := range textSign.FindAllIndex(all, -1) {
		if sign[1] > len(c.tail) {
			c.texts++
		}
	}
	c.tail = bytes.Clone(all[max(0, len(all)-longest):])
	return len(p), nil
}
