package server

import (
	"math"
	"net/netip"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"golang.org/x/time/rate"

	"gongbao/search/engine"
	"gongbao/server/problem"
)

const (
	burstSeconds = 3       // a page and everything it loads come at once
	maxClients   = 100_000 // clients that are remembered
	forgetAfter  = time.Minute
)

// clients limits the rate of each client.
type clients struct {
	limit rate.Limit // requests a second; 0 for no limit
	burst int        // requests at once
	mu    sync.Mutex
	known map[netip.Prefix]*client
	swept time.Time
}

type client struct {
	*rate.Limiter
	seen time.Time
}

func newClients(perSecond float64, burst int) *clients {
	return &clients{limit: rate.Limit(perSecond), burst: max(1, burst), known: map[netip.Prefix]*client{}}
}

// allow reports whether the client at an address may make a request now, and counts it.
func (c *clients) allow(address string, now time.Time) bool {
	if c.limit == 0 {
		return true
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at(address, now).AllowN(now, 1)
}

// exhausted reports whether allow would refuse the client at an address.
func (c *clients) exhausted(address string, now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.limit != 0 && c.at(address, now).TokensAt(now) < 1
}

// at returns the client at an address. The caller holds the lock.
func (c *clients) at(address string, now time.Time) *client {
	c.sweep(now)
	key := neighbourhood(address)
	known, ok := c.known[key]
	if !ok {
		known = &client{Limiter: rate.NewLimiter(c.limit, c.burst)}
		c.known[key] = known
	}
	known.seen = now
	return known
}

// sweep forgets clients that have been quiet for a while, and all clients when there are too many to remember.
func (c *clients) sweep(now time.Time) {
	if len(c.known) >= maxClients {
		clear(c.known)
	}
	if now.Sub(c.swept) < forgetAfter {
		return
	}
	c.swept = now
	for key, known := range c.known {
		if now.Sub(known.seen) > forgetAfter {
			delete(c.known, key)
		}
	}
}

// neighbourhood returns the addresses of one client: a single IPv4 address, or a /64 of IPv6. All invalid addresses are one
// client.
func neighbourhood(address string) netip.Prefix {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return netip.Prefix{}
	}
	bits := a.BitLen()
	if a.Is6() && !a.Is4In6() {
		bits = 64
	}
	p, err := a.WithZone("").Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return p
}

// limitRate names the client of a request, and refuses requests above the rate of one.
func (s *Server) limitRate(c *gin.Context) {
	c.Request = c.Request.WithContext(engine.WithSparing(withClient(c.Request.Context(), neighbourhood(c.ClientIP())), s.gate.shared))
	if !s.clients.allow(c.ClientIP(), time.Now()) {
		s.fail(c, problem.TooMany.Because("problem.rate", s.opt.Rate).After(int(max(1, math.Ceil(1/s.opt.Rate)))))
	}
}
