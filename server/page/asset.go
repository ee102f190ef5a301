package page

import (
	"io/fs"
	"net/http"
	"path"

	"github.com/gin-gonic/gin"
)

// asset sends a static file. At the address of its version it never changes.
func (s *Server) asset(c *gin.Context) error {
	name := path.Join("static", path.Clean("/"+c.Param("file")))
	info, err := fs.Stat(staticFiles, name)
	if err != nil || info.IsDir() {
		return noSuchPlace(c)
	}
	c.Header("Cache-Control", "no-cache")
	if c.Param("version") == s.pages.version {
		c.Header("Cache-Control", "public, max-age=31536000, immutable")
	}
	http.ServeFileFS(c.Writer, c.Request, staticFiles, name)
	return nil
}

// icon is where browsers look that do not read the page's own word for it.
func (s *Server) icon(c *gin.Context) error {
	c.Redirect(http.StatusFound, s.assetAddress("favicon.svg"))
	return nil
}

// assetAddress is where a static file lies.
func (s *Server) assetAddress(name string) string {
	return s.path("/static/" + s.pages.version + "/" + name)
}
