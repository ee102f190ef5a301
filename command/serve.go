package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gongbao/command/browser"
	"gongbao/guard"
	"gongbao/indexer"
	"gongbao/indexer/outcome"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/seeds"
	"gongbao/server"
	"gongbao/server/assistant"
	"gongbao/terminal"
)

// tokenVariable is the environment variable with the token for uploads and deletions. It is no flag, since others can
// see the flags of a process.
const tokenVariable = "GONGBAO_TOKEN"

// serve is the command that serves the index on the web.
func (t *tool) serve() *cobra.Command {
	var addr, logs, names string
	var closed bool
	opt := server.Options{}
	c := &cobra.Command{
		Use:  "serve",
		Args: exactly(0),
		RunE: func(c *cobra.Command, _ []string) (err error) {
			if opt.Logger, err = newLogger(t.err, logs); err != nil {
				return err
			}
			if opt.Names, err = t.names(names); err != nil {
				return err
			}
			return t.runServe(c.Context(), serving{addr: addr, own: t.owns(c), open: !closed, Options: opt})
		},
	}
	f := c.Flags()
	f.StringVar(&addr, "addr", usualAddress, "")
	f.BoolVar(&closed, noOpen, false, "")
	f.StringVar(&opt.BasePath, "base-path", "", "")
	f.StringVar(&opt.PublicURL, "public-url", "", "")
	f.StringSliceVar(&opt.TrustedProxies, "trusted-proxies", nil, "")
	f.StringVar(&opt.Origin, "cors", "", "")
	f.Float64Var(&opt.Rate, "rate", server.DefaultRate, "")
	f.StringVar(&opt.Token, "token", os.Getenv(tokenVariable), "")
	f.Lookup("token").DefValue = "" // help never shows the variable's value
	f.StringVar(&names, "names", "", "")
	f.StringVar(&logs, "log", "text", "")
	return c
}

// noOpen is the flag that keeps the browser closed.
const noOpen = "no-open"

// usualAddress is where a server listens when nothing else is said.
const usualAddress = "127.0.0.1:8080"

// A serving is how an index is served.
type serving struct {
	addr string
	free bool // whether any free port will do where addr is taken
	own  bool // whether nobody has named the index, so that it may be made and brought up to date
	open bool // whether the page is opened in the browser of whoever sits at the terminal
	server.Options
}

// owns reports whether neither the command line nor the environment names the index.
func (t *tool) owns(c *cobra.Command) bool {
	return !c.Flags().Changed("index") && os.Getenv(indexVariable) == ""
}

// start serves the index to whoever starts the program by itself, at a terminal or by a double click, and opens the page in the
// browser if told to; elsewhere it prints the help.
func (t *tool) start(c *cobra.Command, open bool) error {
	if !terminal.Is(t.err) {
		return c.Help()
	}
	logger, err := newLogger(t.err, "text")
	if err != nil {
		return err
	}
	options := server.Options{Rate: server.DefaultRate, Token: os.Getenv(tokenVariable), Logger: logger}
	return t.runServe(c.Context(), serving{addr: usualAddress, free: true, own: t.owns(c), open: open, Options: options})
}

// newLogger returns a logger in text or JSON.
func newLogger(w io.Writer, form string) (*slog.Logger, error) {
	switch form {
	case "text":
		return slog.New(slog.NewTextHandler(w, nil)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(w, nil)), nil
	}
	return nil, usage("serve.log", form)
}

// runServe serves the index until ctx ends.
func (t *tool) runServe(ctx context.Context, opt serving) (err error) {
	if err := opt.Check(); err != nil {
		return err
	}
	synonyms, err := t.synonyms()
	if err != nil {
		return err
	}
	listener, err := listen(ctx, opt.addr, opt.free)
	if err != nil {
		return err
	}
	defer listener.Close()
	e, err := t.openOrSeed(ctx, opt.own)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	note := func(err error) { opt.Logger.Warn("index", "error", err) }
	ctx = engine.WithNotes(ctx, note)
	opt.Version = builtVersion()
	opt.Index, opt.IndexFile = e, indexInto(e, note)
	if pacer, ok := e.(engine.Pacer); ok {
		opt.Searches, opt.Timeouts.Answer = pacer.Pace()
	}
	site, err := server.New(search.New(e, synonyms), opt.Options)
	if err != nil {
		return err
	}
	following, stop := context.WithCancel(ctx)
	defer stop()
	go follow(following, e, opt.Logger)
	t.tell("serve.serving", shown(t.location), listener.Addr(), site.BasePath())
	t.welcome(opt.open, browser.Address(listener.Addr(), site.BasePath()))
	return site.Serve(ctx, listener)
}

// listen listens at addr, or, where that is taken and any other will do, at a free port of the same host.
func listen(ctx context.Context, addr string, free bool) (net.Listener, error) {
	config := net.ListenConfig{}
	listener, err := config.Listen(ctx, "tcp", addr)
	if host, _, bad := net.SplitHostPort(addr); err != nil && free && bad == nil {
		listener, err = config.Listen(ctx, "tcp", net.JoinHostPort(host, "0"))
	}
	if err != nil {
		return nil, addressError(addr, err)
	}
	return listener, nil
}

// addressError explains why a server cannot listen at addr.
func addressError(addr string, err error) error {
	if port, bad := strconv.ParseUint(addr, 10, 16); bad == nil {
		return usage("serve.address.port", addr, fmt.Sprintf(":%d", port))
	}
	host := strings.Trim(addr, "[]")
	if _, bad := netip.ParseAddr(host); bad == nil || !strings.Contains(addr, ":") { // a host without a port
		_, port, _ := strings.Cut(usualAddress, ":")
		return usage("serve.address.port", addr, net.JoinHostPort(host, port))
	}
	if _, port, bad := net.SplitHostPort(addr); bad == nil {
		if _, unknown := net.LookupPort("tcp", port); unknown != nil {
			return usage("serve.address", err)
		}
	}
	return language.New("serve.address", err)
}

// welcome tells whoever sits at a terminal where the index is and how the server ends, and opens its page.
func (t *tool) welcome(open bool, page string) {
	if !terminal.Is(t.err) {
		return
	}
	if place, err := filepath.Abs(t.location); err == nil && !strings.Contains(t.location, "://") {
		t.tell("serve.index", place)
	}
	t.tell("serve.stop")
	if !open {
		return
	}
	switch opened, err := browser.Open(page); {
	case err != nil:
		t.tell("serve.unopened", page, err)
	case opened:
		t.tell("serve.opened", page)
	}
}

// indexInto returns a function that adds an uploaded file to an index, and hands to note what the engine notes. It uses one
// job, which leaves the processors to searches.
func indexInto(e engine.Engine, note func(error)) server.IndexFile {
	return func(ctx context.Context, files fs.FS, path string, lang language.Lang) (outcome.Outcome, error) {
		return indexer.Run(engine.WithNotes(ctx, note), e, indexer.Options{Files: files, Paths: []string{path}, Jobs: 1, Lang: lang})
	}
}

// openOrSeed opens the index. If there is none, or it is empty, it indexes the sample reports. If it is its own and outdated,
// it is brought up to date.
func (t *tool) openOrSeed(ctx context.Context, own bool) (engine.Engine, error) {
	e, err := engines.Open(ctx, t.location)
	switch {
	case errors.Is(err, engine.ErrNoIndex):
		e, err = engines.Create(ctx, t.location)
	case errors.Is(err, engine.ErrOutdated) && own:
		t.tell("serve.upgrading", shown(t.location))
		if err := t.runUpgrade(ctx); err != nil {
			return nil, err
		}
		e, err = engines.Open(ctx, t.location)
	}
	if err != nil {
		return nil, err
	}
	reports, err := e.Reports(ctx)
	if err == nil && len(reports) == 0 {
		err = t.seed(ctx, e)
	}
	if err != nil {
		return nil, errors.Join(err, e.Close())
	}
	return e, nil
}

func (t *tool) seed(ctx context.Context, e engine.Engine) error {
	t.tell("serve.seeding", shown(t.location))
	outcome, err := indexer.Run(ctx, e, indexer.Options{Paths: []string{"."}, Files: seeds.Files()})
	if err != nil {
		return err
	}
	for _, row := range outcome.Files {
		t.tell("serve.seeded", row.ID)
	}
	return nil
}

// interval is the time between checks for updates by other processes. A check reads two small files, or sends two small
// requests.
const interval = time.Second

// follow keeps an engine at the newest state of its index until ctx ends. If the state cannot be read, the server
// continues with the old one as far as the engine can.
func follow(ctx context.Context, e engine.Engine, log *slog.Logger) {
	index, ok := e.(engine.Refresher)
	if !ok {
		return
	}
	tick := time.NewTicker(interval)
	defer tick.Stop()
	causes := lastingCauses{}
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := guard.Do(func() error { return index.Refresh(ctx) }); ctx.Err() == nil {
			causes.log(err, log)
		}
	}
}

// lastingCauses are the reasons why the state of an index cannot be read, since it last could.
type lastingCauses map[string]bool

// log logs each cause once, however often it comes and goes with others, and once that the state can be read again.
func (said lastingCauses) log(err error, log *slog.Logger) {
	switch {
	case err != nil && !said[err.Error()]:
		said[err.Error()] = true
		log.Error("cannot read the newest state of the index; going on with the one before", "error", err)
	case err == nil && len(said) > 0:
		clear(said)
		log.Info("the index can be read again")
	}
}

// mcp is the command that lets an assistant use the index.
func (t *tool) mcp() *cobra.Command {
	var file string
	c := &cobra.Command{
		Use:  "mcp",
		Args: exactly(0),
		RunE: func(c *cobra.Command, _ []string) error {
			names, err := t.names(file)
			if err != nil {
				return err
			}
			return t.withService(c.Context(), func(service *search.Service) error {
				return assistant.Run(c.Context(), service, assistant.Options{Version: builtVersion(), Names: names}, os.Stdin, os.Stdout)
			})
		},
	}
	c.Flags().StringVar(&file, "names", "", "")
	return c
}
