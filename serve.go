package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"time"

	"github.com/spf13/cobra"

	"gongbao/guard"
	"gongbao/indexer"
	"gongbao/indexer/outcome"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/seeds"
	"gongbao/server"
	"gongbao/server/assistant"
)

// tokenVariable is the environment variable with the token for uploads and deletions. It is no flag, since others can
// see the flags of a process.
const tokenVariable = "GONGBAO_TOKEN"

// serve is the command that serves the index on the web.
func (t *tool) serve() *cobra.Command {
	var addr, logs string
	opt := server.Options{}
	c := &cobra.Command{
		Use:  "serve",
		Args: exactly(0),
		RunE: func(c *cobra.Command, _ []string) (err error) {
			if opt.Logger, err = newLogger(t.err, logs); err != nil {
				return err
			}
			own := !c.Flags().Changed("index") && os.Getenv(indexVariable) == ""
			return t.runServe(c.Context(), addr, own, opt)
		},
	}
	f := c.Flags()
	f.StringVar(&addr, "addr", "127.0.0.1:8080", "")
	f.StringVar(&opt.BasePath, "base-path", "", "")
	f.StringVar(&opt.PublicURL, "public-url", "", "")
	f.StringSliceVar(&opt.TrustedProxies, "trusted-proxies", nil, "")
	f.StringVar(&opt.Origin, "cors", "", "")
	f.Float64Var(&opt.Rate, "rate", server.DefaultRate, "")
	f.StringVar(&opt.Token, "token", os.Getenv(tokenVariable), "")
	f.Lookup("token").DefValue = "" // help never shows the variable's value
	f.StringVar(&logs, "log", "text", "")
	return c
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

// runServe serves the index. One that nobody has named is the command's own: it may make it, and bring it up to date.
func (t *tool) runServe(ctx context.Context, addr string, own bool, opt server.Options) (err error) {
	if err := opt.Check(); err != nil {
		return err
	}
	synonyms, err := t.synonyms()
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return language.New("serve.address", err)
	}
	defer listener.Close()
	e, err := t.openOrSeed(ctx, own)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	note := func(err error) { opt.Logger.Warn("index", "error", err) }
	ctx = engine.WithNotes(ctx, note)
	opt.Index, opt.IndexFile = e, indexInto(e, note)
	if pacer, ok := e.(engine.Pacer); ok {
		opt.Searches, opt.Timeouts.Answer = pacer.Pace()
	}
	site, err := server.New(search.New(e, synonyms), opt)
	if err != nil {
		return err
	}
	following, stop := context.WithCancel(ctx)
	defer stop()
	go follow(following, e, opt.Logger)
	t.tell("serve.serving", shown(t.location), listener.Addr(), site.BasePath())
	return site.Serve(ctx, listener)
}

// indexInto returns a function that adds an uploaded file to an index, and hands to note what the engine notes. It uses one
// job, which leaves the processors to searches.
func indexInto(e engine.Engine, note func(error)) server.IndexFile {
	return func(ctx context.Context, files fs.FS, path string) (outcome.Outcome, error) {
		return indexer.Run(engine.WithNotes(ctx, note), e, indexer.Options{Files: files, Paths: []string{path}, Jobs: 1, Lang: language.EN})
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
	return &cobra.Command{
		Use:  "mcp",
		Args: exactly(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return t.withService(c.Context(), func(service *search.Service) error {
				return assistant.Run(c.Context(), service, assistant.Options{}, os.Stdin, os.Stdout)
			})
		},
	}
}
