package testcluster

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestMavenFails checks that the error has the command and its output.
func TestMavenFails(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("skipped: stands a shell script in for Maven")
	}
	dir := t.TempDir()
	script := "#!/bin/sh\necho '[ERROR] Could not transfer artifact'\nexit 1\n"
	if err := os.WriteFile(filepath.Join(dir, "mvn"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
	err := maven(t.Context(), jdk{}, t.TempDir(), "/repository")
	if err == nil {
		t.Fatal("a failing Maven is no error")
	}
	for _, want := range []string{"mvn --quiet --batch-mode package -Dmaven.repo.local=/repository", "exit status 1", "[ERROR] Could not transfer artifact"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in: %v", want, err)
		}
	}
}
