package browsertest

import (
	"testing"

	"github.com/chromedp/chromedp"

	"gongbao/corpus"
	"gongbao/corpus/corpustest"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
)

// laidOut counts the paragraphs of a report whose text is laid out.
const laidOut = `[...document.querySelectorAll(".para-text")].filter((e) => e.checkVisibility({ contentVisibilityAuto: true })).length`

// longReport is the site of a report of a thousand paragraphs, and the number of them.
func longReport(t *testing.T) (string, int) {
	t.Helper()
	r := corpustest.Sample(t)
	once := r.Paragraphs
	r.Paragraphs = nil
	for len(r.Paragraphs) < 1000 {
		r.Paragraphs = append(r.Paragraphs, once...)
	}
	r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Text: "这是最后一段，别处没有甲乙丙丁这几个字。"})
	e := bleve.New()
	if err := e.Update(t.Context(), func(yield func(engine.Change, error) bool) { yield(engine.Change{Put: &r}, nil) }); err != nil {
		t.Fatal(err)
	}
	return run(t, e) + "/reports/" + r.ID, len(r.Paragraphs)
}

// TestLongReportsAreLaidOutAsTheyAreRead holds that what a long report costs before it is read does not grow with its length, that the
// page is about as long as it turns out to be, and that finding and printing reach the whole text.
func TestLongReportsAreLaidOutAsTheyAreRead(t *testing.T) {
	address, paragraphs := longReport(t)
	for _, width := range []int64{390, 1024, 1440} {
		ctx := browse(t)
		do(t, ctx, size(width, 844))
		open(t, ctx, address+"?q="+phrase)
		do(t, ctx, waitFor(laidOut+` > 0`))
		if n := eval[int](t, ctx, laidOut); n > 60 {
			t.Errorf("at %d pixels %d of %d paragraphs are laid out before anybody reads them", width, n, paragraphs)
		}
		// Stepping asks where marks are; the answer shall not lay out the text either.
		do(t, ctx, chromedp.KeyEvent("n"), waitFor(seen+`(document.querySelector("mark.here"))`))
		if n := eval[int](t, ctx, laidOut); n > 120 {
			t.Errorf("at %d pixels going to a mark lays out %d of %d paragraphs", width, n, paragraphs)
		}
		guessed := eval[float64](t, ctx, `document.documentElement.scrollHeight`)
		do(t, ctx, media("print", "none"), waitFor(laidOut+` === document.querySelectorAll(".para").length`), media("screen", "none"))
		do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelectorAll(".para").forEach((e) => e.style.contentVisibility = "visible")`))
		real := eval[float64](t, ctx, `document.documentElement.scrollHeight`)
		if ratio := guessed / real; ratio < .9 || ratio > 1.1 {
			t.Errorf("at %d pixels the page is taken for %.0f pixels long, and is %.0f", width, guessed, real)
		}
		t.Logf("at %d pixels: %.0f for %.0f", width, guessed, real)
	}
}

// TestFarTextIsFoundAndGoneTo holds that a browser finds what stands far down, and that links lead there, though it has not been laid
// out before.
func TestFarTextIsFoundAndGoneTo(t *testing.T) {
	ctx := browse(t)
	address, paragraphs := longReport(t)
	open(t, ctx, address)
	inView := `(() => { const r = getSelection().getRangeAt(0).getBoundingClientRect(); return r.height > 0 && r.top > 0 && r.bottom < innerHeight })()`
	if !eval[bool](t, ctx, `window.find("甲乙丙丁")`) {
		t.Fatal("the browser does not find what stands in the last paragraph")
	}
	do(t, ctx, waitFor(inView))
	open(t, ctx, address+"?q=甲乙丙丁#m1")
	do(t, ctx, waitFor(seen+`(document.getElementById("m1"))`))
	middle := `document.querySelectorAll(".para")[500]`
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`location.hash = `+middle+`.id`), waitFor(seen+`(`+middle+`)`), chromedp.Sleep(pauseTwice))
	if !eval[bool](t, ctx, seen+`(`+middle+`)`) {
		t.Errorf("a paragraph of %d that the address names does not stay in view", paragraphs)
	}
}

// reached waits until a paragraph is in the middle of the screen and what is around it is laid out, as it is for whoever points at it.
func reached(paragraph string) step {
	return waitFor(`(() => {
		const place = document.querySelector("` + paragraph + `");
		const away = place.getBoundingClientRect().top - innerHeight / 3;
		scrollBy({ top: away, behavior: "instant" });
		return Math.abs(away) < 2;
	})()`)
}
