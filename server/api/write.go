package api

import (
	"github.com/gin-gonic/gin"
	"github.com/google/jsonschema-go/jsonschema"

	"gongbao/indexer/outcome"
	"gongbao/language"
	"gongbao/server/openapi"
	"gongbao/server/problem"
	"gongbao/server/upload"
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
	form := &jsonschema.Schema{Type: "object", Properties: map[string]*jsonschema.Schema{upload.Field: file}, Required: []string{upload.Field}, AdditionalProperties: nothing()}
	return &openapi.RequestBody{
		Description: lang.Say("api.upload.body"), Required: true,
		Content: map[string]openapi.Media{"multipart/form-data": {Schema: form}},
	}
}

// receiveUpload receives an upload and indexes it, within the time limit of uploads instead of that of other requests.
func (a *API) receiveUpload(c *gin.Context) (outcome.Outcome, error) {
	ctx, cancel, err := a.opt.Writer.Begin(c)
	if err != nil {
		return outcome.Outcome{}, err
	}
	defer cancel()
	u, err := upload.One(c.Request)
	if err != nil {
		return outcome.Outcome{}, err
	}
	return a.opt.Writer.Index(ctx, u, u.Files()[0], language.EN)
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
	ctx, cancel, err := a.opt.Writer.Begin(c)
	if err != nil {
		return err
	}
	defer cancel()
	if _, err := a.opt.Writer.Delete(ctx, args["id"]); err != nil {
		return err
	}
	return answerJSON(c, deleteAnswer{args["id"]})
}
