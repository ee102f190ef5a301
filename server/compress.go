package server

import (
	"net/http"

	"github.com/klauspost/compress/gzhttp"
)

// compress sends answers above a minimal size as gzip to clients that accept it.
func compress(h http.Handler) (http.Handler, error) {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(gzhttp.DefaultMinSize))
	if err != nil {
		return nil, err
	}
	return wrap(h), nil
}
