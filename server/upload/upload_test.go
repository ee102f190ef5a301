package upload

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"gongbao/server/problem"
)

// request makes a request with a form. Each part is the name of a field, that of a file or "", and the content.
func request(t *testing.T, parts ...[3]string) *http.Request {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, part := range parts {
		header := textproto.MIMEHeader{"Content-Disposition": {`form-data; name="` + part[0] + `"`}}
		if part[1] != "" {
			header.Set("Content-Disposition", header.Get("Content-Disposition")+`; filename="`+part[1]+`"`)
		}
		p, err := w.CreatePart(header)
		if err == nil {
			_, err = io.WriteString(p, part[2])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/add", &b)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return r
}

// TestForm holds that the files of a form are a file system, in their folders and without what nobody means to index.
func TestForm(t *testing.T) {
	r := request(t,
		[3]string{"secret", "", "一"}, [3]string{"confirm", "", "yes"},
		[3]string{"file", "辽宁/2021/报告.txt", "政府工作报告"}, [3]string{"file", `辽宁\gongbao.csv`, "file,year"},
		[3]string{"file", "", ""}, [3]string{"file", "辽宁/.DS_Store", "x"}, [3]string{"file", "~$报告.docx", "x"}, [3]string{"file", "b.txt", ""},
	)
	var fields url.Values
	u, err := Form(r, func(given url.Values) error { fields = given; return nil })
	if err != nil {
		t.Fatal(err)
	}
	defer u.Close()
	if diff := cmp.Diff(url.Values{"secret": {"一"}, "confirm": {"yes"}}, fields); diff != "" {
		t.Error(diff)
	}
	want := []string{"uploads/b.txt", "uploads/辽宁/2021/报告.txt", "uploads/辽宁/gongbao.csv"}
	if diff := cmp.Diff(want, u.Files()); diff != "" {
		t.Error(diff)
	}
	if err := fstest.TestFS(u, want...); err != nil {
		t.Error(err)
	}
	if got, err := fs.ReadFile(u, "uploads/辽宁/2021/报告.txt"); err != nil || string(got) != "政府工作报告" {
		t.Errorf("%q %v", got, err)
	}
}

// TestFormIsRefused holds that a form with a path from outside, two files of one path, or no file is refused as a whole.
func TestFormIsRefused(t *testing.T) {
	file := func(name string) [3]string { return [3]string{"file", name, "x"} }
	for _, parts := range [][][3]string{
		{file("../a.txt")}, {file("a/../../b.txt")}, {file(`..\a.txt`)}, {file("/etc/passwd")}, {file("a//b.txt")}, {file("a/./b.txt")}, {file(strings.Repeat("长", 67) + ".txt")}, {file("a\x01.txt")},
		{file("a.txt"), file("a.txt")}, {file("a"), file("a/b.txt")}, {file("a/b.txt"), file("a")},
		{}, {{"file", "", ""}}, {file(".hidden")}, {{"other", "", strings.Repeat("x", maxField+1)}, file("a.txt")},
	} {
		u, err := Form(request(t, parts...), func(url.Values) error { return nil })
		if e := (*problem.Error)(nil); !errors.As(err, &e) || e.Type != problem.BadUpload {
			t.Errorf("%q: %v", parts, err)
		}
		if err == nil {
			u.Close()
		}
	}
}

// TestFormAsksFirst holds that nothing is read of files that the fields before them do not allow.
func TestFormAsksFirst(t *testing.T) {
	r := request(t, [3]string{"secret", "", "no"}, [3]string{"file", "a.txt", strings.Repeat("x", 1<<20)})
	before := r.ContentLength
	body := &counter{Reader: r.Body}
	r.Body = io.NopCloser(body)
	no := errors.New("no")
	if _, err := Form(r, func(url.Values) error { return no }); err != no {
		t.Errorf("%v", err)
	}
	if body.n > 64<<10 || before < 1<<20 {
		t.Errorf("read %d bytes of %d", body.n, before)
	}
}

type counter struct {
	io.Reader
	n int
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += n
	return n, err
}
