package peer

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// sources are the programs of the peers that are libraries.
//
//go:embed tantivy/Cargo.toml tantivy/Cargo.lock tantivy/src lucene/pom.xml lucene/src
var sources embed.FS

// unpack writes the source of a program into the user's cache, where what is built from it stays for the next run.
func unpack(name string) (dir string, err error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	root := filepath.Join(cache, "gongbao", "peers")
	err = fs.WalkDir(sources, name, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		to := filepath.Join(root, filepath.FromSlash(path))
		if d.IsDir() {
			return os.MkdirAll(to, 0o755)
		}
		content, err := sources.ReadFile(path)
		if err != nil {
			return err
		}
		if known, err := os.ReadFile(to); err == nil && slices.Equal(known, content) {
			return nil // cargo and Maven build anew what is newer
		}
		return os.WriteFile(to, content, 0o644)
	})
	return filepath.Join(root, name), err
}

// tantivy is a library in Rust, with character bigrams and positions here.
type tantivy struct{ program string }

func (t *tantivy) prepare(ctx context.Context) error {
	if err := needs("cargo", "install Rust, from https://rustup.rs"); err != nil {
		return err
	}
	dir, err := unpack("tantivy")
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, "cargo", "build", "--release", "--locked")
	cmd.Dir = dir
	t.program = filepath.Join(dir, "target", "release", "peer")
	_, err = run(cmd)
	return err
}

func (t *tantivy) indexer(ctx context.Context, path string) *exec.Cmd {
	return exec.CommandContext(ctx, t.program, "index", path)
}

func (*tantivy) load(w io.Writer, paragraphs iter.Seq[Paragraph]) error {
	return loadJSON(w, paragraphs)
}

func (t *tantivy) ask(ctx context.Context, path string, texts []string, rounds int) (map[string]Answer, error) {
	out, err := run(exec.CommandContext(ctx, t.program, append([]string{"query", path, strconv.Itoa(rounds)}, texts...)...))
	if err != nil {
		return nil, err
	}
	return parseAnswers(out)
}

// lucene is a library in Java, with its cjk analyzer here.
type lucene struct {
	java string
	args []string // before those of the program
}

// oldestJava is the oldest Java that Lucene 10 runs on.
const oldestJava = 21

func (l *lucene) prepare(ctx context.Context) error {
	home, err := javaHome(ctx)
	if err != nil {
		return err
	}
	if err := needs("mvn", "install Maven"); err != nil {
		return err
	}
	dir, err := unpack("lucene")
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, "mvn", "-q", "-B", "package", "dependency:copy-dependencies")
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "JAVA_HOME="+home)
	if said, err := run(cmd); err != nil {
		return fmt.Errorf("%w\n%s", err, said) // Maven says it on its output
	}
	classes := filepath.Join(dir, "target", "classes") + string(os.PathListSeparator) + filepath.Join(dir, "target", "dependency", "*")
	l.java, l.args = filepath.Join(home, "bin", "java"), []string{"--enable-native-access=ALL-UNNAMED", "-Xmx2g", "-cp", classes, "Peer"}
	return nil
}

// javaHome finds a Java that is new enough: the one that JAVA_HOME names, the one on the PATH, or one beside it.
func javaHome(ctx context.Context) (string, error) {
	var homes []string
	if home := os.Getenv("JAVA_HOME"); home != "" {
		homes = append(homes, home)
	}
	if javac, err := exec.LookPath("javac"); err == nil {
		if javac, err = filepath.EvalSymlinks(javac); err == nil {
			homes = append(homes, filepath.Dir(filepath.Dir(javac)))
		}
	}
	beside, err := filepath.Glob("/usr/lib/jvm/*")
	homes = append(homes, beside...)
	for _, home := range homes {
		out, err := exec.CommandContext(ctx, filepath.Join(home, "bin", "javac"), "-version").Output()
		if err != nil {
			continue // no JDK, or one that does not run here
		}
		version, _, _ := strings.Cut(strings.TrimSpace(strings.TrimPrefix(string(out), "javac ")), ".")
		if n, err := strconv.Atoi(version); err == nil && n >= oldestJava {
			return home, nil
		}
	}
	return "", errors.Join(err, fmt.Errorf("a JDK of %d or later is %w; install one and name it in JAVA_HOME", oldestJava, ErrMissing))
}

func (l *lucene) program(ctx context.Context, args ...string) *exec.Cmd {
	return exec.CommandContext(ctx, l.java, append(slices.Clone(l.args), args...)...)
}

func (l *lucene) indexer(ctx context.Context, path string) *exec.Cmd {
	return l.program(ctx, "index", path)
}

func (*lucene) load(w io.Writer, paragraphs iter.Seq[Paragraph]) error {
	return loadJSON(w, paragraphs)
}

func (l *lucene) ask(ctx context.Context, path string, texts []string, rounds int) (map[string]Answer, error) {
	out, err := run(l.program(ctx, append([]string{"query", path, strconv.Itoa(rounds)}, texts...)...))
	if err != nil {
		return nil, err
	}
	return parseAnswers(out)
}
