package manage

import (
	"crypto/subtle"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"gongbao/server/problem"
	"gongbao/server/upload"
)

// Options say who may change the index on the pages.
type Options struct {
	Writer *upload.Writer // without an IndexPath nobody may
	Limit  int64          // bytes of an upload
	Secret string         // of this start of the server: every form has it, and no page of another site can know it
	// Token returns the error for a request that shows a wrong token; nil if no token is set.
	Token func(c *gin.Context, token string) error
	// Local allows those who sit at the machine of the server to do without a token. It is for servers that no proxy stands before.
	Local bool
}

// A Way is how somebody may change the index.
type Way string

const (
	Closed  Way = "closed" // not at all
	ByToken Way = "token"
	Here    Way = "here" // at the machine of the server, after a confirmation
)

// Way returns how whoever sends a request may change the index.
func (p *Pages) Way(r *http.Request) Way {
	switch {
	case p.opt.Writer.IndexPath == nil:
		return Closed
	case p.opt.Token != nil:
		return ByToken
	case p.opt.Local && isLocal(r):
		return Here
	}
	return Closed
}

// allow returns the error for a form that may not change the index. Its fields are those before the files.
func (p *Pages) allow(c *gin.Context, fields url.Values) error {
	way := p.Way(c.Request)
	if way == Closed {
		return problem.ReadOnly.Because("problem.add.closed")
	}
	if !p.isOwn(c.Request) || subtle.ConstantTimeCompare([]byte(fields.Get("secret")), []byte(p.opt.Secret)) != 1 {
		return problem.BadOrigin.Because("problem.add.foreign")
	}
	if way == ByToken {
		return p.opt.Token(c, fields.Get("token"))
	}
	if fields.Get("confirm") != "yes" {
		return problem.BadUpload.Because("problem.add.unconfirmed")
	}
	return nil
}

// isOwn reports whether a form was sent by a page of this site. Browsers name the origin of every form that is posted.
func (p *Pages) isOwn(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" {
		return false
	}
	origins := r.Header.Values("Origin")
	if len(origins) != 1 {
		return false
	}
	u, err := url.Parse(origins[0])
	return err == nil && u.Host != "" && (strings.EqualFold(u.Host, r.Host) || origins[0] == p.opt.Writer.Site.Origin())
}

// isLocal reports whether a request comes from the machine of the server, and calls it by an address that no other machine has. A
// name of somebody else's that leads here is none, and what a proxy passes on comes from elsewhere.
func isLocal(r *http.Request) bool {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil || !from.Addr().Unmap().IsLoopback() || !r.ProtoAtLeast(1, 1) {
		return false
	}
	for name := range r.Header {
		switch name := strings.ToLower(name); {
		case name == "forwarded", name == "via", name == "x-real-ip", strings.HasPrefix(name, "x-forwarded-"):
			return false
		}
	}
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	if strings.EqualFold(host, "localhost") {
		return true
	}
	address, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && address.IsLoopback()
}
