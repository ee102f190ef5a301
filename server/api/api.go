// Package api is the JSON API of the web site: its operations and the documentation made of them.
//
// An [Operation] reads its parameters, answers, and describes itself; the server's routes.go gives it its method and path.
// Version 1 of the API only grows: fields and parameters are added, never renamed, and the types of problems stay.
package api

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"gongbao/language"
	"gongbao/search"
	"gongbao/server/openapi"
	"gongbao/server/site"
	"gongbao/server/upload"
)

// An API answers programs. Its methods may be called at the same time.
type API struct {
	site    *site.Site
	opt     Options
	phrases phrases

	documentation map[language.Lang]Documentation // set by Document, before the first request
	openAPI       openapi.Document                // the English one as programs get it
}

// Options are what the API needs from the server around it.
type Options struct {
	Searches Gate               // admits each page of an export
	Searched func(search.Match) // is called for each answered search
	Answer   time.Duration      // limit to find one of several answers
	Write    time.Duration      // limit to send one page of an export
	Writer   *upload.Writer     // changes the index, if clients may write
	Logger   *slog.Logger
}

// A Gate bounds what runs at once. Enter waits for a turn until ctx ends; leave ends the turn, and is called once.
type Gate interface {
	Enter(ctx context.Context) (leave func(), err error)
}

// New returns the API of a site.
func New(s *site.Site, opt Options) *API { return &API{site: s, opt: opt} }

// Warm begins to make suggestions in the background, so that the first client finds some.
func (a *API) Warm(ctx context.Context) {
	if service := a.site.Service(); service != nil {
		a.phrases.warm(ctx, service)
	}
}

// answerJSON sends a body. It escapes characters with a meaning in HTML, for clients that mistake the answer for HTML.
func answerJSON(c *gin.Context, body any) error {
	b, err := json.Marshal(body)
	if err != nil {
		return err
	}
	c.Data(http.StatusOK, "application/json; charset=utf-8", append(b, '\n'))
	return nil
}
