package browsertest

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gongbao/corpus"
	"gongbao/corpus/corpustest"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
)

// names are those of the excerpts that the browser keeps.
const names = `JSON.parse(localStorage.getItem("gongbao-excerpts") ?? "[]").map((item) => item.name).join(" ")`

// listed are the excerpts on their page, by paragraph.
const listed = `[...document.querySelectorAll(".excerpt")].map((e) => e.dataset.now.replace(/^.*#|-.*$/g, "")).join(" ")`

// collected keeps paragraphs of the sample from its page.
func collected(t *testing.T, ctx context.Context, base string, paragraphs ...string) {
	t.Helper()
	open(t, ctx, base+"/reports/liaoning-2021")
	for _, p := range paragraphs {
		// Where nothing hovers, what can be done with a paragraph is shown where the focus is.
		do(t, ctx, chromedp.Evaluate[chromedp.Void](`for (const link of [".para-link", ".keep"]) document.querySelector("#p`+p+` " + link).focus()`), chromedp.KeyEvent(" "), waitFor(`document.querySelector("#p`+p+` .keep").textContent === "已摘录"`))
	}
}

// TestCollectingExcerpts collects from results, a report, a sheet with citations, and takes one back.
func TestCollectingExcerpts(t *testing.T) {
	ctx := browse(t)
	base := sampleSite(t)
	open(t, ctx, base+"/search?q="+phrase)
	count := func(n string) step {
		return waitFor(`document.querySelector("[data-kept-count]").textContent === "` + n + `"`)
	}
	do(t, ctx, chromedp.Click(".hit .keep"), count("1"), waitFor(`document.querySelector(".hit .keep").textContent === "已摘录" && document.getElementById("status").textContent.startsWith("已摘录")`))
	if here := eval[string](t, ctx, "location.pathname"); here != "/search" {
		t.Errorf("collecting leads to %s", here)
	}
	do(t, ctx, chromedp.Click(".hit [data-cite]"), chromedp.WaitVisible("dialog .keep"), waitFor(`document.querySelector("dialog .keep").textContent === "已摘录"`), chromedp.KeyEvent(kb.Escape))
	first := eval[string](t, ctx, names)
	collected(t, ctx, base, "30", "12")
	if all := eval[string](t, ctx, names); !strings.HasPrefix(all, first+" liaoning-2021#30-") || len(strings.Fields(all)) != 3 {
		t.Errorf("kept: %s", all)
	}
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector("#p30 .keep").click()`), count("2"), waitFor(`document.querySelector("#p30 .keep").textContent === "摘录"`))
	picture(t, ctx, "excerpts-report")
	do(t, ctx, chromedp.Click("[data-kept-count]"), waitFor(`document.querySelectorAll(".excerpt").length === 2 && document.querySelector("[data-count]").textContent === "2"`))
	if same := eval[bool](t, ctx, `fetch("/reports/liaoning-2021").then((a) => a.text()).then((page) => new DOMParser().parseFromString(page, "text/html").querySelector("#p12 .para-text").textContent === document.querySelectorAll(".excerpt blockquote")[1].textContent)`, chromedp.EvalAwaitPromise); !same {
		t.Error("an excerpt is not what the report says")
	}
}

// TestOrderingExcerpts orders the list by the keyboard alone, takes out, and takes back.
func TestOrderingExcerpts(t *testing.T) {
	ctx := browse(t)
	base := sampleSite(t)
	axe := axeSource(t)
	collected(t, ctx, base, "12", "30", "67")
	open(t, ctx, base+"/excerpts")
	do(t, ctx, waitFor(listed+` === "12 30 67"`))
	button := func(paragraph, name string) string {
		return `document.querySelector('[data-now^="liaoning-2021#` + paragraph + `-"] [name=` + name + `]')`
	}
	do(t, ctx, chromedp.Evaluate[chromedp.Void](button("67", "up")+`.focus()`), chromedp.KeyEvent(kb.Enter), waitFor(listed+` === "12 67 30"`), waitFor(`document.getElementById("status").textContent === "移到第 2 位，共 3 段"`),
		chromedp.KeyEvent(kb.Enter), waitFor(listed+` === "67 12 30"`), chromedp.KeyEvent(kb.Enter))
	if focused := eval[bool](t, ctx, `document.activeElement === `+button("67", "up")); !focused {
		t.Error("the focus does not stay with what is moved")
	}
	do(t, ctx, chromedp.Evaluate[chromedp.Void](button("12", "remove")+`.focus()`), chromedp.KeyEvent(kb.Enter), waitFor(listed+` === "67 30"`), waitFor(`document.activeElement === `+button("30", "remove")))
	check(t, ctx, axe, "excerpts-undo")
	do(t, ctx, chromedp.Click("[data-undo]"), waitFor(listed+` === "67 12 30"`), chromedp.Reload(), scripts(), waitFor(listed+` === "67 12 30"`))
	for _, width := range []int64{1440, 390, 320} {
		for _, light := range []string{"light", "dark"} {
			do(t, ctx, size(width, 1000), scheme(light))
			picture(t, ctx, "excerpts-"+light+"-"+strconv.FormatInt(width, 10))
			check(t, ctx, axe, "excerpts "+light)
			if wide := eval[int](t, ctx, "document.documentElement.scrollWidth - innerWidth"); wide > 0 {
				t.Errorf("at %d pixels the page is %d wider than its screen", width, wide)
			}
		}
	}
	do(t, ctx, size(1440, 1000), chromedp.Evaluate[chromedp.Void](`(() => {
		document.querySelector("details").open = true;
		document.getElementById("links").value = "/reports/liaoning-2021/p/31-00000000\nkein Link\n" + location.origin + "/reports/liaoning-2021#p5";
	})()`), chromedp.Click(".excerpts-links button"), waitFor(listed+` === "67 12 30 31 5"`))
	if said := eval[string](t, ctx, `document.querySelector(".excerpts [role=alert]").textContent.trim()`); said != "不是段落的链接：kein Link" {
		t.Errorf("of a line that is no link it says %q", said)
	}
	do(t, ctx, chromedp.Click("[data-empty]"), waitFor(listed+` === "" && `+names+` === ""`), chromedp.KeyEvent(kb.Enter), waitFor(listed+` === "67 12 30 31 5"`))
}

// TestExcerptsThatAreGone holds that an excerpt is named with what it said when the index no longer has it, and one that moved is found.
func TestExcerptsThatAreGone(t *testing.T) {
	ctx := browse(t)
	e := bleve.New()
	sample := corpustest.Sample(t)
	other := sample
	other.ID, other.Year = "liaoning-2020", 2020
	put := func(changes ...engine.Change) {
		t.Helper()
		if err := e.Update(t.Context(), func(yield func(engine.Change, error) bool) {
			for _, c := range changes {
				if !yield(c, nil) {
					return
				}
			}
		}); err != nil {
			t.Fatal(err)
		}
	}
	put(engine.Change{Put: &sample}, engine.Change{Put: &other})
	base := run(t, e)
	open(t, ctx, base+"/reports/liaoning-2020")
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector("#p12 .keep").click()`))
	collected(t, ctx, base, "30", "40")
	texts := eval[[]string](t, ctx, `["p12", "p30", "p40"].map((id) => document.querySelector("#" + id + " .para-text").textContent)`)
	open(t, ctx, base+"/excerpts") // where the browser learns their names
	do(t, ctx, waitFor(listed+` === "12 30 40"`))

	changed := sample
	changed.Paragraphs = append(sample.Paragraphs[:0:0], sample.Paragraphs...)
	changed.Paragraphs[29].Text, changed.Paragraphs[29].Hash = "这里换了一句话。", "0badf00d"
	changed.Paragraphs[39], changed.Paragraphs[41] = changed.Paragraphs[41], changed.Paragraphs[39]
	changed.Paragraphs[39].Ordinal, changed.Paragraphs[41].Ordinal = 40, 42
	put(engine.Change{Put: &changed}, engine.Change{Delete: "liaoning-2020"})
	do(t, ctx, chromedp.Reload(), scripts(), waitFor(listed+` === "12 30 42"`))
	picture(t, ctx, "excerpts-gone")
	check(t, ctx, axeSource(t), "excerpts-gone")
	shown := eval[[]string](t, ctx, `[...document.querySelectorAll(".excerpt")].map((e) => e.querySelector(".excerpt-was").textContent.replace(/\s+/g, " ") + "|" + e.querySelector("blockquote").textContent)`)
	for i, want := range []string{"索引里已经没有这篇报告|收集时的文字：" + texts[0], "报告里这一段的文字已经改了，原来的文字不在了|收集时的文字：" + texts[1], "原来是第 40 段，现在是第 42 段，文字没有变|" + texts[2]} {
		if i >= len(shown) || !strings.HasPrefix(want, strings.TrimSuffix(shown[i], "…")) || len(shown[i]) < 60 {
			t.Errorf("excerpt %d: %q, want the beginning of %q", i+1, shown[i], want)
		}
	}
	if title := eval[string](t, ctx, `document.querySelector(".excerpt h2").textContent.replace(/\s+/g, " ")`); !strings.Contains(title, "2020年") || !strings.Contains(title, "第 12 段") {
		t.Errorf("the report that is gone is called %q", title)
	}
}

// TestTakingExcerptsAlong downloads the list as files.
func TestTakingExcerptsAlong(t *testing.T) {
	ctx := browse(t)
	base := sampleSite(t)
	dir := t.TempDir()
	do(t, ctx, command(browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, BrowserContextID: chromedp.FromContext(ctx).BrowserContextID, DownloadPath: dir,
	}))
	collected(t, ctx, base, "12", "30")
	open(t, ctx, base+"/excerpts")
	do(t, ctx, waitFor(listed+` === "12 30"`))
	for _, ending := range []string{"docx", "xlsx", "bib", "ris"} {
		do(t, ctx, chromedp.Click(`[name=format][value=`+ending+`]`))
		began := time.Now()
		for {
			if found, err := filepath.Glob(filepath.Join(dir, "*."+ending)); err != nil || len(found) == 1 {
				break
			}
			if time.Since(began) > longWait {
				entries, err := os.ReadDir(dir)
				t.Fatalf("no %s among %v %v", ending, entries, err)
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
	if here := eval[string](t, ctx, listed); here != "12 30" {
		t.Errorf("afterwards the page lists %q", here)
	}
}

// TestExcerptsByAddress shows a list that somebody sends, and leaves the reader's own until it is added to that.
func TestExcerptsByAddress(t *testing.T) {
	ctx := browse(t)
	base := sampleSite(t)
	collected(t, ctx, base, "12")
	mine := eval[string](t, ctx, names)
	open(t, ctx, base+"/excerpts?p=liaoning-2021%2367&p=liaoning-2021%2312")
	do(t, ctx, waitFor(listed+` === "67 12"`), chromedp.Click(".excerpt [name=down]"), waitFor(listed+` === "12 67"`))
	if after := eval[string](t, ctx, names); after != mine {
		t.Errorf("a list of an address changes the reader's own to %s", after)
	}
	do(t, ctx, scripts(), chromedp.Click("[data-collect]"), waitFor(`location.search === "" && `+listed+` === "12 67"`))
}

// TestExcerptsWithoutScripts makes a list in the address.
func TestExcerptsWithoutScripts(t *testing.T) {
	ctx := browse(t)
	do(t, ctx, command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}), scheme("light"), chromedp.Navigate(sampleSite(t)+"/search?q="+phrase))
	do(t, ctx, chromedp.Click(".hit .keep"), chromedp.WaitVisible(".excerpt"), chromedp.Click(".excerpts-links summary"),
		chromedp.SendKeys("#links", "/reports/liaoning-2021#p12"), chromedp.Click(".excerpts-links button"), waitFor(`document.querySelectorAll(".excerpt").length === 2`))
	picture(t, ctx, "excerpts-unscripted")
	do(t, ctx, chromedp.Click(".excerpt [name=down]"), waitFor(listed+`.startsWith("12 ")`), chromedp.Click(".excerpt [name=remove]"), waitFor(`document.querySelectorAll(".excerpt").length === 1`))
}

// TestSavingQuestions saves a question before anything answers it, and is told at home when a report does.
func TestSavingQuestions(t *testing.T) {
	ctx := browse(t)
	e := bleve.New()
	sample := corpustest.Sample(t)
	sample.Indexed = "2026-03-01T10:00:00Z"
	put := func(r corpus.Report) {
		t.Helper()
		if err := e.Update(t.Context(), func(yield func(engine.Change, error) bool) { yield(engine.Change{Put: &r}, nil) }); err != nil {
			t.Fatal(err)
		}
	}
	put(sample)
	base := run(t, e)
	const saved = `JSON.parse(localStorage.getItem("gongbao-questions") ?? "[]").length`
	for _, words := range []string{"深空探测", phrase} {
		open(t, ctx, base+"/search?q="+words)
		do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector(".save").focus()`), chromedp.KeyEvent(" "), waitFor(`document.querySelector(".save").textContent === "已保存" && document.getElementById("status").textContent === "已保存"`))
	}
	open(t, ctx, base+"/")
	do(t, ctx, chromedp.Sleep(pauseTwice))
	if told := eval[bool](t, ctx, `!document.getElementById("news").hidden`); told || eval[int](t, ctx, saved) != 2 {
		t.Errorf("news of nothing, of %d questions", eval[int](t, ctx, saved))
	}
	later := sample
	later.ID, later.Year, later.Indexed = "liaoning-2022", 2022, "2026-03-02T10:00:00Z"
	later.Paragraphs = append([]corpus.Paragraph{{Ordinal: 1, Text: "推进深空探测。", Hash: "0badf00d"}}, corpus.Paragraph{Ordinal: 2, Text: "没有别的。", Hash: "0badf00e"})
	later.Outline = nil
	put(later)
	open(t, ctx, base+"/")
	do(t, ctx, waitFor(`!document.getElementById("news").hidden`))
	picture(t, ctx, "following-home")
	check(t, ctx, axeSource(t), "following-home")
	if news := eval[[]string](t, ctx, `[...document.querySelectorAll("#news > ul > li")].map((item) => item.textContent.replace(/\s+/g, " "))`); len(news) != 1 || !strings.Contains(news[0], "深空探测") || !strings.Contains(news[0], "新增 1 段") {
		t.Errorf("news: %q", news)
	}
	// what is new is a link to it
	if links := eval[[]string](t, ctx, `[...document.querySelectorAll("#news .question-reports a")].map((link) => decodeURIComponent(link.href))`); len(links) != 1 || !strings.Contains(links[0], "liaoning-2022") {
		t.Errorf("new reports: %q", links)
	}
	do(t, ctx, chromedp.Click("#news .more"), waitFor(`document.querySelectorAll(".question").length === 2`))
	for _, width := range []int64{1440, 390, 320} {
		do(t, ctx, size(width, 1000))
		picture(t, ctx, "following-"+strconv.FormatInt(width, 10))
		check(t, ctx, axeSource(t), "following")
		if wide := eval[int](t, ctx, "document.documentElement.scrollWidth - innerWidth"); wide > 0 {
			t.Errorf("at %d pixels the page is %d wider than its screen", width, wide)
		}
	}
	do(t, ctx, chromedp.Click(".question [name=seen]"), waitFor(`document.querySelectorAll(".question").length === 2 && document.querySelector(".question [name=seen]") === null`))
	do(t, ctx, chromedp.Click(".question [name=remove]"), waitFor(`document.querySelectorAll(".question").length === 1 && `+saved+` === 1`), chromedp.Reload(), scripts(), waitFor(`document.querySelectorAll(".question").length === 1`))
}
