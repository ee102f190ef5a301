package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"gongbao/search"
)

// printJSON prints for programs what the API gives them, to the byte.
func (t *tool) printJSON(v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	fmt.Fprintf(t.out, "%s\n", body)
	return nil
}

// printAnswer prints for people: what was asked, each hit, and the totals.
func (t *tool) printAnswer(a search.Answer) {
	for _, note := range a.Query.Notes {
		fmt.Fprintf(t.err, "注意：%s\n", note)
	}
	related := false
	for _, h := range a.Hits {
		if h.Match == search.MatchRelated && !related {
			related = true
			fmt.Fprint(t.out, t.faint("— 以下为相关段落 —")+"\n\n")
		}
		t.printHit(h)
	}
	fmt.Fprintln(t.out, totals(a))
	for _, hint := range a.Hints {
		fmt.Fprintf(t.out, "- %s\n", hint)
	}
	if a.Next != "" {
		fmt.Fprintf(t.out, "还有更多，接着看：--cursor %s\n", a.Next)
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

// source is where a hit stands: 辽宁 2021 政府工作报告.
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

// totals says how much there is. What is exact comes first: it is what Ctrl+F would count.
func totals(a search.Answer) string {
	said := fmt.Sprintf("%d 段 %d 篇 %d 处", a.Total.Paragraphs, a.Total.Reports, a.Total.Occurrences)
	if a.Total.Paragraphs == 0 {
		said = "没有逐字相同的：" + a.Query.ReadAs
	}
	if a.Loose != nil && a.Loose.Paragraphs > 0 {
		said += fmt.Sprintf("；不计标点 %d 段 %d 处", a.Loose.Paragraphs, a.Loose.Occurrences)
	}
	if a.Related != nil && a.Related.Paragraphs > 0 {
		said += fmt.Sprintf("；相关 %d 段", a.Related.Paragraphs)
	}
	return fmt.Sprintf("%s（%.1f 毫秒）", said, a.TookMS)
}

const (
	bold  = "\x1b[1;31m"
	faint = "\x1b[2m"
	plain = "\x1b[0m"
)

// marked shows the marks of a text in colour, where there is colour.
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
