package picture_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"slices"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"gongbao/corpus/extract/extracttest"
	"gongbao/corpus/extract/file"
)

// A reader finds a line of text on each page that is not blank, and remembers the sizes of the pages.
type reader struct{ sizes []image.Point }

func (r *reader) Recognise(_ context.Context, page image.Image, dpi int) ([]file.Word, error) {
	size := page.Bounds().Size()
	r.sizes = append(r.sizes, image.Pt(size.X/dpi, size.Y/dpi))
	if grey := color.GrayModel.Convert(page.At(100, 100)).(color.Gray); grey.Y > 128 {
		return nil, nil
	}
	line := image.Rect(90, 90, 390, 130)
	return []file.Word{{Text: "各位代表：", Box: line, Line: line}}, nil
}

// drawn is a page that is blank but for a spot, if it is one of text.
func drawn(text bool) image.Image {
	page := image.NewGray(image.Rect(0, 0, 827, 1170))
	for i := range page.Pix {
		page.Pix[i] = 255
	}
	for at := 90; text && at < 130; at++ {
		for x := 90; x < 390; x++ {
			page.SetGray(x, at, color.Gray{})
		}
	}
	return page
}

func coded(t *testing.T, encode func(*bytes.Buffer) error) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := encode(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// pages is a TIFF of several pages; link is where the place of a page behind the last one would be written. Each is a file whose offsets count from its own beginning, so they are moved.
func pages(t *testing.T, images ...image.Image) (data []byte, link int) {
	t.Helper()
	le := binary.LittleEndian
	var all []byte
	link = 4
	for _, img := range images {
		page := coded(t, func(b *bytes.Buffer) error { return tiff.Encode(b, img, nil) })
		base := len(all)
		at := int(le.Uint32(page[4:]))
		count := int(le.Uint16(page[at:]))
		for i := range count {
			entry := page[at+2+12*i:]
			const stripOffsets, long, rational = 273, 4, 5
			size := map[uint16]uint32{3: 2, long: 4, rational: 8}[le.Uint16(entry[2:])] * le.Uint32(entry[4:])
			if size > 4 || le.Uint16(entry) == stripOffsets {
				le.PutUint32(entry[8:], le.Uint32(entry[8:])+uint32(base))
			}
		}
		all = append(all, page...)
		le.PutUint32(all[link:], uint32(base+at))
		link = base + at + 2 + 12*count
	}
	return all, link
}

func TestPictures(t *testing.T) {
	text := drawn(true)
	for name, data := range map[string][]byte{
		"a.png": coded(t, func(b *bytes.Buffer) error { return png.Encode(b, text) }),
		"a.jpg": coded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, text, nil) }),
		"a.bmp": coded(t, func(b *bytes.Buffer) error { return bmp.Encode(b, text) }),
		"a.tif": coded(t, func(b *bytes.Buffer) error { return tiff.Encode(b, text, nil) }),
	} {
		found := &reader{}
		got := extracttest.ReadAll(t, name, data, file.Options{Recogniser: found})
		if len(got.Errs) > 0 || extracttest.Marked(got.Docs[0].Blocks) != "L|各位代表：\n" || got.Docs[0].Recognised != 1 || len(got.Docs[0].Notes) == 0 {
			t.Errorf("%s: %+v", name, got)
		}
		if !slices.Equal(found.sizes, []image.Point{{8, 11}}) {
			t.Errorf("%s: %v inches", name, found.sizes)
		}
		if _, err := extracttest.Read(t.Context(), data); !errors.Is(err, file.ErrNoText) {
			t.Errorf("%s without a program that recognises: %v", name, err)
		}
		for _, cut := range []int{len(data) / 2, len(data) - 40} {
			if got := extracttest.ReadAll(t, name, data[:cut], file.Options{Recogniser: found}); len(got.Errs) == 0 && len(got.Docs[0].Blocks) == 0 {
				t.Errorf("%s cut at %d: no word", name, cut)
			}
		}
	}
}

// The pages of a TIFF are read one after the other; one without text is named.
func TestPages(t *testing.T) {
	var told []int
	data, link := pages(t, drawn(true), drawn(false), drawn(true))
	got := extracttest.ReadAll(t, "a.tif", data, file.Options{Recogniser: &reader{}, Recognised: func(page, pages int) { told = append(told, page, pages) }})
	if len(got.Errs) > 0 || len(got.Docs[0].Blocks) != 2 || got.Docs[0].Recognised != 2 || len(got.Docs[0].Notes) != 2 {
		t.Fatalf("%+v", got)
	}
	if !slices.Equal(told, []int{1, 3, 2, 3, 3, 3}) {
		t.Errorf("told %v", told)
	}
	binary.LittleEndian.PutUint32(data[link:], binary.LittleEndian.Uint32(data[4:])) // the last page is followed by the first
	if got := extracttest.ReadAll(t, "a.tif", data, file.Options{Recogniser: &reader{}}); len(got.Errs) == 0 {
		t.Error("pages in a circle were read")
	}
}

func TestRefusals(t *testing.T) {
	small := coded(t, func(b *bytes.Buffer) error { return png.Encode(b, image.NewGray(image.Rect(0, 0, 400, 90))) })
	large := bytes.Clone(small)
	binary.BigEndian.PutUint32(large[16:], 50_000)
	binary.BigEndian.PutUint32(large[20:], 50_000)
	const header, sum = 12, 29 // of the header of a PNG
	binary.BigEndian.PutUint32(large[sum:], crc32.ChecksumIEEE(large[header:sum]))
	blank := coded(t, func(b *bytes.Buffer) error { return png.Encode(b, drawn(false)) })
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"small": {small, file.ErrNoText}, "blank": {blank, file.ErrNoText}, "large": {large, file.ErrTooLarge}, "broken": {slices.Concat(small[:20], large[20:]), file.ErrTruncated}, "no TIFF": {[]byte("II*\x00\x00\x00\x00\x00"), file.ErrNoText},
	} {
		if got := extracttest.ReadAll(t, "a.png", c.data, file.Options{Recogniser: &reader{}}); len(got.Errs) != 1 || !errors.Is(got.Errs[0], c.want) {
			t.Errorf("%s: %v", name, got.Errs)
		}
	}
}
