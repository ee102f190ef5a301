package server

import (
	"net/http"
	"net/netip"
	"strconv"
	"strings"
)

// placeOf is where a paragraph is shown.
func placeOf(id string, ordinal int) string { return "/reports/" + id + "#p" + strconv.Itoa(ordinal) }

// absolute gives a path of this site as an address that works elsewhere, which citations need. The host is the one that the
// client asked for; a trusted proxy says whether that was over TLS.
func (s *Server) absolute(r *http.Request, path string) string {
	scheme := "http"
	if r.TLS != nil || s.fromProxy(r) && strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https") {
		scheme = "https"
	}
	return scheme + "://" + r.Host + path
}

// fromProxy says whether a request comes by a trusted proxy.
func (s *Server) fromProxy(r *http.Request) bool {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return false
	}
	address := from.Addr().Unmap()
	for _, trusted := range s.opt.TrustedProxies {
		if p, err := netip.ParsePrefix(trusted); err == nil && p.Contains(address) {
			return true
		}
		if a, err := netip.ParseAddr(trusted); err == nil && a == address {
			return true
		}
	}
	return false
}
