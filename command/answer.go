package command

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/factor"
	"gongbao/terminal"
)

// printJSON prints the same JSON as the API, with everything escaped that a terminal would obey.
func (t *tool) printJSON(v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	fmt.Fprintln(t.out, printableJSON(string(body)))
	return nil
}

// printableJSON escapes what a terminal would obey in JSON that json.Marshal wrote. It stands only in strings there.
func printableJSON(body string) string {
	if language.Printable(body) == body {
		return body
	}
	var b strings.Builder
	for _, r := range body {
		if language.Printable(string(r)) == string(r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// printAnswer prints an answer for people: the query, each hit, and the totals.
func (t *tool) printAnswer(a search.Answer) {
	for _, note := range a.Query.Notes {
		fmt.Fprintln(t.err, t.say("answer.note", note))
	}
	mixed := a.Match == search.MatchLoose
	headings := map[search.Match]string{search.MatchEqual: "answer.equals", search.MatchRelated: "answer.related"}
	for _, h := range a.Hits {
		if heading := headings[h.Match]; heading != "" {
			headings[h.Match] = ""
			fmt.Fprint(t.out, t.faint(t.say(heading))+"\n\n")
		}
		t.printHit(h, mixed && h.Match != search.MatchRelated)
	}
	fmt.Fprintln(t.out, t.totals(a))
	for _, hint := range a.Hints {
		fmt.Fprintf(t.out, "- %s\n", language.Printable(hint))
	}
	if a.Next != "" {
		t.print("answer.more", a.Next)
	}
}

// printHit prints a hit, with its tier if those of several are mixed.
func (t *tool) printHit(h search.Hit, labelled bool) {
	tier := ""
	if labelled {
		tier = "  " + t.faint(t.say("answer.match."+string(h.Match)))
	}
	fmt.Fprintf(t.out, "%s %s%s\n", t.faint(h.ID), source(h.Report)+t.faint(t.recognised(h.Report.Recognised)), tier)
	if len(h.Section) > 0 {
		fmt.Fprintf(t.out, "  %s\n", t.faint(t.trail(h.Role, h.Section)))
	}
	if h.Reason != "" {
		fmt.Fprintf(t.out, "  %s\n", t.faint(language.Printable(h.Reason)))
	}
	if h.Factors != nil {
		fmt.Fprintf(t.out, "  %s\n", t.faint(factor.Line(t.lang, h.Score, h.Factors)))
	}
	fmt.Fprintf(t.out, "  %s\n", t.marked(h.Snippet))
	if h.Body != nil {
		fmt.Fprintf(t.out, "  %s\n", t.marked(h.Body.Snippet))
	}
	if h.Same != nil {
		fmt.Fprintf(t.out, "  %s\n", t.faint(t.say("answer.same", h.Same, idsOf(h.Same.Hits))))
	}
	fmt.Fprintln(t.out)
}

// mostIDs is the number of ids that are printed in a row.
const mostIDs = 8

// idsOf lists the ids of passages: national-2024#31, national-2023#30 and so on.
func idsOf(passages []search.Passage) string {
	var said []string
	for _, p := range passages[:min(len(passages), mostIDs)] {
		said = append(said, language.Printable(p.ID))
	}
	if len(passages) > mostIDs {
		said = append(said, "…")
	}
	return strings.Join(said, " ")
}

// recognised returns what to say beside a report some of whose pages were recognised in pictures.
func (t *tool) recognised(pages int) string {
	if pages == 0 {
		return ""
	}
	return "  " + t.say("index.recognised")
}

// source returns the origin of a hit: 辽宁 2021 政府工作报告.
func source(s search.Source) string {
	var said []string
	if s.Region != "" {
		said = append(said, s.Region)
	}
	if s.Year > 0 {
		said = append(said, fmt.Sprint(s.Year))
	}
	return language.Printable(strings.Join(append(said, s.Title), " "))
}

// trail returns the titles of the sections around a paragraph, behind their role.
func (t *tool) trail(role string, sections []string) string {
	said := strings.Join(sections, " › ")
	if role != "" {
		said = "[" + t.say("answer.role."+role) + "] " + said
	}
	return language.Printable(said)
}

// totals returns the counts, exact ones first: they are what Ctrl+F would count.
func (t *tool) totals(a search.Answer) string {
	said := []string{t.say("answer.total", t.say("answer.paragraphs", a.Total.Paragraphs), t.say("answer.reports", a.Total.Reports), t.say("answer.occurrences", a.Total.Occurrences))}
	if a.Total.Paragraphs == 0 {
		said[0] = t.say("answer.none", a.Query.ReadAs)
	}
	if a.Loose != nil && a.Loose.Paragraphs > 0 {
		said = append(said, t.say("answer.loose", t.say("answer.paragraphs", a.Loose.Paragraphs), t.say("answer.reports", a.Loose.Reports), t.say("answer.occurrences", a.Loose.Occurrences)))
	}
	if a.Equal != nil {
		said = append(said, t.say("answer.equal", t.say("answer.paragraphs", a.Equal.Paragraphs), t.say("answer.reports", a.Equal.Reports), t.say("answer.occurrences", a.Equal.Occurrences)))
	}
	if a.Related != nil && a.Related.Paragraphs > 0 {
		near := "answer.near"
		if a.Related.AtLeast {
			near = "answer.near.more"
		}
		said = append(said, t.say(near, t.say("answer.paragraphs", a.Related.Paragraphs), t.say("answer.reports", a.Related.Reports)))
	}
	return t.say("answer.took", t.lang.Join(said), a.TookMS)
}

const (
	bold  = "\x1b[1;31m"
	faint = "\x1b[2m"
	plain = "\x1b[0m"
)

// marked returns a text with its marks coloured, if colour is on.
func (t *tool) marked(m search.Marked) string {
	if !t.colour {
		return language.Passage(m.Text)
	}
	runes := []rune(m.Text)
	var b strings.Builder
	at := 0
	for _, mark := range m.Marks {
		b.WriteString(language.Passage(string(runes[at:mark[0]])) + bold + language.Passage(string(runes[mark[0]:mark[1]])) + plain)
		at = mark[1]
	}
	b.WriteString(language.Passage(string(runes[at:])))
	return b.String()
}

func (t *tool) faint(s string) string {
	if !t.colour {
		return s
	}
	return faint + s + plain
}

// hasColour follows no-color.org, and leaves alone a terminal that says of itself that it knows no colours.
func hasColour(w io.Writer) bool {
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && terminal.Is(w)
}
