// Command release makes the files of a release: for each platform an archive with the program, its manual pages, completions and
// list of components (SBOM), packages for Debian and Red Hat by nfpm, and SHA256SUMS. It runs beside go.mod.
//
// What it builds is the source with its dependencies, of which trim.go leaves out what the program never uses.
//
// The same commit gives the same bytes: programs have no paths and no times in them, and every file of an archive has the time of
// the commit, SOURCE_DATE_EPOCH. It runs libdeflate-gzip and zstd, which compress better than what is written in Go.
package main

import (
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

// everywhere are the platforms of a release.
const everywhere = "linux/amd64,linux/arm64,darwin/amd64,darwin/arm64,windows/amd64,windows/arm64"

// A release is what is made.
type release struct {
	version string
	out     string // folder for the files
	work    string // folder for programs and pages, which are removed at the end
	source  string // folder for the source that is built
	nfpm    string // command that makes packages, or empty
	time    time.Time
}

func main() {
	var r release
	platforms := flag.String("platforms", everywhere, "platforms, with commas between them")
	flag.StringVar(&r.version, "version", "", "version of the release")
	flag.StringVar(&r.out, "out", "dist", "folder for its files, which is made anew")
	flag.StringVar(&r.source, "source", "", "empty folder for the source that is built, which stays; without one it is removed")
	flag.StringVar(&r.nfpm, "nfpm", "", "command that makes packages: go run github.com/goreleaser/nfpm/v2/cmd/nfpm@VERSION")
	flag.Parse()
	if err := r.make(strings.Split(*platforms, ",")); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func (r *release) make(platforms []string) (err error) {
	if r.version == "" {
		return errors.New("name a version: -version")
	}
	seconds, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64)
	if err != nil {
		return fmt.Errorf("SOURCE_DATE_EPOCH, the time of the commit: %w", err)
	}
	r.time = time.Unix(seconds, 0).UTC()
	if r.work, err = os.MkdirTemp("", "gongbao-release"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(r.work)) }()
	if err := errors.Join(os.RemoveAll(r.out), os.MkdirAll(r.out, 0o755)); err != nil {
		return err
	}
	if r.source == "" {
		r.source = filepath.Join(r.work, "source")
	}
	if err := r.trimmed(); err != nil {
		return err
	}
	if err := r.pages(); err != nil {
		return err
	}
	for _, platform := range platforms {
		if err := r.platform(platform); err != nil {
			return fmt.Errorf("%s: %w", platform, err)
		}
	}
	return r.sums()
}

// pages lets the program of this platform write the manual pages and completions that all archives have.
func (r *release) pages() error {
	own := filepath.Join(r.work, "own")
	if err := r.build(runtime.GOOS, runtime.GOARCH, own); err != nil {
		return err
	}
	for lang, dir := range map[string]string{"en": "man/man1", "zh": "man/zh_CN/man1"} {
		if err := run(nil, own, "manual", "--lang", lang, filepath.Join(r.work, "doc", dir)); err != nil {
			return err
		}
	}
	dir := filepath.Join(r.work, "doc", "completions")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for shell, name := range map[string]string{"bash": "gongbao.bash", "zsh": "_gongbao", "fish": "gongbao.fish", "powershell": "gongbao.ps1"} {
		script, err := exec.Command(own, "completion", shell).Output()
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), script, 0o644)
		}
		if err != nil {
			return fmt.Errorf("completion for %s: %w", shell, err)
		}
	}
	return nil
}

// platform makes the files of one platform.
func (r *release) platform(platform string) error {
	started := time.Now()
	goos, goarch, ok := strings.Cut(platform, "/")
	if !ok {
		return errors.New("write it as linux/amd64")
	}
	program := filepath.Join(r.work, "gongbao-"+goos+"-"+goarch)
	if err := r.build(goos, goarch, program); err != nil {
		return err
	}
	components := program + ".cdx.json"
	if err := r.writeComponents(program, components); err != nil {
		return err
	}
	name, entries, err := r.entries(goos, goarch, program, components)
	if err != nil {
		return err
	}
	archive := filepath.Join(r.out, name+".tar.gz")
	pack := packTar
	if goos == "windows" {
		archive, pack = filepath.Join(r.out, name+".zip"), packZip
	}
	if err := pack(archive, entries, r.time, squeezed); err != nil {
		return err
	}
	if err := report(program, archive, started); err != nil {
		return err
	}
	if goos == "linux" && r.nfpm != "" {
		return r.packages(goarch, program, components)
	}
	return nil
}

// entries lists the files of an archive, below a folder of its name.
func (r *release) entries(goos, goarch, program, components string) (name string, entries []entry, err error) {
	name = fmt.Sprintf("gongbao-%s-%s-%s", r.version, goos, goarch)
	own := "gongbao"
	if goos == "windows" {
		own += ".exe"
	}
	entries = []entry{{name + "/" + own, program, true}, {name + "/gongbao.cdx.json", components, false}}
	manuals, err := filepath.Glob("docs/*.md")
	if err != nil {
		return name, nil, err
	}
	for _, file := range append(manuals, "LICENSE", "README.md", "README.zh-CN.md") {
		entries = append(entries, entry{name + "/" + filepath.ToSlash(file), file, false})
	}
	docs, err := r.documents()
	for _, doc := range docs {
		if goos == "windows" && !forWindows(doc) {
			continue
		}
		entries = append(entries, entry{name + "/" + doc, filepath.Join(r.work, "doc", filepath.FromSlash(doc)), false})
	}
	slices.SortFunc(entries, func(a, b entry) int { return strings.Compare(a.name, b.name) })
	return name, entries, err
}

// forWindows tells whether something on Windows reads a manual page or a completion.
func forWindows(doc string) bool { return path.Ext(doc) == ".ps1" }

// documents lists the manual pages and completions, in order and with slashes.
func (r *release) documents() ([]string, error) {
	var names []string
	root := filepath.Join(r.work, "doc")
	err := filepath.WalkDir(root, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err = filepath.Rel(root, name)
		names = append(names, filepath.ToSlash(name))
		return err
	})
	return names, err
}

// report prints the sizes of a program and its archive, and how long they took.
func report(program, archive string, started time.Time) error {
	one, err := os.Stat(program)
	if err != nil {
		return err
	}
	packed, err := os.Stat(archive)
	if err != nil {
		return err
	}
	fmt.Printf("%-50s %6.2f MB, the program %5.1f MB; %.0f s\n", filepath.Base(archive), float64(packed.Size())/1e6, float64(one.Size())/1e6, time.Since(started).Seconds())
	return nil
}

// sums writes SHA256SUMS, which sha256sum -c reads.
func (r *release) sums() error {
	files, err := os.ReadDir(r.out)
	if err != nil {
		return err
	}
	var list strings.Builder
	for _, f := range files {
		content, err := os.ReadFile(filepath.Join(r.out, f.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(&list, "%x  %s\n", sha256.Sum256(content), f.Name())
	}
	return os.WriteFile(filepath.Join(r.out, "SHA256SUMS"), []byte(list.String()), 0o644)
}

// run runs a program with more in its environment, and shows what it says.
func run(env []string, name string, args ...string) error {
	c := exec.Command(name, args...)
	c.Env = append(os.Environ(), env...)
	c.Stdout, c.Stderr = os.Stderr, os.Stderr
	if err := c.Run(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
