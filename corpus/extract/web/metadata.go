package web

import (
	"cmp"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/typeset"
)

// metaFields maps the names that pages use in <meta>, in lower case. Chinese government sites share a standard for
// them.
var metaFields = map[string]string{
	"articletitle": "title", "og:title": "title", "dc.title": "title",
	"pubdate": "published", "publishdate": "published", "og:release_date": "published", "article:published_time": "published",
	"url": "source_url", "og:url": "source_url", "dc.identifier": "source_url",
}

// addMeta adds what a page's head says about the article. It returns the title of the page by its head, or else its largest heading
// or its title, whatever these name.
func addMeta(d *file.Document, root *html.Node) (named string) {
	var heading, title string
	for n := range root.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case n.Data == "meta":
			stateOneMeta(d, n)
		case n.Data == "link" && strings.EqualFold(attribute(n, "rel"), "canonical"):
			addURL(d, attribute(n, "href"))
		case n.Data == "h1" && heading == "":
			heading = headingOf(n)
		case n.Data == "title" && title == "":
			title = inlineContent(n)
		}
	}
	return cmp.Or(d.Fields["title"], heading, withoutSiteName(title))
}

// headingOf returns the lines of a heading as one, up to that with the day of the page.
func headingOf(n *html.Node) string {
	var title string
	for _, line := range blocksOf(n) {
		if stampLine.MatchString(line.Text) {
			break
		}
		title += line.Text
	}
	return title
}

func stateOneMeta(d *file.Document, n *html.Node) {
	name := attribute(n, "name") + attribute(n, "property")
	field := metaFields[strings.ToLower(strings.TrimSpace(name))]
	switch content := attribute(n, "content"); field {
	case "":
	case "source_url":
		addURL(d, content)
	case "published":
		d.AddField(field, typeset.DateSigns.Replace(content))
	default:
		d.AddField(field, content)
	}
}

// addURL adds an address that works outside the page's own site.
func addURL(d *file.Document, address string) {
	if strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://") {
		d.AddField("source_url", address)
	}
}

// siteName matches what pages append to their title: 政府工作报告_省政府网站, 报告 - 中国政府网, 报告-某市人民政府.
var siteName = regexp.MustCompile(`(?:[_|｜]| [-–—] |--|-[^-]*(?:网|政府|门户)).*$`)

// withoutSiteName cuts the site and its sections off a page's title.
func withoutSiteName(title string) string {
	if bare := strings.TrimFunc(siteName.ReplaceAllString(title, ""), file.IsBlank); bare != "" {
		return bare
	}
	return title
}

// attribute returns the value of an element's attribute, or an empty string.
func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
