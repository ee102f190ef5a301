package browsertest

import (
	"path/filepath"
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
		var png []byte
		do(t, ctx, chromedp.CaptureScreenshot(&png))
		if len(png) > maxPicture {
			t.Errorf("%s.png has %d bytes", name, len(png))
		}
		write(t, filepath.Join("..", "..", "docs", name+".png"), png)
	}
}
