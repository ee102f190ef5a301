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
		Use:  "mcp",
		Args: exactly(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return t.withService(c.Context(), func(service *search.Service) error {
				return assistant.Run(c.Context(), service, assistant.Options{}, os.Stdin, os.Stdout)
			})
		},
	}
}
