package browsertest

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"gongbao/corpus"
	"gongbao/corpus/corpustest"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/server"
)

var readme = flag.Bool("readme", false, "write the pictures that the README shows")

// patience is how long a machine that is busy with other tests may take for one test.
const patience = 6 * time.Minute

var errTooLong = errors.New("waited too long")

// longWait is how long one thing on a page may take.
const longWait = 15 * time.Second

// pauseTwice is longer than the pages wait for another keystroke.
const pauseTwice = 400 * time.Millisecond

// chromium finds the browser, or skips the test.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("there is no Chromium to look at pages with; server/browsertest/tools.sh installs one")
	return ""
}

// withMouse makes the browser one of a desk, where a pointer hovers; without a display it takes itself for one without.
var withMouse = chromedp.Flag("blink-settings", "primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4")

// common is the browser of all tests that want no other one. It starts with the first of them: to start one takes as long as most tests.
var common struct {
	context.Context
	stop func()
}

func TestMain(m *testing.M) {
	code := m.Run()
	if common.stop != nil {
		common.stop()
	}
	os.Exit(code)
}

// start starts a browser, which runs until stop is called.
func start(t *testing.T, more ...chromedp.ExecAllocatorOption) (ctx context.Context, stop func()) {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium(t)), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Env("LC_ALL=C.UTF-8"), // else it takes no files with Chinese names where the machine has no locale
	)
	ctx, free := chromedp.NewExecAllocator(context.WithoutCancel(t.Context()), append(options, more...)...)
	// Newer browsers send events that chromedp does not know; they are none of the test's business.
	ctx, end := chromedp.NewContext(ctx, chromedp.WithErrorf(func(string, ...any) {}))
	stop = func() { end(); free() }
	if err := chromedp.Do(ctx); err != nil {
		stop()
		t.Fatal(err)
	}
	return ctx, stop
}

// browse opens a window for a test, of a browser that has kept nothing of any other test. With options it is a browser of its own.
func browse(t *testing.T, more ...chromedp.ExecAllocatorOption) context.Context {
	t.Helper()
	var ctx context.Context
	if len(more) > 0 {
		own, stop := start(t, more...)
		t.Cleanup(stop)
		ctx = own
	} else {
		if common.stop == nil || common.Err() != nil {
			common.Context, common.stop = start(t)
		}
		ctx = common.Context
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	do(t, ctx, size(1440, 1000))
	return ctx
}

// A step is one thing that a person or the browser does.
type step = chromedp.Action[chromedp.Void]

func do(t *testing.T, ctx context.Context, steps ...step) {
	t.Helper()
	result(t, ctx, chromedp.Steps(steps...))
}

// result gives what an action finds out.
func result[T any](t *testing.T, ctx context.Context, action chromedp.Action[T]) T {
	t.Helper()
	value, err := chromedp.Run(ctx, action)
	if err != nil {
		picture(t, ctx, "failed-"+strings.ReplaceAll(t.Name(), "/", "-"))
		t.Fatal(err)
	}
	return value
}

// command is a command to the browser that has no answer.
func command[P any](c cdp.Command[P, cdp.Empty], params P) step {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, c, params)
		return err
	})
}

// size makes the window as large as a screen.
func size(width, height int64) step {
	return command(emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1})
}

// scheme asks for light or dark.
func scheme(name string) step {
	return command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: name}, {Name: "prefers-reduced-motion", Value: "reduce"}, {Name: "hover", Value: "hover"},
	}})
}

// waitFor waits until a condition in the page's own language holds, over any number of pages.
func waitFor(condition string) step {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		for began := time.Now(); ; time.Sleep(20 * time.Millisecond) {
			holds, err := chromedp.Evaluate[bool](condition)(ctx, target)
			if err == nil && holds {
				return nil
			}
			// On the way from one page to the next there is nothing to ask.
			if time.Since(began) > longWait || ctx.Err() != nil {
				return fmt.Errorf("%s does not come true: %w", condition, errors.Join(err, ctx.Err(), errTooLong))
			}
		}
	})
}

// eval gives the value of an expression in the page.
func eval[T any](t *testing.T, ctx context.Context, expression string, options ...chromedp.EvaluateOption) T {
	t.Helper()
	return result(t, ctx, chromedp.Evaluate[T](expression, options...))
}

// picture leaves a picture of what is seen in artefacts.
func picture(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Logf("no picture %s: %v", name, err)
		return
	}
	write(t, filepath.Join("..", "..", "artefacts", name+".png"), png)
}

func write(t *testing.T, name string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

// site runs the site on the sample report and some made from it, of other years and places.
func site(t *testing.T) string {
	t.Helper()
	return run(t, filled(t))
}

// filled makes the index of these reports.
func filled(t *testing.T) *bleve.Engine {
	t.Helper()
	e := bleve.New()
	sample := corpustest.Sample(t)
	err := e.Update(t.Context(), func(yield func(engine.Change, error) bool) {
		for _, r := range append(others(sample), sample) {
			if !yield(engine.Change{Put: &r}, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// sampleSite runs the site on the sample report alone, as it is at first.
func sampleSite(t *testing.T) string {
	t.Helper()
	e := bleve.New()
	sample := corpustest.Sample(t)
	if err := e.Update(t.Context(), func(yield func(engine.Change, error) bool) { yield(engine.Change{Put: &sample}, nil) }); err != nil {
		t.Fatal(err)
	}
	return run(t, e)
}

func run(t *testing.T, e engine.Engine) string { return runWith(t, e, server.Options{}) }

// runWith runs the site of an index with options.
func runWith(t *testing.T, e engine.Engine, opt server.Options) string {
	t.Helper()
	opt.Timeouts.Answer = time.Minute
	s, err := server.New(search.New(e, nil), opt)
	if err != nil {
		t.Fatal(err)
	}
	h := httptest.NewServer(s)
	t.Cleanup(h.Close)
	return h.URL
}

// others are reports of the years before with the sample's text, so that there is something to filter and turn.
func others(sample corpus.Report) []corpus.Report {
	var made []corpus.Report
	for year := 2017; year <= 2020; year++ {
		r := sample
		r.Year, r.ID = year, "liaoning-"+time.Date(year, 1, 28, 0, 0, 0, 0, time.UTC).Format("2006")
		r.Date = time.Date(year, 1, 28, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		made = append(made, r)
	}
	jilin := sample
	jilin.ID, jilin.Region, jilin.Speaker, jilin.Meeting = "jilin-2021", "吉林", "", ""
	return append(made, jilin)
}
