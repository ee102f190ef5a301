package search

import (
	"strconv"
	"unicode/utf8"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/explain"
	"gongbao/search/query"
)

// An Answer is the body of an answer, for programs as JSON and for pages. Positions are code points in the text beside
// them, half open.
type Answer struct {
	Query Reading      `json:"query"`
	Match Match        `json:"match"`
	Total engine.Total `json:"total"` // of the exact tier, whichever answered
	// Loose is what is there when separators are ignored, the places of the exact tier included; absent where that is just
	// what the exact tier has, and from answers to Request.HitsOnly.
	Loose *Tier `json:"loose,omitempty"`
	// Related is how many paragraphs come near; absent where that was not asked, for there were hits enough.
	Related *Tier `json:"related,omitempty"`
	Hits    []Hit `json:"hits"`
	// Hints say how to go on when nothing was found: which filter emptied the answer, which term is missing.
	Hints  []string `json:"hints,omitempty"`
	Facets Facets   `json:"facets"`
	Next   string   `json:"next"` // cursor of the next page, empty at the end
	TookMS float64  `json:"took_ms"`

	// Tree is the query as it was read, with the request's filters; nil when there was nothing to look for.
	Tree query.Node `json:"-"`
}

// A Reading says how the input was understood.
type Reading struct {
	Input  string   `json:"input"`
	ReadAs string   `json:"read_as"`
	Notes  []string `json:"notes"`
}

// A Match names the best tier that answered.
type Match string

const (
	MatchExact   Match = "exact"
	MatchLoose   Match = "loose"
	MatchRelated Match = "related"
	MatchNone    Match = "none"
)

// A Tier counts what a tier beside the exact one has found.
type Tier struct {
	Paragraphs  int `json:"paragraphs"`
	Occurrences int `json:"occurrences,omitempty"` // not of the related tier, which counts none
}

// A Hit is a paragraph that answers.
type Hit struct {
	ID          string   `json:"id"` // liaoning-2021#67
	Match       Match    `json:"match"`
	Reason      string   `json:"reason,omitempty"` // of a related hit: 近义：碳排放达峰, 部分匹配
	Score       float64  `json:"score"`
	Occurrences int      `json:"occurrences"`
	Report      Source   `json:"report"`
	Section     []string `json:"section"`
	Ordinal     int      `json:"ordinal"`
	Heading     bool     `json:"heading,omitempty"`
	Hash        string   `json:"hash"`
	Text        string   `json:"text"`
	Marks       []Span   `json:"marks"`
	Snippet     Marked   `json:"snippet"`
	URL         string   `json:"url"`

	// Header is all that is known of the report, for citations.
	Header corpus.Header `json:"-"`
}

// A Source is what a hit says of its report.
type Source struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Region string `json:"region"`
	Level  string `json:"level"`
	Kind   string `json:"kind"`
	Year   int    `json:"year"`
	Date   string `json:"date"`
}

// A Span is a stretch of text in code points, the first included and the last not.
type Span [2]int

// Marked is a text with the places in it that match.
type Marked struct {
	Text  string `json:"text"`
	Marks []Span `json:"marks"`
}

func newAnswer(asked query.Query, tree query.Node, lang language.Lang) Answer {
	a := Answer{Query: Reading{Input: asked.Input, Notes: []string{}}, Match: MatchNone, Hits: []Hit{}, Tree: tree}
	a.Query.ReadAs = explain.Tree(tree, lang)
	for _, n := range asked.Notes {
		a.Query.Notes = append(a.Query.Notes, explain.Note(n, lang))
	}
	a.Facets = newFacetCounts().facets()
	return a
}

// take shows what a tier has found, and counted.
func (a *Answer) take(m Match, r engine.Result, counts facetCounts) {
	if r.Total.Paragraphs == 0 {
		return
	}
	a.Match = m
	for _, h := range r.Hits {
		a.Hits = append(a.Hits, newHit(m, h))
	}
	a.Facets, a.Next = counts.facets(), r.Next
}

func newHit(m Match, h engine.Hit) Hit {
	id := h.Report.ID
	return Hit{
		ID: hitID(id, h.Paragraph.Ordinal), Match: m, Score: h.Score, Occurrences: h.Occurrences,
		Report: Source{
			ID: id, Title: h.Report.Title, Region: h.Report.Region, Level: string(h.Report.Level), Kind: string(h.Report.Kind),
			Year: h.Report.Year, Date: h.Report.Date,
		},
		Section: list(h.Paragraph.Section), Ordinal: h.Paragraph.Ordinal, Heading: h.Paragraph.Heading, Hash: h.Paragraph.Hash,
		Text: h.Paragraph.Text, Marks: codePoints(h.Paragraph.Text, h.Marks), Snippet: snippet(h.Paragraph.Text, h.Marks),
		URL: PagePath(id, h.Paragraph.Ordinal), Header: h.Report,
	}
}

// hitID names a paragraph: liaoning-2021#67.
func hitID(report string, ordinal int) string { return report + "#" + strconv.Itoa(ordinal) }

// list makes an empty list of none, which JSON shows as such.
func list[T any](of []T) []T {
	if of == nil {
		return []T{}
	}
	return of
}

// codePoints turns ascending spans of bytes into spans of code points.
func codePoints(s string, spans []text.Span) []Span {
	marks := make([]Span, 0, len(spans))
	at, n := 0, 0
	to := func(b int) int {
		n += utf8.RuneCountInString(s[at:b])
		at = b
		return n
	}
	for _, span := range spans {
		marks = append(marks, Span{to(span.From), to(span.To)})
	}
	return marks
}
