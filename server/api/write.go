package server

import (
	"context"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/jsonschema-go/jsonschema"

	"gongbao/indexer/outcome"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/server/openapi"
)

func (s *Server) uploadOperation() operation {
	return operation{
		id: "upload", method: http.MethodPost, place: "/api/v1/reports",
		summary: "Index a file",
		about: "Indexes one file, or a zip of files, and answers with what became of each, as gongbao index does. A file replaces what was " +
			"uploaded under its name before.",
		answer: outcome.Outcome{}, write: true, upload: true, problems: []problemType{badUpload},
		handle: func(c *gin.Context, _ arguments) error {
			outcome, err := s.takeUpload(c)
			if err != nil {
				return err
			}
			return answerJSON(c, outcome)
		},
	}
}

// uploadBody describes what an upload sends.
func uploadBody() *openapi.RequestBody {
	file := &jsonschema.Schema{Type: "string", ContentMediaType: "application/octet-stream"}
	form := &jsonschema.Schema{Type: "object", Properties: map[string]*jsonschema.Schema{uploadField: file}, Required: []string{uploadField}}
	return &openapi.RequestBody{
		Description: "A form with one file, in any format that gongbao index reads.", Required: true,
		Content: map[string]openapi.Media{"multipart/form-data": {Schema: form}},
	}
}

// takeUpload receives an upload and indexes it, in the time that uploads have instead of the time of other requests.
func (s *Server) takeUpload(c *gin.Context) (outcome.Outcome, error) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), s.opt.Timeouts.Upload)
	defer cancel()
	if err := extendDeadlines(c, time.Now().Add(s.opt.Timeouts.Upload)); err != nil {
		return outcome.Outcome{}, err
	}
	u, err := receive(c.Request)
	if err != nil {
		return outcome.Outcome{}, err
	}
	defer u.remove(s.opt.Logger)
	if err := s.writers.enter(ctx); err != nil {
		return outcome.Outcome{}, err
	}
	defer s.writers.leave()
	return s.opt.IndexFile(ctx, u.files(), u.path)
}

// A deleteAnswer is the answer of DELETE /api/v1/reports/{id}.
type deleteAnswer struct {
	Deleted string `json:"deleted"`
}

func (s *Server) deleteOperation() operation {
	return operation{
		id: "deleteReport", method: http.MethodDelete, place: "/api/v1/reports/{id}",
		summary: "Delete a report", about: "Takes a report out of the index. The file it came from stays where it is.",
		params: []param{idParam()}, answer: deleteAnswer{}, write: true, problems: []problemType{notFound},
		handle: s.deleteReport,
	}
}

func (s *Server) deleteReport(c *gin.Context, args arguments) error {
	ctx, cancel := context.WithTimeout(c.Request.Context(), s.opt.Timeouts.Upload)
	defer cancel()
	if err := s.writers.enter(ctx); err != nil {
		return err
	}
	defer s.writers.leave()
	if _, err := s.service.Load().Report(ctx, args["id"], search.Marking{}); err != nil {
		return err
	}
	err := s.opt.Index.Update(ctx, func(yield func(engine.Change, error) bool) { yield(engine.Change{Delete: args["id"]}, nil) })
	if err != nil {
		return err
	}
	return answerJSON(c, deleteAnswer{args["id"]})
}
