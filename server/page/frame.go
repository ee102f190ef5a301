package page

import (
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"gongbao/language"
)

// A frame holds what all pages share. Views embed it, so that templates can call its methods.
type frame struct {
	Page        string // its name, for the style sheet
	Lang        language.Lang
	Title       string // of the window; the name of the site if empty
	Description string // for social previews
	Canonical   string // canonical address of the page
	Switch      string // this page in the other language
	Box         string // text of the search box
	Kept        []pair // filters that a new search keeps

	pages  *Pages
	origin string // scheme and host
}

// A pair is a parameter of an address.
type pair struct{ Name, Value string }

const langCookie = "gongbao_lang"

// cookieAge is a year, in seconds.
const cookieAge = 365 * 24 * 60 * 60

// frame begins a page. The language is that of the address, or else of the cookie; a choice by address sets the cookie.
func (p *Pages) frame(c *gin.Context, page string) frame {
	f := frame{Page: page, Lang: p.language(c), pages: p, origin: p.site.Absolute(c.Request, "")}
	f.Canonical = f.origin + c.Request.URL.EscapedPath()
	other := language.EN
	if f.Lang == language.EN {
		other = language.ZH
	}
	values := c.Request.URL.Query()
	values.Set("lang", string(other))
	f.Switch = c.Request.URL.EscapedPath() + "?" + values.Encode()
	return f
}

func (p *Pages) language(c *gin.Context) language.Lang {
	for _, lang := range []language.Lang{language.ZH, language.EN} {
		if c.Query("lang") == string(lang) {
			http.SetCookie(c.Writer, &http.Cookie{
				Name: langCookie, Value: string(lang), Path: p.site.Path("/"), MaxAge: cookieAge, HttpOnly: true, SameSite: http.SameSiteLaxMode,
			})
			return lang
		}
	}
	if chosen, err := c.Cookie(langCookie); err == nil && chosen == string(language.EN) {
		return language.EN
	}
	return language.ZH
}

// T returns a sentence of the catalogue in the page's language.
func (f frame) T(name string, args ...any) string { return f.Lang.Say(name, args...) }

// HTMLLang returns the language tag of the page.
func (f frame) HTMLLang() string {
	if f.Lang == language.EN {
		return "en"
	}
	return "zh-CN"
}

// Link returns the address of a path of the site, with parameters as names and values by turns. It leaves out those
// without a value. English is named in every address, so that a link shows others what its sender sees.
func (f frame) Link(path string, params ...string) string {
	values := url.Values{}
	for i := 0; i+1 < len(params); i += 2 {
		if params[i+1] != "" {
			values.Set(params[i], params[i+1])
		}
	}
	return f.address(path, "", values)
}

// address returns an address with a fragment and parameters, in the language of the page.
func (f frame) address(path, fragment string, values url.Values) string {
	if f.Lang == language.EN {
		values.Set("lang", string(language.EN))
	}
	u := url.URL{Path: f.pages.site.Path(path), Fragment: fragment, RawQuery: values.Encode()}
	return u.String()
}

// Path returns the address of a path for programs, without a language.
func (f frame) Path(path string) string { return f.pages.site.Path(path) }

// Asset returns the address of a static file.
func (f frame) Asset(name string) string { return f.pages.assetAddress(name) }
