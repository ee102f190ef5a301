package server

import (
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"gongbao/search"
	"gongbao/search/query"
)

func (s *Server) exportOperation() operation {
	return operation{
		id: "export", method: http.MethodGet, place: "/api/v1/export",
		summary: "Take all hits home",
		about: "Sends all paragraphs that answer, in the order of the reports, as a file that begins with the query, the filters, the version of the " +
			"index and the time. CSV begins with four lines of these, then the names of the columns; a cell that a spreadsheet would take for a " +
			"formula begins with an apostrophe. JSONL has one JSON object a line, the first of these, the others hits as in search. When the index " +
			"changes meanwhile the connection is cut, so that a file is of one version.",
		params: append(questionParams(search.Exact, search.Loose),
			param{name: "format", about: "csv or jsonl.", values: []string{"csv", "jsonl"}, initial: "csv"},
			param{name: "bom", about: "1 begins a CSV with a byte order mark, by which Excel knows UTF-8.", values: []string{"0", "1"}, initial: "0"},
		),
		media: []string{"text/csv", "application/jsonl"}, stream: true,
		examples: []example{
			{"As a table for Excel", "/api/v1/export?q=碳排放达峰&bom=1", "liaoning-2021#"},
			{"As lines of JSON", "/api/v1/export?q=就业&format=jsonl", `"index_version"`},
		},
		handle: s.export,
	}
}

// An exportHead says what an export is of.
type exportHead struct {
	Query   string `json:"query"`
	Filters string `json:"filters"`
	Version string `json:"index_version"`
	Time    string `json:"time"`
}

// export sends all hits page by page, so that it holds no more than one.
func (s *Server) export(c *gin.Context, args arguments) error {
	args["sort"] = "document"
	request, err := searchRequest(args)
	if err != nil {
		return err
	}
	request.Limit = search.ExportLimit
	version, err := s.service.Load().Version(c.Request.Context())
	if err != nil {
		return err
	}
	answer, err := s.page(c, request, version)
	if err != nil {
		return err
	}
	file := newExportFile(c, args)
	if c.Request.Method == http.MethodHead {
		return nil
	}
	head := exportHead{request.Query, printFilters(request.Filters), version, time.Now().UTC().Format(time.RFC3339)}
	if err := file.begin(head); err != nil {
		return err
	}
	for {
		if err := s.sendPage(c, file, answer.Hits); err != nil {
			return err
		}
		if answer.Next == "" {
			return nil
		}
		request.Cursor = answer.Next
		if answer, err = s.page(c, request, version); err != nil {
			return err
		}
	}
}

// page searches for one page of an export, in turn with all other searches.
func (s *Server) page(c *gin.Context, r search.Request, version string) (search.Answer, error) {
	ctx := c.Request.Context()
	if err := s.gate.enter(ctx); err != nil {
		return search.Answer{}, err
	}
	defer s.gate.leave()
	answer, err := s.service.Load().Search(ctx, r)
	if err != nil {
		return search.Answer{}, err
	}
	now, err := s.service.Load().Version(ctx)
	if err == nil && now != version {
		err = unavailable.errorf("the index has changed during the export; begin again")
	}
	return answer, err
}

// sendPage sends hits, each page within its own time.
func (s *Server) sendPage(c *gin.Context, file exportFile, hits []search.Hit) error {
	if err := extendDeadlines(c, time.Now().Add(s.opt.Timeouts.Write)); err != nil {
		return err
	}
	for _, hit := range hits {
		hit.URL = s.absolute(c.Request, s.path(hit.URL))
		if err := file.hit(hit); err != nil {
			return err
		}
	}
	return file.flush()
}

// printFilters writes filters as the search box takes them.
func printFilters(filters []query.Filter) string {
	printed := make([]string, len(filters))
	for i, f := range filters {
		printed[i] = query.Print(f)
	}
	return strings.Join(printed, " ")
}
