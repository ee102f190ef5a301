// Package assistant lets AI assistants use the library, over the Model Context Protocol.
//
// [New] makes an MCP server with tools: search, count, absence, trend, panel, lines, figures, compare, repeats, read, outline, reports, coverage
// and cite; with reports as resources, and prompts for the usual jobs. [Run] serves it on standard input and output, and [Handler]
// over HTTP. Answers can be checked: every text is exact and says whether it is whole or truncated, every hit says whether it is
// exact or merely related, and its source is in the answer with a citation and an address. An answer keeps to a budget of tokens,
// and its cursor continues where it ended.
package assistant

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"gongbao/guard"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/figures"
)

// Options configure the tools. The zero Options work.
type Options struct {
	Base    string         // prefix of permalinks: https://example.org/gongbao; there are none if empty
	Timeout time.Duration  // for one call of a tool; 2 s if 0
	Version string         // of the program
	Names   *figures.Names // which names mean one indicator; figures.DefaultNames if nil
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
	s := mcp.NewServer(&mcp.Implementation{Name: "gongbao", Title: "公报", Version: cmp.Or(opt.Version, "unknown")}, &mcp.ServerOptions{
		Instructions: lang.Say("assistant.instructions"), Capabilities: &mcp.ServerCapabilities{}, SchemaCache: schemas,
	})
	inputs := map[string]input{}
	add(s, service, opt, inputs, "search", searchInput, (*library).search)
	add(s, service, opt, inputs, "count", countInput, (*library).count)
	add(s, service, opt, inputs, "absence", absenceInput, (*library).absence)
	add(s, service, opt, inputs, "trend", trendInput, (*library).trend)
	add(s, service, opt, inputs, "panel", panelInput, (*library).panel)
	add(s, service, opt, inputs, "figures", figuresInput, (*library).figures)
	add(s, service, opt, inputs, "compare", compareInput, (*library).compare)
	add(s, service, opt, inputs, "repeats", repeatsInput, (*library).repeats)
	add(s, service, opt, inputs, "read", readInput, (*library).read)
	add(s, service, opt, inputs, "outline", outlineInput, (*library).outline)
	add(s, service, opt, inputs, "reports", reportsInput, (*library).reports)
	add(s, service, opt, inputs, "coverage", coverageInput, (*library).coverage)
	add(s, service, opt, inputs, "cite", citeInput, (*library).cite)
	add(s, service, opt, inputs, "lines", linesInput, (*library).lines)
	s.AddReceivingMiddleware(showing(inputs))
	addPrompts(s)
	addResources(s, service, opt)
	return s
}

// add adds a tool, whose calls are checked before it answers them, and its input to inputs.
func add[Out any](s *mcp.Server, service *search.Service, opt Options, inputs map[string]input, name string, in input, answer func(*library, context.Context, arguments) (Out, error)) {
	inputs[name] = in
	described := tool(name)
	described.InputSchema = in.schema
	mcp.AddTool(s, described, timed(service, opt, func(l *library, ctx context.Context, args arguments) (out Out, err error) {
		if err = in.check(args); err != nil {
			return out, err
		}
		return answer(l, ctx, args)
	}))
}

// tool describes a tool that changes nothing and reads only the index.
func tool(name string) *mcp.Tool {
	closed := false
	title := lang.Say("assistant.title." + name)
	return &mcp.Tool{
		Name: name, Title: title, Description: lang.Say("assistant." + name),
		Annotations: &mcp.ToolAnnotations{Title: title, ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &closed},
	}
}

// shownAnswers keeps the answers of tools as clients see them, by name, since each request over HTTP makes an assistant of its own.
var shownAnswers sync.Map

// showing lists the tools with the inputs that clients see, and with answers that say once what is alike in them. What a call may
// not have is told by a sentence, which a validator of the schema would not write.
func showing(inputs map[string]input) mcp.Middleware {
	return func(next mcp.MethodHandler) mcp.MethodHandler {
		return func(ctx context.Context, method string, r mcp.Request) (mcp.Result, error) {
			result, err := next(ctx, method, r)
			list, ok := result.(*mcp.ListToolsResult)
			if err != nil || !ok {
				return result, err
			}
			shown := *list
			shown.Tools = slices.Clone(list.Tools)
			for i, t := range shown.Tools {
				if in, ok := inputs[t.Name]; ok {
					one := *t
					one.InputSchema = in.shown
					if one.OutputSchema, err = shownAnswer(t); err != nil {
						return nil, err
					}
					shown.Tools[i] = &one
				}
			}
			return &shown, nil
		}
	}
}

// shownAnswer returns the schema of a tool's answer as clients see it.
func shownAnswer(t *mcp.Tool) (any, error) {
	if known, ok := shownAnswers.Load(t.Name); ok {
		return known, nil
	}
	out, ok := t.OutputSchema.(*jsonschema.Schema)
	if !ok {
		return t.OutputSchema, nil
	}
	shown, err := sharedSchema(out)
	if err == nil {
		shownAnswers.Store(t.Name, shown)
	}
	return shown, err
}

// timed turns a function into a tool handler with a time limit.
func timed[Out any](service *search.Service, opt Options, answer func(*library, context.Context, arguments) (Out, error)) mcp.ToolHandlerFor[arguments, Out] {
	return func(ctx context.Context, _ *mcp.CallToolRequest, args arguments) (*mcp.CallToolResult, Out, error) {
		ctx, cancel := context.WithTimeout(ctx, opt.Timeout)
		defer cancel()
		var out Out
		err := guard.Do(func() error { // in a goroutine of the protocol's
			return service.Read(ctx, func(e *search.Edition) (err error) {
				out, err = answer(&library{e, opt}, ctx, args)
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
