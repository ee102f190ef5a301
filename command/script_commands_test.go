package command

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gofrs/flock"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

// status N PROGRAM ARGS... runs a program that has to end with the exit code N.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N program args...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if code != want {
		ts.Fatalf("exit code %d, not %d", code, want)
	}
}

// get PATH [STATUS] asks the server at ADDR, waiting until it is there, and prints the answer's body.
func get(ts *testscript.TestScript, neg bool, args []string) {
	want := "200"
	if len(args) > 1 {
		want = args[1]
	}
	var last error
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		body, code, err := fetch("http://" + ts.Getenv("ADDR") + args[0])
		if last = err; err != nil {
			continue
		}
		if fmt.Sprint(code) != want {
			ts.Fatalf("%s: status %d: %s", args[0], code, body)
		}
		fmt.Fprint(ts.Stdout(), body)
		return
	}
	ts.Fatalf("%s: %v", args[0], last)
}

// await PATH TEXT asks the server at ADDR until its answer holds TEXT, for five seconds.
func await(ts *testscript.TestScript, _ bool, args []string) {
	var last string
	for deadline := time.Now().Add(5 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		body, code, err := fetch("http://" + ts.Getenv("ADDR") + args[0])
		if err != nil || code != http.StatusOK {
			ts.Fatalf("%s: status %d, %v", args[0], code, err)
		}
		if last = body; strings.Contains(body, args[1]) {
			return
		}
	}
	ts.Fatalf("%s never holds %s: %s", args[0], args[1], last)
}

// waitfor FILE waits until there is a file, for twenty seconds.
func waitFor(ts *testscript.TestScript, _ bool, args []string) {
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if _, err := os.Stat(ts.MkAbs(args[0])); err == nil {
			return
		}
	}
	ts.Fatalf("%s never comes to be", args[0])
}

// send PATH FILE STATUS uploads a file to the server at ADDR, with TOKEN if there is one, and prints the answer's body.
func send(ts *testscript.TestScript, _ bool, args []string) {
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	part, err := w.CreateFormFile("file", filepath.Base(args[1]))
	ts.Check(err)
	_, err = io.WriteString(part, ts.ReadFile(args[1]))
	ts.Check(errors.Join(err, w.Close()))
	request, err := http.NewRequest(http.MethodPost, "http://"+ts.Getenv("ADDR")+args[0], &form)
	ts.Check(err)
	request.Header.Set("Content-Type", w.FormDataContentType())
	if token := ts.Getenv("TOKEN"); token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := http.DefaultClient.Do(request)
	ts.Check(err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	ts.Check(err)
	if fmt.Sprint(response.StatusCode) != args[2] {
		ts.Fatalf("status %d: %s", response.StatusCode, body)
	}
	fmt.Fprintf(ts.Stdout(), "%s", body)
}

// post PATH FILE sends JSON to the server at ADDR and prints the answer's body.
func post(ts *testscript.TestScript, _ bool, args []string) {
	request, err := http.NewRequest(http.MethodPost, "http://"+ts.Getenv("ADDR")+args[0], strings.NewReader(ts.ReadFile(args[1])))
	ts.Check(err)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/json, text/event-stream")
	response, err := http.DefaultClient.Do(request)
	ts.Check(err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	ts.Check(err)
	fmt.Fprintf(ts.Stdout(), "%s", body)
}

// took is what is never the same in the answers of two indexes: the time, and the version of the index.
var took = regexp.MustCompile(`"took_ms":[0-9.]+|"index_version":"[^"]*"`)

// same FILE FILE compares two answers of the program.
func same(ts *testscript.TestScript, _ bool, args []string) {
	a, b := took.ReplaceAllString(ts.ReadFile(args[0]), ""), took.ReplaceAllString(ts.ReadFile(args[1]), "")
	if strings.TrimSpace(a) != strings.TrimSpace(b) {
		ts.Fatalf("they differ:\n%s\n%s", a, b)
	}
}

// sheets FILE prints a workbook: the name of each sheet, and its rows with tabs between the cells.
func sheets(ts *testscript.TestScript, _ bool, args []string) {
	book, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer book.Close()
	for _, name := range book.GetSheetList() {
		rows, err := book.GetRows(name)
		ts.Check(err)
		fmt.Fprintf(ts.Stdout(), "[%s]\n", name)
		for _, row := range rows {
			fmt.Fprintln(ts.Stdout(), strings.Join(row, "\t"))
		}
	}
}

func fetch(url string) (body string, status int, err error) {
	response, err := http.Get(url)
	if err != nil {
		return "", 0, err
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	return string(data), response.StatusCode, err
}

// hold DIR writes to the index in DIR until the script ends, as another process would.
func hold(ts *testscript.TestScript, _ bool, args []string) {
	path := filepath.Join(ts.MkAbs(args[0]), "lock")
	l := flock.New(path)
	if ok, err := l.TryLock(); err != nil || !ok {
		ts.Fatalf("lock %s: %v, %v", path, ok, err)
	}
	ts.Check(os.WriteFile(path, []byte(`{"pid":4711,"host":"elsewhere","command":"gongbao","since":"2025-03-05T09:00:00Z"}`), 0o644))
	ts.Defer(func() { _ = l.Unlock() })
}

// flip FILE changes a byte in the middle of a file. The name may be a pattern.
func flip(ts *testscript.TestScript, _ bool, args []string) {
	files, err := filepath.Glob(ts.MkAbs(args[0]))
	if err != nil || len(files) == 0 {
		ts.Fatalf("%s: no such file", args[0])
	}
	ts.Check(flipByte(files[0]))
}

func flipByte(file string) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	content[len(content)/2] ^= 0x55
	return os.WriteFile(file, content, 0o644)
}

// reformat DIR makes the index in DIR one of a version that is still to come.
func reformat(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(rewriteManifest(ts.MkAbs(args[0]), "format", 99))
}

// rewriteManifest changes a field of the current manifest of the index in dir.
func rewriteManifest(dir, field string, value int) error {
	pointer, err := os.ReadFile(filepath.Join(dir, "CURRENT"))
	if err != nil {
		return err
	}
	name, _, _ := strings.Cut(string(pointer), " ")
	body, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return err
	}
	var manifest map[string]any
	if err := json.Unmarshal(body, &manifest); err != nil {
		return err
	}
	manifest[field] = value
	if body, err = json.Marshal(manifest); err != nil {
		return err
	}
	sum := crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli))
	return errors.Join(os.WriteFile(filepath.Join(dir, name), body, 0o644),
		os.WriteFile(filepath.Join(dir, "CURRENT"), fmt.Appendf(nil, "%s %08x\n", name, sum), 0o644))
}

// bomb FILE makes a zip of a few kilobytes that unpacks to gigabytes.
func bomb(ts *testscript.TestScript, _ bool, args []string) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("bomb.txt")
	ts.Check(err)
	nothing := make([]byte, 1<<20)
	for range 64 {
		_, err := w.Write(nothing)
		ts.Check(err)
	}
	ts.Check(z.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o644))
}

// ends SECONDS PROGRAM ARGS... runs a program that has to fail within a time.
func ends(ts *testscript.TestScript, _ bool, args []string) {
	seconds, err := strconv.ParseFloat(args[0], 64)
	ts.Check(err)
	began := time.Now()
	if err := ts.Exec(args[1], args[2:]...); err == nil {
		ts.Fatalf("it did not fail")
	}
	if took := time.Since(began); took.Seconds() > seconds {
		ts.Fatalf("it took %v", took)
	}
}

func freeAddress(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
