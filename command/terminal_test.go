package command

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// TestNothingObeyed holds that names and titles from files never reach a terminal as commands.
func TestNothingObeyed(t *testing.T) {
	const evil = "\x1b]0;x\a\x1b[2J\u202e\u009b"
	dir := t.TempDir()
	index, reports := filepath.Join(dir, "index"), filepath.Join(dir, "reports")
	text := "2014年山东省政府工作报告\n\n各位代表：\n\n发展山东。\n"
	err := os.Mkdir(reports, 0o700)
	for name, content := range map[string]string{
		"a" + evil + "\nadded  x.txt": text, "b" + evil + ".txt": text, "c" + evil + ".txt": "", "d.txt": strings.ReplaceAll(text, "2014", "2015"),
		"gongbao.csv": "file,title,region\nd.txt,\"标题" + evil + "\n第二行\",\ne" + evil + ".txt,,火星" + evil + "\n",
	} {
		err = errors.Join(err, os.WriteFile(filepath.Join(reports, name), []byte(content), 0o600))
	}
	if err != nil {
		t.Skip(err) // the file system has no such names
	}
	for _, lang := range []string{"zh", "en"} {
		for _, args := range [][]string{
			{"index", reports, "--force"}, {"index", reports, "--force", "--json"}, {"search", "发展" + evil}, {"search", "发展"}, {"search", "发展", "--json"}, {"search", "发展", "--region", evil},
			{"show", "shandong-2015"}, {"show", "shandong-2015", "--json"}, {"show", "shandong-2015#3"}, {"show", evil}, {"show", "a#" + evil}, {"reports"}, {"reports", "--json"}, {"verify"},
			{"index", filepath.Join(reports, evil)}, {"search", "发展", "--index", dir + evil}, {"verify", "--index", "ftp://" + evil}, {evil}, {"search", "--" + evil}, {"--lang", evil, "version"},
		} {
			var out, said bytes.Buffer
			// The flags that a line has itself come last, and count.
			execute(t.Context(), append([]string{"--lang", lang, "--index", index}, args...), &out, &said)
			if got := out.String() + said.String(); strings.ContainsFunc(strings.ReplaceAll(got, "\n", ""), func(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Bidi_Control) }) {
				t.Errorf("%q prints %q", args, got)
			} else if strings.Contains("\n"+got, "\nadded  x") || strings.Contains(got, "\n第二行") {
				t.Errorf("%q prints a name on lines of its own: %s", args, got)
			}
			if strings.Contains(strings.Join(args, " "), "--json") && !json.Valid(out.Bytes()) {
				t.Errorf("%q prints no JSON: %s", args, out.String())
			}
		}
	}
}
