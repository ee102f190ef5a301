package manage_test

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/indexer"
	"gongbao/indexer/outcome"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/server"
	"gongbao/server/servertest"
)

const (
	token = "a token for tests"
	here  = "127.0.0.1:8080"
)

func indexInto(e engine.Engine) server.IndexFile {
	return func(ctx context.Context, files fs.FS, path string, lang language.Lang) (outcome.Outcome, error) {
		return indexer.Run(ctx, e, indexer.Options{Files: files, Paths: []string{path}, Lang: lang})
	}
}

// site makes a server of the sample report that can be written to.
func site(t *testing.T, opt server.Options) *server.Server {
	t.Helper()
	opt.Index = servertest.Index(t, sample())
	opt.IndexFile = indexInto(opt.Index)
	return servertest.Serve(t, opt.Index, opt)
}

// sample is a report.
func sample() corpus.Report {
	return corpus.Report{
		Header:     corpus.Header{ID: "liaoning-2021", Title: "2021年辽宁省政府工作报告", Region: "辽宁", Level: corpus.Province, Kind: corpus.Work, Year: 2021},
		Paragraphs: []corpus.Paragraph{{Ordinal: 1, Text: "绿色低碳发展。", Hash: "00000001"}},
	}
}

// A sender is somebody's browser: where it is, and how it calls the site.
type sender struct{ address, host string }

var owner = sender{"127.0.0.1:50000", here}

func (s sender) send(t *testing.T, site http.Handler, method, target string, body io.Reader, header ...string) (status int, page string) {
	t.Helper()
	r := httptest.NewRequest(method, target, body)
	r.RemoteAddr, r.Host = s.address, s.host
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	site.ServeHTTP(w, r)
	return w.Code, w.Body.String()
}

var secretField = regexp.MustCompile(`name="secret" value="([^"]+)"`)

// secret reads the secret in the form of a page.
func (s sender) secret(t *testing.T, site http.Handler) string {
	t.Helper()
	_, page := s.send(t, site, http.MethodGet, "/add", nil)
	found := secretField.FindStringSubmatch(page)
	if found == nil {
		t.Fatalf("no secret in %s", page)
	}
	return found[1]
}

// form makes a form: fields, then files by path, as names and contents by turns.
func form(t *testing.T, fields url.Values, files ...string) (body io.Reader, contentType string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for name, values := range fields {
		if err := w.WriteField(name, values[0]); err != nil {
			t.Fatal(err)
		}
	}
	for i := 0; i < len(files); i += 2 {
		p, err := w.CreatePart(textproto.MIMEHeader{"Content-Disposition": {`form-data; name="file"; filename="` + files[i] + `"`}})
		if err == nil {
			_, err = io.WriteString(p, files[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return &b, w.FormDataContentType()
}

// TestAddFolder holds that a folder is added with its paths, by whoever sits at the machine, and that the page says what became of
// each file.
func TestAddFolder(t *testing.T) {
	s := site(t, server.Options{})
	fields := url.Values{"secret": {owner.secret(t, s)}, "confirm": {"yes"}}
	body, contentType := form(t, fields, "吉林/2019/报告.txt", "政府工作报告\n各位代表：\n一、工作回顾\n稳中求进。\n二、工作安排\n低空经济加快发展，绿色低碳转型。\n", "吉林/空.txt", "", "吉林/.DS_Store", "x")
	status, page := owner.send(t, s, http.MethodPost, "/add", body, "Content-Type", contentType, "Origin", "http://"+here)
	if status != http.StatusOK {
		t.Fatalf("%d %s", status, page)
	}
	for _, want := range []string{`<tr class="outcome-added"><td>新增</td>`, `href="/reports/jilin-2019"`, "吉林/2019/报告.txt", `<tr class="outcome-failed">`, "吉林/空.txt", `<li data-state="added"><strong>1</strong>`, `<li data-state="failed"><strong>1</strong>`} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s in %s", want, page)
		}
	}
	if _, found := owner.send(t, s, http.MethodGet, "/search?q=低空经济", nil); !strings.Contains(found, "jilin-2019") {
		t.Error("what was added is not found")
	}
}

// TestWhoMayAdd holds that only a form of this site counts, sent with the token or from the machine of a server that has none.
func TestWhoMayAdd(t *testing.T) {
	elsewhere := sender{"192.0.2.1:50000", "example.org"}
	const okay = http.StatusOK
	for _, test := range []struct {
		name   string
		opt    server.Options
		from   sender
		origin string
		change func(url.Values)
		header [2]string
		status int
	}{
		{"here", server.Options{}, owner, "http://" + here, nil, [2]string{}, okay},
		{"localhost", server.Options{}, sender{"127.0.0.1:5", "localhost:8080"}, "http://localhost:8080", nil, [2]string{}, okay},
		{"IPv6", server.Options{}, sender{"[::1]:5", "[::1]:8080"}, "http://[::1]:8080", nil, [2]string{}, okay},
		{"a browser that says so", server.Options{}, owner, "http://" + here, nil, [2]string{"Sec-Fetch-Site", "same-origin"}, okay},
		{"unconfirmed", server.Options{}, owner, "http://" + here, func(v url.Values) { v.Del("confirm") }, [2]string{}, http.StatusBadRequest},
		{"another site", server.Options{}, owner, "https://evil.example", nil, [2]string{}, http.StatusForbidden},
		{"another port", server.Options{}, owner, "http://127.0.0.1:9999", nil, [2]string{}, http.StatusForbidden},
		{"a page without origin", server.Options{}, owner, "null", nil, [2]string{}, http.StatusForbidden},
		{"no browser", server.Options{}, owner, "", nil, [2]string{}, http.StatusForbidden},
		{"a browser that says another site", server.Options{}, owner, "http://" + here, nil, [2]string{"Sec-Fetch-Site", "cross-site"}, http.StatusForbidden},
		{"a secret of another start", server.Options{}, owner, "http://" + here, func(v url.Values) { v.Set("secret", "x") }, [2]string{}, http.StatusForbidden},
		{"no secret", server.Options{}, owner, "http://" + here, func(v url.Values) { v.Del("secret") }, [2]string{}, http.StatusForbidden},
		{"a name that leads here", server.Options{}, sender{"127.0.0.1:5", "evil.example:8080"}, "http://evil.example:8080", nil, [2]string{}, http.StatusForbidden},
		{"another machine", server.Options{}, sender{"192.0.2.1:5", here}, "http://" + here, nil, [2]string{}, http.StatusForbidden},
		{"a proxy", server.Options{}, owner, "http://" + here, nil, [2]string{"X-Forwarded-For", "192.0.2.1"}, http.StatusForbidden},
		{"a proxy by another name", server.Options{}, owner, "http://" + here, nil, [2]string{"Via", "1.1 x"}, http.StatusForbidden},
		{"a server that is public", server.Options{PublicURL: "http://" + here}, owner, "http://" + here, nil, [2]string{}, http.StatusForbidden},
		{"with the token", server.Options{Token: token}, elsewhere, "http://example.org", nil, [2]string{}, okay},
		{"with the token, public", server.Options{Token: token, PublicURL: "https://example.org"}, elsewhere, "https://example.org", nil, [2]string{}, okay},
		{"wrong token", server.Options{Token: token}, elsewhere, "http://example.org", func(v url.Values) { v.Set("token", "x") }, [2]string{}, http.StatusUnauthorized},
		{"no token, here", server.Options{Token: token}, owner, "http://" + here, func(v url.Values) { v.Del("token") }, [2]string{}, http.StatusUnauthorized},
		{"token in another site", server.Options{Token: token}, elsewhere, "https://evil.example", nil, [2]string{}, http.StatusForbidden},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := site(t, test.opt)
			fields := url.Values{"secret": {secretOf(t, s)}, "confirm": {"yes"}, "token": {token}}
			if test.change != nil {
				test.change(fields)
			}
			header := []string{"Content-Type", ""}
			if test.origin != "" {
				header = append(header, "Origin", test.origin)
			}
			if test.header[0] != "" {
				header = append(header, test.header[:]...)
			}
			var body io.Reader
			body, header[1] = form(t, fields, "吉林2019.txt", "政府工作报告\n各位代表：\n稳中求进。\n")
			if status, page := test.from.send(t, s, http.MethodPost, "/add", body, header...); status != test.status {
				t.Errorf("adding: %d %s", status, page)
			}
			fields.Set("id", "liaoning-2021")
			header[1] = "application/x-www-form-urlencoded"
			if status, page := test.from.send(t, s, http.MethodPost, "/delete", strings.NewReader(fields.Encode()), header...); status != test.status {
				t.Errorf("deleting: %d %s", status, page)
			}
			want := http.StatusOK
			if test.status == okay {
				want = http.StatusNotFound
			}
			if r := servertest.Get(t, s, "/reports/liaoning-2021"); r.StatusCode != want {
				t.Errorf("the report answers %d", r.StatusCode)
			}
		})
	}
}

// secretOf reads the secret of a server, whoever may write to it.
func secretOf(t *testing.T, s http.Handler) string {
	t.Helper()
	_, page := owner.send(t, s, http.MethodGet, "/add", nil)
	if found := secretField.FindStringSubmatch(page); found != nil {
		return found[1]
	}
	return "none"
}

// TestDeleteAsks holds that a report is deleted after a question only.
func TestDeleteAsks(t *testing.T) {
	s := site(t, server.Options{})
	if _, page := owner.send(t, s, http.MethodGet, "/reports/liaoning-2021", nil); !strings.Contains(page, `href="/delete?id=liaoning-2021"`) {
		t.Error("the report does not lead to the question")
	}
	status, page := owner.send(t, s, http.MethodGet, "/delete?id=liaoning-2021", nil)
	if status != http.StatusOK || !strings.Contains(page, "辽宁") || !strings.Contains(page, `name="confirm" value="yes"`) {
		t.Errorf("%d %s", status, page)
	}
	if status, _ := owner.send(t, s, http.MethodGet, "/delete?id=none", nil); status != http.StatusNotFound {
		t.Errorf("a report that is not there: %d", status)
	}
	if r := servertest.Get(t, s, "/reports/liaoning-2021"); r.StatusCode != http.StatusOK || strings.Contains(servertest.Read(t, r), "/delete?id=") {
		t.Errorf("others are offered to delete, or it is gone: %d", r.StatusCode)
	}
}

// TestReadOnly holds that the page says how to add where nobody can.
func TestReadOnly(t *testing.T) {
	s := servertest.Serve(t, servertest.Index(t, sample()), server.Options{})
	status, page := owner.send(t, s, http.MethodGet, "/add", nil)
	if status != http.StatusOK || strings.Contains(page, "<form class=\"add\"") || !strings.Contains(page, "--token") {
		t.Errorf("%d %s", status, page)
	}
	if _, home := owner.send(t, s, http.MethodGet, "/", nil); strings.Contains(home, `id="first"`) {
		t.Error("the first page offers what cannot be done")
	}
}
