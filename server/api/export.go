package api

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"iter"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/gin-gonic/gin"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/query"
	"gongbao/search/table"
	"gongbao/server/problem"
	"gongbao/server/site"
)

// Export sends all hits as a file.
func (a *API) Export() Operation {
	return Operation{
		id:      "export",
		summary: language.Sentence("api.export"),
		about:   language.Sentence("api.export.about"),
		params: append(inQuery(search.ExportParameters()...), inQuery(
			search.Parameter{Name: "format", Kind: search.ChoiceValue, About: language.Sentence("api.export.format"), Values: []string{"csv", "jsonl"}, Default: "csv"},
			search.Parameter{
				Name: "bom", Kind: search.ChoiceValue, About: language.Sentence("api.export.bom"),
				Values: []string{"0", "1"}, Default: "0",
			},
			search.Parameter{
				Name: "head", Kind: search.ChoiceValue, About: language.Sentence("api.export.head"),
				Values: []string{"0", "1"}, Default: "0",
			},
		)...),
		media: []string{"text/csv", "application/jsonl"}, Stream: true, problems: []problem.Type{problem.Dear},
		examples: []example{
			{language.Sentence("api.export.table"), "/api/v1/export?q=碳排放达峰&bom=1", "", "liaoning-2021#"},
			{language.Sentence("api.export.lines"), "/api/v1/export?q=就业&format=jsonl&head=1", "", `"index_version"`},
		},
		handle: a.export,
	}
}

// An exportHead precedes the hits of an export where the reader asks for it. It is none of the table that most programs
// expect.
type exportHead struct {
	Query   string `json:"query"`
	Filters string `json:"filters"`
	Version string `json:"index_version"`
	Time    string `json:"time"`
}

// exportPage is how many hits an export holds at a time, and finds in one turn among all searches.
const exportPage = 1000

// export sends all hits of one edition, each found once.
func (a *API) export(c *gin.Context, args arguments) error {
	request, err := args.request(search.ExportParameters())
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	edition := site.Edition(ctx)
	next, stop := iter.Pull2(edition.Each(ctx, request))
	defer stop()
	hits, err := nextPage(ctx, a, next)
	if err != nil {
		return err
	}
	file := newExportFile(c, args)
	if c.Request.Method == http.MethodHead {
		return nil
	}
	head := exportHead{request.Query, printFilters(request.Filters), edition.Version(), time.Now().UTC().Format(time.RFC3339)}
	if err := file.begin(head, args["head"] == "1"); err != nil {
		return err
	}
	for {
		if err := a.sendPage(c, file, hits); err != nil || len(hits) < exportPage {
			return err
		}
		if hits, err = nextPage(ctx, a, next); err != nil {
			return err
		}
	}
}

// nextPage finds the next results, exportPage of them unless there are no more. It waits for its turn among all searches.
func nextPage[T any](ctx context.Context, a *API, next func() (T, error, bool)) (page []T, err error) {
	leave, err := a.opt.Searches.Enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	for len(page) < exportPage {
		one, err, more := next()
		if err != nil || !more {
			return page, err
		}
		page = append(page, one)
	}
	return page, nil
}

// sendPage sends the hits of a page, which has a time limit of its own.
func (a *API) sendPage(c *gin.Context, file exportFile, hits []search.Hit) error {
	if err := extendDeadlines(c, time.Now().Add(a.opt.Write)); err != nil {
		return err
	}
	for _, hit := range hits {
		hit.URL = a.site.Absolute(c.Request, a.site.Path(hit.URL))
		if err := file.hit(hit); err != nil {
			return err
		}
	}
	return file.flush()
}

// printFilters writes filters as one types them into the search box.
func printFilters(filters []query.Node) string {
	printed := make([]string, len(filters))
	for i, f := range filters {
		printed[i] = query.Print(f)
	}
	return strings.Join(printed, " ")
}

// An exportFile writes an export in one format.
type exportFile interface {
	begin(head exportHead, withHead bool) error
	hit(search.Hit) error
	flush() error
}

// newExportFile begins the answer in the requested format.
func newExportFile(c *gin.Context, args arguments) exportFile {
	if args["format"] == "jsonl" {
		c.Header("Content-Type", "application/jsonl; charset=utf-8")
		c.Header("Content-Disposition", `attachment; filename="gongbao.jsonl"`)
		return &jsonFile{json.NewEncoder(c.Writer), c.Writer}
	}
	c.Header("Content-Type", "text/csv; charset=utf-8")
	c.Header("Content-Disposition", `attachment; filename="gongbao.csv"`)
	rows := csv.NewWriter(c.Writer)
	rows.UseCRLF = true
	return &csvFile{rows, c.Writer, args["bom"] == "1", language.Lang(args[search.LangName])}
}

type jsonFile struct {
	*json.Encoder
	to http.Flusher
}

func (f *jsonFile) begin(head exportHead, withHead bool) error {
	if !withHead {
		return nil
	}
	return f.Encode(head)
}

func (f *jsonFile) hit(h search.Hit) error { return f.Encode(h) }

func (f *jsonFile) flush() error {
	f.to.Flush()
	return nil
}

type csvFile struct {
	*csv.Writer
	to   gin.ResponseWriter
	bom  bool
	lang language.Lang // of the column note
}

func (f *csvFile) begin(head exportHead, withHead bool) error {
	if f.bom {
		if _, err := f.to.WriteString("\ufeff"); err != nil {
			return err
		}
	}
	if withHead {
		query, _ := table.Cell(head.Query)
		filters, _ := table.Cell(head.Filters)
		if err := f.WriteAll([][]string{{"query", query}, {"filters", filters}, {"index_version", head.Version}, {"time", head.Time}}); err != nil {
			return err
		}
	}
	return f.Write([]string{"id", "match", "occurrences", "region", "level", "kind", "year", "date", "title", "section", "ordinal", "text", "url", "note", "role", "recognised"})
}

// mostInCell is the number of UTF-16 units that a spreadsheet keeps of a cell.
const mostInCell = 32_767

func (f *csvFile) hit(h search.Hit) error {
	year, recognised := "", ""
	if h.Report.Year > 0 {
		year = strconv.Itoa(h.Report.Year)
	}
	if h.Report.Recognised > 0 {
		recognised = strconv.Itoa(h.Report.Recognised)
	}
	var guarded, notes []string
	texts := map[string]string{"id": h.ID, "region": h.Report.Region, "title": h.Report.Title, "section": strings.Join(h.Section, " › "), "text": h.Text}
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		written, guard := table.Cell(texts[name])
		if guard {
			guarded = append(guarded, name)
		}
		if n := units(written); n > mostInCell {
			notes = append(notes, f.lang.Say("export.note.long", name, n, mostInCell))
		}
		texts[name] = written
	}
	if len(guarded) > 0 {
		notes = append(notes, f.lang.Say("export.note.guard", guarded))
	}
	return f.Write([]string{
		texts["id"], string(h.Match), strconv.Itoa(h.Occurrences), texts["region"], h.Report.Level, h.Report.Kind, year, h.Report.Date,
		texts["title"], texts["section"], strconv.Itoa(h.Ordinal), texts["text"], h.URL, strings.Join(notes, "; "), h.Role, recognised,
	})
}

// units returns the number of UTF-16 units in a text.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

func (f *csvFile) flush() error {
	f.Flush()
	f.to.Flush()
	return f.Error()
}
