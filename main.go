// Command gongbao searches Chinese government reports, exactly.
//
// "gongbao serve" shows an index on the web, "gongbao index" updates it from files, and the other commands query and
// maintain it. A command is in the file of its name, or of the one that it goes with; command.go lists them and open.go opens the
// index at a location.
package main

import (
	"bufio"
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/inconshreveable/mousetrap"

	"gongbao/command/option"
)

func main() {
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
