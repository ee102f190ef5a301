package main

import (
	"os"

	"github.com/spf13/cobra"

	"gongbao/search"
	"gongbao/server/assistant"
)

// mcp is the command that lets an assistant use the index.
func (t *tool) mcp() *cobra.Command {
	return &cobra.Command{
		Use:   "mcp",
		Short: "Let an assistant search, read and cite, by MCP on standard input and output",
		Long: `Speaks the Model Context Protocol on standard input and output, for assistants that start their tools themselves. Its tools are
search, count, read, reports and cite. A running "gongbao serve" offers the same at /mcp.
There has to be an index already: gongbao index makes one.`,
		Example: `  gongbao mcp --index /srv/gongbao.index`,
		Args:    exactly(0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			return t.withService(c.Context(), func(service *search.Service) error {
				return assistant.Run(c.Context(), service, assistant.Options{}, os.Stdin, os.Stdout)
			})
		},
	}
}
