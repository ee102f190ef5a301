package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is the command that prints the version of the program.
func (t *tool) version() *cobra.Command {
	return &cobra.Command{
		Use:  "version",
		Args: exactly(0),
		RunE: func(*cobra.Command, []string) error {
			fmt.Fprintf(t.out, "gongbao %s %s %s/%s\n", builtVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return nil
		},
	}
}

// builtVersion returns the version that the Go tool embedded: a tag, or the commit.
func builtVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	version := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && version == "(devel)" {
			version = s.Value[:min(12, len(s.Value))]
		}
	}
	return version
}
