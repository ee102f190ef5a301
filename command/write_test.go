package command

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A full writer is a disk without room.
type full struct{}

var errFull = errors.New("no room left")

func (full) Write([]byte) (int, error) { return 0, errFull }

// TestUnwrittenAnswers holds that no command ends well whose answer was not written.
func TestUnwrittenAnswers(t *testing.T) {
	dir := t.TempDir()
	index, collection := filepath.Join(dir, "index"), filepath.Join(dir, "collection")
	writeCollection(t, collection)
	run := func(args ...string) (code int, said string) {
		var stderr bytes.Buffer
		code = execute(t.Context(), append(args, "--index", index), full{}, &stderr)
		return code, stderr.String()
	}
	for _, args := range []string{
		"index ../seeds", "index ../seeds --json", "search 发展", "search 发展 --json", "reports", "reports --json",
		"show liaoning-2021", "show liaoning-2021 --json", "show liaoning-2021#69", "show liaoning-2021#69 --json",
		"verify", "backup " + filepath.Join(dir, "backup"), "copy " + index + " " + filepath.Join(dir, "copy"),
		"copy --json " + index + " " + filepath.Join(dir, "copy"), "index --force ../seeds", "rollback",
		"eval " + collection, "eval --json " + collection, "version", "help", "search --help",
	} {
		if code, said := run(strings.Fields(args)...); code != exitFailed || strings.Count(said, errFull.Error()) != 1 {
			t.Errorf("%s: exit code %d, and it says: %s", args, code, said)
		}
	}
	if code, said := run("show"); code != exitUsage || strings.Contains(said, errFull.Error()) {
		t.Errorf("a command line that means nothing: exit code %d, and it says: %s", code, said)
	}
}

// writeCollection writes a collection of one question.
func writeCollection(t *testing.T, dir string) {
	t.Helper()
	for name, body := range map[string]string{
		"corpus.jsonl":  `{"_id": "a#0", "title": "关于粮食", "text": "粮食产量达到467亿斤。"}`,
		"queries.jsonl": `{"_id": "1", "text": "粮食产量是多少"}`,
		"qrels.tsv":     "query-id\tcorpus-id\tscore\n1\ta#0\t1\n",
	} {
		if err := errors.Join(os.MkdirAll(dir, 0o755), os.WriteFile(filepath.Join(dir, name), []byte(body), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
}
