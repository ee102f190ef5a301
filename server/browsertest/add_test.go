package browsertest

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"gongbao/indexer"
	"gongbao/indexer/outcome"
	"gongbao/language"
	"gongbao/search/engine/bleve"
	"gongbao/server"
)

// emptySite runs the site of an index that has nothing yet.
func emptySite(t *testing.T, limit int64) string {
	t.Helper()
	return ownSite(t, bleve.New(), limit)
}

// ownSite runs the site of an index that whoever sits at the machine may add to, with uploads of at most so many bytes.
func ownSite(t *testing.T, e *bleve.Engine, limit int64) string {
	t.Helper()
	return runWith(t, e, server.Options{Index: e, UploadLimit: limit, IndexFile: func(ctx context.Context, files fs.FS, path string, lang language.Lang) (outcome.Outcome, error) {
		return indexer.Run(ctx, e, indexer.Options{Files: files, Paths: []string{path}, Lang: lang})
	}})
}

// reportsFolder makes a folder with reports of some years, a file that is none, and facts about one of them.
func reportsFolder(t *testing.T, years int) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "吉林")
	for year := 2025 - years; year < 2025; year++ {
		put(t, filepath.Join(folder, fmt.Sprint(year), "报告.txt"), fmt.Sprintf("政府工作报告\n各位代表：\n低空经济加快发展，第%d年。\n", year))
	}
	put(t, filepath.Join(folder, "空.txt"), "")
	put(t, filepath.Join(folder, ".DS_Store"), "x")
	return folder
}

func put(t *testing.T, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// drop lets files and folders fall onto the middle of the page.
func drop(paths ...string) step {
	data := &input.DragData{Items: []*input.DragDataItem{}, Files: paths, DragOperationsMask: 1}
	var steps []step
	for _, kind := range []input.DispatchDragEventType{"dragEnter", "dragOver", "drop"} {
		steps = append(steps, command(input.DispatchDragEvent, input.DispatchDragEventParams{Type: kind, X: 300, Y: 400, Data: data}))
	}
	return chromedp.Steps(steps...)
}

const counts = `[...document.querySelectorAll(".outcome-counts li:not([hidden])")].map((e) => e.textContent).join(" ")`

// TestAddingByDragging is the way of somebody who has never opened a terminal: from the first page to the first answer.
func TestAddingByDragging(t *testing.T) {
	ctx := browse(t)
	do(t, ctx, chromedp.Navigate(emptySite(t, 0)), chromedp.Click(".first-steps ol a"), waitFor(`location.pathname === "/add"`))
	do(t, ctx, drop(reportsFolder(t, 30)), waitFor(`document.querySelector("[data-picked]").textContent.includes("31")`))
	do(t, ctx, chromedp.Click("form.add button[type=submit]"))
	if !eval[bool](t, ctx, `document.querySelector("[name=confirm]:invalid") !== null && document.getElementById("outcome").hidden`) {
		t.Error("it does not ask first")
	}
	picture(t, ctx, "adding")
	do(t, ctx, chromedp.Click("[name=confirm]"), chromedp.Click("form.add button[type=submit]"))
	do(t, ctx, waitFor(`document.activeElement?.id === "outcome" && document.querySelectorAll("#outcome tbody tr").length === 31`))
	if got := eval[string](t, ctx, counts); got != "30 新增 1 失败" {
		t.Errorf("counts: %s", got)
	}
	picture(t, ctx, "added")
	axe := axeSource(t)
	check(t, ctx, axe, "added")
	do(t, ctx, size(390, 844), waitFor(`document.documentElement.scrollWidth <= 390`))
	picture(t, ctx, "added-phone")
	check(t, ctx, axe, "added-phone")
	do(t, ctx, size(1440, 1000), chromedp.Evaluate[chromedp.Void](`location.assign("/search?q=低空经济")`), waitFor(`document.querySelector("#totals strong")?.textContent === "30\u00a0段"`))
}

// TestDeletingAsks goes from a report to its deletion, by way of a question.
func TestDeletingAsks(t *testing.T) {
	ctx := browse(t)
	do(t, ctx, chromedp.Navigate(emptySite(t, 0)+"/add"), drop(reportsFolder(t, 2)), waitFor(`document.querySelector("[data-picked]").textContent.includes("3")`))
	do(t, ctx, chromedp.Click("[name=confirm]"), chromedp.Click("form.add button[type=submit]"), waitFor(`document.querySelectorAll("#outcome tbody tr").length === 3`))
	do(t, ctx, chromedp.Click("#outcome tbody a.delete"), waitFor(`location.pathname === "/delete"`))
	picture(t, ctx, "deleting")
	check(t, ctx, axeSource(t), "deleting")
	do(t, ctx, chromedp.Click("form[action^='/delete'] button"), waitFor(`document.querySelector("h1").textContent === "已删除"`))
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`location.assign("/reports")`), waitFor(`document.querySelectorAll(".report-list tbody tr").length === 1`))
}

// TestAddingInTurns holds that files are sent in turns that the server takes, and that one that is too large is named.
func TestAddingInTurns(t *testing.T) {
	ctx := browse(t)
	const limit = 256 << 10
	folder := t.TempDir()
	for i := range 4 {
		put(t, filepath.Join(folder, fmt.Sprintf("吉林%d年.txt", 2020+i)), "政府工作报告\n"+strings.Repeat(fmt.Sprintf("第%d段，低空经济。\n", i), 100<<10/25))
	}
	put(t, filepath.Join(folder, "大.txt"), strings.Repeat("x", limit))
	do(t, ctx, chromedp.Navigate(emptySite(t, limit)+"/add"), drop(folder), waitFor(`document.querySelector("[data-refused]").textContent.endsWith("大.txt")`))
	do(t, ctx, chromedp.Click("[name=confirm]"), chromedp.Click("form.add button[type=submit]"), waitFor(`document.querySelectorAll("#outcome tbody tr").length === 4`))
	if got := eval[string](t, ctx, counts); got != "4 新增" {
		t.Errorf("counts: %s", got)
	}
}

// TestFormsSpeakTheLanguageOfThePage holds that what a browser would say of a form in its own language, the page says in its: on the buttons
// that choose files, and of what is missing.
func TestFormsSpeakTheLanguageOfThePage(t *testing.T) {
	ctx := browse(t)
	base := emptySite(t, 0)
	folder := reportsFolder(t, 1)
	for language, says := range map[string][3]string{"zh": {"选择文件", "请先勾选这一项", "请填写这一项"}, "en": {"Choose files", "Tick this first", "Fill this in"}} {
		do(t, ctx, chromedp.Navigate(base+"/add?lang="+language), waitFor(`document.documentElement.matches(".scripts")`))
		if shown := eval[bool](t, ctx, `document.querySelector("input[multiple]").getBoundingClientRect().width > 1`); shown {
			t.Errorf("%s: the button of the browser shows", language)
		}
		if label := eval[string](t, ctx, `document.querySelector(".choosers label").innerText.trim()`); label != says[0] {
			t.Errorf("%s: the button says %q", language, label)
		}
		do(t, ctx, chromedp.SetUploadFiles("input[multiple]", []string{filepath.Join(folder, "空.txt")}), waitFor(`/^(已选 1 |1 file)/.test(document.querySelector("[data-picked]").textContent)`))
		said := `(() => { const field = document.querySelector("%s"); field.form.requestSubmit(); const said = field.validationMessage; %s; field.dispatchEvent(new Event("input", { bubbles: true })); return [said, field.validationMessage] })()`
		if got := eval[[]string](t, ctx, fmt.Sprintf(said, "[name=confirm]", `field.checked = true`)); got[0] != says[1] || got[1] != "" {
			t.Errorf("%s: the box to tick says %q", language, got)
		}
		do(t, ctx, chromedp.Navigate(base+"/panel?lang="+language), waitFor(`document.documentElement.matches(".scripts")`))
		if got := eval[[]string](t, ctx, fmt.Sprintf(said, "textarea", `field.value = "就业"`)); got[0] != says[2] || got[1] != "" {
			t.Errorf("%s: the list of words says %q", language, got)
		}
	}
}

// TestAddingWithoutScripts sends a form as it is.
func TestAddingWithoutScripts(t *testing.T) {
	ctx := browse(t)
	folder := reportsFolder(t, 1)
	site := emptySite(t, 0)
	do(t, ctx, command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}), chromedp.Navigate(site+"/add"))
	for _, label := range []string{"选择文件", "选择文件夹"} {
		chooser(t, ctx, label)
	}
	do(t, ctx, chromedp.Click("h1"), chromedp.SetUploadFiles("input[multiple]", []string{filepath.Join(folder, "2024", "报告.txt"), filepath.Join(folder, "空.txt")}))
	do(t, ctx, waitFor(`document.querySelector("input[multiple]").getBoundingClientRect().width > 100 && document.activeElement.name !== "file"`)) // the browser tells what is chosen, also later
	picture(t, ctx, "unscripted-chosen")
	do(t, ctx, chromedp.Click("[name=confirm]"), chromedp.Click("form.add button[type=submit]"), waitFor(`document.querySelectorAll("#outcome tbody tr").length === 2`))
	if got := eval[string](t, ctx, counts); got != "1 新增 1 失败" {
		t.Errorf("counts: %s", got)
	}
}

// chooser holds that a button for files is that of the page, with nothing beside it that the browser says, and that it opens what it is for.
func chooser(t *testing.T, ctx context.Context, label string) {
	t.Helper()
	at := fmt.Sprintf(`[...document.querySelectorAll(".choosers label")].find((e) => e.innerText.trim() === %q)`, label)
	if !eval[bool](t, ctx, `(() => { const field = `+at+`.querySelector("input"), style = getComputedStyle(field); return getComputedStyle(field, "::file-selector-button").display === "none" && style.opacity === "0" && style.width === "1px"; })()`) {
		t.Errorf("beside %s stands what the browser says", label)
	}
	where := eval[[]float64](t, ctx, `(() => { const r = `+at+`.querySelector(".chooser").getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()`)
	do(t, ctx, command(page.SetInterceptFileChooserDialog, page.SetInterceptFileChooserDialogParams{Enabled: true}), chromedp.MouseClickXY(where[0], where[1]))
	if !eval[bool](t, ctx, `document.activeElement === `+at+`.querySelector("input")`) {
		t.Errorf("%s does not lead to its field", label)
	}
}
