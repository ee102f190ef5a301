// Package site holds what the pages, the API and the tools of one web site share: the index that they answer from, and the
// addresses at which clients reach them.
package site

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"regexp"
	"strings"
	"sync/atomic"
	"time"

	"gongbao/search"
	"gongbao/search/figures"
)

// A Site is an index on the web. Its methods may be called at the same time.
type Site struct {
	service  atomic.Pointer[search.Service]
	basePath string
	origin   string   // as in Options
	proxies  []string // addresses and networks whose X-Forwarded-Proto is believed
	names    *figures.Names
}

// Options say where clients reach a Site.
type Options struct {
	// BasePath is empty, or begins with a slash and does not end with one.
	BasePath string
	// Origin is the scheme and host of every address that the site prints: https://example.org. If it is empty, those of
	// each request serve.
	Origin string
	// TrustedProxies are addresses and networks whose X-Forwarded-Proto is believed.
	TrustedProxies []string
	// Names say which names mean one indicator, figures.DefaultNames if they are nil.
	Names *figures.Names
}

// New returns a Site without an index.
func New(opt Options) *Site {
	return &Site{basePath: opt.BasePath, origin: opt.Origin, proxies: opt.TrustedProxies, names: opt.Names}
}

// Use replaces the service that the site answers from. A nil service means that no index is open yet.
func (s *Site) Use(service *search.Service) { s.service.Store(service) }

// Service returns the service to answer from; nil until an index is open. A handler answers from the Edition of its request.
func (s *Site) Service() *search.Service { return s.service.Load() }

// Names returns which names mean one indicator; nil for those of the program.
func (s *Site) Names() *figures.Names { return s.names }

// editionKey is the key of an edition in the context of a request.
type editionKey struct{}

// WithEdition returns a context for a request that is answered from an edition of the index.
func WithEdition(ctx context.Context, e *search.Edition) context.Context {
	return context.WithValue(ctx, editionKey{}, e)
}

// Edition returns the edition of the index from which the request with a context is answered. It panics if WithEdition has
// set none.
func Edition(ctx context.Context) *search.Edition { return ctx.Value(editionKey{}).(*search.Edition) }

// Path returns the path that clients request for a path of the site.
func (s *Site) Path(path string) string { return s.basePath + path }

// Below returns the path of a request below the base path. It is the inverse of Path.
func (s *Site) Below(r *http.Request) string { return strings.TrimPrefix(r.URL.Path, s.basePath) }

// Origin returns the scheme and host of the site as its owner named them, or "".
func (s *Site) Origin() string { return s.origin }

var host = regexp.MustCompile(`^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?$`)

// IsHost reports whether s is a host as addresses have it, with or without a port: example.org, [::1]:8080.
func IsHost(s string) bool { return host.MatchString(s) }

// HasAddress reports whether Absolute knows the host of the site: from the site's owner, or else from the request.
func (s *Site) HasAddress(r *http.Request) bool { return s.origin != "" || IsHost(r.Host) }

// Absolute returns a path with scheme and host, which citations need. Unless the site's owner has named them, the host is
// the one in the request, and a trusted proxy reports whether that was over TLS. The path includes the base path. Where
// HasAddress is false, it is returned as it is.
func (s *Site) Absolute(r *http.Request, path string) string {
	switch {
	case s.origin != "":
		return s.origin + path
	case !s.HasAddress(r):
		return path
	}
	scheme := "http"
	if r.TLS != nil || s.fromProxy(r) && strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https") {
		scheme = "https"
	}
	return scheme + "://" + r.Host + path
}

// fromProxy reports whether a request comes from a trusted proxy.
func (s *Site) fromProxy(r *http.Request) bool {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return false
	}
	address := from.Addr().Unmap()
	for _, trusted := range s.proxies {
		if p, err := netip.ParsePrefix(trusted); err == nil && p.Contains(address) {
			return true
		}
		if a, err := netip.ParseAddr(trusted); err == nil && a == address {
			return true
		}
	}
	return false
}

// ExtendDeadlines moves the deadlines to receive and to answer a request, where the connection has deadlines.
func ExtendDeadlines(w http.ResponseWriter, end time.Time) error {
	control := http.NewResponseController(w)
	err := errors.Join(control.SetReadDeadline(end), control.SetWriteDeadline(end))
	if errors.Is(err, http.ErrNotSupported) {
		return nil // a recorder in a test
	}
	return err
}
