package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gongbao/indexer"
	"gongbao/indexer/outcome"
)

// index is the command that brings the index up to date with files.
func (t *tool) index() *cobra.Command {
	var opt indexer.Options
	var asJSON bool
	c := &cobra.Command{
		Use:   "index PATH...",
		Short: "Bring the index up to date with files and folders",
		Long: `Reads the reports in files, folders and archives, and brings the index up to date with them: txt and md in any
encoding, html, mht, docx, pdf, ofd, tables (xlsx, csv, jsonl) with one report a row, and zip files of any of these. Files that
have not changed are not read again. A file gongbao.csv in a folder (file, title, region, level, year, date, kind, source_url)
says what the texts do not.

The answer is a table of what became of each file. One bad file stops nothing; the exit code is then 1. Until all is done
the index is as it was before, and it stays so when the command is stopped.`,
		Example: `  gongbao index reports/
  gongbao index 2025.zip scrape.xlsx --map text=全文 --map year=报告年度
  gongbao index reports/ --prune             take out reports whose files are gone
  gongbao index reports/ --json | jq '.files[] | select(.state == "failed")'`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("nothing to index: name files or folders, as in: gongbao index reports/")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			opt.Paths = args
			return t.runIndex(c.Context(), opt, asJSON)
		},
	}
	c.Flags().BoolVar(&opt.Prune, "prune", false, "take out reports whose files, below the paths, no longer exist")
	c.Flags().BoolVar(&opt.Force, "force", false, "read all files again, changed or not")
	c.Flags().IntVar(&opt.Jobs, "jobs", 0, "files read at the same time (default one for each processor)")
	c.Flags().StringToStringVar(&opt.Columns, "map", nil, "name=column: the table column that holds title, region, level, year, date, kind, source_url or text")
	c.Flags().BoolVar(&asJSON, "json", false, "print the table as JSON")
	return c
}

// memory is how much the collector lets the process take before it works harder. Below it the collector would let a run of
// any size grow to twice of what it needs.
const memory = 400 << 20

func limitMemory() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memory)
	}
}

func (t *tool) runIndex(ctx context.Context, opt indexer.Options, asJSON bool) (err error) {
	began := time.Now()
	limitMemory()
	opt.Skip = engines.IsIndex
	if err := indexer.Check(ctx, opt); err != nil {
		return err // before an index is made for nothing
	}
	e, err := engines.Create(ctx, t.location)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	bar := newProgress(t.err)
	opt.Progress = bar.show
	outcome, err := indexer.Run(ctx, e, opt)
	bar.end()
	if err != nil {
		return err
	}
	if asJSON {
		if err := t.printJSON(outcome); err != nil {
			return err
		}
	} else {
		t.printOutcome(outcome, time.Since(began))
	}
	if outcome.Counts.Failed > 0 {
		if err := t.out.Flush(); err != nil {
			return errReported // there is no table to look at
		}
		fmt.Fprintf(t.err, "gongbao: %d of %d files failed; the table says which and why\n", outcome.Counts.Failed, len(outcome.Files))
		return errReported
	}
	return nil
}

// states are the states in the order of the table, what needs a person's eye last.
var states = []struct {
	state outcome.State
	name  string
}{
	{outcome.Unchanged, "未变"}, {outcome.Added, "新增"}, {outcome.Changed, "更新"}, {outcome.Duplicate, "重复"}, {outcome.Gone, "移除"}, {outcome.Failed, "失败"},
}

func (t *tool) printOutcome(o outcome.Outcome, took time.Duration) {
	width := 0
	for _, row := range o.Files {
		width = max(width, len(row.ID))
	}
	for _, s := range states {
		for _, row := range o.Files {
			if row.State == s.state {
				fmt.Fprintf(t.out, "%s  %-*s  %s%s\n", s.name, width, row.ID, row.Place(), remarks(row))
			}
		}
	}
	c := o.Counts
	fmt.Fprintf(t.out, "共 %d 项：新增 %d，更新 %d，未变 %d，重复 %d，移除 %d，失败 %d（%.1f 秒）\n",
		len(o.Files), c.Added, c.Changed, c.Unchanged, c.Duplicate, c.Gone, c.Failed, took.Seconds())
	if c.Skipped > 0 {
		fmt.Fprintf(t.out, "另有 %d 个隐藏文件或临时文件未读\n", c.Skipped)
	}
	if c.Missing > 0 {
		fmt.Fprintf(t.out, "有 %d 篇的文件已不存在，仍留在索引中；加 --prune 可移除\n", c.Missing)
	}
}

// fieldNames are the fields of a report as people say them.
var fieldNames = map[string]string{
	"title": "标题", "region": "地区", "level": "级别", "year": "年份", "date": "日期", "meeting": "会议", "speaker": "报告人",
}

// remarks are what a row has to say beside its state.
func remarks(row outcome.Row) string {
	var said []string
	if row.DuplicateOf != "" {
		said = append(said, "与 "+row.DuplicateOf+" 同文")
	}
	for _, near := range row.Near {
		said = append(said, fmt.Sprintf("与 %s 有 %.0f%% 的段落相同", near.ID, 100*near.Share))
	}
	if row.Reason != "" {
		said = append(said, row.Reason)
	}
	repairs := 0
	for _, n := range row.Repairs {
		repairs += n
	}
	if fresh := row.State == outcome.Added || row.State == outcome.Changed; fresh && repairs > 0 {
		said = append(said, fmt.Sprintf("修复 %d 处", repairs))
	}
	if row.State == outcome.Added || row.State == outcome.Changed {
		said = append(said, missing(row.Missing)...)
	}
	said = append(said, row.Notes...)
	if len(said) == 0 {
		return ""
	}
	return "  " + strings.Join(said, "；")
}

func missing(fields []string) []string {
	if len(fields) == 0 {
		return nil
	}
	names := make([]string, len(fields))
	for i, field := range fields {
		names[i] = fieldNames[field]
	}
	return []string{"缺" + strings.Join(names, "、")}
}
