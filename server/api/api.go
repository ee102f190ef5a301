// Package api is the JSON API of the web site: its operations and the documentation made of them.
//
// An [Operation] reads its parameters, answers, and describes itself; the server's routes.go gives it its method and path.
// Version 1 of the API only grows: fields and parameters are added, never renamed, and the types of problems stay.
package api

import (
	"context"
	"encoding/json"
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"gongbao/indexer/outcome"
	"gongbao/language"
	"gongbao/search"
	"gongbao/server/site"
)

// An API answers programs. Its methods may be called at the same time.
type API struct {
	site    *site.Site
	opt     Options
	phrases phrases

	documentation map[language.Lang]Documentation // set by Document, before the first request
}

// Options are what the API needs from the server around it. IndexFile and Delete are called only if writing is enabled;
// after an error the index is unchanged.
type Options struct {
	Searches Gate               // admits each page of an export
	Writers  Gate               // admits changes to the index
	Searched func(search.Match) // is called for each answered search
	Answer   time.Duration      // limit to find one of several answers
	Write    time.Duration      // limit to send one page of an export
	Upload   time.Duration      // limit to receive an upload and index it, or to delete a report
	Logger   *slog.Logger

	IndexFile func(ctx context.Context, files fs.FS, path string) (outcome.Outcome, error) // indexes a file, or a zip of files
	Delete    func(ctx context.Context, id string) error                                   // deletes a report from the index
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
