package frame

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// Pages ask for one style sheet and one script. Both are kept as several files, which are joined when the templates are read: a
// browser that found one import in another would ask for them one after the other.
const (
	styleSheet = "css/all.css"
	script     = "js/main.js"
)

var (
	styleImport  = regexp.MustCompile(`(?m)^@import "([^"]+)"( [a-z]+)?;$`)
	scriptImport = regexp.MustCompile(`(?m)^import (\{[^}]*\}) from "([^"]+)";$`)
	scriptExport = regexp.MustCompile(`(?m)^export ((?:async )?function |const )(\w+)`)
	leftOver     = regexp.MustCompile(`(?m)^\s*(@import|import|export)\b.*`)
)

// joined returns the style sheet and the script of a directory of static files, each with the files that it imports in it.
func joined(static fs.FS) (map[string][]byte, error) {
	style, err := joinStyles(static, path.Join("static", styleSheet))
	if err != nil {
		return nil, err
	}
	j := joiner{static: static, names: map[string]string{}}
	if _, err := j.module(path.Join("static", script)); err != nil {
		return nil, err
	}
	return map[string][]byte{styleSheet: style, script: j.out.Bytes()}, nil
}

// joinStyles puts the sheets that a style sheet imports in the place of the imports.
func joinStyles(static fs.FS, name string) ([]byte, error) {
	text, err := fs.ReadFile(static, name)
	if err != nil {
		return nil, err
	}
	var failed error
	text = styleImport.ReplaceAllFunc(text, func(found []byte) []byte {
		parts := styleImport.FindSubmatch(found)
		sheet, err := joinStyles(static, path.Join(path.Dir(name), string(parts[1])))
		if err != nil {
			failed = err
		}
		if media := bytes.TrimSpace(parts[2]); len(media) > 0 {
			return fmt.Appendf(nil, "@media %s {\n%s}\n", media, sheet)
		}
		return sheet
	})
	if failed == nil {
		failed = checkJoined(name, text)
	}
	return text, failed
}

// A joiner puts modules one after another, each behind those that it imports and in a scope of its own, which returns what the
// module exports. Exported values are constant, so it is no matter that importers get them once.
type joiner struct {
	static fs.FS
	names  map[string]string // of the constants that hold the exports, by file; empty while the file is being read
	out    bytes.Buffer
}

// module adds a module unless it is there, and returns the name of its exports.
func (j *joiner) module(file string) (string, error) {
	if name, ok := j.names[file]; ok {
		if name == "" {
			return "", fmt.Errorf("%s imports itself by way of others", file)
		}
		return name, nil
	}
	j.names[file] = ""
	text, err := fs.ReadFile(j.static, file)
	if err != nil {
		return "", err
	}
	for _, found := range scriptImport.FindAllSubmatch(text, -1) {
		from, err := j.module(path.Join(path.Dir(file), string(found[2])))
		if err != nil {
			return "", err
		}
		text = bytes.Replace(text, found[0], fmt.Appendf(nil, "const %s = %s;", found[1], from), 1)
	}
	var exported []string
	for _, found := range scriptExport.FindAllSubmatch(text, -1) {
		exported = append(exported, string(found[2]))
	}
	text = scriptExport.ReplaceAll(text, []byte("$1$2"))
	if err := checkJoined(file, text); err != nil {
		return "", err
	}
	j.names[file] = "$" + strings.TrimSuffix(path.Base(file), ".js")
	fmt.Fprintf(&j.out, "// %s\nconst %s = (() => {\n%sreturn { %s };\n})();\n", path.Base(file), j.names[file], text, strings.Join(exported, ", "))
	return j.names[file], nil
}

// checkJoined refuses imports and exports that were written in a way that nothing here reads.
func checkJoined(name string, text []byte) error {
	if line := leftOver.Find(text); line != nil {
		return fmt.Errorf("%s: cannot join %q", name, line)
	}
	return nil
}
