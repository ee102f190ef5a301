package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"gongbao/search"
)

// printJSON prints the same JSON as the API, byte for byte.
func (t *tool) printJSON(v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	fmt.Fprintf(t.out, "%s\n", body)
	return nil
}

// printAnswer prints an answer for people: the query, each hit, and the totals.
func (t *tool) printAnswer(a search.Answer) {
	for _, note := range a.Query.Notes {
		fmt.Fprintln(t.err, t.say("answer.note", note))
	}
	related := false
	for _, h := range a.Hits {
		if h.Match == search.MatchRelated && !related {
			related = true
			fmt.Fprint(t.out, t.faint(t.say("answer.related"))+"\n\n")
		}
		t.printHit(h)
	}
	fmt.Fprintln(t.out, t.totals(a))
	for _, hint := range a.Hints {
		fmt.Fprintf(t.out, "- %s\n", hint)
	}
	if a.Next != "" {
		t.print("answer.more", a.Next)
	}
}

func (t *tool) printHit(h search.Hit) {
	fmt.Fprintf(t.out, "%s %s\n", t.faint(h.ID), source(h.Report))
	if len(h.Section) > 0 {
		fmt.Fprintf(t.out, "  %s\n", t.faint(strings.Join(h.Section, " › ")))
	}
	if h.Reason != "" {
		fmt.Fprintf(t.out, "  %s\n", t.faint(h.Reason))
	}
	fmt.Fprintf(t.out, "  %s\n\n", t.marked(h.Snippet))
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
	return strings.Join(append(said, s.Title), " ")
}

// totals returns the counts, exact ones first: they are what Ctrl+F would count.
func (t *tool) totals(a search.Answer) string {
	said := []string{t.say("answer.total", t.say("answer.paragraphs", a.Total.Paragraphs), t.say("answer.reports", a.Total.Reports), t.say("answer.occurrences", a.Total.Occurrences))}
	if a.Total.Paragraphs == 0 {
		said[0] = t.say("answer.none", a.Query.ReadAs)
	}
	if a.Loose != nil && a.Loose.Paragraphs > 0 {
		said = append(said, t.say("answer.loose", t.say("answer.paragraphs", a.Loose.Paragraphs), t.say("answer.occurrences", a.Loose.Occurrences)))
	}
	if a.Related != nil && a.Related.Paragraphs > 0 {
		said = append(said, t.say("answer.near", t.say("answer.paragraphs", a.Related.Paragraphs)))
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
		return m.Text
	}
	runes := []rune(m.Text)
	var b strings.Builder
	at := 0
	for _, mark := range m.Marks {
		b.WriteString(string(runes[at:mark[0]]) + bold + string(runes[mark[0]:mark[1]]) + plain)
		at = mark[1]
	}
	b.WriteString(string(runes[at:]))
	return b.String()
}

func (t *tool) faint(s string) string {
	if !t.colour {
		return s
	}
	return faint + s + plain
}

// hasColour follows no-color.org.
func hasColour(w io.Writer) bool { return os.Getenv("NO_COLOR") == "" && isTerminal(w) }
