package server

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"
)

// A Problem is what a client learns of an error, in the form of RFC 9457. Type is stable: programs may compare it.
type Problem struct {
	Type     string `json:"type"`
	Title    string `json:"title"`
	Status   int    `json:"status"`
	Detail   string `json:"detail"`
	Instance string `json:"instance"` // the request's id, as in the log

	RetryAfter string `json:"-"` // seconds, for the header
}

// typePrefix makes a type of a problem's name. It is the same on every server, so it names no host.
const typePrefix = "urn:problem-type:gongbao:"

// A problemType is a sort of error that clients can tell from the others.
type problemType struct {
	name   string
	status int
	title  string
}

// The types of problems.
var (
	badEncoding      = problemType{"not-utf-8", http.StatusBadRequest, "The request is not UTF-8"}
	unknownParameter = problemType{"unknown-parameter", http.StatusBadRequest, "There is no such parameter"}
	badParameter     = problemType{"invalid-parameter", http.StatusBadRequest, "A parameter has a value that means nothing"}
	badCursor        = problemType{"invalid-cursor", http.StatusBadRequest, "The cursor cannot be read"}
	badUpload        = problemType{"invalid-upload", http.StatusBadRequest, "The upload cannot be read"}
	unauthorized     = problemType{"token-required", http.StatusUnauthorized, "A token is required"}
	readOnly         = problemType{"read-only", http.StatusForbidden, "Writing is off"}
	notFound         = problemType{"not-found", http.StatusNotFound, "There is no such thing"}
	badMethod        = problemType{"method-not-allowed", http.StatusMethodNotAllowed, "The method is not possible here"}
	tooLargeBody     = problemType{"too-large", http.StatusRequestEntityTooLarge, "The request is too large"}
	tooLongAddress   = problemType{"address-too-long", http.StatusRequestURITooLong, "The address is too long"}
	tooMany          = problemType{"too-many-requests", http.StatusTooManyRequests, "Too many requests"}
	canceled         = problemType{"canceled", statusCanceled, "The client went away"}
	internal         = problemType{"internal", http.StatusInternalServerError, "Something went wrong"}
	busy             = problemType{"busy", http.StatusServiceUnavailable, "The server is busy"}
	unavailable      = problemType{"unavailable", http.StatusServiceUnavailable, "The index is not available"}
	tooSlow          = problemType{"timeout", http.StatusServiceUnavailable, "The answer took too long"}
)

// statusCanceled is what proxies log for a client that closed its connection; nobody is there to read it.
const statusCanceled = 499

// problemTypes lists the types for the documentation.
func problemTypes() []problemType {
	return []problemType{
		badEncoding, unknownParameter, badParameter, badCursor, badUpload, unauthorized, readOnly, notFound, badMethod,
		tooLargeBody, tooLongAddress, tooMany, internal, busy, unavailable, tooSlow,
	}
}

// retryAfter is how long a client that met a busy server should wait, in seconds.
const retryAfter = "1"

// because makes the problem of this type that a sentence explains.
func (t problemType) because(detail string) Problem {
	p := Problem{Type: typePrefix + t.name, Title: t.title, Status: t.status, Detail: detail}
	if t.status == http.StatusServiceUnavailable || t.status == http.StatusTooManyRequests {
		p.RetryAfter = retryAfter
	}
	return p
}

func (t problemType) becausef(format string, args ...any) Problem {
	return t.because(fmt.Sprintf(format, args...))
}

// errorf makes an error that a handler may return.
func (t problemType) errorf(format string, args ...any) error {
	return &problem{t.becausef(format, args...)}
}

// A problem is a Problem on its way to Server.fail.
type problem struct{ Problem }

func (p *problem) Error() string { return p.Title + ": " + p.Detail }

func writeProblem(c *gin.Context, p Problem) {
	body, err := json.Marshal(p)
	if err != nil {
		panic(err) // strings and a number always make JSON
	}
	c.Data(p.Status, "application/problem+json", body)
}
