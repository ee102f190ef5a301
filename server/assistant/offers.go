package assistant

import (
	"context"
	"errors"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"gongbao/guard"
	"gongbao/language"
	"gongbao/search"
)

// prompts are the usual jobs, with their arguments.
var prompts = []struct {
	name      string
	arguments []string
}{
	{"quote", []string{"words"}},
	{"trace", []string{"words"}},
	{"targets", []string{"indicator", "year"}},
}

// addPrompts adds what a person can ask an assistant to do.
func addPrompts(s *mcp.Server) {
	for _, p := range prompts {
		described := &mcp.Prompt{Name: p.name, Title: lang.Say("assistant.title." + p.name), Description: lang.Say("assistant.prompt." + p.name)}
		for _, name := range p.arguments {
			described.Arguments = append(described.Arguments, &mcp.PromptArgument{Name: name, Required: true, Description: lang.Say("assistant.argument." + name)})
		}
		s.AddPrompt(described, func(_ context.Context, r *mcp.GetPromptRequest) (*mcp.GetPromptResult, error) {
			var values []any
			for _, name := range p.arguments {
				value := strings.TrimSpace(r.Params.Arguments[name])
				if value == "" {
					return nil, language.New("assistant.problem.argument", name)
				}
				values = append(values, value)
			}
			text := lang.Say("assistant.job."+p.name, values...)
			return &mcp.GetPromptResult{
				Description: described.Description,
				Messages:    []*mcp.PromptMessage{{Role: "user", Content: &mcp.TextContent{Text: text}}},
			}, nil
		})
	}
}

// reportScheme begins the URI of a report as a resource.
const reportScheme = "gongbao://reports/"

// addResources adds the reports, each as a plain text.
func addResources(s *mcp.Server, service *search.Service, opt Options) {
	s.AddResourceTemplate(&mcp.ResourceTemplate{
		Name: "report", Title: lang.Say("assistant.title.report"), Description: lang.Say("assistant.resource.report"),
		MIMEType: "text/plain", URITemplate: reportScheme + "{id}",
	}, func(ctx context.Context, r *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {
		ctx, cancel := context.WithTimeout(ctx, opt.Timeout)
		defer cancel()
		var text strings.Builder
		err := guard.Do(func() error {
			view, err := service.Report(ctx, strings.TrimPrefix(r.Params.URI, reportScheme), search.Marking{})
			for _, p := range view.Paragraphs {
				text.WriteString(p.Text + "\n")
			}
			return err
		})
		if errors.Is(err, search.ErrNotFound) {
			return nil, mcp.ResourceNotFoundError(r.Params.URI)
		}
		return &mcp.ReadResourceResult{Contents: []*mcp.ResourceContents{{URI: r.Params.URI, MIMEType: "text/plain", Text: text.String()}}}, err
	})
}
