package peer

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os/exec"
	"strings"
	"time"
)

// Groonga has a bigram index with positions. Its own clock says how long an answer took.
type groonga struct{}

func (groonga) prepare(context.Context) error {
	return needs("groonga", "install Debian's package groonga-bin")
}

func (groonga) indexer(ctx context.Context, path string) *exec.Cmd {
	return exec.CommandContext(ctx, "sh", "-c", `mkdir -p "$0" && exec groonga -n "$0/db"`, path)
}

func (groonga) load(to io.Writer, paragraphs iter.Seq[Paragraph]) error {
	w := bufio.NewWriterSize(to, 1<<20)
	fmt.Fprint(w, "table_create Paragraphs TABLE_NO_KEY\ncolumn_create Paragraphs body COLUMN_SCALAR Text\n"+
		"column_create Paragraphs region COLUMN_SCALAR ShortText\ncolumn_create Paragraphs year COLUMN_SCALAR Int32\nload --table Paragraphs\n[\n")
	separator := ""
	for p := range paragraphs {
		row, err := json.Marshal(p)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%s%s", separator, row)
		separator = ",\n"
	}
	fmt.Fprint(w, "\n]\ntable_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerAuto\n"+
		"column_create Terms paragraphs COLUMN_INDEX|WITH_POSITION Paragraphs body\n")
	return w.Flush()
}

func (groonga) ask(ctx context.Context, path string, texts []string, rounds int) (map[string]Answer, error) {
	answers := map[string]Answer{}
	for _, text := range texts {
		command := fmt.Sprintf("select Paragraphs --match_columns body --query '\"%s\"' --limit 10 --output_columns body "+
			"--drilldowns[year].keys year --drilldowns[region].keys region\n", text)
		cmd := exec.CommandContext(ctx, "groonga", path+"/db")
		cmd.Stdin = strings.NewReader("cache_limit 0\n" + strings.Repeat(command, rounds+1))
		out, err := run(cmd)
		if err != nil {
			return nil, err
		}
		answer := Answer{Paragraphs: -1}
		var times []time.Duration
		for line := range strings.Lines(out) {
			var parts []json.RawMessage
			var head []float64
			if json.Unmarshal([]byte(line), &parts) == nil && len(parts) > 1 && json.Unmarshal(parts[0], &head) == nil && len(head) == 3 {
				times = append(times, time.Duration(head[2]*float64(time.Second)))
				answer.Paragraphs = total(parts[1])
			}
		}
		if answer.Median, err = median(times, rounds); err != nil {
			return nil, err
		}
		answers[text] = answer
	}
	return answers, nil
}

// total returns the number of paragraphs of an answer, which stands in the form [[[total], …], …], or -1.
func total(body json.RawMessage) int {
	var tables []json.RawMessage
	var rows []json.RawMessage
	var n []int
	if json.Unmarshal(body, &tables) != nil || len(tables) == 0 || json.Unmarshal(tables[0], &rows) != nil || len(rows) == 0 || json.Unmarshal(rows[0], &n) != nil || len(n) != 1 {
		return -1
	}
	return n[0]
}
