package ocr

import (
	"errors"
	"image"
	"image/color"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus/extract/file"
)

func TestWords(t *testing.T) {
	const head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
	line := image.Rect(10, 20, 110, 50)
	for _, test := range []struct {
		name, table string
		want        []file.Word
	}{
		{"no text", head + "1\t1\t0\t0\t0\t0\t0\t0\t600\t800\t-1\t\n", nil},
		{"a line", head + "4\t1\t1\t1\t1\t0\t10\t20\t100\t30\t-1\t\n5\t1\t1\t1\t1\t1\t12\t22\t60\t26\t96.1\t政府\n5\t1\t1\t1\t1\t2\t72\t20\t30\t30\t91\t\"工\n",
			[]file.Word{{Text: "政府", Box: image.Rect(12, 22, 72, 48), Line: line}, {Text: "\"工", Box: image.Rect(72, 20, 102, 50), Line: line}}},
		{"a blank word", head + "4\t1\t1\t1\t1\t0\t10\t20\t100\t30\t-1\t\n5\t1\t1\t1\t1\t2\t12\t22\t60\t26\t95\t \n", nil},
	} {
		got, err := words(test.table)
		if diff := cmp.Diff(test.want, got); err != nil || diff != "" {
			t.Errorf("%s: %v %s", test.name, err, diff)
		}
	}
	if _, err := words(head + "5\t1\t1\t1\t1\t1\tx\t22\t60\t26\t3\t字\n"); err == nil {
		t.Error("a table with a broken number was read")
	}
}

func TestPortable(t *testing.T) {
	grey := image.NewGray(image.Rect(0, 0, 3, 2))
	grey.SetGray(1, 1, color.Gray{200})
	colours := image.NewRGBA(image.Rect(0, 0, 2, 1))
	colours.Set(0, 0, color.White)
	for want, page := range map[string]image.Image{"P5\n3 2\n255\n\x00\x00\x00\x00\xc8\x00": grey, "P5\n2 1\n255\n\xff\x00": colours} {
		if got := string(portable(page)); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// A blank page has no words, if Tesseract is installed; otherwise the error says how to install it.
func TestTesseract(t *testing.T) {
	installed, err := Find(t.Context())
	if errors.Is(err, ErrMissing) {
		t.Skip("Tesseract with Chinese is not installed")
	}
	if err != nil {
		t.Fatal(err)
	}
	blank := image.NewGray(image.Rect(0, 0, 400, 300))
	for i := range blank.Pix {
		blank.Pix[i] = 255
	}
	if found, err := installed.Recognise(t.Context(), blank, 200); err != nil || len(found) != 0 {
		t.Errorf("words %v, error %v", found, err)
	}
}
