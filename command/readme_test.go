package command

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// manuals are the READMEs and the pages behind them, which are there in both languages.
var manuals = []string{"README", "docs/files", "docs/query", "docs/answers", "docs/api", "docs/operation"}

// TestReadme runs the command blocks of the manuals and compares what they print, but for make test, which runs this test. Each block
// has a folder of its own with some reports, and beside what asks 127.0.0.1:8080 there is a server of the sample report, as the text
// says. A … stands for anything, and times are not compared. The cluster's address is that of a directory here: package opensearch
// tests clusters. Both languages have the same number of blocks with commands.
func TestReadme(t *testing.T) {
	for _, name := range manuals {
		var ran []int
		for _, language := range []struct{ suffix, locale string }{{".md", "C"}, {".zh-CN.md", "zh_CN.UTF-8"}} {
			file, count := name+language.suffix, 0
			for _, block := range blocksOf(manual(t, file)) {
				if block.commands == nil {
					continue
				}
				count++
				t.Run(fmt.Sprintf("%s:%d", file, block.line), func(t *testing.T) {
					t.Parallel()
					block.run(t, language.locale)
				})
			}
			ran = append(ran, count)
		}
		if ran[0] != ran[1] {
			t.Errorf("%s has %d blocks with commands in English and %d in Chinese", name, ran[0], ran[1])
		}
	}
}

func manual(t *testing.T, file string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// begins matches a line that begins something of its own: a list item, a heading, a row, a picture, a tag.
var begins = regexp.MustCompile(`^\s*([-*] |\d+\. |#|\||!\[|<)`)

// TestReadmeChineseLines holds that a paragraph in Chinese is one line: a browser shows a line break as a space, which stands in Chinese
// text where none belongs.
func TestReadmeChineseLines(t *testing.T) {
	for _, name := range manuals {
		before := ""
		for n, line := range strings.Split(manual(t, name+".zh-CN.md"), "\n") {
			if strings.HasPrefix(line, "    ") {
				line = ""
			}
			if before != "" && line != "" && !begins.MatchString(line) {
				t.Errorf("%s.zh-CN.md:%d goes on with the paragraph of the line above", name, n+1)
			}
			before = line
		}
	}
}

var link = regexp.MustCompile(`\]\(([^)#]+)`)

// TestReadmeLinks holds that what the manuals link to is there.
func TestReadmeLinks(t *testing.T) {
	for _, name := range manuals {
		for _, file := range []string{name + ".md", name + ".zh-CN.md"} {
			for _, found := range link.FindAllStringSubmatch(manual(t, file), -1) {
				to := found[1]
				if strings.Contains(to, "://") {
					continue
				}
				if _, err := os.Stat(filepath.Join("..", filepath.Dir(filepath.FromSlash(file)), filepath.FromSlash(to))); err != nil {
					t.Errorf("%s links to %s: %v", file, to, err)
				}
			}
		}
	}
}

// A block is an indented block of a README. Those without commands show a file, or what a command printed elsewhere.
type block struct {
	line     int // in the file, from 1
	commands []step
}

// A step is a command and what the block says it prints; empty where it says nothing.
type step struct{ command, prints string }

var (
	beginsCommand = regexp.MustCompile(`^(\$ |curl |go |make |printf |export |gongbao )`)
	remark        = regexp.MustCompile(`\s{2,}# .*$`)
)

// blocksOf finds the indented blocks of a text in Markdown.
func blocksOf(text string) (blocks []block) {
	within := false
	for i, line := range strings.Split(text, "\n") {
		code, indented := strings.CutPrefix(line, "    ")
		switch {
		case !indented && line != "":
			within = false
			continue
		case indented && !within:
			blocks, within = append(blocks, block{line: i + 1}), true
		case !within:
			continue
		}
		b := &blocks[len(blocks)-1]
		if beginsCommand.MatchString(code) {
			b.commands = append(b.commands, step{command: strings.TrimPrefix(remark.ReplaceAllString(code, ""), "$ ")})
		} else if len(b.commands) > 0 {
			last := &b.commands[len(b.commands)-1]
			if strings.HasPrefix(last.command, "export ") {
				continue // a remark about the next one
			}
			last.prints += strings.TrimPrefix(code, "# ") + "\n"
		}
	}
	return blocks
}

const readmeAddress = "127.0.0.1:8080"

// run runs the commands of a block in turn, in one shell.
func (b block) run(t *testing.T, locale string) {
	dir, address := t.TempDir(), freeAddress(t)
	withEmpty := slices.ContainsFunc(b.commands, func(s step) bool { return strings.Contains(s.prints, emptyFile) })
	writeReports(t, dir, withEmpty)
	program, err := exec.LookPath("gongbao") // this test, see TestMain
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(program, filepath.Join(dir, "gongbao")); err != nil {
		t.Fatal(err)
	}
	env := append(os.Environ(), "LANG="+locale, "LC_ALL=", "GONGBAO_INDEX=", "GONGBAO_TOKEN=sesame", "TMPDIR="+dir)
	shell := func(command string) *exec.Cmd {
		c := exec.Command("bash", "-euo", "pipefail", "-c", strings.ReplaceAll(command, readmeAddress, address))
		c.Dir, c.Env = dir, env
		return c
	}
	asked := func(s step) bool {
		return strings.Contains(s.command, readmeAddress) || strings.HasPrefix(s.command, "gongbao search ")
	}
	if slices.ContainsFunc(b.commands, asked) {
		serveReadme(t, shell, address)
	}
	var before []string // what stands for the rest of the block
	for _, c := range b.commands {
		switch {
		case c.command == "make test":
			continue
		case strings.HasPrefix(c.command, "export GONGBAO_INDEX="):
			before = append(before, "export GONGBAO_INDEX="+filepath.Join(dir, "cluster"))
			continue
		case strings.HasPrefix(c.command, "export "):
			before = append(before, c.command)
			continue
		case isServer(c.command):
			serveReadme(t, shell, address)
			continue
		}
		var errs bytes.Buffer
		program := shell(strings.Join(append(before, c.command), "\n"))
		program.Stderr = &errs
		got, err := program.Output()
		if fails := strings.Contains(c.prints, emptyFile); (err != nil) != fails {
			t.Errorf("%s\n%v: %s", c.command, err, errs.String())
		}
		if strings.TrimSpace(c.prints) != "" && !sayTheSame(c.prints, string(got)) {
			t.Errorf("%s\nprints\n%s\nand the README says\n%s", c.command, got, c.prints)
		}
	}
}

// isServer reports whether a command serves until it is stopped.
func isServer(command string) bool {
	return strings.HasSuffix(command, "./gongbao") || strings.HasSuffix(command, " serve")
}

// serveReadme serves the index, or the sample report, until the test ends.
func serveReadme(t *testing.T, shell func(string) *exec.Cmd, address string) {
	t.Helper()
	c := shell("exec gongbao serve --no-open --addr " + address)
	var said bytes.Buffer
	c.Stderr = &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	t.Cleanup(func() {
		if err := c.Process.Signal(os.Interrupt); err == nil {
			<-ended
		}
	})
	for {
		if r, err := http.Get("http://" + address + "/readyz"); err == nil {
			_, err := io.Copy(io.Discard, r.Body)
			if r.Body.Close(); err == nil && r.StatusCode == http.StatusOK {
				return
			}
		}
		select {
		case err := <-ended:
			t.Fatalf("the server ends: %v\n%s", err, said.String())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

var timing = regexp.MustCompile(`[(（][0-9.]+ (ms|s|毫秒|秒)[)）]`)

// sayTheSame compares what a README shows with what was printed.
func sayTheSame(shown, printed string) bool {
	pattern := regexp.QuoteMeta(timing.ReplaceAllString(strings.TrimRight(shown, "\n"), "(time)"))
	pattern = "(?s)^" + strings.ReplaceAll(pattern, "…", ".*") + "$"
	return regexp.MustCompile(pattern).MatchString(timing.ReplaceAllString(strings.TrimRight(printed, "\n"), "(time)"))
}

// emptyFile is a file that cannot be indexed.
const emptyFile = "空白.txt"

// writeReports makes the folder reports of the README below dir: the sample report twice, a short one, and, on demand, an empty file.
func writeReports(t *testing.T, dir string, withEmpty bool) {
	t.Helper()
	sample, err := os.ReadFile(filepath.Join("..", "seeds", "liaoning-2021.txt"))
	if err != nil {
		t.Fatal(err)
	}
	page := "<html><body><p>" + strings.Join(strings.Split(strings.TrimSpace(string(sample)), "\n"), "</p>\n<p>") + "</p></body></html>"
	if err := os.Mkdir(filepath.Join(dir, "reports"), 0o755); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{
		"2021年辽宁省政府工作报告.txt": string(sample), "辽宁2021.html": page,
		"河北.md": "# 2021年河北省政府工作报告\n\n——2021年2月19日在河北省第十三届人民代表大会第四次会议上\n\n各位代表：\n\n雄安新区进入大规模建设阶段。\n",
	}
	if withEmpty {
		files[emptyFile] = ""
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, "reports", name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
