// Package assistant lets AI assistants use the library, over the Model Context Protocol.
//
// [New] makes an MCP server with tools: search, count, trend, panel, lines, figures, compare, repeats, read, reports and cite. [Run] serves it on standard input and
// output, and [Handler] over HTTP. Answers can be checked: every text is exact and says whether it is whole or
// truncated, every hit says whether it is exact or merely related, and both carry a permalink and a citation. An answer keeps
// to a budget of tokens, and its cursor continues where it ended.
package assistant

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"gongbao/guard"
	"gongbao/language"
	"gongbao/search"
)

// Options configure the tools. The zero Options work.
type Options struct {
	Base    string        // prefix of permalinks: https://example.org/gongbao; they are relative if empty
	Timeout time.Duration // for one call of a tool; 2 s if 0
}

const defaultTimeout = 2 * time.Second

// lang is the language of the tools.
const lang = language.EN

// A library answers one call of a tool, from one edition of the index.
type library struct {
	edition *search.Edition
	opt     Options
}

// New makes an MCP server of a service.
func New(service *search.Service, opt Options) *mcp.Server { return newServer(service, opt, nil) }

func newServer(service *search.Service, opt Options, schemas *mcp.SchemaCache) *mcp.Server {
	if opt.Timeout == 0 {
		opt.Timeout = defaultTimeout
	}
	s := mcp.NewServer(&mcp.Implementation{Name: "gongbao", Title: "公报", Version: "1"}, &mcp.ServerOptions{
		Instructions: lang.Say("assistant.instructions"), Capabilities: &mcp.ServerCapabilities{}, SchemaCache: schemas,
	})
	mcp.AddTool(s, asking("search", lang.Say("assistant.search"), searchInput), timed(service, opt, (*library).search))
	mcp.AddTool(s, asking("count", lang.Say("assistant.count"), countInput), timed(service, opt, (*library).count))
	mcp.AddTool(s, asking("trend", lang.Say("assistant.trend"), trendInput), timed(service, opt, (*library).trend))
	mcp.AddTool(s, asking("panel", lang.Say("assistant.panel"), panelInput), timed(service, opt, (*library).panel))
	mcp.AddTool(s, asking("figures", lang.Say("assistant.figures"), figuresInput), timed(service, opt, (*library).figures))
	mcp.AddTool(s, tool("compare", lang.Say("assistant.compare")), timed(service, opt, (*library).compare))
	mcp.AddTool(s, asking("repeats", lang.Say("assistant.repeats"), repeatsInput), timed(service, opt, (*library).repeats))
	mcp.AddTool(s, tool("read", lang.Say("assistant.read")), timed(service, opt, (*library).read))
	mcp.AddTool(s, asking("reports", lang.Say("assistant.reports"), reportsInput), timed(service, opt, (*library).reports))
	mcp.AddTool(s, tool("cite", lang.Say("assistant.cite")), timed(service, opt, (*library).cite))
	mcp.AddTool(s, asking("lines", lang.Say("assistant.lines"), linesInput), timed(service, opt, (*library).lines))
	return s
}

// tool describes a tool that changes nothing and reads only the index.
func tool(name, description string) *mcp.Tool {
	closed := false
	return &mcp.Tool{
		Name: name, Description: description,
		Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &closed},
	}
}

// asking describes a tool with an input.
func asking(name, description string, in input) *mcp.Tool {
	t := tool(name, description)
	t.InputSchema = in.schema
	return t
}

// timed turns a function into a tool handler with a time limit.
func timed[In, Out any](service *search.Service, opt Options, answer func(*library, context.Context, In) (Out, error)) mcp.ToolHandlerFor[In, Out] {
	return func(ctx context.Context, _ *mcp.CallToolRequest, in In) (*mcp.CallToolResult, Out, error) {
		ctx, cancel := context.WithTimeout(ctx, opt.Timeout)
		defer cancel()
		var out Out
		err := guard.Do(func() error { // in a goroutine of the protocol's
			return service.Read(ctx, func(e *search.Edition) (err error) {
				out, err = answer(&library{e, opt}, ctx, in)
				return err
			})
		})
		return nil, out, err
	}
}

// Run serves one assistant on in and out, a message a line, until it goes away or ctx ends. Lines that are no message are
// answered with an error.
func Run(ctx context.Context, service *search.Service, opt Options, in io.ReadCloser, out io.WriteCloser) error {
	to := &shared{WriteCloser: out}
	from := &lines{Closer: in, from: bufio.NewReaderSize(in, 64<<10), to: to}
	if err := New(service, opt).Run(ctx, &mcp.IOTransport{Reader: from, Writer: to}); err != nil && ctx.Err() == nil {
		return fmt.Errorf("mcp: %w", err)
	}
	return nil
}

// Handler serves assistants over HTTP without sessions, one message a request. serve returns the service and options of each request. Behind a
// proxy the proxy must check the Host header, which keeps web pages elsewhere from a server on this machine.
func Handler(serve func(*http.Request) (*search.Service, Options), behindProxy bool) http.Handler {
	schemas := mcp.NewSchemaCache()
	return refuseBatches(mcp.NewStreamableHTTPHandler(func(r *http.Request) *mcp.Server {
		service, opt := serve(r)
		return newServer(service, opt, schemas)
	}, &mcp.StreamableHTTPOptions{
		Stateless: true, JSONResponse: true, PropagateRequestCancellation: true, DisableLocalhostProtection: behindProxy,
	}))
}
