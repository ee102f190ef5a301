package testcluster

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// A jdk is an installed JDK.
type jdk struct{ home, version string }

func (j jdk) command() string { return filepath.Join(j.home, "bin", "java") }

// key identifies the launcher built from these sources for this JDK.
func (j jdk) key() string {
	h := sha256.New()
	fmt.Fprintln(h, j.home, j.version)
	fs.WalkDir(sources, ".", func(path string, d fs.DirEntry, err error) error {
		b, _ := sources.ReadFile(path) // folders have no content, and embedded files cannot fail
		fmt.Fprintf(h, "%s %x\n", path, b)
		return err
	})
	return fmt.Sprintf("%x", h.Sum(nil)[:6])
}

var javaProperty = regexp.MustCompile(`(?m)^\s*(java\.home|java\.version) = (.*?)\s*$`)

// findJDK returns the JDK of JAVA_HOME, or else of the java command.
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
	return j, j.check()
}

// check returns an error if the Java is too old or has no compiler.
func (j jdk) check() error {
	const oldest = 17
	major, _, _ := strings.Cut(j.version, ".")
	if n, err := strconv.Atoi(major); err == nil && n < oldest {
		return fmt.Errorf("%w: %s is of version %s", ErrMissing, j.home, j.version)
	}
	if _, err := exec.LookPath(filepath.Join(j.home, "bin", "javac")); err != nil {
		return fmt.Errorf("%w: %s has no compiler", ErrMissing, j.home)
	}
	return nil
}
