package language

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestCatalogue compares the catalogue with what the sources and templates of the project name: no sentence is missing,
// none is unused.
func TestCatalogue(t *testing.T) {
	u := &usage{named: map[string]string{}, literals: map[string]bool{}}
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if base := d.Name(); d.IsDir() && (base == "testdata" || strings.HasPrefix(base, ".") && base != "..") {
			return filepath.SkipDir
		}
		return u.file(name)
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range u.named {
		if !Has(name) && !u.begins(name) {
			t.Errorf("%s names %q, which the catalogue lacks", file, name)
		}
	}
	for name := range sentences() {
		if !u.uses(name) {
			t.Errorf("nothing uses %q", name)
		}
	}
}

// usage collects the names that files use. A literal that ends with a point is the beginning of the names that a call puts together.
type usage struct {
	named    map[string]string // the first argument of a call that takes a name, with the file
	literals map[string]bool   // all strings
}

// namers are the functions whose first argument is a name.
var namers = []string{"Say", "say", "Sentence", "language.New", "usage", "print", "tell", "T", "Because"}

func (u *usage) file(name string) error {
	switch {
	case strings.HasSuffix(name, "_test.go"):
		return nil
	case strings.HasSuffix(name, ".go"):
		return u.source(name)
	case strings.HasSuffix(name, ".html"):
		return u.template(name)
	}
	return nil
}

func (u *usage) source(name string) error {
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
	if err != nil {
		return err
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if name := literal(n); name != "" && slices.Contains(namers, called(n)) {
				u.named[name] = file.Name.Name
			}
		case *ast.BasicLit:
			if text, err := strconv.Unquote(n.Value); err == nil {
				u.literals[text] = true
			}
		}
		return true
	})
	return nil
}

// called is the name of the function of a call, with its package where that decides.
func called(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok && x.Name == "language" && f.Sel.Name == "New" {
			return "language.New"
		}
		return f.Sel.Name
	}
	return ""
}

// literal is the string that is the first argument of a call, or that it begins with.
func literal(c *ast.CallExpr) string {
	if len(c.Args) == 0 {
		return ""
	}
	arg := c.Args[0]
	if sum, ok := arg.(*ast.BinaryExpr); ok {
		arg = sum.X
	}
	lit, ok := arg.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return ""
	}
	text, err := strconv.Unquote(lit.Value)
	if err != nil {
		return ""
	}
	return text
}

// templateName finds the names in a template: {{.T "page.site.name"}}, {{.T (print "page.tier." .Match)}}.
var templateName = regexp.MustCompile(`\.T (?:\(print )?"([^"]+)"`)

func (u *usage) template(name string) error {
	content, err := os.ReadFile(name)
	for _, m := range templateName.FindAllStringSubmatch(string(content), -1) {
		u.named[m[1]], u.literals[m[1]] = name, true
	}
	return err
}

// begins reports whether name, which ends with a point, begins the name of a sentence.
func (u *usage) begins(name string) bool {
	for sentence := range sentences() {
		if strings.HasSuffix(name, ".") && strings.HasPrefix(sentence, name) {
			return true
		}
	}
	return false
}

// uses reports whether a file names a sentence, or the beginning of its name up to a point.
func (u *usage) uses(name string) bool {
	for end := len(name); end > 0; end = 1 + strings.LastIndexByte(name[:end-1], '.') {
		if u.literals[name[:end]] {
			return true
		}
	}
	return false
}

// TestSentences holds the two texts of each sentence to each other: both are there, and show the same arguments.
func TestSentences(t *testing.T) {
	for name, texts := range sentences() {
		zh, hasZH := texts[ZH]
		en, hasEN := texts[EN]
		if !hasZH || !hasEN || zh == "" || en == "" {
			t.Errorf("%s: %q and %q", name, zh, en)
			continue
		}
		if strings.TrimRight(zh, " \n\t") != zh || strings.TrimRight(en, "\n\t") != en {
			t.Errorf("%s ends with white space", name)
		}
		want := verbs(zh)
		for _, text := range []string{en, form(en, 1), form(en, 2)} {
			if strings.Contains(text, "|") && text == en {
				continue // its forms follow
			}
			if got := verbs(text); !slices.Equal(got, want) {
				t.Errorf("%s shows %q in Chinese and %q in English", name, want, got)
			}
		}
	}
}

// verb is a verb as fmt reads it, the number of its argument behind its precision.
var verb = regexp.MustCompile(`%([-+# 0-9.*]*)(?:\[(\d+)\])?([a-zA-Z%])`)

// verbs lists the verbs of a text, each once, with the number of its argument: 1s, 2f. Whole numbers count as strings,
// since a language may group their digits or not, and so does what is quoted, since each has quotation marks of its own.
func verbs(text string) []string {
	var list []string
	next := 1
	for _, m := range verb.FindAllStringSubmatch(text, -1) {
		if m[3] == "%" || len(m[0]) > 2 && m[0][1] >= '0' && m[0][1] <= '9' {
			continue // no argument: %% and the %40 of a URL
		}
		at := next
		if m[2] != "" {
			at, _ = strconv.Atoi(m[2])
		}
		next = at + 1 + strings.Count(m[1], "*")
		if v := strconv.Itoa(at) + strings.NewReplacer("d", "s", "q", "s").Replace(m[3]); !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	slices.Sort(list)
	return list
}
