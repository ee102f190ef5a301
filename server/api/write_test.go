package api_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"gongbao/indexer"
	"gongbao/indexer/outcome"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/seeds"
	"gongbao/server"
	"gongbao/server/servertest"
)

const token = "a token for tests"

// writable makes a server of an empty index that takes uploads.
func writable(t testing.TB, opt server.Options) *server.Server {
	t.Helper()
	opt.Index, opt.Token = servertest.Index(t), token
	opt.IndexFile = indexInto(opt.Index)
	return servertest.Serve(t, opt.Index, opt)
}

// indexInto takes uploads into an index as the command does.
func indexInto(e engine.Engine) server.IndexFile {
	return func(ctx context.Context, files fs.FS, path string, lang language.Lang) (outcome.Outcome, error) {
		return indexer.Run(ctx, e, indexer.Options{Files: files, Paths: []string{path}, Lang: lang})
	}
}

// form makes the body of an upload.
func form(t testing.TB, field, name string, content []byte) (body io.Reader, contentType string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	part, err := w.CreateFormFile(field, name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return &b, w.FormDataContentType()
}

func send(t testing.TB, s http.Handler, name string, content []byte) (*http.Response, outcome.Outcome) {
	t.Helper()
	body, contentType := form(t, "file", name, content)
	r := servertest.Do(t, s, http.MethodPost, "/api/v1/reports", body, "Content-Type", contentType, "Authorization", "Bearer "+token)
	var got outcome.Outcome
	answer := servertest.Read(t, r)
	if r.StatusCode == http.StatusOK {
		if err := json.Unmarshal([]byte(answer), &got); err != nil {
			t.Fatalf("%v: %s", err, answer)
		}
	} else {
		t.Logf("%d: %s", r.StatusCode, answer)
	}
	return r, got
}

func TestUpload(t *testing.T) {
	s := writable(t, server.Options{})
	for _, test := range []struct {
		name  string
		state outcome.State
	}{
		{"liaoning-2021.txt", outcome.Added},
		{"liaoning-2021.txt", outcome.Unchanged},
		{"../../liaoning-2021.txt", outcome.Unchanged},
		{`C:\reports\liaoning-2021.txt`, outcome.Unchanged},
	} {
		r, outcome := send(t, s, test.name, []byte(seeds.Liaoning2021))
		if r.StatusCode != http.StatusOK || len(outcome.Files) != 1 || outcome.Files[0].State != test.state || outcome.Files[0].File != "uploads/liaoning-2021.txt" {
			t.Errorf("%s: %d %+v", test.name, r.StatusCode, outcome)
		}
	}
	if got := servertest.Answer[hits](t, s, "/api/v1/search?q=碳排放达峰"); got.Total.Occurrences != 2 {
		t.Errorf("what was uploaded is not found: %+v", got)
	}
}

func TestUploadZip(t *testing.T) {
	s := writable(t, server.Options{})
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, content := range map[string]string{"2021/辽宁.txt": seeds.Liaoning2021, "空.txt": "", "../escape.txt": "越界"} {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r, outcome := send(t, s, "reports.zip", b.Bytes())
	if r.StatusCode != http.StatusOK || outcome.Counts.Added < 1 || outcome.Counts.Failed < 1 {
		t.Errorf("%d %+v", r.StatusCode, outcome)
	}
}

func TestUploadIsRefused(t *testing.T) {
	s := writable(t, server.Options{UploadLimit: 100_000})
	for _, name := range []string{"..", ".", ".hidden", "a\x01b.txt", "", strings.Repeat("x", 300)} {
		if r, _ := send(t, s, name, []byte("内容")); r.StatusCode != http.StatusBadRequest {
			t.Errorf("%.20q: %d", name, r.StatusCode)
		}
	}
	if r, _ := send(t, s, "large.txt", make([]byte, 200_000)); r.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("too large: %d", r.StatusCode)
	}
	body, contentType := form(t, "other", "a.txt", []byte("内容"))
	authorized := []string{"Authorization", "Bearer " + token, "Content-Type"}
	if r := servertest.Do(t, s, http.MethodPost, "/api/v1/reports", body, append(authorized, contentType)...); r.StatusCode != http.StatusBadRequest {
		t.Errorf("another field: %d", r.StatusCode)
	}
	if r := servertest.Do(t, s, http.MethodPost, "/api/v1/reports", strings.NewReader("text"), append(authorized, "text/plain")...); r.StatusCode != http.StatusBadRequest {
		t.Errorf("no form: %d", r.StatusCode)
	}
}

func TestWritingNeedsAToken(t *testing.T) {
	for _, test := range []struct {
		server *server.Server
		header []string
		status int
		kind   string
	}{
		{site(t, server.Options{}), nil, http.StatusForbidden, "read-only"},
		{site(t, server.Options{}), []string{"Authorization", "Bearer "}, http.StatusForbidden, "read-only"},
		{writable(t, server.Options{}), nil, http.StatusUnauthorized, "token-required"},
		{writable(t, server.Options{}), []string{"Authorization", "Bearer wrong"}, http.StatusUnauthorized, "token-required"},
		{writable(t, server.Options{}), []string{"Authorization", token}, http.StatusUnauthorized, "token-required"},
	} {
		for method, address := range map[string]string{http.MethodPost: "/api/v1/reports", http.MethodDelete: "/api/v1/reports/liaoning-2021"} {
			r := servertest.Do(t, test.server, method, address, nil, test.header...)
			if body := servertest.Read(t, r); r.StatusCode != test.status || !strings.Contains(body, test.kind) {
				t.Errorf("%s with %q: %d %s", method, test.header, r.StatusCode, body)
			}
		}
	}
	if _, err := server.New(nil, server.Options{Token: token}); err == nil {
		t.Error("a token without an index is taken")
	}
}

func TestDelete(t *testing.T) {
	s := writable(t, server.Options{})
	send(t, s, "liaoning-2021.txt", []byte(seeds.Liaoning2021))
	for _, status := range []int{http.StatusOK, http.StatusNotFound} {
		if r := servertest.Do(t, s, http.MethodDelete, "/api/v1/reports/liaoning-2021", nil, "Authorization", "Bearer "+token); r.StatusCode != status {
			t.Errorf("%d, want %d", r.StatusCode, status)
		}
	}
	if r := servertest.Get(t, s, "/api/v1/reports/liaoning-2021"); r.StatusCode != http.StatusNotFound {
		t.Errorf("deleted, but %d", r.StatusCode)
	}
}

// Of clients that delete the same report at once, one has deleted it, and the others are told that it is not there.
func TestDeleteAtOnce(t *testing.T) {
	const clients = 4
	s := writable(t, server.Options{})
	for range 5 {
		send(t, s, "liaoning-2021.txt", []byte(seeds.Liaoning2021))
		answers := make(chan int, clients)
		begin := make(chan struct{})
		for range clients {
			go func() {
				<-begin
				answers <- servertest.Do(t, s, http.MethodDelete, "/api/v1/reports/liaoning-2021", nil, "Authorization", "Bearer "+token).StatusCode
			}()
		}
		close(begin)
		got := map[int]int{}
		for range clients {
			got[<-answers]++
		}
		if got[http.StatusOK] != 1 || got[http.StatusNotFound] != clients-1 {
			t.Fatalf("answers by status: %v", got)
		}
	}
}
