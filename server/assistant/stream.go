package assistant

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"sync"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
)

// maxMessage bounds a message, in bytes.
const maxMessage = 1 << 20

// A refusal answers a message that is not one JSON-RPC message.
type refusal struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id"`
	Error   jsonrpc.Error   `json:"error"`
}

// refuse returns the answer to a message that is refused with a code and the sentence called name.
func refuse(id json.RawMessage, code int64, name string) []byte {
	if id == nil {
		id = json.RawMessage("null")
	}
	answer, err := json.Marshal(refusal{"2.0", id, jsonrpc.Error{Code: code, Message: lang.Say(name)}})
	if err != nil {
		panic(err) // a string and an id that was read always encode
	}
	return append(answer, '\n')
}

// check returns the answer that refuses a message, or nil if it is one JSON-RPC message.
func check(message []byte) []byte {
	var head struct {
		ID json.RawMessage `json:"id"`
	}
	switch {
	case !json.Valid(message):
		return refuse(nil, jsonrpc.CodeParseError, "assistant.problem.json")
	case message[0] == '[':
		return refuse(nil, jsonrpc.CodeInvalidRequest, "assistant.problem.batch")
	}
	if _, err := jsonrpc.DecodeMessage(message); err != nil {
		if json.Unmarshal(message, &head) != nil || len(head.ID) > 0 && head.ID[0] != '"' && (head.ID[0] < '0' || head.ID[0] > '9') {
			head.ID = nil
		}
		return refuse(head.ID, jsonrpc.CodeInvalidRequest, "assistant.problem.message")
	}
	return nil
}

// A lines passes on the lines that are JSON-RPC messages, and answers the others itself, so that one of them does not end
// the session.
type lines struct {
	io.Closer
	from *bufio.Reader
	to   io.Writer // for refusals
	left []byte    // of the message that is being read
}

// Read implements io.Reader.
func (l *lines) Read(p []byte) (int, error) {
	for len(l.left) == 0 {
		line, err := l.next()
		if err != nil {
			return 0, err
		}
		l.left = line
	}
	n := copy(p, l.left)
	l.left = l.left[n:]
	return n, nil
}

// next returns the next line if it is a message, and nothing if it has answered the line.
func (l *lines) next() ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := l.from.ReadSlice('\n')
		if long = long || len(line)+len(part) > maxMessage; !long {
			line = append(line, part...)
		}
		if err == nil || errors.Is(err, io.EOF) && len(line) > 0 {
			break // at the end, the next call returns io.EOF
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return nil, err
		}
	}
	answer := refuse(nil, jsonrpc.CodeInvalidRequest, "assistant.problem.long")
	if line = bytes.TrimSpace(line); !long {
		if len(line) == 0 {
			return nil, nil
		}
		answer = check(line)
	}
	if answer != nil {
		_, err := l.to.Write(answer)
		return nil, err
	}
	return append(line, '\n'), nil
}

// A shared is a writer that several write whole messages to.
type shared struct {
	io.WriteCloser
	mu sync.Mutex
}

// Write implements io.Writer.
func (s *shared) Write(message []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.WriteCloser.Write(message)
}

// refuseBatches answers requests that hold several messages: each would escape the limits for one request.
func refuseBatches(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := bufio.NewReader(r.Body)
		for {
			first, err := body.Peek(1)
			if err != nil || !bytes.ContainsAny(first, " \t\r\n") {
				break // the handler meets the error again
			}
			_, _ = body.Discard(1)
		}
		if first, err := body.Peek(1); err == nil && first[0] == '[' {
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Connection", "close")
			w.WriteHeader(http.StatusBadRequest)
			_, _ = w.Write(refuse(nil, jsonrpc.CodeInvalidRequest, "assistant.problem.batch"))
			return
		}
		r.Body = struct {
			io.Reader
			io.Closer
		}{body, r.Body}
		h.ServeHTTP(w, r)
	})
}
