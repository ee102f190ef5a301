// Package problem names the errors that clients of the server can tell apart.
//
// A handler returns an error made by one of the types here, as in problem.NotFound.Errorf, and the server answers with its
// [Problem]: programs get it as JSON, people as a page. The name of a type never changes.
package problem

import (
	"fmt"
	"net/http"
)

// A Problem describes an error to a client, in the form of RFC 9457.
type Problem struct {
	Type     string `json:"type"`
	Title    string `json:"title"`
	Status   int    `json:"status"`
	Detail   string `json:"detail"`
	Instance string `json:"instance"` // the request's id, as in the log

	RetryAfter string `json:"-"` // seconds, for the header
}

// Prefix precedes the name of a Type in Problem.Type. It is the same on every server, so it names no host.
const Prefix = "urn:problem-type:gongbao:"

// A Type is a kind of error. Name and Status are stable.
type Type struct {
	Name   string
	Status int
	Title  string
}

// The types of problems.
var (
	BadEncoding      = Type{"not-utf-8", http.StatusBadRequest, "The request is not UTF-8"}
	UnknownParameter = Type{"unknown-parameter", http.StatusBadRequest, "There is no such parameter"}
	BadParameter     = Type{"invalid-parameter", http.StatusBadRequest, "A parameter has a value that means nothing"}
	BadCursor        = Type{"invalid-cursor", http.StatusBadRequest, "The cursor cannot be read"}
	BadUpload        = Type{"invalid-upload", http.StatusBadRequest, "The upload cannot be read"}
	Unauthorized     = Type{"token-required", http.StatusUnauthorized, "A token is required"}
	ReadOnly         = Type{"read-only", http.StatusForbidden, "Writing is off"}
	NotFound         = Type{"not-found", http.StatusNotFound, "There is no such thing"}
	BadMethod        = Type{"method-not-allowed", http.StatusMethodNotAllowed, "The method is not possible here"}
	TooLargeBody     = Type{"too-large", http.StatusRequestEntityTooLarge, "The request is too large"}
	TooLongAddress   = Type{"address-too-long", http.StatusRequestURITooLong, "The address is too long"}
	TooMany          = Type{"too-many-requests", http.StatusTooManyRequests, "Too many requests"}
	Canceled         = Type{"canceled", statusCanceled, "The client went away"}
	Internal         = Type{"internal", http.StatusInternalServerError, "Something went wrong"}
	Busy             = Type{"busy", http.StatusServiceUnavailable, "The server is busy"}
	Unavailable      = Type{"unavailable", http.StatusServiceUnavailable, "The index is not available"}
	TooSlow          = Type{"timeout", http.StatusServiceUnavailable, "The answer took too long"}
)

// statusCanceled is the status that proxies log for a client that closed its connection; no client reads it.
const statusCanceled = 499

// Types returns the types that clients may meet, for the documentation.
func Types() []Type {
	return []Type{
		BadEncoding, UnknownParameter, BadParameter, BadCursor, BadUpload, Unauthorized, ReadOnly, NotFound, BadMethod,
		TooLargeBody, TooLongAddress, TooMany, Internal, Busy, Unavailable, TooSlow,
	}
}

// retryAfter is how long a client that met a busy server should wait, in seconds.
const retryAfter = "1"

// Because returns the problem of this type with a sentence that explains it.
func (t Type) Because(detail string) Problem {
	p := Problem{Type: Prefix + t.Name, Title: t.Title, Status: t.Status, Detail: detail}
	if t.Status == http.StatusServiceUnavailable || t.Status == http.StatusTooManyRequests {
		p.RetryAfter = retryAfter
	}
	return p
}

// Becausef is Because with a formatted sentence.
func (t Type) Becausef(format string, args ...any) Problem {
	return t.Because(fmt.Sprintf(format, args...))
}

// Errorf returns an *Error of this type for a handler to return.
func (t Type) Errorf(format string, args ...any) error {
	return &Error{t.Becausef(format, args...)}
}

// An Error carries a Problem from a handler to the server.
type Error struct{ Problem }

func (e *Error) Error() string { return e.Title + ": " + e.Detail }
