package browsertest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gongbao/corpus"
	"gongbao/corpus/corpustest"
)

const phrase = "碳排放达峰"

// scripts waits until the page's scripts run.
func scripts() step {
	return waitFor(`document.documentElement.classList.contains("scripts")`)
}

func open(t *testing.T, ctx context.Context, address string) {
	t.Helper()
	do(t, ctx, scheme("light"), chromedp.Navigate(address), scripts())
}

func TestTypingShowsMarks(t *testing.T) {
	ctx := browse(t)
	open(t, ctx, site(t))
	if focused := eval[string](t, ctx, "document.activeElement.id"); focused != "q" {
		t.Errorf("the focus is on %q, not in the box", focused)
	}
	do(t, ctx, chromedp.SendKeys("#q", phrase), waitFor(`document.querySelector(".hit mark")?.textContent === "`+phrase+`"`))
	if address := eval[string](t, ctx, "decodeURIComponent(location.search)"); address != "?q="+phrase {
		t.Errorf("the address says %s", address)
	}
	if said := eval[string](t, ctx, `document.getElementById("status").textContent.replace(/\s+/g, " ")`); !strings.Contains(said, "12 处") {
		t.Errorf("the live region says %q", said)
	}
	do(t, ctx, chromedp.NavigateBack(), waitFor(`document.querySelector(".home") !== null && document.getElementById("q").value === ""`))
	do(t, ctx, chromedp.NavigateForward(), waitFor(`document.querySelector(".hit mark") !== null && document.getElementById("q").value === "`+phrase+`"`))
}

func TestCompositionIsWaitedFor(t *testing.T) {
	ctx := browse(t)
	open(t, ctx, site(t))
	do(t, ctx, chromedp.Focus("#q"), command(input.ImeSetComposition, input.ImeSetCompositionParams{Text: "tan pai", SelectionStart: 7, SelectionEnd: 7}))
	do(t, ctx, chromedp.Sleep(pauseTwice))
	if address := eval[string](t, ctx, "location.search"); address != "" {
		t.Errorf("letters that are still being composed were looked for: %s", address)
	}
	do(t, ctx, command(input.InsertText, input.InsertTextParams{Text: "碳排放"}), waitFor(`document.querySelector(".hit mark")?.textContent === "碳排放"`))
}

func TestReadingAndSteppingFromHitToHit(t *testing.T) {
	ctx := browse(t)
	open(t, ctx, sampleSite(t)+"/search?q="+phrase)
	do(t, ctx, chromedp.KeyEvent("j"), chromedp.KeyEvent(kb.Enter), waitFor(`document.querySelector(".report mark.here") !== null`), scripts())
	target := eval[string](t, ctx, `document.querySelector("mark.here").closest(".para").id`)
	if hash := eval[string](t, ctx, "location.hash"); hash != "#"+target {
		t.Errorf("%s was opened, and the mark is in %s", hash, target)
	}
	for _, step := range []struct{ key, counter string }{{"n", "2/2"}, {"n", "1/2"}, {"N", "2/2"}} {
		do(t, ctx, chromedp.KeyEvent(step.key))
		if counter := eval[string](t, ctx, `document.querySelector("[data-at]").textContent`); counter != step.counter {
			t.Errorf("%s led to %s, want %s", step.key, counter, step.counter)
		}
	}
	do(t, ctx, waitFor(`document.querySelector(".outline [aria-current]")?.ariaLabel === "开展碳排放达峰行动"`)) // the section of the mark
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.getElementById("find").value = ""`), chromedp.SendKeys("#find", "绿色"), waitFor(`document.querySelector(".text mark")?.textContent === "绿色"`))
}

func TestCopyingACitation(t *testing.T) {
	ctx := browse(t)
	base := sampleSite(t)
	do(t, ctx, allow("clipboard-read"), allow("clipboard-write"))
	open(t, ctx, base+"/search?q="+phrase)
	do(t, ctx, chromedp.Click(".hit [data-cite]"), chromedp.WaitVisible("dialog #text-gbt7714"))
	picture(t, ctx, "cite-sheet")
	do(t, ctx, chromedp.Click("dialog [data-copy=text-gbt7714]"), waitFor(`document.getElementById("status").textContent === "已复制"`))
	do(t, ctx, chromedp.KeyEvent(kb.Escape), waitFor(`document.querySelector("dialog[open]") === null`))
	if focused := eval[bool](t, ctx, `document.activeElement.matches("[data-cite]")`); !focused {
		t.Error("the focus has not gone back to the link")
	}
}

// TestQuotingSelectedWords selects what stands behind a run-in title. The sign that ends the title is none of the quoted words.
func TestQuotingSelectedWords(t *testing.T) {
	ctx := browse(t)
	open(t, ctx, sampleSite(t)+"/reports/liaoning-2021")
	words := eval[string](t, ctx, `(() => {
		const behind = [...document.querySelectorAll(".para-text strong")].map((e) => e.nextSibling).find((e) => e?.data?.startsWith("。"));
		const range = document.createRange();
		range.setStart(behind, 0);
		range.setEnd(behind, 9);
		getSelection().removeAllRanges();
		getSelection().addRange(range);
		behind.parentElement.closest(".para").querySelector(".para-cite").click();
		return behind.data.slice(1, 9);
	})()`)
	do(t, ctx, waitFor(`document.querySelector("dialog #text-quotation")?.textContent.startsWith("“`+words+`”") === true`))
}

func TestFilteringByYear(t *testing.T) {
	ctx := browse(t)
	open(t, ctx, site(t)+"/search?fold=0&q="+phrase) // every year says the same
	do(t, ctx, chromedp.Click(`[data-year="2019"] .reach`), waitFor(`document.querySelectorAll(".group-exact .hit").length === 1`))
	if chip := eval[string](t, ctx, `document.querySelector(".chips a").textContent.replace(/\s+/g, " ")`); !strings.Contains(chip, "年份 2019") {
		t.Errorf("the chip says %q", chip)
	}
	do(t, ctx, drag(t, ctx, "2018", "2020"), waitFor(`new URL(location).searchParams.get("year") === "2018..2020" && document.querySelectorAll(".group-exact .hit").length === 3`))
	do(t, ctx, chromedp.Click(".chips a"), waitFor(`document.querySelectorAll(".group-exact .hit").length === 6`))
	// The form beside the bars writes the same filter in two parameters; what is dragged takes its place, too.
	do(t, ctx, chromedp.SendKeys(".year-form [name=from]", "2019"), chromedp.KeyEvent(kb.Enter), waitFor(`document.querySelectorAll(".group-exact .hit").length === 4`))
	do(t, ctx, drag(t, ctx, "2018", "2020"), waitFor(`document.querySelectorAll(".group-exact .hit").length === 3`))
}

// TestYearsUnderAFinger holds that a tap and a drag take the years over whose stretch of the axis the finger is, at both ends of it,
// where a year has fewer pixels than what is drawn in it.
func TestYearsUnderAFinger(t *testing.T) {
	ctx := browse(t)
	var reports []corpus.Report
	for year := 1954; year <= 2025; year++ {
		r := corpustest.Sample(t)
		r.ID, r.Year = fmt.Sprintf("liaoning-%d", year), year
		reports = append(reports, r)
	}
	base := serve(t, reports...)
	do(t, ctx, size(390, 844), command(emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true}))
	for _, at := range []float64{.1, .5, .9} {
		for want, years := range map[string][]int{"1955": {1955}, "2024": {2024}, "2018..2024": {2018, 2021, 2024}} {
			open(t, ctx, base+"/search?q="+phrase)
			do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelectorAll("main details").forEach((e) => (e.open = true))`), chromedp.ScrollIntoView("[data-chart]"))
			kind := input.DispatchTouchEventTypeTouchStart
			for _, year := range years {
				p := eval[[]float64](t, ctx, fmt.Sprintf(`(() => { const r = document.querySelector('[data-year="%d"] .reach').getBoundingClientRect(); return [r.x + r.width * %f, r.y + r.height / 2] })()`, year, at))
				do(t, ctx, touch(kind, &input.TouchPoint{X: p[0], Y: p[1]}))
				kind = input.DispatchTouchEventTypeTouchMove
			}
			do(t, ctx, touch(input.DispatchTouchEventTypeTouchEnd), waitFor(`new URL(location).searchParams.has("year")`))
			if chosen := eval[string](t, ctx, `new URL(location).searchParams.get("year")`); chosen != want {
				t.Errorf("a finger at %.1f of %v takes %s", at, years, chosen)
			}
		}
	}
}

// touch is what a finger does; none remains where the touch ends.
func touch(kind input.DispatchTouchEventType, points ...*input.TouchPoint) step {
	return command(input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: append([]*input.TouchPoint{}, points...)})
}

// allow lets the page do what the browser would ask the user for.
func allow(permission string) step {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, browser.SetPermission, browser.SetPermissionParams{
			Permission: &browser.PermissionDescriptor{Name: permission}, Setting: browser.PermissionSettingGranted, BrowserContextID: chromedp.FromContext(ctx).BrowserContextID,
		})
		return err
	})
}

// drag draws the pointer from one year's bar to another's.
func drag(t *testing.T, ctx context.Context, from, to string) step {
	t.Helper()
	place := func(year string) []float64 {
		return eval[[]float64](t, ctx, `(() => { const r = document.querySelector('[data-year="`+year+`"]').getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] })()`)
	}
	a, b := place(from), place(to)
	return chromedp.Steps(
		chromedp.MouseEvent(input.DispatchMouseEventTypeMousePressed, a[0], a[1], chromedp.ButtonLeft, chromedp.ClickCount(1)),
		chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, (a[0]+b[0])/2, a[1], chromedp.ButtonLeft),
		chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, b[0], b[1], chromedp.ButtonLeft),
		chromedp.MouseEvent(input.DispatchMouseEventTypeMouseReleased, b[0], b[1], chromedp.ButtonLeft, chromedp.ClickCount(1)),
	)
}

func TestSwitchingTheLanguage(t *testing.T) {
	ctx := browse(t)
	open(t, ctx, site(t)+"/search?q="+phrase)
	do(t, ctx, chromedp.Click("#switch"), waitFor(`document.documentElement.lang === "en"`), scripts())
	if totals := eval[string](t, ctx, `document.getElementById("totals").textContent.replace(/\s+/g, " ")`); !strings.Contains(totals, "6 paragraphs") {
		t.Errorf("the totals say %q", totals)
	}
	do(t, ctx, chromedp.Click(".wordmark"), waitFor(`document.querySelector(".home") !== null && document.documentElement.lang === "en"`))
}

func TestWithoutScripts(t *testing.T) {
	ctx := browse(t)
	do(t, ctx, command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}), scheme("light"), chromedp.Navigate(sampleSite(t)))
	do(t, ctx, chromedp.SendKeys("#q", phrase+kb.Enter), chromedp.WaitVisible(".hit mark"))
	picture(t, ctx, "unscripted-results")
	do(t, ctx, chromedp.Click(".hit-link"), chromedp.WaitVisible(".report mark"))
	picture(t, ctx, "unscripted-report")
	do(t, ctx, chromedp.Click(".hit-steps a"), chromedp.Click(".report-actions [data-cite]"), chromedp.WaitVisible("#text-gbt7714"))
}

// TestNothingIsDeadWithoutScripts holds that no page shows a button that waits for a script which does not run.
func TestNothingIsDeadWithoutScripts(t *testing.T) {
	ctx := browse(t)
	base := ownSite(t, filled(t), 1<<20)
	do(t, ctx, command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}), scheme("light"))
	pages := pagesToSee()
	pages["add"], pages["delete"] = "/add", "/delete?id=liaoning-2021"
	for name, address := range pages {
		do(t, ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(base+address))
		for _, dead := range eval[[]string](t, ctx, `[...document.querySelectorAll("button, output, progress, [data-narrow]")].filter((e) => e.checkVisibility({ visibilityProperty: true }) && !(e.type === "submit" && e.form)).map((e) => e.outerHTML.slice(0, 120))`) {
			t.Errorf("%s shows %s", name, dead)
		}
	}
}

func TestOnAPhone(t *testing.T) {
	ctx := browse(t)
	do(t, ctx, size(390, 844))
	open(t, ctx, site(t))
	do(t, ctx, chromedp.SendKeys("#q", phrase), waitFor(`document.querySelector(".hit mark")?.textContent === "`+phrase+`"`), chromedp.Click(".hit-link"),
		waitFor(`document.querySelector("mark.here") !== null`), chromedp.Click(`[data-step="1"]`))
	picture(t, ctx, "phone-report")
	if counter := eval[string](t, ctx, `document.querySelector("[data-at]").textContent`); counter != "2/2" {
		t.Errorf("the counter says %s", counter)
	}
}

// TestHitsAreSeenFirstOnAPhone holds that the first hit begins on the first screen, in both languages, with room for its name and more;
// what arranges the hits is a tap away, and says before that how they are arranged.
func TestHitsAreSeenFirstOnAPhone(t *testing.T) {
	ctx := browse(t)
	base := site(t)
	do(t, ctx, size(390, 844))
	for _, words := range []string{"就业", "高质量发展", phrase} {
		for _, language := range []string{"zh", "en"} {
			open(t, ctx, base+"/search?lang="+language+"&q="+words)
			if y := eval[float64](t, ctx, `document.querySelector(".hit h3").getBoundingClientRect().top`); y <= 0 || y > 780 {
				t.Errorf("in %s the first hit for %s begins at %.0f", language, words, y)
			}
		}
	}
	open(t, ctx, base+"/search?lang=zh&sort=newest&q="+phrase)
	if said := eval[string](t, ctx, `document.querySelector("#tools-fold summary").textContent`); !strings.Contains(said, "最新") {
		t.Errorf("the latest come first, and the page says %q", said)
	}
	do(t, ctx, chromedp.Click("#tools-fold summary"), chromedp.WaitVisible(".tools .export"), chromedp.Click(".tools [data-copy-text]"))
}

func TestKeysCanBeShownAndTurnedOff(t *testing.T) {
	ctx := browse(t)
	open(t, ctx, sampleSite(t)+"/reports")
	do(t, ctx, chromedp.KeyEvent("?"), chromedp.WaitVisible("#keys"))
	picture(t, ctx, "keys")
	do(t, ctx, chromedp.Click("#keys-on"), chromedp.Click("#keys button"), chromedp.KeyEvent("/"))
	if focused := eval[string](t, ctx, "document.activeElement.id"); focused == "q" {
		t.Error("a key that was turned off has done something")
	}
}

func TestGoingBackFromAReportAndOn(t *testing.T) {
	ctx := browse(t)
	open(t, ctx, sampleSite(t)+"/reports/liaoning-2021?q="+phrase)
	at := eval[[]float64](t, ctx, `(() => { const r = document.querySelector(".outline a").getBoundingClientRect(); return [r.x + 20, r.y + 10] })()`)
	do(t, ctx, chromedp.MouseClickXY(at[0], at[1]), waitFor(`document.querySelector(".para:target") !== null`), chromedp.Sleep(pauseTwice))
	if lost := eval[bool](t, ctx, `document.querySelector(".para:target") === null`); lost {
		t.Error("going to a section has loaded the page anew")
	}
	do(t, ctx, retype("#q", "行动"), chromedp.Sleep(pauseTwice))
	if gone := eval[bool](t, ctx, `document.querySelector(".report") === null`); gone {
		t.Error("typing takes away the report that is being read")
	}
	do(t, ctx, chromedp.KeyEvent(kb.Enter), waitFor(`document.querySelector(".hit") !== null`), chromedp.Evaluate[chromedp.Void]("history.back()"),
		waitFor(`document.querySelector(".report") !== null && document.getElementById("q").value === "`+phrase+`"`))
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.getElementById("find").value = ""`), chromedp.SendKeys("#find", "绿色"),
		waitFor(`document.querySelector(".text mark")?.textContent === "绿色"`))
}
