// Package problem names the errors that clients of the server can tell apart.
//
// A handler returns an error made by one of the types here, as in problem.NotFound.Because, and the server answers with its
// [Problem]: programs get it as JSON, people as a page. The name of a type never changes.
package problem

import (
	"cmp"
	"net/http"
	"strconv"

	"gongbao/language"
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
}

// Title returns the name of the type in a few words.
func (t Type) Title(lang language.Lang) string { return lang.Say("problem.title." + t.Name) }

// Again reports whether the same request may succeed in a moment.
func (t Type) Again() bool {
	return t.Status == http.StatusServiceUnavailable || t.Status == http.StatusTooManyRequests
}

// The types of problems.
var (
	BadEncoding      = Type{"not-utf-8", http.StatusBadRequest}
	BadHost          = Type{"invalid-host", http.StatusBadRequest}
	BadOrigin        = Type{"foreign-origin", http.StatusForbidden}
	UnknownParameter = Type{"unknown-parameter", http.StatusBadRequest}
	BadParameter     = Type{"invalid-parameter", http.StatusBadRequest}
	BadCursor        = Type{"invalid-cursor", http.StatusBadRequest}
	BadBody          = Type{"invalid-body", http.StatusBadRequest}
	BadUpload        = Type{"invalid-upload", http.StatusBadRequest}
	Dear             = Type{"too-costly", http.StatusUnprocessableEntity}
	Unauthorized     = Type{"token-required", http.StatusUnauthorized}
	ReadOnly         = Type{"read-only", http.StatusForbidden}
	NotFound         = Type{"not-found", http.StatusNotFound}
	BadMethod        = Type{"method-not-allowed", http.StatusMethodNotAllowed}
	SlowClient       = Type{"request-timeout", http.StatusRequestTimeout}
	TooLargeBody     = Type{"too-large", http.StatusRequestEntityTooLarge}
	BadMedia         = Type{"unsupported-media-type", http.StatusUnsupportedMediaType}
	TooLongHeader    = Type{"header-too-long", http.StatusRequestHeaderFieldsTooLarge}
	Unreadable       = Type{"unreadable-request", http.StatusBadRequest}
	TooLongAddress   = Type{"address-too-long", http.StatusRequestURITooLong}
	TooMany          = Type{"too-many-requests", http.StatusTooManyRequests}
	Canceled         = Type{"canceled", statusCanceled}
	Internal         = Type{"internal", http.StatusInternalServerError}
	Busy             = Type{"busy", http.StatusServiceUnavailable}
	Unavailable      = Type{"unavailable", http.StatusServiceUnavailable}
	TooSlow          = Type{"timeout", http.StatusServiceUnavailable}
	NoRoom           = Type{"insufficient-storage", http.StatusInsufficientStorage}
)

// statusCanceled is the status that proxies log for a client that closed its connection; no client reads it.
const statusCanceled = 499

// Types returns the types that clients may meet, for the documentation.
func Types() []Type {
	return []Type{
		BadEncoding, BadHost, BadOrigin, UnknownParameter, BadParameter, BadCursor, BadBody, BadMedia, BadUpload, Dear, Unauthorized, ReadOnly, NotFound, BadMethod,
		SlowClient, TooLargeBody, TooLongAddress, TooLongHeader, Unreadable, TooMany, Internal, Busy, Unavailable, TooSlow, NoRoom,
	}
}

// retryAfter is how long a client that met a busy server should wait, in seconds.
const retryAfter = "1"

// Because returns the error of this type that a sentence of the catalogue explains.
func (t Type) Because(name string, args ...any) *Error {
	return t.With(language.Sentence(name, args...))
}

// With returns the error of this type that a detail explains.
func (t Type) With(detail language.Sayer) *Error { return &Error{Type: t, Detail: detail} }

// An Error carries a problem from a handler to the server.
type Error struct {
	Type
	Detail language.Sayer

	retryAfter string // seconds; empty for the usual time
	cause      error
}

// From sets the error behind e, which the log shows and clients do not see, and returns e.
func (e *Error) From(cause error) *Error {
	e.cause = cause
	return e
}

// After sets the seconds that the client should wait before it tries again, and returns e.
func (e *Error) After(seconds int) *Error {
	e.retryAfter = strconv.Itoa(seconds)
	return e
}

// Unwrap returns the error behind e, or nil.
func (e *Error) Unwrap() error { return e.cause }

// In returns the problem in a language. It lacks the instance.
func (e *Error) In(lang language.Lang) Problem {
	p := Problem{Type: Prefix + e.Name, Title: e.Title(lang), Status: e.Status, Detail: e.Detail.In(lang)}
	if e.Again() {
		p.RetryAfter = cmp.Or(e.retryAfter, retryAfter)
	}
	return p
}

// Error returns the problem in English, for the log.
func (e *Error) Error() string {
	said := e.Title(language.EN) + ": " + e.Detail.In(language.EN)
	if e.cause != nil {
		said += ": " + e.cause.Error()
	}
	return said
}
