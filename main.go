// Command gongbao searches Chinese government reports, exactly.
//
// "gongbao serve" shows an index on the web, "gongbao index" updates it from files, and the other commands query and
// maintain it. A command is in the file of its name, or of the one that it goes with; command.go lists them and open.go opens the
// index at a location.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := execute(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
