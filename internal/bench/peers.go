package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"gongbao/search/query"
)

// A peer is another search engine to compare with.
type peer struct {
	program string // on the PATH, from its Debian package
	load    func(w io.Writer, paragraphs iterParagraphs) error
	measure func(ctx context.Context, db, term string, rounds int) (time.Duration, error)
}

type iterParagraphs func(yield func(body, region string, year int) bool)

var peers = map[string]peer{
	"groonga": {"groonga", loadGroonga, measureGroonga},
	"sqlite":  {"sqlite3", loadSQLite, measureSQLite},
}

// measurePeers loads the same paragraphs into each named peer and measures the median time of the queries that are a
// single text, which all engines understand alike. Result caches are off.
func measurePeers(ctx context.Context, o options) (taken, error) {
	took := taken{}
	for name := range strings.SplitSeq(o.peers, ",") {
		if name == "" {
			continue
		}
		p, ok := peers[name]
		if !ok {
			return nil, fmt.Errorf("no peer %q; there are groonga and sqlite", name)
		}
		if _, err := exec.LookPath(p.program); err != nil {
			return nil, fmt.Errorf("peer %s: %w; install it with apt-get", name, err)
		}
		var err error
		if took[name], err = measurePeer(ctx, p, o); err != nil {
			return nil, fmt.Errorf("peer %s: %w", name, err)
		}
	}
	return took, nil
}

func measurePeer(ctx context.Context, p peer, o options) (map[string]time.Duration, error) {
	dir, err := os.MkdirTemp("", "peer")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	sentences, err := sentencesBelow(ctx, filepath.Join(o.data, "reports"))
	if err != nil {
		return nil, err
	}
	db := filepath.Join(dir, "db")
	if err := fill(ctx, p, db, paragraphsOf(sentences, o.paragraphs)); err != nil {
		return nil, err
	}
	took := map[string]time.Duration{}
	for _, q := range queries {
		if t, ok := query.Parse(q).Root.(query.Text); ok {
			if took[q], err = p.measure(ctx, db, t.Value, o.rounds); err != nil {
				return nil, err
			}
		}
	}
	return took, nil
}

func paragraphsOf(sentences []string, n int) iterParagraphs {
	return func(yield func(body, region string, year int) bool) {
		for change := range reports(sentences, n) {
			for _, p := range change.Put.Paragraphs {
				if !yield(p.Text, change.Put.Region, change.Put.Year) {
					return
				}
			}
		}
	}
}

// fill runs the program of the peer with the output of load as its input.
func fill(ctx context.Context, p peer, db string, paragraphs iterParagraphs) error {
	args := []string{db}
	if p.program == "groonga" {
		args = []string{"-n", db}
	}
	cmd := exec.CommandContext(ctx, p.program, args...)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	w := bufio.NewWriterSize(in, 1<<20)
	if err := p.load(w, paragraphs); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	in.Close()
	return cmd.Wait()
}

func loadGroonga(w io.Writer, paragraphs iterParagraphs) (err error) {
	fmt.Fprint(w, "table_create Paragraphs TABLE_NO_KEY\ncolumn_create Paragraphs body COLUMN_SCALAR Text\n"+
		"column_create Paragraphs region COLUMN_SCALAR ShortText\ncolumn_create Paragraphs year COLUMN_SCALAR Int32\nload --table Paragraphs\n[\n")
	separator := ""
	paragraphs(func(body, region string, year int) bool {
		var row []byte
		row, err = json.Marshal(map[string]any{"body": body, "region": region, "year": year})
		fmt.Fprintf(w, "%s%s", separator, row)
		separator = ",\n"
		return err == nil
	})
	fmt.Fprint(w, "\n]\ntable_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerAuto\n"+
		"column_create Terms paragraphs COLUMN_INDEX|WITH_POSITION Paragraphs body\n")
	return err
}

// measureGroonga uses the time that Groonga reports for each answer: exact total, ten hits, two drilldowns.
func measureGroonga(ctx context.Context, db, term string, rounds int) (time.Duration, error) {
	command := fmt.Sprintf("select Paragraphs --match_columns body --query '\"%s\"' --limit 10 --output_columns body "+
		"--drilldowns[year].keys year --drilldowns[region].keys region\n", term)
	out, err := ask(exec.CommandContext(ctx, "groonga", db), "cache_limit 0\n"+strings.Repeat(command, rounds+1))
	if err != nil {
		return 0, err
	}
	var times []time.Duration
	for line := range strings.Lines(out) {
		var answer []json.RawMessage
		var head []float64
		if json.Unmarshal([]byte(line), &answer) == nil && len(answer) > 1 && json.Unmarshal(answer[0], &head) == nil && len(head) == 3 {
			times = append(times, time.Duration(head[2]*float64(time.Second)))
		}
	}
	return median(times, rounds)
}

func loadSQLite(w io.Writer, paragraphs iterParagraphs) error {
	fmt.Fprint(w, "CREATE VIRTUAL TABLE paragraphs USING fts5(body, region UNINDEXED, year UNINDEXED, tokenize='trigram');\nBEGIN;\n")
	paragraphs(func(body, region string, year int) bool {
		_, err := fmt.Fprintf(w, "INSERT INTO paragraphs VALUES('%s','%s',%d);\n", strings.ReplaceAll(body, "'", "''"), region, year)
		return err == nil
	})
	_, err := fmt.Fprint(w, "COMMIT;\nINSERT INTO paragraphs(paragraphs) VALUES('optimize');\n")
	return err
}

// measureSQLite adds the times that the shell reports for each statement: exact total, ten hits by rank, two groupings.
// The trigram index finds nothing under three characters.
func measureSQLite(ctx context.Context, db, term string, rounds int) (time.Duration, error) {
	if len([]rune(term)) < 3 {
		return 0, nil
	}
	where := fmt.Sprintf(`FROM paragraphs WHERE paragraphs MATCH '"%s"'`, term)
	once := fmt.Sprintf("SELECT count(*) %s;\nSELECT body %s ORDER BY rank LIMIT 10;\nSELECT year, count(*) %s GROUP BY year;\nSELECT region, count(*) %s GROUP BY region;\n",
		where, where, where, where)
	out, err := ask(exec.CommandContext(ctx, "sqlite3", db), ".timer on\n"+strings.Repeat(once, rounds+1))
	if err != nil {
		return 0, err
	}
	var times []time.Duration
	statement := 0
	for line := range strings.Lines(out) {
		var real float64
		if n, _ := fmt.Sscanf(line, "Run Time: real %f", &real); n == 1 {
			if statement%4 == 0 {
				times = append(times, 0)
			}
			times[len(times)-1] += time.Duration(real * float64(time.Second))
			statement++
		}
	}
	return median(times, rounds)
}

func ask(cmd *exec.Cmd, input string) (string, error) {
	cmd.Stdin = strings.NewReader(input)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	return string(out), err
}

// median ignores the first time, a warm-up.
func median(times []time.Duration, rounds int) (time.Duration, error) {
	if len(times) < rounds {
		return 0, fmt.Errorf("%d times of %d", len(times), rounds)
	}
	times = times[len(times)-rounds:]
	slices.Sort(times)
	return times[rounds/2], nil
}
