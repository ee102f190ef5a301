package peer

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"iter"
	"os/exec"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// SQLite has a trigram index, which finds nothing under three characters. It takes four statements for an answer; the shell's
// own clock says how long each took.
type sqlite struct{}

func (sqlite) prepare(context.Context) error {
	return needs("sqlite3", "install Debian's package sqlite3")
}

func (sqlite) indexer(ctx context.Context, path string) *exec.Cmd {
	return exec.CommandContext(ctx, "sqlite3", path)
}

func (sqlite) load(to io.Writer, paragraphs iter.Seq[Paragraph]) error {
	w := bufio.NewWriterSize(to, 1<<20)
	quote := strings.NewReplacer("'", "''").Replace
	fmt.Fprint(w, "CREATE VIRTUAL TABLE paragraphs USING fts5(body, region UNINDEXED, year UNINDEXED, tokenize='trigram');\nBEGIN;\n")
	for p := range paragraphs {
		fmt.Fprintf(w, "INSERT INTO paragraphs VALUES('%s','%s',%d);\n", quote(p.Body), quote(p.Region), p.Year)
	}
	fmt.Fprint(w, "COMMIT;\nINSERT INTO paragraphs(paragraphs) VALUES('optimize');\n")
	return w.Flush()
}

func (sqlite) ask(ctx context.Context, path string, texts []string, rounds int) (map[string]Answer, error) {
	answers := map[string]Answer{}
	for _, text := range texts {
		if utf8.RuneCountInString(text) < 3 {
			continue
		}
		where := fmt.Sprintf(`FROM paragraphs WHERE paragraphs MATCH '"%s"'`, text)
		once := fmt.Sprintf("SELECT count(*) %s;\nSELECT body %s ORDER BY rank LIMIT 10;\nSELECT year, count(*) %s GROUP BY year;\nSELECT region, count(*) %s GROUP BY region;\n",
			where, where, where, where)
		cmd := exec.CommandContext(ctx, "sqlite3", path)
		cmd.Stdin = strings.NewReader(".timer on\n" + strings.Repeat(once, rounds+1))
		out, err := run(cmd)
		if err != nil {
			return nil, err
		}
		answer := Answer{Paragraphs: -1}
		var times []time.Duration
		statement := 0
		for line := range strings.Lines(out) {
			if n, err := strconv.Atoi(strings.TrimSpace(line)); err == nil && statement%4 == 0 {
				answer.Paragraphs = n
			}
			var real float64
			if n, _ := fmt.Sscanf(line, "Run Time: real %f", &real); n == 1 {
				if statement%4 == 0 {
					times = append(times, 0)
				}
				times[len(times)-1] += time.Duration(real * float64(time.Second))
				statement++
			}
		}
		if answer.Median, err = median(times, rounds); err != nil {
			return nil, err
		}
		answers[text] = answer
	}
	return answers, nil
}
