package testcluster

import (
	"context"
	"embed"
	"errors"
	"os"
	"path/filepath"
)

// sources are a Maven project with one class, which runs one node.
//
//go:embed launcher
var sources embed.FS

// ErrMissing is wrapped by errors of Start if Java or Maven is not installed.
var ErrMissing = errors.New("a real OpenSearch cluster needs a JDK (17 or later) and Maven, on Debian the packages openjdk-17-jdk-headless and maven")

// A launcher is the built project: all that a node needs, for one JDK.
type launcher struct {
	java string
	dir  string // holds launcher.jar, its dependencies in lib, and classes.jsa
}

// newLauncher finds the launcher in the user's cache, or builds it there. Without a writable cache it builds the
// launcher in spare, where Maven then keeps its downloads too.
func newLauncher(ctx context.Context, spare string) (*launcher, error) {
	j, err := findJDK(ctx)
	if err != nil {
		return nil, err
	}
	dir, repository := userCache(), ""
	if dir == "" {
		dir, repository = spare, filepath.Join(spare, "repository")
	}
	l := &launcher{java: j.command(), dir: filepath.Join(dir, j.key())}
	if _, err := os.Stat(l.dir); err != nil {
		if err := build(ctx, j, l.dir, repository); err != nil {
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

// userCache returns the folder for launchers in the user's cache, or "" if that is not writable.
func userCache() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	dir = filepath.Join(dir, "gongbao", "testcluster")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return ""
	}
	probe, err := os.MkdirTemp(dir, "probe-")
	if err != nil {
		return ""
	}
	os.Remove(probe)
	return dir
}

func (l *launcher) archive() string { return filepath.Join(l.dir, "classes.jsa") }

// node sets up a node without starting it.
func (l *launcher) node(log string, opts Options, settings []string) *node {
	// The serial collector has the smallest footprint; C1 alone halves the start time of a node.
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
