package web_test

import (
	"html"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"gongbao/corpus/extract/extracttest"
	"gongbao/corpus/extract/web"
)

// TestParagraphsOfReportsAreRead holds that no sentence of a real report, alone on a page, is taken for that of an error, whatever
// a site puts around it.
func TestParagraphsOfReportsAreRead(t *testing.T) {
	frames := []string{"", "<form>用户登录<input type=password></form>", "<div>请输入验证码</div>", "<div>加载中...</div>", "<div id=app></div>", "<div>404</div>"}
	n := 0
	for _, name := range extracttest.RealFiles(t, "reports/*/*.txt") {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(data), "\n") {
			line = strings.TrimSpace(line)
			const aSentence = 6 // characters; what is shorter is the end of one, printed over several lines
			if !strings.ContainsAny(line, "。！；") || utf8.RuneCountInString(line) < aSentence {
				continue
			}
			n++
			page := "<html><head><title>某某市人民政府</title></head><body><p>" + html.EscapeString(line) + "</p>" + frames[i%len(frames)] + "</body></html>"
			if _, err := web.Page(page, nil); err != nil {
				t.Errorf("%s: %s: %v", name, line, err)
			}
		}
	}
	if t.Logf("%d paragraphs", n); n == 0 {
		t.Error("no paragraphs")
	}
}
