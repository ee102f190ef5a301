package frame

import (
	"strings"
	"testing"
	"testing/fstest"
)

func files(texts map[string]string) fstest.MapFS {
	m := fstest.MapFS{}
	for name, text := range texts {
		m["static/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

func TestJoined(t *testing.T) {
	got, err := joined(files(map[string]string{
		"css/all.css": "/* all */\n@import \"a.css\";\n@import \"print.css\" print;\n", "css/a.css": "a {}\n", "css/print.css": "@page {}\n",
		"js/main.js": "import { run, name } from \"./b.js\";\nimport { other } from \"./c.js\";\nrun(name, other);\n",
		"js/b.js":    "import { other } from \"./c.js\";\nexport const name = 1;\nexport async function run() {}\n", "js/c.js": "let hidden = 1;\nexport function other() {}\n",
	}))
	if err != nil {
		t.Fatal(err)
	}
	if want := "/* all */\na {}\n\n@media print {\n@page {}\n}\n\n"; string(got[styleSheet]) != want {
		t.Errorf("style sheet %q, want %q", got[styleSheet], want)
	}
	want := `// c.js
const $c = (() => {
let hidden = 1;
function other() {}
return { other };
})();
// b.js
const $b = (() => {
const { other } = $c;
const name = 1;
async function run() {}
return { name, run };
})();
// main.js
const $main = (() => {
const { run, name } = $b;
const { other } = $c;
run(name, other);
return {  };
})();
`
	if string(got[script]) != want {
		t.Errorf("script\n%s\nwant\n%s", got[script], want)
	}
}

// TestJoinedRefuses holds that nothing is left out of what is joined without a word.
func TestJoinedRefuses(t *testing.T) {
	for name, module := range map[string]string{
		"is there":        "import { a } from \"./nowhere.js\";\n",
		"can be read":     "import * as a from \"./b.js\";\n",
		"is no circle":    "import { a } from \"./main.js\";\n",
		"is by its name":  "export default function () {}\n",
		"does not change": "export let a = 1;\n",
	} {
		_, err := joined(files(map[string]string{"css/all.css": "", "js/main.js": module, "js/b.js": "export const a = 1;\n"}))
		if err == nil {
			t.Errorf("a module need not be one that %s: %s", name, strings.TrimSpace(module))
		}
	}
	if _, err := joined(files(map[string]string{"css/all.css": "@import url(a.css);\n", "js/main.js": ""})); err == nil {
		t.Error("a sheet that is imported in another way is left out")
	}
}
