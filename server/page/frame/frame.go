package frame

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"

	"github.com/gin-gonic/gin"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/cite"
)

// A Frame holds what all pages share. Views embed it, so that templates can call its methods.
type Frame struct {
	Page        string // its name, for the style sheet
	Lang        language.Lang
	Title       string // of the window; the name of the site if empty
	Description string // for previews of links; what the site is for if empty
	Place       string // path of the part of the page that its address leads to, for previews of links; empty for the page
	Unlisted    bool   // search engines are asked to leave the page out
	Switch      string // this page in the other language
	Box         string // text of the search box
	BoxPath     string // where the box leads; empty for the results
	Kept        []Pair // filters that a new search keeps
	Skip        string // id of the first hit or so, to which a link leads that comes before all others; empty without any
	Back        string // where links to a report lead back to, as a path of the site with parameters; empty for the results of Box

	Owner bool // whether the reader may change the index without a token

	templates *Templates
	origin    string     // scheme and host
	path      string     // of the page
	about     url.Values // those parameters of its address without which it would be another page
}

// Answer is the id of what a page answers, below all that arranges it.
const Answer = "answer"

// A Pair is a parameter of an address.
type Pair struct{ Name, Value string }

// langCookie keeps a reader's choice of language. The script of the page sets it where the reader chooses: an address with a language
// may come from somebody else.
const langCookie = "gongbao_lang"

// Frame begins a page. The language is that of the address, or else of the cookie.
func (t *Templates) Frame(c *gin.Context, page string) Frame {
	f := Frame{Page: page, Lang: t.language(c), templates: t, origin: t.site.Absolute(c.Request, "")}
	f.Owner = t.Owner != nil && t.Owner(c.Request)
	f.path = c.Request.URL.EscapedPath()
	other := language.EN
	if f.Lang == language.EN {
		other = language.ZH
	}
	values := c.Request.URL.Query()
	values.Set("lang", string(other))
	f.Switch = c.Request.URL.EscapedPath() + "?" + values.Encode()
	return f
}

func (t *Templates) language(c *gin.Context) language.Lang {
	for _, lang := range []language.Lang{language.ZH, language.EN} {
		if c.Query("lang") == string(lang) {
			return lang
		}
	}
	if chosen, err := c.Cookie(langCookie); err == nil && chosen == string(language.EN) {
		return language.EN
	}
	return language.ZH
}

// WindowTitle returns the title of the window.
func (f Frame) WindowTitle() string {
	if f.Title == "" {
		return f.T("page.site.name") + " · " + f.T("page.site.tagline")
	}
	return f.Title + " · " + f.T("page.site.name")
}

// T returns a sentence of the catalogue in the page's language, in which no line breaks between a number and its word.
func (f Frame) T(name string, args ...any) string { return f.Lang.Unbroken(name, args...) }

// Span writes a range of years or numbers as the page's language does.
func (f Frame) Span(from, to any) string { return f.Lang.Span(fmt.Sprint(from), fmt.Sprint(to)) }

// Comma returns what stands between the items of a list.
func (f Frame) Comma() string { return f.Lang.List(make([]string, 2)) }

// Gap returns what stands between two sentences, or behind a colon.
func (f Frame) Gap() string { return f.Lang.Gap() }

// HTMLLang returns the language tag of the page.
func (f Frame) HTMLLang() string {
	if f.Lang == language.EN {
		return "en"
	}
	return "zh-CN"
}

// Link returns the address of a path of the site, with parameters as names and values by turns. It leaves out those
// without a value. English is named in every address, so that a link shows others what its sender sees.
func (f Frame) Link(path string, params ...string) string {
	values := url.Values{}
	for i := 0; i+1 < len(params); i += 2 {
		if params[i+1] != "" {
			values.Set(params[i], params[i+1])
		}
	}
	return f.Address(path, "", values)
}

// Address returns an address with a fragment and parameters, in the language of the page.
func (f Frame) Address(path, fragment string, values url.Values) string {
	if f.Lang == language.EN {
		values.Set("lang", string(language.EN))
	}
	u := url.URL{Path: f.templates.site.Path(path), Fragment: fragment, RawQuery: values.Encode()}
	return u.String()
}

// Local returns the address of a path of the site with its parameters, as the service prints it: /search?q=就业.
func (f Frame) Local(address string) string {
	u, err := url.Parse(address)
	if err != nil || address == "" {
		return ""
	}
	return f.Address(u.Path, u.Fragment, u.Query())
}

// BoxAction returns where the box leads.
func (f Frame) BoxAction() string { return f.Link(cmp.Or(f.BoxPath, "/search")) }

// At sets the path of the page, and the parameters without which it would be another page.
func (f *Frame) At(path string, about url.Values) {
	f.path, f.about = f.templates.site.Path(path), about
}

// Canonical returns the canonical address of the page in its language.
func (f Frame) Canonical() string { return f.In(f.Lang) }

// In returns the canonical address of the page in a language, zh or en.
func (f Frame) In(lang language.Lang) string {
	values := url.Values{}
	maps.Copy(values, f.about)
	if lang == language.EN {
		values.Set(search.LangName, string(language.EN))
	}
	if len(values) == 0 {
		return f.origin + f.path
	}
	return f.origin + f.path + "?" + values.Encode()
}

// Shared returns the address that previews of links are about.
func (f Frame) Shared() string {
	if f.Place == "" {
		return f.Canonical()
	}
	return f.origin + f.Link(f.Place)
}

// PreviewText returns what previews of links say.
func (f Frame) PreviewText() string { return cmp.Or(f.Description, f.T("page.site.description")) }

// Printed returns the address that stands on paper, or "" if only this machine can open it.
func (f Frame) Printed() string {
	if address := f.Canonical(); cite.Opens(address) {
		return address
	}
	return ""
}

// Preview returns the address of the picture that previews of links show.
func (f Frame) Preview() string { return f.origin + f.Asset("preview.png") }

// Origin returns the scheme and host of the site.
func (f Frame) Origin() string { return f.origin }

// Path returns the address of a path for programs, without a language.
func (f Frame) Path(path string) string { return f.templates.site.Path(path) }

// Asset returns the address of a static file.
func (f Frame) Asset(name string) string { return f.templates.AssetAddress(name) }
