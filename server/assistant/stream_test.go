package assistant_test

import (
	"bufio"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"gongbao/search"
	"gongbao/search/engine/bleve"
	"gongbao/server/assistant"
)

// TestBadLines holds that a line that is no message is answered with an error, and the session goes on.
func TestBadLines(t *testing.T) {
	e := bleve.New()
	t.Cleanup(func() { e.Close() })
	in, toServer := io.Pipe()
	fromServer, out := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- assistant.Run(t.Context(), search.New(e, nil), assistant.Options{}, in, out) }()
	answers := bufio.NewReader(fromServer)
	ask := func(line string) (answer struct {
		ID    any
		Error struct {
			Code    int
			Message string
		}
	}) {
		t.Helper()
		go func() { _, _ = io.WriteString(toServer, line+"\n") }()
		got, err := answers.ReadString('\n')
		if err == nil {
			err = json.Unmarshal([]byte(got), &answer)
		}
		if err != nil {
			t.Fatalf("%.80q: %v in %q", line, err, got)
		}
		return answer
	}
	hello := `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-03-26","capabilities":{},"clientInfo":{"name":"a","version":"1"}}}`
	if got := ask(hello); got.Error.Code != 0 {
		t.Fatalf("%+v", got)
	}
	if _, err := io.WriteString(toServer, `{"jsonrpc":"2.0","method":"notifications/initialized"}`+"\n\n \r\n"); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		line string
		code int
		id   any
	}{
		{"{", -32700, nil}, {"nonsense", -32700, nil}, {"\xff\xfe", -32700, nil}, {hello + hello, -32700, nil},
		{"[]", -32600, nil}, {" [" + hello + "]\r", -32600, nil},
		{"5", -32600, nil}, {"null", -32600, nil}, {`"a"`, -32600, nil}, {"{}", -32600, nil}, {`{"jsonrpc":"1.0","id":7,"method":"ping"}`, -32600, 7.0},
		{`{"jsonrpc":"2.0","id":{},"method":"ping"}`, -32600, nil},
		{strings.Repeat(" ", 1<<20) + hello, -32600, nil}, {strings.Repeat("[", 3<<20), -32600, nil},
		{`{"jsonrpc":"2.0","id":8,"method":"none"}`, -32601, 8.0},
	} {
		if got := ask(test.line); got.Error.Code != test.code || got.ID != test.id || got.Error.Message == "" {
			t.Errorf("%.80q: %+v", test.line, got)
		}
		if got := ask(`{"jsonrpc":"2.0","id":9,"method":"ping"}`); got.Error.Code != 0 || got.ID != 9.0 {
			t.Errorf("after %.80q: %+v", test.line, got)
		}
	}
	toServer.Close()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
