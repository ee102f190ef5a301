// Package site holds what the pages, the API and the tools of one web site share: the index that they answer from, and the
// addresses at which clients reach them.
package site

import (
	"net/http"
	"net/netip"
	"strings"
	"sync/atomic"

	"gongbao/search"
)

// A Site is an index on the web. Its methods may be called at the same time.
type Site struct {
	service  atomic.Pointer[search.Service]
	basePath string
	proxies  []string // addresses and networks whose X-Forwarded-Proto is believed
}

// New returns a Site without an index. The base path is empty, or begins with a slash and does not end with one.
func New(basePath string, trustedProxies []string) *Site {
	return &Site{basePath: basePath, proxies: trustedProxies}
}

// Use replaces the service that the site answers from. A nil service means that no index is open yet.
func (s *Site) Use(service *search.Service) { s.service.Store(service) }

// Service returns the service to answer from; nil until an index is open.
func (s *Site) Service() *search.Service { return s.service.Load() }

// Path returns the path that clients request for a path of the site.
func (s *Site) Path(path string) string { return s.basePath + path }

// Below returns the path of a request below the base path. It is the inverse of Path.
func (s *Site) Below(r *http.Request) string { return strings.TrimPrefix(r.URL.Path, s.basePath) }

// Absolute returns a path with scheme and host, which citations need. The host is the one in the request; a
// trusted proxy reports whether that was over TLS. The path includes the base path.
func (s *Site) Absolute(r *http.Request, path string) string {
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
