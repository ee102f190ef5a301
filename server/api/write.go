package api

import (
	"context"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/jsonschema-go/jsonschema"

	"gongbao/indexer/outcome"
	"gongbao/language"
	"gongbao/search"
	"gongbao/server/openapi"
	"gongbao/server/problem"
)

// Upload indexes a file.
func (a *API) Upload() Operation {
	return Operation{
		id:      "upload",
		summary: language.Sentence("api.upload"),
		about:   language.Sentence("api.upload.about"),
		answer:  outcome.Outcome{}, Write: true, Upload: true, problems: []problem.Type{problem.BadUpload},
		handle: func(c *gin.Context, _ arguments) error {
			outcome, err := a.receiveUpload(c)
			if err != nil {
				return err
			}
			return answerJSON(c, outcome)
		},
	}
}

// uploadBody describes the body of an upload.
func uploadBody(lang language.Lang) *openapi.RequestBody {
	file := &jsonschema.Schema{Type: "string", ContentMediaType: "application/octet-stream"}
	form := &jsonschema.Schema{Type: "object", Properties: map[string]*jsonschema.Schema{uploadField: file}, Required: []string{uploadField}}
	return &openapi.RequestBody{
		Description: lang.Say("api.upload.body"), Required: true,
		Content: map[string]openapi.Media{"multipart/form-data": {Schema: form}},
	}
}

// receiveUpload receives an upload and indexes it, within the time limit of uploads instead of that of other requests.
func (a *API) receiveUpload(c *gin.Context) (outcome.Outcome, error) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), a.opt.Upload)
	defer cancel()
	if err := extendDeadlines(c, time.Now().Add(a.opt.Upload)); err != nil {
		return outcome.Outcome{}, err
	}
	u, err := receive(c.Request)
	if err != nil {
		return outcome.Outcome{}, err
	}
	defer u.remove(a.opt.Logger)
	leave, err := a.opt.Writers.Enter(ctx)
	if err != nil {
		return outcome.Outcome{}, err
	}
	defer leave()
	o, err := a.opt.IndexFile(ctx, u, u.path)
	return o, unwritten(err, "problem.write")
}

// A deleteAnswer answers DELETE /api/v1/reports/{id}.
type deleteAnswer struct {
	Deleted string `json:"deleted"`
}

// Delete removes a report from the index.
func (a *API) Delete() Operation {
	return Operation{
		id:      "deleteReport",
		summary: language.Sentence("api.delete"), about: language.Sentence("api.delete.about"),
		params: []param{idParam()}, answer: deleteAnswer{}, Write: true, problems: []problem.Type{problem.NotFound},
		handle: a.deleteReport,
	}
}

func (a *API) deleteReport(c *gin.Context, args arguments) error {
	ctx, cancel := context.WithTimeout(c.Request.Context(), a.opt.Upload)
	defer cancel()
	leave, err := a.opt.Writers.Enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	if _, err := a.site.Service().Report(ctx, args["id"], search.Marking{}); err != nil {
		return err
	}
	if err := a.opt.Delete(ctx, args["id"]); err != nil {
		return unwritten(err, "problem.write")
	}
	return answerJSON(c, deleteAnswer{args["id"]})
}
