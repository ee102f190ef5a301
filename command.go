package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

// The exit codes, which scripts rely on.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// A tool is what the commands share: where they write, and which index they are about.
type tool struct {
	out       *bufio.Writer // of answers; it keeps the first error, which execute looks at in the end
	colour    bool          // whether out may have colours
	err       io.Writer
	location  string // of the index
	thesaurus string // file of the user's own equivalents, or empty
}

// execute runs one command line and gives its exit code.
func execute(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	t := &tool{out: bufio.NewWriter(stdout), colour: hasColour(stdout), err: stderr}
	root := t.command()
	root.SetArgs(args)
	root.SetOut(t.out)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	unwritten := t.out.Flush()
	code := exitCode(ctx, err, stderr)
	if unwritten != nil {
		fmt.Fprintf(stderr, "gongbao: %v\n", unwritten)
		code = max(code, exitFailed)
	}
	return code
}

// exitCode is the exit code of a command that has ended with err, which it says.
func exitCode(ctx context.Context, err error, stderr io.Writer) int {
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, context.Canceled) && ctx.Err() != nil:
		fmt.Fprintln(stderr, "gongbao: stopped; the index is as it was before")
		return exitFailed
	case errors.As(err, &usage), strings.HasPrefix(err.Error(), "unknown command"): // cobra has no error value for it
		fmt.Fprintf(stderr, "gongbao: %v\n", err)
		return exitUsage
	case !errors.Is(err, errReported):
		fmt.Fprintf(stderr, "gongbao: %v\n", err)
	}
	return exitFailed
}

// errReported says that a command has failed and has said so itself.
var errReported = errors.New("failed")

// A usageError is a command line that means nothing.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// command is the site map of the command line.
func (t *tool) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "gongbao",
		Short: "Search Chinese government reports, exactly",
		Long: `Gongbao (公报) searches Chinese government reports: type 碳排放达峰 and get every paragraph that says it, in order of
worth, with the phrase marked, its place in the report's outline, and a citation. What it finds, counts and marks is what a
plain look through the text would.`,
		Example: `  gongbao serve                              open http://127.0.0.1:8080
  gongbao index ~/reports                    index your own files
  gongbao search 碳排放达峰 --year 2020..2024`,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.PersistentFlags().StringVar(&t.location, "index", defaultLocation(), "directory of the index, or its address on an OpenSearch cluster: https://host:9200/gongbao; also set by GONGBAO_INDEX, where others do not see a password")
	root.PersistentFlags().Lookup("index").DefValue = shown(t.location) // help never shows a password
	root.PersistentFlags().StringVar(&t.thesaurus, "thesaurus", "", "file of your own equivalents, a line each, by which search, serve and mcp find related paragraphs: 双碳 > 碳达峰, 碳中和")
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(t.serve(), t.index(), t.search(), t.reports(), t.show(), t.mcp(), t.verify(), t.backup(), t.copy(), t.rollback(), t.eval(), t.version())
	return root
}

func defaultLocation() string {
	if location := os.Getenv("GONGBAO_INDEX"); location != "" {
		return location
	}
	return "./gongbao.index"
}

// flagError says how to search for what looks like a flag.
func flagError(c *cobra.Command, err error) error {
	if c.Name() == "search" {
		return usagef("%w; a word that begins with - goes behind --, as in: gongbao search -- 改革 -房地产", err)
	}
	return usagef("%w; see: gongbao %s --help", err, c.Name())
}

// exactly asks for n arguments, which name tells.
func exactly(n int, name string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == n {
			return nil
		}
		if n == 0 {
			return usagef("%s takes no arguments, and %q is one; see: gongbao %s --help", c.Name(), shown(args[0]), c.Name())
		}
		return usagef("%s takes %s; see: gongbao %s --help", c.Name(), name, c.Name())
	}
}
