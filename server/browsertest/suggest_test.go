package browsertest

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// offered waits until the box offers phrases, or no longer.
func offered(some bool) step {
	if some {
		return waitFor(`!document.getElementById("suggestions").hidden && document.getElementById("q").ariaExpanded === "true"`)
	}
	return waitFor(`document.getElementById("suggestions").hidden && document.getElementById("q").ariaExpanded === "false"`)
}

// active is the phrase that Enter would choose, as announced by a screen reader.
const active = `document.getElementById(document.getElementById("q").getAttribute("aria-activedescendant"))?.textContent ?? ""`

func boxValue(t *testing.T, ctx context.Context) string {
	return eval[string](t, ctx, `document.getElementById("q").value`)
}

func TestPhrasesAreOffered(t *testing.T) {
	ctx := browse(t)
	open(t, ctx, sampleSite(t))
	do(t, ctx, chromedp.SendKeys("#q", "gaozhiliang"), offered(true))
	check(t, ctx, axeSource(t), "suggestions")
	picture(t, ctx, "suggestions")
	do(t, ctx, chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowUp))
	if now := eval[string](t, ctx, active); now != "" {
		t.Errorf("up from the first phrase leads to %q, not to what was typed", now)
	}
	do(t, ctx, chromedp.KeyEvent(kb.ArrowDown))
	picked := eval[string](t, ctx, active)
	check(t, ctx, axeSource(t), "suggestions-picked")
	picture(t, ctx, "suggestions-picked")
	do(t, ctx, chromedp.KeyEvent(kb.Enter), offered(false), waitFor(`document.querySelector(".hit mark")?.textContent === "`+picked+`"`))
	if value := boxValue(t, ctx); value != picked || picked == "" {
		t.Errorf("the box says %q after %q was picked", value, picked)
	}
}

func TestPhrasesOnAPhone(t *testing.T) {
	ctx := browse(t)
	do(t, ctx, size(390, 844))
	open(t, ctx, sampleSite(t)+"/reports")
	do(t, ctx, chromedp.SendKeys("#q", "绿"), offered(true), scheme("dark"))
	picture(t, ctx, "suggestions-390-dark")
	check(t, ctx, axeSource(t), "suggestions-390-dark")
	do(t, ctx, chromedp.Click("#suggestions li"), offered(false), waitFor(`document.querySelector(".hit mark") !== null`))
	if here := eval[int](t, ctx, `document.querySelectorAll("#nav [aria-current]").length`); here != 0 {
		t.Error("the list of reports is said to be shown, and it is not")
	}
}

func TestEscapeClosesThePhrases(t *testing.T) {
	ctx := browse(t)
	open(t, ctx, sampleSite(t))
	do(t, ctx, chromedp.SendKeys("#q", "高质"), offered(true), chromedp.KeyEvent(kb.Escape), offered(false))
	if value, focused := boxValue(t, ctx), eval[string](t, ctx, "document.activeElement.id"); value != "高质" || focused != "q" {
		t.Errorf("Escape leaves %q in the box and the focus on %q", value, focused)
	}
}

func TestPhrasesWaitForTheComposition(t *testing.T) {
	ctx := browse(t)
	open(t, ctx, sampleSite(t))
	do(t, ctx, chromedp.Focus("#q"), command(input.ImeSetComposition, input.ImeSetCompositionParams{Text: "gao zhi", SelectionStart: 7, SelectionEnd: 7}), chromedp.Sleep(pauseTwice))
	do(t, ctx, offered(false), command(input.InsertText, input.InsertTextParams{Text: "高质"}), offered(true))
}

// TestLatePhrasesAreDropped holds back the answer about the first words until that about the next is shown.
func TestLatePhrasesAreDropped(t *testing.T) {
	ctx := browse(t)
	open(t, ctx, sampleSite(t))
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`(() => {
		const real = window.fetch;
		window.fetch = async (address, options) => {
			const answer = await real(address);
			if (new URL(address).searchParams.get("q") === "高质") await new Promise((done) => (window.release = done));
			return answer;
		};
	})()`))
	do(t, ctx, chromedp.SendKeys("#q", "高质"), waitFor(`window.release !== undefined`))
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.getElementById("q").value = ""`), chromedp.SendKeys("#q", "绿"), offered(true))
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`window.release()`), chromedp.Sleep(pauseTwice))
	if first := eval[string](t, ctx, `document.querySelector("#suggestions li").textContent`); !strings.HasPrefix(first, "绿") {
		t.Errorf("phrases about earlier words are shown: %s", first)
	}
}

// TestTypingBeforeScriptsRun holds that what is typed while scripts are on their way is answered when they are there, in every field.
func TestTypingBeforeScriptsRun(t *testing.T) {
	ctx := browse(t)
	w := through(t, sampleSite(t), 0)
	for _, one := range []struct{ page, field, words, answered string }{
		{"/", "#q", "高质量", `!document.getElementById("suggestions").hidden && document.querySelector(".hit mark")?.textContent === "高质量"`},
		{"/search?q=" + phrase, "#q", "绿色", `document.querySelector(".hit mark")?.textContent === "绿色"`},
		{"/reports/liaoning-2021", "#find", "绿色", `document.querySelector("[data-at]")?.textContent === "1/12"`},
		{"/reports", "#title", "2021", `document.querySelector(".catalogue") !== null && location.search !== ""`},
	} {
		w.state.Store(scriptless)
		do(t, ctx, scheme("light"), chromedp.Evaluate[chromedp.Void](`void setTimeout(() => (location.href = "`+w.address+one.page+`"))`), waitFor(`location.href === new URL("`+w.address+one.page+`").href && document.querySelector("`+one.field+`") !== null`))
		do(t, ctx, retype(one.field, one.words))
		w.state.Store(whole)
		do(t, ctx, scripts(), waitFor(one.answered))
	}
}
