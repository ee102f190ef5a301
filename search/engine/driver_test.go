package engine

import (
	"context"
	"errors"
	"testing"
)

// A named driver opens nothing, and says which one it is.
type named string

func (n named) Open(context.Context, string) (Engine, error) {
	return nil, errors.New("open " + string(n))
}
func (n named) Create(context.Context, string) (Engine, error) {
	return nil, errors.New("create " + string(n))
}
func (n named) Same(a, b string) bool { return a == b }

// A recognizer is a driver that knows its directories.
type recognizer struct{ named }

func (r recognizer) IsIndex(dir string) bool { return dir == string(r.named) }

func TestRegistry(t *testing.T) {
	r := Registry{"": recognizer{"directory"}, "http": named("cluster"), "https": named("cluster")}
	for location, want := range map[string]string{
		"gongbao.index":             "directory",
		"/srv/gongbao.index":        "directory",
		"":                          "directory",
		"http:/gongbao":             "directory",
		"C://gongbao":               "directory",
		"./ftp://host/gongbao":      "directory",
		"://":                       "directory",
		"http://host:9200/gongbao":  "cluster",
		"HTTPS://host:9200/gongbao": "cluster",
	} {
		if _, err := r.Open(t.Context(), location); err.Error() != "open "+want {
			t.Errorf("%s: %v, not %s", location, err, want)
		}
		if _, err := r.Create(t.Context(), location); err.Error() != "create "+want {
			t.Errorf("%s: %v, not %s", location, err, want)
		}
	}
	for _, location := range []string{"ftp://host/gongbao", "opensearch://host/gongbao", "httpx://host", "file:///srv/gongbao.index", "s3+x.y-z://a"} {
		_, err := r.Open(t.Context(), location)
		if _, again := r.Create(t.Context(), location); !errors.Is(err, ErrNotIndex) || !errors.Is(again, ErrNotIndex) {
			t.Errorf("%s: %v, %v", location, err, again)
		}
		if r.Same(location, location) {
			t.Errorf("%s names an index", location)
		}
	}
	if !r.Same("http://a", "http://a") || r.Same("http://a", "http://b") {
		t.Error("Same does not do what the driver says")
	}
	if r = (Registry{"": named("x"), "http": named("y")}); r.Same("http", "http://") || !r.Same("a", "a") {
		t.Error("locations of two drivers are never the same")
	}
	r["file"] = recognizer{"directory"}
	if !r.IsIndex("directory") || r.IsIndex("elsewhere") {
		t.Error("IsIndex does not do what the drivers say")
	}
}
