package server_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"gongbao/server"
)

func TestAssistantOverHTTP(t *testing.T) {
	h := httptest.NewServer(site(t, server.Options{BasePath: "/gongbao"}))
	defer h.Close()
	client := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil)
	session, err := client.Connect(t.Context(), &mcp.StreamableClientTransport{Endpoint: h.URL + "/gongbao/mcp"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer session.Close()
	result, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: "search", Arguments: map[string]any{"query": "碳排放达峰"}})
	if err != nil || result.IsError {
		t.Fatalf("%v %+v", err, result)
	}
	if text := result.Content[0].(*mcp.TextContent).Text; !strings.Contains(text, `"`+h.URL+`/gongbao/reports/{report}#p{paragraph}"`) {
		t.Errorf("no source in %s", text)
	}
}
