// Package command is the tool: the commands, which read command lines, ask an index or change it, and print. A command is in the
// file of its name, or of the one that it goes with; command.go lists them and open.go opens the index at a location.
package command

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/inconshreveable/mousetrap"
	"github.com/spf13/cobra"

	"gongbao/command/help"
	"gongbao/command/option"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/engine"
)

// The exit codes, which scripts rely on.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// A tool is the state that commands share: their outputs and their index.
type tool struct {
	out       *bufio.Writer // for answers; execute checks its first error at the end
	colour    bool          // whether out may have colours
	err       io.Writer
	lang      language.Lang
	location  string // of the index
	thesaurus string // file with the user's synonyms, or empty
}

// Main runs the command line of the process until it is done, interrupted or told to end, and exits. Answers go to standard output,
// all else to standard error.
func Main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := execute(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if code != exitDone && mousetrap.StartedByExplorer() {
		keepOpen(os.Args[1:])
	}
	os.Exit(code)
}

// keepOpen keeps the window of a program that was started by a double click and failed, until somebody has read why.
func keepOpen(args []string) {
	t := &tool{err: os.Stderr, lang: option.Spoken(args, os.Getenv)}
	t.tell("command.held")
	_, _ = bufio.NewReader(os.Stdin).ReadString('\n') // its end is an answer too
}

// execute runs one command line, without the name of the program, and returns its exit code.
func execute(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	t := &tool{out: bufio.NewWriter(stdout), colour: hasColour(stdout), err: stderr, lang: option.Spoken(args, os.Getenv)}
	root := t.command()
	root.SetArgs(option.Completing(args))
	root.SetOut(t.out)
	root.SetErr(stderr)
	err := root.ExecuteContext(engine.WithNotes(ctx, t.fail))
	unwritten := t.out.Flush()
	code := t.exitCode(ctx, root, err)
	if unwritten != nil {
		t.fail(unwritten)
		code = max(code, exitFailed)
	}
	return code
}

// exitCode prints err, if any, and returns the exit code for it.
func (t *tool) exitCode(ctx context.Context, root *cobra.Command, err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, context.Canceled) && ctx.Err() != nil:
		t.tell("command.stopped")
		return exitFailed
	case errors.As(err, &usage):
		t.fail(err)
		return exitUsage
	case strings.HasPrefix(err.Error(), "unknown command"): // cobra has no error value for it
		t.fail(option.UnknownCommand(root, err))
		return exitUsage
	case option.Exclusive(err) != nil:
		t.fail(option.Exclusive(err))
		return exitUsage
	case !errors.Is(err, errReported):
		t.fail(err)
	}
	return exitFailed
}

// errReported is the error of a command that has already printed its failure.
var errReported = errors.New("failed")

// A usageError is an invalid command line.
type usageError = option.Usage

// usage returns a usageError with the sentence called name.
func usage(name string, args ...any) error { return option.Wrong(language.New(name, args...)) }

// say returns a sentence of the catalogue in the language of the command line.
func (t *tool) say(name string, args ...any) string { return t.lang.Say(name, args...) }

// print prints a sentence on a line of the answer.
func (t *tool) print(name string, args ...any) { fmt.Fprintln(t.out, t.say(name, args...)) }

// tell prints a sentence to standard error.
func (t *tool) tell(name string, args ...any) {
	fmt.Fprintf(t.err, "gongbao: %s\n", t.say(name, args...))
}

// fail prints an error.
func (t *tool) fail(err error) { fmt.Fprintf(t.err, "gongbao: %s\n", t.lang.Err(err)) }

// command returns all commands.
func (t *tool) command() *cobra.Command {
	cobra.MousetrapHelpText = "" // a double click on Windows starts the program like any other call
	var closed bool
	root := &cobra.Command{
		Use: "gongbao", SilenceUsage: true, SilenceErrors: true, Version: versionLine(),
		RunE: func(c *cobra.Command, _ []string) error { return t.start(c, !closed) },
	}
	root.Flags().BoolVar(&closed, noOpen, false, "")
	root.SetVersionTemplate("{{.Version}}\n")
	flags := root.PersistentFlags()
	flags.StringVar(&t.location, "index", defaultLocation(), "")
	flags.Lookup("index").DefValue = shown(t.location) // help never shows a password
	flags.StringVar(&t.thesaurus, "thesaurus", "", "")
	flags.Var(option.Lang{Lang: &t.lang}, "lang", "")
	root.SetFlagErrorFunc(option.FlagError)
	root.AddCommand(t.serve(), t.index(), t.search(), t.export(), t.count(), t.trend(), t.panel(), t.absence(), t.lines(), t.wording(), t.compare(), t.repeats(), t.figures(), t.reports(), t.show(), t.cite(), t.remove(), t.mcp(), t.verify(), t.backup(), t.copy(), t.rollback(), t.eval(), t.manual(), t.version())
	help.Complete(root, t.lang)
	option.Complete(root, t.lang, t.listed)
	return root
}

// listed returns the indexed reports, by which shells complete what is typed.
func (t *tool) listed(ctx context.Context) (list []search.ReportInfo, err error) {
	err = t.withService(ctx, func(service *search.Service) error {
		list, err = service.Reports(ctx)
		return err
	})
	return list, err
}

// indexVariable is the environment variable with the location of the index.
const indexVariable = "GONGBAO_INDEX"

func defaultLocation() string {
	if location := os.Getenv(indexVariable); location != "" {
		return location
	}
	return "./gongbao.index"
}

// exactly requires n arguments. If n is not 0, the sentence command.arguments.NAME of the command names them.
func exactly(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) == n:
			return nil
		case n == 0:
			return usage("command.arguments.none", c.Name(), shown(args[0]), c.Name())
		}
		return usage("command.arguments", c.Name(), language.Sentence("command.arguments."+c.Name()), c.Name())
	}
}

// manual is the command that writes manual pages, for packages of the program.
func (t *tool) manual() *cobra.Command {
	return &cobra.Command{
		Use: "manual", Hidden: true, Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error { return help.Manual(c.Root(), args[0], t.lang) },
	}
}

// version is the command that prints the version of the program.
func (t *tool) version() *cobra.Command {
	return &cobra.Command{
		Use:  "version",
		Args: exactly(0),
		RunE: func(*cobra.Command, []string) error {
			fmt.Fprintln(t.out, versionLine())
			return nil
		},
	}
}

func versionLine() string {
	return fmt.Sprintf("gongbao %s %s %s/%s", builtVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// release is the version that a build names: -ldflags "-X gongbao/command.release=v1.2.3".
var release string

// builtVersion returns the version that the build named, or else what the Go tool embedded: a tag, or the commit.
func builtVersion() string {
	if release != "" {
		return release
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	version := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && (version == "(devel)" || strings.HasPrefix(version, "v0.0.0-")) {
			version = s.Value[:min(12, len(s.Value))] // no tag stands before it
		}
	}
	return version
}
