package server

import (
	"net/http"

	"github.com/klauspost/compress/gzhttp"
)

// compress lets answers that are worth it travel as gzip, to clients that read it.
func compress(h http.Handler) (http.Handler, error) {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(gzhttp.DefaultMinSize))
	if err != nil {
		return nil, err
	}
	return wrap(h), nil
}
