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
	"strconv"
	"strings"
)

// A trim changes a file of a dependency so that what the program never uses stays out of it, or takes less room.
//
// Most of what stays out are methods. The linker leaves out those that nothing calls, but only where nothing looks methods up by a
// name that it cannot know. Three packages do: text/template, which gets the names that the pages have in it instead, and two
// whose look-ups the program never comes to.
type trim struct {
	file    string   // below vendor
	changes []string // what stands there, and what takes its place, in turn
}

var trims = []trim{
	// The server binds nothing, and writes JSON, HTML, XML and text: gin's other formats, and its validator, fail if asked.
	unsupported("binding/bson.go", "go.mongodb.org/mongo-driver/v2/bson", "bson.Unmarshal(body, obj)", "errors.ErrUnsupported"),
	unsupported("binding/toml.go", "github.com/pelletier/go-toml/v2",
		"decoder := toml.NewDecoder(r)\n\tif err := decoder.Decode(obj); err != nil {\n\t\treturn err\n\t}\n\treturn validate(obj)", "return errors.ErrUnsupported"),
	unsupported("binding/yaml.go", "github.com/goccy/go-yaml",
		"decoder := yaml.NewDecoder(r)\n\tif err := decoder.Decode(obj); err != nil {\n\t\treturn err\n\t}\n\treturn validate(obj)", "return errors.ErrUnsupported"),
	unsupported("binding/default_validator.go", "github.com/go-playground/validator/v10",
		"validate *validator.Validate", "validate any",
		"return v.validate.Struct(obj)", "return errors.ErrUnsupported",
		"v.validate = validator.New()\n\t\tv.validate.SetTagName(\"binding\")", ""),
	unsupported("render/bson.go", "go.mongodb.org/mongo-driver/v2/bson", "bson.Marshal(&r.Data)", "[]byte(nil), errors.ErrUnsupported"),
	unsupported("render/toml.go", "github.com/pelletier/go-toml/v2", "toml.Marshal(r.Data)", "[]byte(nil), errors.ErrUnsupported"),
	unsupported("render/yaml.go", "github.com/goccy/go-yaml", "yaml.Marshal(r.Data)", "[]byte(nil), errors.ErrUnsupported"),
	// The engine looks into the segments itself, and asks bleve no query.
	{"github.com/blevesearch/bleve/v2/index_impl.go", []string{
		"req *SearchRequest) (sr *SearchResult, err error) {\n\ti.mutex.RLock()", "req *SearchRequest) (sr *SearchResult, err error) {\n\tif true {\n\t\treturn nil, ErrorUnknownIndexType\n\t}\n\ti.mutex.RLock()",
	}},
	{"github.com/blevesearch/bleve/v2/search_no_knn.go", []string{
		"(input []byte) error {\n\tvar temp struct {", "(input []byte) error {\n\tif true {\n\t\treturn ErrorUnknownIndexType\n\t}\n\tvar temp struct {",
	}},
	// Its indexes are of the kind scorch.
	{"github.com/blevesearch/bleve/v2/index/upsidedown/upsidedown.go", []string{"registry.RegisterIndexType(Name, NewUpsideDownCouch)", "error(nil)"}},
	// Reports have no fields with shapes on maps.
	{"github.com/blevesearch/bleve/v2/mapping/field.go", []string{"\tfm.processGeoShapeInternal(", "\tif true {\n\t\treturn\n\t}\n\tfm.processGeoShapeInternal("}},
	{"github.com/blevesearch/bleve/v2/geo/geo_s2plugin_impl.go", []string{"func init() {\n\tregisterS2RegionTermIndexer()\n}\n", ""}},
	{"github.com/blevesearch/bleve/v2/index/scorch/snapshot_index.go", []string{
		"\tquery := geov2.NewQuery(shape, relation)\n", "\tif true {\n\t\treturn fmt.Errorf(\"no field has shapes\")\n\t}\n\tquery := geov2.NewQuery(shape, relation)\n",
	}},
	// PDFium has no lines for a debugger.
	{"github.com/tetratelabs/wazero/internal/wasmdebug/dwarf.go", []string{"if d == nil {\n\t\treturn\n\t}", "if true {\n\t\treturn\n\t}"}},
	{"github.com/tetratelabs/wazero/internal/wasm/binary/decoder.go", []string{
		"d, _ := dwarf.New(abbrev, nil, nil, info, line, nil, ranges, str)", "d, _ := (*dwarf.Data)(nil), [][]byte{abbrev, info, line, ranges, str}",
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

// unsupported takes a format out of gin, whose import gives way to that of package errors.
func unsupported(file, imported string, changes ...string) trim {
	return trim{"github.com/gin-gonic/gin/" + file, append([]string{strconv.Quote(imported), `"errors"`}, changes...)}
}

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

// pack compresses PDFium, as small as Zstandard can.
func pack(dir string) error {
	return run(nil, "zstd", "--ultra", "-22", "-q", "-f", "--single-thread", filepath.Join(dir, "pdfium.wasm"), "-o", filepath.Join(dir, packedModule))
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

// unhurried are the packages whose functions are not copied to where they are called: they are for pages, connections, options and
// other files than texts, and no search, no indexing and no reading of texts waits for them.
var unhurried = []string{
	"crypto/...", "debug/...", "encoding/asn1", "expvar", "html/template", "log/...", "math/big", "mime/...", "net/...", "os/...", "regexp/syntax", "text/template/...",
	"github.com/blevesearch/bleve/v2", "github.com/blevesearch/bleve/v2/mapping", "github.com/blevesearch/bleve/v2/search/...",
	"github.com/blevesearch/bleve/v2/index/upsidedown/...", "github.com/blevesearch/geo/...", "github.com/gin-gonic/gin/...",
	"github.com/google/jsonschema-go/...", "github.com/klauspost/compress/gzhttp/...", "github.com/modelcontextprotocol/go-sdk/...",
	"github.com/prometheus/...", "github.com/segmentio/encoding/...", "github.com/spf13/...", "github.com/tetratelabs/wazero/imports/...",
	"github.com/tetratelabs/wazero/internal/engine/interpreter", "github.com/tetratelabs/wazero/internal/sysfs", "github.com/tetratelabs/wazero/internal/wasm/binary",
	"github.com/xuri/excelize/...", "go.etcd.io/bbolt/...", "google.golang.org/protobuf/...",
	"gongbao/command/...", "gongbao/search/cite", "gongbao/search/engine/opensearch/...", "gongbao/search/sheet", "gongbao/server/...",
}

// build builds the program for a platform, without a C library and without what only a debugger reads.
func (r *release) build(goos, goarch, to string) error {
	args := []string{"build", "-mod=vendor", "-overlay", overlay, "-trimpath", "-buildvcs=false", "-tags", "nomsgpack"}
	for _, packages := range unhurried {
		args = append(args, "-gcflags="+packages+"=-l")
	}
	c := exec.Command("go", append(args, "-ldflags", "-s -w -X gongbao/command.release="+r.version, "-o", to, ".")...)
	c.Dir, c.Stderr = r.source, os.Stderr
	c.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+goos, "GOARCH="+goarch, "GOFLAGS=")
	if err := c.Run(); err != nil {
		return fmt.Errorf("go build: %w", err)
	}
	return nil
}
