package search

import (
	"slices"
	"strconv"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/factor"
	"gongbao/search/match"
	"gongbao/search/query"
)

// An Answer is the answer to a Request, for programs as JSON and for pages. Positions are half-open ranges of code
// points in the accompanying text.
type Answer struct {
	Query Reading      `json:"query"`
	Match Match        `json:"match"`
	Total engine.Total `json:"total"` // of the exact tier, whatever Match and the mode are
	// Loose counts matches that ignore separators, exact ones included. It is always counted, and nil if it equals Total, but
	// for the mode Loose.
	Loose *Tier `json:"loose,omitempty"`
	// Equal counts the paragraphs that have the values of the query in other wordings only: 1.2万亿元 for 12000亿元. It is nil if there
	// are none, in the modes Exact and Loose, and where looking for them would cost much more than the search.
	Equal *Tier `json:"equal,omitempty"`
	// Related counts related paragraphs. It is nil if nobody looked for them: the mode is not Smart, or the hits of another tier
	// fill the first page.
	Related *Tier `json:"related,omitempty"`
	Hits    []Hit `json:"hits"`
	// Folded is the number of paragraphs of the page that are shown with another: in its Head, Body or Same.
	Folded int `json:"folded,omitempty"`
	// DidYouMean has other searches that find something, if this one has few exact hits or none.
	DidYouMean []Suggestion `json:"did_you_mean,omitempty"`
	// Hints are sentences on how to proceed: those of DidYouMean, and which filter no report passes, which term is missing.
	Hints  []string `json:"hints,omitempty"`
	Facets Facets   `json:"facets"`
	Next   string   `json:"next"` // cursor of the next page; empty at the end
	// Version is that of the index, which all of the answer is of. Changed says that the cursor of the request comes from
	// another version, so that hits may be missing between the two pages, or stand on both; a note says so too.
	Version string  `json:"index_version"`
	Changed bool    `json:"index_changed,omitempty"`
	TookMS  float64 `json:"took_ms"`

	// Years counts the years that have a report, earliest first, if the request is Sideways.
	Years []YearCount `json:"-"`
	// Tree is the parsed query with the filters of the request; nil if it is empty.
	Tree query.Node `json:"-"`
	// Worded is Tree with the texts that conditions on values stand for.
	Worded query.Node `json:"-"`

	equal equalTier // that Equal counts
}

// A Reading is the interpretation of the input.
type Reading struct {
	Input  string   `json:"input"`
	ReadAs string   `json:"read_as"`
	Notes  []string `json:"notes"`
}

// A Match is the tier of a hit, or the best tier of an answer.
type Match string

const (
	MatchExact   Match = "exact"
	MatchEqual   Match = "equal"
	MatchLoose   Match = "loose"
	MatchRelated Match = "related"
	MatchNone    Match = "none"
)

// A Tier counts the matches of a tier besides the exact one.
type Tier struct {
	Paragraphs  int  `json:"paragraphs"`
	Reports     int  `json:"reports"`
	Occurrences int  `json:"occurrences,omitempty"` // absent for the related tier, which has none
	AtLeast     bool `json:"at_least,omitempty"`    // there may be more of them: related paragraphs are counted up to a bound
}

func newTier(t engine.Total) *Tier {
	return &Tier{Paragraphs: t.Paragraphs, Reports: t.Reports, Occurrences: t.Occurrences}
}

// A Hit is a paragraph of an answer.
type Hit struct {
	ID          string   `json:"id"`               // liaoning-2021#67
	Match       Match    `json:"match"`            // of this hit: exact or loose in the mode Loose too
	Reason      string   `json:"reason,omitempty"` // of a related hit: 近义：碳排放达峰, 部分匹配; of one with an equal value: 同值：1.2万亿元
	Score       float64  `json:"score"`
	Occurrences int      `json:"occurrences,omitempty"` // absent where there are none to count: of filters alone, and of related hits
	Report      Source   `json:"report"`
	Section     []string `json:"section"`
	Role        string   `json:"role,omitempty"` // of the outermost section: review, plan or annex
	Ordinal     int      `json:"ordinal"`
	Heading     bool     `json:"heading,omitempty"`
	Hash        string   `json:"hash"`
	Text        string   `json:"text"`
	Marks       []Span   `json:"marks"`
	Snippet     Marked   `json:"snippet"`
	URL         string   `json:"url"`

	Factors []factor.Factor `json:"factors,omitempty"` // of Score, if the request is to Explain

	// Head is the heading right above, if it is a hit of the page too.
	Head *Passage `json:"head,omitempty"`
	// Body is the paragraph right below, if this is a heading; it need not match.
	Body *Passage `json:"body,omitempty"`
	// Same has the paragraphs of the whole answer that say the same in reports of other years.
	Same *Same `json:"same,omitempty"`

	// Header has all fields of the report, for citations.
	Header corpus.Header `json:"-"`

	// Keys are those of its clauses; see package same.
	Keys []uint32 `json:"-"`
}

// A Source identifies the report of a hit.
type Source struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Region string `json:"region"`
	Level  string `json:"level"`
	Kind   string `json:"kind"`
	Year   int    `json:"year"`
	Date   string `json:"date"`

	Recognised int `json:"recognised,omitempty"` // pages whose text was recognised in pictures (OCR), and may be wrong
}

// A Span is a half-open range of code points.
type Span [2]int

// Marked is a text with the ranges that match.
type Marked struct {
	Text  string `json:"text"`
	Marks []Span `json:"marks"`
}

func newAnswer(asked query.Query, tree query.Node, lang language.Lang) Answer {
	a := Answer{Query: reading(asked, tree, lang), Match: MatchNone, Hits: []Hit{}, Tree: tree, Worded: tree}
	a.Facets = Facets{[]Count{}, []Count{}, []Count{}, []Count{}, []Count{}, []Count{}, 0}
	return a
}

// fill sets the facets, and the hits and next cursor from the result of a tier, unless that is empty. tier tells the match of a
// hit.
func (a *Answer) fill(m Match, r engine.Result, counts *facetCounts, e *Edition, tier func(*engine.Hit) Match) {
	a.Facets = counts.facets() // without a hit too: some may leave filters out
	if counts.years != nil {
		a.Years = counts.years.counts()
	}
	if r.Total.Paragraphs == 0 {
		return
	}
	a.Match = m
	a.add(m, r, e, tier)
}

// add adds the hits and the next cursor from the result of a tier.
func (a *Answer) add(m Match, r engine.Result, e *Edition, tier func(*engine.Hit) Match) {
	a.Hits = slices.Grow(a.Hits, len(r.Hits))
	tree := a.Worded
	if m == MatchEqual {
		tree = a.equal.tree
	}
	var matcher *match.Matcher // of what is below headings
	if slices.ContainsFunc(r.Hits, func(h engine.Hit) bool { return h.Below != nil }) {
		matcher = match.Compile(tree, m == MatchLoose)
	}
	for i := range r.Hits {
		a.Hits = append(a.Hits, newHit(tier(&r.Hits[i]), r.Hits[i], matcher))
		if m == MatchEqual {
			a.Hits[len(a.Hits)-1].Reason = a.equal.of(&r.Hits[i])
		}
	}
	a.Next = e.cursorOf(r.Next)
}

func equally(*engine.Hit) Match { return MatchEqual }

// tierOf returns a function that tells the match of a hit of a search: for a loose one, whether it is there without ignoring
// separators too.
func tierOf(tree query.Node, loose bool) func(*engine.Hit) Match {
	if !loose {
		return func(*engine.Hit) Match { return MatchExact }
	}
	exactly := match.Compile(tree, false)
	return func(h *engine.Hit) Match {
		if exactly.MatchesIn(&h.Report, &h.Paragraph) {
			return MatchExact
		}
		return MatchLoose
	}
}

// newHit returns a hit; matcher marks the paragraph below a heading.
func newHit(m Match, h engine.Hit, matcher *match.Matcher) Hit {
	var body *Passage
	if h.Below != nil {
		body = bodyOf(&h.Report, h.Below, matcher)
	}
	id, url := names(h.Report.ID, h.Paragraph.Ordinal)
	marks, snippet := marked(h.Paragraph.Text, h.Marks)
	return Hit{
		ID: id, Match: m, Score: h.Score, Occurrences: h.Occurrences,
		Report:  SourceOf(&h.Report),
		Section: list(h.Paragraph.Section), Role: string(h.Paragraph.Role), Ordinal: h.Paragraph.Ordinal, Heading: h.Paragraph.Heading, Hash: h.Paragraph.Hash,
		Text: h.Paragraph.Text, Marks: marks, Snippet: snippet,
		URL: url, Body: body, Factors: factor.Exact(h.Factors), Header: h.Report, Keys: h.Keys,
	}
}

// names returns the ParagraphID and the PagePath of a paragraph.
func names(report string, ordinal int) (id, url string) {
	var room [128]byte
	all := appendID(room[:0], report, ordinal)
	split := len(all)
	both := string(appendPath(all, report, ordinal))
	return both[:split], both[split:]
}

// SourceOf returns the source that a report's header is of.
func SourceOf(h *corpus.Header) Source {
	return Source{ID: h.ID, Title: h.Title, Region: h.Region, Level: string(h.Level), Kind: string(h.Kind), Year: h.Year, Date: h.Date, Recognised: h.Recognised}
}

// ParagraphID returns the id of a paragraph of a report: liaoning-2021#67.
func ParagraphID(report string, ordinal int) string {
	return string(appendID(make([]byte, 0, len(report)+len("#12345")), report, ordinal))
}

func appendID(dst []byte, report string, ordinal int) []byte {
	return strconv.AppendInt(append(append(dst, report...), '#'), int64(ordinal), 10)
}

// list replaces nil by an empty list, which JSON shows as [].
func list[T any](of []T) []T {
	if of == nil {
		return []T{}
	}
	return of
}

// codePoints converts ascending byte spans of s to code points.
func codePoints(s string, spans []text.Span) []Span {
	all, points := make([]Span, len(spans)), pointCounter{text: s}
	for i, span := range spans {
		all[i] = Span{points.to(span.From), points.to(span.To)}
	}
	return all
}

// A pointCounter counts the code points of a text up to bytes that are given in order.
type pointCounter struct {
	text       string
	at, points int // a byte, and the code points up to it
}

func (c *pointCounter) to(b int) int {
	c.points += text.Runes(c.text[c.at:b])
	c.at = b
	return c.points
}
