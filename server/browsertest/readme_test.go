package browsertest

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/png"
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

// maxPicture is what a picture of the README may weigh.
const maxPicture = 200 << 10

// TestReadmePictures writes the pictures that the README shows, when it is asked to: go test ./server/browsertest -run Readme -readme.
func TestReadmePictures(t *testing.T) {
	if !*readme {
		t.Skip("the pictures of the README are written with -readme only")
	}
	ctx := browse(t)
	base := sampleSite(t)
	for name, address := range map[string]string{
		"home": "/", "results": "/search?q=绿色发展", "report": "/reports/liaoning-2021?q=碳排放达峰#m2",
	} {
		do(t, ctx, size(1200, 750))
		open(t, ctx, base+address)
		shot := smaller(t, result(t, ctx, chromedp.CaptureScreenshot()))
		if len(shot) > maxPicture {
			t.Errorf("%s.png has %d bytes", name, len(shot))
		}
		write(t, filepath.Join("..", "..", "docs", name+".png"), shot)
	}
}

// smaller writes a picture with the 256 colours that it has most of. A page has few, and the edges of its letters the rest.
func smaller(t *testing.T, content []byte) []byte {
	t.Helper()
	full, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[color.Color]int{}
	bounds := full.Bounds()
	each(bounds, func(x, y int) { seen[full.At(x, y)]++ })
	colours := slices.SortedFunc(maps.Keys(seen), func(a, b color.Color) int { return cmp.Compare(seen[b], seen[a]) })
	few := image.NewPaletted(bounds, colours[:min(len(colours), 256)])
	nearest := map[color.Color]uint8{}
	for c := range seen {
		nearest[c] = uint8(few.Palette.Index(c))
	}
	each(bounds, func(x, y int) { few.SetColorIndex(x, y, nearest[full.At(x, y)]) })
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&b, few); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// each goes through the points of a picture.
func each(bounds image.Rectangle, point func(x, y int)) {
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			point(x, y)
		}
	}
}
