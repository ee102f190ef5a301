package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// A trim changes a file of a dependency so that what the program never uses stays out of it, or takes less room.
//
// Most of what stays out are methods. The linker leaves out those that nothing calls, but only where nothing looks methods up by a
// name that it cannot know. Four packages do: text/template, which gets the names that the pages have in it instead, and three
// whose look-ups the program never comes to.
type trim struct {
	file    string   // below vendor
	changes []string // what stands there, and what takes its place, in turn
}

var trims = []trim{
	// A tag validateFn names a method of a value that gin binds. The server binds nothing.
	{"github.com/go-playground/validator/v10/baked_in.go", []string{
		"field.MethodByName(validateFn)", "reflect.Value{}",
		"field.Addr().MethodByName(validateFn)", "reflect.Value{}",
	}},
	// A type may copy itself by methods named for that. Those that excelize copies have none.
	{"github.com/tiendc/go-deepcopy/util.go", []string{
		"numMethods := ptrType.NumMethod()", "_, numMethods := ptrType, 0",
		"method := ptrType.Method(i)", "var method reflect.Method",
	}},
	{"github.com/tiendc/go-deepcopy/base_copier.go", []string{"dst.Addr().Method(c.dstMethod)", "reflect.Value{}"}},
	{"github.com/tiendc/go-deepcopy/struct_copier.go", []string{
		"dst.Addr().Method(*c.postCopyMethod)", "reflect.Value{}",
		"dst.Addr().Method(c.dstMethod)", "reflect.Value{}",
	}},
	{"github.com/tiendc/go-deepcopy/struct_to_map_copier.go", []string{"dst.Addr().Method(*c.postCopyMethod)", "reflect.Value{}"}},
	{"github.com/tiendc/go-deepcopy/map_to_struct_copier.go", []string{"dstStruct.Addr().Method(*c.postCopyMethod)", "reflect.Value{}"}},
	// Shapes on maps are read with another package for JSON, which does what that of Go does.
	{"github.com/blevesearch/geo/geojson/geojson_shapes_util.go", []string{
		`jsoniterator "github.com/json-iterator/go"`, `"encoding/json"`,
		"var jsoniter = jsoniterator.ConfigCompatibleWithStandardLibrary", "var jsoniter = struct {\n\tMarshal func(any) ([]byte, error)\n\tUnmarshal func([]byte, any) error\n}{json.Marshal, json.Unmarshal}",
	}},
	// Segments are written in the newest format. Other formats are read by those who have made such segments.
	{"github.com/blevesearch/bleve/v2/index/scorch/segment_plugin.go", oldSegments()},
	// PDFium is needed for the first PDF, and is unpacked then.
	{"github.com/klippa-app/go-pdfium/internal/pdfium_wasm/embed.go", []string{
		`import _ "embed"`, "import (\n\t_ \"embed\"\n\n\t\"github.com/klauspost/compress/zstd\"\n)",
		"//go:embed pdfium.wasm\nvar Module []byte", "//go:embed " + packedModule + "\nvar packed []byte\n\n" +
			"func Module() ([]byte, error) {\n\td, err := zstd.NewReader(nil)\n\tif err != nil {\n\t\treturn nil, err\n\t}\n\tdefer d.Close()\n\treturn d.DecodeAll(packed, nil)\n}",
	}},
	{"github.com/klippa-app/go-pdfium/webassembly/webassembly.go", []string{
		"config.WASM = pdfium_wasm.Module", "module, err := pdfium_wasm.Module()\n\t\tif err != nil {\n\t\t\treturn nil, err\n\t\t}\n\t\tconfig.WASM = module",
	}},
}

const (
	modulePath   = "github.com/klippa-app/go-pdfium/internal/pdfium_wasm/"
	packedModule = "pdfium.wasm.zst"
)

// oldSegments removes the formats of segments before the newest one.
func oldSegments() (changes []string) {
	for version := 11; version <= 16; version++ {
		changes = append(changes, fmt.Sprintf("\tzapv%d \"github.com/blevesearch/zapx/v%[1]d\"\n", version), "",
			fmt.Sprintf("\tRegisterSegmentPlugin(&zapv%d.ZapPlugin{}, false)\n", version), "")
	}
	return changes
}

// trimmed copies the source to a folder, with its dependencies, and changes those. It fails where a dependency no longer has what is changed, so that an update is looked at.
func (r *release) trimmed() error {
	dir := r.source
	if err := copyTracked(dir); err != nil {
		return err
	}
	vendor := exec.Command("go", "mod", "vendor")
	vendor.Dir, vendor.Stderr = dir, os.Stderr
	if err := vendor.Run(); err != nil {
		return fmt.Errorf("go mod vendor: %w", err)
	}
	for _, t := range trims {
		if err := change(filepath.Join(dir, "vendor", filepath.FromSlash(t.file)), "", t.changes...); err != nil {
			return err
		}
	}
	if err := pack(filepath.Join(dir, "vendor", filepath.FromSlash(modulePath))); err != nil {
		return err
	}
	return overlayTemplates(dir)
}

// copyTracked copies the files that git knows, as they are now.
func copyTracked(dir string) error {
	names, err := exec.Command("git", "ls-files", "-z").Output()
	if err != nil {
		return fmt.Errorf("git ls-files: %w", err)
	}
	for name := range strings.SplitSeq(strings.TrimSuffix(string(names), "\x00"), "\x00") {
		content, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(to), 0o755), os.WriteFile(to, content, 0o644)); err != nil {
			return err
		}
	}
	return nil
}

// change replaces what stands in a file, everywhere, and adds something at its end.
func change(file, added string, changes ...string) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	source := string(content)
	for i := 0; i < len(changes); i += 2 {
		if !strings.Contains(source, changes[i]) {
			return fmt.Errorf("%s has no %q any more: look at what is trimmed", file, changes[i])
		}
		source = strings.ReplaceAll(source, changes[i], changes[i+1])
	}
	return os.WriteFile(file, []byte(source+added), 0o644)
}

// pack compresses PDFium.
func pack(dir string) error {
	module, err := os.ReadFile(filepath.Join(dir, "pdfium.wasm"))
	if err != nil {
		return err
	}
	z, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return err
	}
	return errors.Join(os.WriteFile(filepath.Join(dir, packedModule), z.EncodeAll(module, nil), 0o644), z.Close())
}

// overlay is the file that tells go build about the changed package text/template.
const overlay = "overlay.json"

// overlayTemplates changes text/template so that it looks up only the methods that the templates of the pages name.
func overlayTemplates(dir string) error {
	names, err := namedInTemplates(dir)
	if err != nil {
		return err
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return fmt.Errorf("go env GOROOT: %w", err)
	}
	original := filepath.Join(strings.TrimSpace(string(root)), "src", "text", "template", "exec.go")
	content, err := os.ReadFile(original)
	if err != nil {
		return err
	}
	changed := filepath.Join(dir, "exec.go.txt")
	if err := os.WriteFile(changed, content, 0o644); err != nil {
		return err
	}
	var lookUp strings.Builder
	lookUp.WriteString("\n// methodNamed looks up the methods that templates name.\nfunc methodNamed(value reflect.Value, name string) reflect.Value {\n\tswitch name {\n")
	for _, name := range names {
		fmt.Fprintf(&lookUp, "\tcase %q:\n\t\treturn value.MethodByName(%[1]q)\n", name)
	}
	lookUp.WriteString("\t}\n\treturn reflect.Value{}\n}\n")
	if err := change(changed, lookUp.String(), "ptr.MethodByName(fieldName)", "methodNamed(ptr, fieldName)"); err != nil {
		return err
	}
	body, err := json.Marshal(map[string]map[string]string{"Replace": {original: changed}})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, overlay), body, 0o644)
}

// named finds what may be the name of a method in a template.
var named = regexp.MustCompile(`\.([A-Z]\w*)`)

// ofReflect are names of fields in templates that are also those of reflect's own look-ups, which would keep every method.
var ofReflect = []string{"Method", "MethodByName", "Methods"}

// namedInTemplates returns the names behind dots in the templates of the pages that may be those of methods, in order.
func namedInTemplates(dir string) (names []string, err error) {
	err = filepath.WalkDir(filepath.Join(dir, "server"), func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(file) != ".html" {
			return err
		}
		content, err := os.ReadFile(file)
		for _, found := range named.FindAllSubmatch(content, -1) {
			if name := string(found[1]); !slices.Contains(ofReflect, name) {
				names = append(names, name)
			}
		}
		return err
	})
	slices.Sort(names)
	names = slices.Compact(names)
	if err == nil && len(names) == 0 {
		err = errors.New("the pages have no templates")
	}
	return names, err
}

// build builds the program for a platform, without a C library and without what only a debugger reads.
func (r *release) build(goos, goarch, to string) error {
	c := exec.Command("go", "build", "-mod=vendor", "-overlay", overlay, "-trimpath", "-buildvcs=false", "-tags", "nomsgpack",
		"-ldflags", "-s -w -X gongbao/command.release="+r.version, "-o", to, ".")
	c.Dir, c.Stderr = r.source, os.Stderr
	c.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+goos, "GOARCH="+goarch, "GOFLAGS=")
	if err := c.Run(); err != nil {
		return fmt.Errorf("go build: %w", err)
	}
	return nil
}
