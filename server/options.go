package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"math"
	"net/url"
	"runtime"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"

	"gongbao/indexer/outcome"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/figures"
	"gongbao/server/site"
)

// DefaultRate is a sensible Options.Rate: more than a person who types and turns pages needs, less than a crawler wants.
const DefaultRate = 20

// Options configure a Server. The zero Options make a server for one's own machine: no rate limit, no writing, no other
// origins, nothing logged.
type Options struct {
	BasePath       string        // the path of the site behind a proxy: /gongbao
	PublicURL      string        // the address of the site, for all that it prints: https://example.org; that of each request if empty
	TrustedProxies []string      // addresses and networks whose X-Forwarded headers are trusted
	Origin         string        // the origin, or *, whose pages may read the API; none if empty
	Token          string        // bearer token of clients that may upload and delete; if empty, nobody may but on pages at the server's machine
	Index          engine.Engine // the service's index, to delete reports from; needed to write
	IndexFile      IndexFile     // adds uploads to Index; needed to write
	Rate           float64       // requests a second that one client may make; 0 is no limit
	Searches       int           // searches that run at once; a few per CPU if 0
	Queue          int           // searches that wait for their turn; a few per running search if 0
	UploadLimit    int64         // bytes of an upload; DefaultUploadLimit if 0
	Timeouts       Timeouts
	Names          *figures.Names // which names mean one indicator; figures.DefaultNames if nil
	Version        string         // of the program, which assistants are told
	Logger         *slog.Logger
	Registry       *prometheus.Registry // for metrics; the server's own if nil

	origin string // of PublicURL
}

// An IndexFile brings the index of the service up to date with the file at path, or the folder with all its contents. The path has
// slashes and is relative to files. Reasons and notes of the outcome are in lang. Its error leaves the index as it was.
type IndexFile func(ctx context.Context, files fs.FS, path string, lang language.Lang) (outcome.Outcome, error)

// DefaultUploadLimit fits a zip of a thousand reports.
const DefaultUploadLimit = 64 << 20

// Timeouts bound the steps of a request. A zero timeout has the default beside it.
type Timeouts struct {
	Header   time.Duration // to receive a request's header, 5 s
	Read     time.Duration // to receive all of a request, 15 s
	Write    time.Duration // to send an answer or a part of a stream, 15 s
	Idle     time.Duration // between two requests on a connection, 60 s
	Answer   time.Duration // to compute an answer, 2 s
	Upload   time.Duration // to receive an upload and index it, 5 min
	Shutdown time.Duration // to finish running requests at the end, 10 s
}

// Searches keep the processor busy and wait for little else: running more of them at once only slows each down.
const (
	searchesPerCPU   = 2
	waitingPerSearch = 3
	waitingWriters   = 4 // an index accepts one change at a time
)

// Check returns what is wrong with the options, before there is an index.
func (o Options) Check() error {
	o.Token = ""
	if _, err := o.complete(); err != nil {
		return err
	}
	gin.SetMode(gin.ReleaseMode) // the other modes print to standard output
	return trust(gin.New(), o.TrustedProxies)
}

// trust tells an engine whose X-Forwarded headers to believe.
func trust(engine *gin.Engine, proxies []string) error {
	if err := engine.SetTrustedProxies(proxies); err != nil {
		return fmt.Errorf("server: trusted proxies: %w", err)
	}
	return nil
}

// complete returns the options with their defaults, or what is wrong with them.
func (o Options) complete() (Options, error) {
	o.BasePath = strings.TrimRight(o.BasePath, "/")
	if err := o.locate(); err != nil {
		return o, err
	}
	if o.BasePath != "" && o.BasePath[0] != '/' || strings.ContainsAny(o.BasePath, "?#*: ") {
		return o, language.New("serve.base-path", o.BasePath)
	}
	if !(o.Rate >= 0) || math.IsInf(o.Rate, 0) { // NaN is neither
		return o, language.New("serve.rate", o.Rate)
	}
	if o.Origin != "" && o.Origin != "*" {
		origin, path, ok := parseAddress(o.Origin)
		if !ok || path != "" {
			return o, language.New("serve.cors", o.Origin)
		}
		o.Origin = origin
	}
	if o.Token != "" && (o.Index == nil || o.IndexFile == nil) {
		return o, errors.New("server: a token to write with, but no index to write to")
	}
	orDefault(&o.Searches, searchesPerCPU*runtime.GOMAXPROCS(0))
	orDefault(&o.Queue, waitingPerSearch*o.Searches)
	orDefault(&o.UploadLimit, DefaultUploadLimit)
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Registry == nil {
		o.Registry = prometheus.NewRegistry()
	}
	o.Timeouts.complete()
	return o, nil
}

// locate sets the origin from the public address. The path of that address is the base path.
func (o *Options) locate() error {
	if o.PublicURL == "" {
		return nil
	}
	origin, path, ok := parseAddress(strings.TrimRight(o.PublicURL, "/"))
	if !ok {
		return language.New("serve.public-url", o.PublicURL)
	}
	if path != "" && o.BasePath != "" && path != o.BasePath {
		return language.New("serve.public-url.path", o.PublicURL, o.BasePath)
	}
	o.origin, o.BasePath = origin, cmp.Or(path, o.BasePath)
	return nil
}

// parseAddress splits http://host:port/path into its origin, as browsers write it, and its path. It reports false for
// anything else.
func parseAddress(address string) (origin, path string, ok bool) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "" {
		return "", "", false
	}
	host := strings.ToLower(u.Host)
	if !site.IsHost(host) || u.EscapedPath() != u.Path {
		return "", "", false
	}
	if port := u.Port(); u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		host = strings.TrimSuffix(host, ":"+port)
	}
	return u.Scheme + "://" + host, u.Path, true
}

func (t *Timeouts) complete() {
	orDefault(&t.Header, 5*time.Second)
	orDefault(&t.Read, 15*time.Second)
	orDefault(&t.Write, 15*time.Second)
	orDefault(&t.Idle, time.Minute)
	orDefault(&t.Answer, 2*time.Second)
	orDefault(&t.Upload, 5*time.Minute)
	orDefault(&t.Shutdown, 10*time.Second)
}

func orDefault[T comparable](value *T, otherwise T) {
	var zero T
	if *value == zero {
		*value = otherwise
	}
}
