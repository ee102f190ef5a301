package eval

import (
	"context"
	"regexp"
	"strconv"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/identity"
	"gongbao/corpus/outline"
	"gongbao/corpus/region"
	"gongbao/search/engine"
)

// A passage is a line of corpus.jsonl. Only collections of reports have year and province.
type passage struct {
	ID       string `json:"_id"`
	Title    string `json:"title"`
	Text     string `json:"text"`
	Year     int    `json:"year"`
	Province string `json:"province"`
}

// document identifies the text that a passage belongs to: its id without the trailing number, and its title.
func (p passage) document() string {
	if cut := strings.LastIndexAny(p.ID, "#-_"); cut > 0 {
		return p.ID[:cut] + "\n" + p.Title
	}
	return p.ID + "\n" + p.Title
}

// index puts the passages into e, those of one document as the paragraphs of one report, and returns the passage id of
// each hit id.
func index(ctx context.Context, e engine.Engine, passages []passage) (ids map[string]string, err error) {
	ids = map[string]string{}
	changes := func(yield func(engine.Change, error) bool) {
		for from := 0; from < len(passages); {
			to := from + 1
			for to < len(passages) && passages[to].document() == passages[from].document() {
				to++
			}
			r := reportOf(passages[from:to], from)
			for i, p := range passages[from:to] {
				ids[r.ID+"#"+strconv.Itoa(i+1)] = p.ID
			}
			if !yield(engine.Change{Put: r}, nil) {
				return
			}
			from = to
		}
	}
	return ids, e.Update(ctx, changes)
}

// reportOf makes a report of the passages of one document. n is the index of the first in the collection.
func reportOf(passages []passage, n int) *corpus.Report {
	first := passages[0]
	r := &corpus.Report{Header: corpus.Header{ID: "d" + strconv.Itoa(n), Title: first.Title, Kind: corpus.Other, Year: first.Year}}
	r.Region, r.Level = regionOf(first)
	lines := make([]outline.Line, len(passages))
	for i, p := range passages {
		lines[i].Text = strings.TrimSpace(p.Text)
	}
	tree := outline.Of(lines)
	for i, line := range lines {
		r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{
			Ordinal: i + 1, Text: line.Text, Section: tree.Paths[i], Heading: tree.Headings[i], Hash: identity.Hash(identity.Form(line.Text)),
		})
	}
	return r
}

var leadingYear = regexp.MustCompile(`^(?:19|20)\d\d年`)

// regionOf returns the region that a passage states or that its title begins with. A title that begins with the nation
// names the author (国家卫生健康委) and not the region.
func regionOf(p passage) (string, corpus.Level) {
	if r, ok := region.Find(p.Province); ok {
		return r.Short, r.Level
	}
	if r, _, ok := region.FindPrefix(leadingYear.ReplaceAllString(p.Title, "")); ok && r.Level != region.National {
		return r.Short, r.Level
	}
	return "", ""
}
