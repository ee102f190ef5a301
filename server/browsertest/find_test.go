package browsertest

import (
	"context"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"testing"

	"gongbao/corpus/corpustest"
)

// places are where a browser finds words on a page.
type places struct {
	Inside int      // in the elements that are meant
	Boxes  int      // in fields, which hold what was asked
	Beside []string // elsewhere: the elements
}

// ctrlF has the browser find words in the page that is shown, from its first to its last place, and counts those inside elements.
func ctrlF(t *testing.T, ctx context.Context, words, elements string) places {
	t.Helper()
	return eval[places](t, ctx, `((words, elements) => {
		const found = { Inside: 0, Boxes: 0, Beside: [] };
		getSelection().collapse(document.body, 0);
		while (window.find(words)) {
			const { startContainer: node, startOffset: at } = getSelection().getRangeAt(0);
			const place = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
			if (place.closest(elements)) found.Inside++;
			else if (node.childNodes[at]?.tagName === "INPUT") found.Boxes++;
			else found.Beside.push(place.outerHTML.slice(0, 100));
		}
		return found;
	})(`+quoted(words)+`, `+quoted(elements)+`)`)
}

// samples are runs of Han characters from all over the sample report, of two to five characters, none of which its name has.
func samples(t *testing.T) []string {
	t.Helper()
	const apart = 9 // paragraphs
	var words []string
	paragraphs := corpustest.Sample(t).Paragraphs
	for i := 3; i < len(paragraphs); i += apart {
		if word := []rune(regexp.MustCompile(`\p{Han}{5}`).FindString(paragraphs[i].Text)); len(word) > 0 {
			words = append(words, string(word[:2+i%4]))
		}
	}
	return words
}

// TestTheBrowserFindsWhatWeCount holds that Ctrl+F agrees with a report's page: in the column of text, and on the page as a whole but
// for its boxes, which hold the query, a browser finds as many places as the page counts and marks. What is drawn of the text a second
// time, as the outline is, is not found. Words of a report's name are found in its heading too, so none is asked for here. A browser
// minds white space beside a Han character, which is mere typography to us: it is asked for what the text has.
func TestTheBrowserFindsWhatWeCount(t *testing.T) {
	ctx := browse(t)
	base := sampleSite(t)
	written := map[string]string{"5G基站": "5G 基站", "5g基站": "5g 基站", `"5G 基站"`: "5G 基站", "“绿色发展”": "绿色发展"}
	plain := []string{"碳排放达峰", "发展", "绿色发展", "数字", "一、", "没有这些字"}
	for _, query := range slices.Concat(plain, slices.Sorted(maps.Keys(written)), samples(t)) {
		open(t, ctx, base+"/reports/liaoning-2021?q="+url.QueryEscape(query))
		counted := eval[int](t, ctx, `parseInt(document.querySelector(".hit-count").textContent.replace(/[^0-9]/g, "") || "0")`)
		marked := eval[int](t, ctx, `document.querySelectorAll(".text mark[id]").length`)
		words := query
		if w, ok := written[query]; ok {
			words = w
		}
		found := ctrlF(t, ctx, words, ".text")
		if found.Inside != counted || marked != counted {
			t.Errorf("%s: the browser finds %d places, the page counts %d and marks %d", query, found.Inside, counted, marked)
		}
		if len(found.Beside) > 0 {
			t.Errorf("%s: the browser finds it beside the text, in %q", query, found.Beside)
		}
		if counted == 0 && query != "没有这些字" {
			t.Errorf("%s stands nowhere in the text, and shows nothing", query)
		}
	}
	// Marks do not cut what is around them.
	open(t, ctx, base+"/reports/liaoning-2021?q=色发")
	if found := ctrlF(t, ctx, "绿色发展", ".text"); found.Inside != 2 {
		t.Errorf("where marks are within it the browser finds it %d times, not twice", found.Inside)
	}
}

// TestTheBrowserFindsWhatHitsMark holds the same of the hits of a page of results: in the text of their paragraphs, the one part of a
// hit that is searched, a browser finds as many places as are marked. It also finds the query where the page says what it understood, and
// in names and headings that hold it.
func TestTheBrowserFindsWhatHitsMark(t *testing.T) {
	ctx := browse(t)
	base := site(t)
	for _, query := range []string{"碳排放达峰", "发展", "绿色发展", "数字", "就业", "辽宁"} {
		for _, view := range []string{"", "&view=line", "&view=report"} {
			open(t, ctx, base+"/search?q="+url.QueryEscape(query)+view)
			marked := eval[int](t, ctx, `[...document.querySelectorAll(".group-exact .snippet mark")].filter((e) => e.checkVisibility()).length`)
			if found := ctrlF(t, ctx, query, ".group-exact .snippet"); found.Inside != marked || marked == 0 {
				t.Errorf("%s%s: the browser finds %d places in the hits, where %d are marked", query, view, found.Inside, marked)
			}
		}
	}
}
