package cluster

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"gongbao/language"
	"gongbao/search/engine"
)

// A failure is an error response of the cluster. It unwraps to engine.ErrUnavailable if a retry may succeed.
type failure struct {
	status int
	kind   string // OpenSearch's error type: index_not_found_exception
	reason string
	what   string // method and path
}

func (f *failure) Error() string {
	return fmt.Sprintf("OpenSearch answers %d to %s: %s %s", f.status, f.what, f.kind, f.reason)
}

func (f *failure) Unwrap() error {
	if f.status == http.StatusTooManyRequests || f.status >= http.StatusInternalServerError {
		return engine.ErrUnavailable
	}
	return nil
}

// Refused returns the error for a response with an error status.
func (c *Client) Refused(r Request, status int, body []byte) error {
	switch status {
	case http.StatusUnauthorized:
		return language.New("engine.cluster.credentials", c, userVariable, passwordVariable, keyVariable)
	case http.StatusForbidden:
		return language.New("engine.cluster.forbidden", c, r.Method, r.Path, reasonIn(body))
	case http.StatusNotFound:
		if !isOpenSearch(body) {
			return language.New("engine.cluster.stranger", engine.ErrNotIndex, c)
		}
	}
	f := &failure{status: status, what: r.Method + " " + r.Path}
	var answer struct {
		Error json.RawMessage `json:"error"`
	}
	var cause struct{ Type, Reason string }
	if json.Unmarshal(body, &answer) == nil && json.Unmarshal(answer.Error, &cause) == nil {
		f.kind = cause.Type
	}
	f.reason = reasonIn(body)
	return f
}

// isOpenSearch reports whether a body is what OpenSearch answers when something is missing: an error, or a document that was
// not found.
func isOpenSearch(body []byte) bool {
	var answer struct {
		Error json.RawMessage `json:"error"`
		Index string          `json:"_index"`
	}
	return json.Unmarshal(body, &answer) == nil && (answer.Error != nil || answer.Index != "")
}

// reasonIn returns the innermost reason in an error response, or the beginning of the response.
func reasonIn(body []byte) string {
	type cause struct {
		Reason       string `json:"reason"`
		CausedBy     *cause `json:"caused_by"`
		FailedShards []struct {
			Reason *cause `json:"reason"`
		} `json:"failed_shards"`
	}
	var answer struct {
		Error *cause `json:"error"`
	}
	if json.Unmarshal(body, &answer) != nil || answer.Error == nil {
		return fmt.Sprintf("%.300s", body)
	}
	inner := answer.Error
	if len(inner.FailedShards) > 0 && inner.FailedShards[0].Reason != nil {
		inner = inner.FailedShards[0].Reason
	}
	for inner.CausedBy != nil {
		inner = inner.CausedBy
	}
	return fmt.Sprintf("%.300s", inner.Reason)
}

// IsStatus reports whether err is a response with the status.
func IsStatus(err error, status int) bool {
	var f *failure
	return errors.As(err, &f) && f.status == status
}

// KindOf returns OpenSearch's error type, or "".
func KindOf(err error) string {
	var f *failure
	if errors.As(err, &f) {
		return f.kind
	}
	return ""
}

// isRefusal reports whether err is an error response rather than a missing one.
func isRefusal(err error) bool {
	var f *failure
	return errors.As(err, &f)
}
