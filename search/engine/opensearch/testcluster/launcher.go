package testcluster

import (
	"context"
	"crypto/sha256"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// sources are a Maven project with one class, which runs one node.
//
//go:embed launcher
var sources embed.FS

// ErrMissing is wrapped by the error of Start when Java or Maven is not installed.
var ErrMissing = errors.New("a real OpenSearch cluster needs a JDK (17 or later) and Maven, on Debian the packages openjdk-17-jdk-headless and maven")

// A launcher is the built project: everything that a node needs, for one JDK.
type launcher struct {
	java string
	dir  string // holds launcher.jar, lib with what it needs, and classes.jsa
}

// newLauncher finds the launcher in the user's cache, or builds it there.
func newLauncher(ctx context.Context) (*launcher, error) {
	j, err := findJDK(ctx)
	if err != nil {
		return nil, err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil, err
	}
	l := &launcher{java: j.command(), dir: filepath.Join(cache, "gongbao", "testcluster", j.key())}
	if _, err := os.Stat(l.dir); err != nil {
		if err := build(ctx, j, l.dir); err != nil {
			return nil, err
		}
	}
	if _, err := os.Stat(l.archive()); err != nil {
		if err := l.train(ctx); err != nil {
			return nil, err
		}
	}
	return l, nil
}

func (l *launcher) archive() string { return filepath.Join(l.dir, "classes.jsa") }

// node lays out a node without starting it.
func (l *launcher) node(log string, opts Options, settings []string) *node {
	// The serial collector has the smallest footprint; the first compiler alone starts a node in half the time.
	jvm := []string{"-XX:+UseSerialGC", "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:SharedArchiveFile=" + l.archive()}
	if opts.Bench {
		jvm = []string{"-XX:+UseSerialGC", "-Xmx1g", "-XX:SharedArchiveFile=" + l.archive()}
	}
	return l.process(log, jvm, settings)
}

func (l *launcher) process(log string, jvm, settings []string) *node {
	classes := filepath.Join(l.dir, "launcher.jar") + string(os.PathListSeparator) + filepath.Join(l.dir, "lib", "*")
	args := append(append(jvm, "-cp", classes, "Node"), settings...)
	return &node{java: l.java, args: args, log: log}
}

// A jdk is an installed JDK.
type jdk struct{ home, version string }

func (j jdk) command() string { return filepath.Join(j.home, "bin", "java") }

// key names the launcher built for this JDK from these sources: another of either is another launcher.
func (j jdk) key() string {
	h := sha256.New()
	fmt.Fprintln(h, j.home, j.version)
	fs.WalkDir(sources, ".", func(path string, d fs.DirEntry, err error) error {
		b, _ := sources.ReadFile(path) // a folder has no bytes, and embedded files cannot fail
		fmt.Fprintf(h, "%s %x\n", path, b)
		return err
	})
	return fmt.Sprintf("%x", h.Sum(nil)[:6])
}

var javaProperty = regexp.MustCompile(`(?m)^\s*(java\.home|java\.version) = (.*?)\s*$`)

// findJDK takes the JDK of JAVA_HOME, or else that of the java command.
func findJDK(ctx context.Context) (jdk, error) {
	command := "java"
	if home := os.Getenv("JAVA_HOME"); home != "" {
		command = filepath.Join(home, "bin", "java")
	}
	out, err := exec.CommandContext(ctx, command, "-XshowSettings:properties", "-version").CombinedOutput()
	if err != nil {
		return jdk{}, fmt.Errorf("%w: %w", ErrMissing, err)
	}
	properties := map[string]string{}
	for _, m := range javaProperty.FindAllStringSubmatch(string(out), -1) {
		properties[m[1]] = m[2]
	}
	j := jdk{properties["java.home"], properties["java.version"]}
	if j.home == "" {
		return jdk{}, fmt.Errorf("%w: %s does not name its home", ErrMissing, command)
	}
	return j, nil
}

// build makes the launcher in dir with Maven. Two builds may run at once: the first to finish stays.
func build(ctx context.Context, j jdk, dir string) error {
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return err
	}
	work, err := os.MkdirTemp(filepath.Dir(dir), "build-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	project, err := fs.Sub(sources, "launcher")
	if err != nil {
		return err
	}
	if err := os.CopyFS(work, project); err != nil {
		return err
	}
	if err := maven(ctx, j, work); err != nil {
		return err
	}
	if err := os.Rename(filepath.Join(work, "target"), dir); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

// maven runs on the JDK that the launcher will run on, because the JDK decides about the version of OpenSearch.
func maven(ctx context.Context, j jdk, project string) error {
	cmd := exec.CommandContext(ctx, "mvn", "--quiet", "--batch-mode", "package")
	cmd.Dir = project
	cmd.Env = append(os.Environ(), "JAVA_HOME="+j.home)
	out, err := cmd.CombinedOutput()
	if errors.Is(err, exec.ErrNotFound) {
		return fmt.Errorf("%w: %w", ErrMissing, err)
	}
	if err != nil {
		return fmt.Errorf("mvn package: %w\n%s", err, strings.TrimSpace(string(out)))
	}
	return nil
}
