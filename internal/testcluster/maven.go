package testcluster

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// build builds the launcher in dir with Maven. Builds may run concurrently: the first to finish wins.
func build(ctx context.Context, j jdk, dir, repository string) error {
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
	if err := maven(ctx, j, work, repository); err != nil {
		return err
	}
	if err := os.Rename(filepath.Join(work, "target"), dir); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

// maven runs Maven on the JDK of the launcher, since the JDK determines the version of OpenSearch. It keeps downloads
// in repository, or in the default one if that is empty.
func maven(ctx context.Context, j jdk, project, repository string) error {
	cmd := exec.CommandContext(ctx, "mvn", "--quiet", "--batch-mode", "package")
	if repository != "" {
		cmd.Args = append(cmd.Args, "-Dmaven.repo.local="+repository)
	}
	cmd.Dir = project
	cmd.Env = append(os.Environ(), "JAVA_HOME="+j.home)
	cmd.WaitDelay = time.Second // mvn may be a script; its Java keeps the pipe open when the script is killed
	out, err := cmd.CombinedOutput()
	if errors.Is(err, exec.ErrNotFound) {
		return fmt.Errorf("%w: %w", ErrMissing, err)
	}
	if err != nil {
		return fmt.Errorf("fetch and build OpenSearch with Maven: %s: %w\n%s", strings.Join(cmd.Args, " "), errors.Join(err, ctx.Err()), strings.TrimSpace(string(out)))
	}
	return nil
}
