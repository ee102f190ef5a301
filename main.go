// Command gongbao searches Chinese government reports, exactly.
//
// It is one program: "gongbao serve" shows an index on the web, "gongbao index" brings it up to date with files, and the
// other commands ask it and look after it. Each command stands in a file of its own; command.go puts them together and
// open.go opens the index that a location names.
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
