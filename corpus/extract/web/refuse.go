package web

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"gongbao/corpus/extract/errorpage"
	"gongbao/corpus/extract/file"
	"gongbao/language"
)

var filledByPrograms = []string{"app", "root", "__next", "__nuxt"}

func signsOf(root *html.Node) errorpage.Signs {
	var s errorpage.Signs
	for n := range root.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case n.Data == "title" && s.Title == "":
			s.Title = withoutSiteName(inlineContent(n))
		case n.Data == "input":
			s.Password = s.Password || strings.EqualFold(attribute(n, "type"), "password")
		case n.Data == "div" && slices.Contains(filledByPrograms, attribute(n, "id")):
			s.Unfilled = s.Unfilled || inlineContent(n) == ""
		}
	}
	return s
}

// refuse returns why a page is saved in place of a report, or nil.
func refuse(doc file.Document, s errorpage.Signs) error {
	if len(doc.Blocks) == 0 {
		return language.New("web.none", file.ErrNoPage)
	}
	switch kind, line := errorpage.Of(doc.Blocks, s); kind {
	case errorpage.Error:
		return language.New("web.error", file.ErrNoPage, line)
	case errorpage.Check:
		return language.New("web.check", file.ErrNoPage, line)
	case errorpage.Login:
		return language.New("web.login", file.ErrNoPage, line)
	case errorpage.Shell:
		return language.New("web.shell", file.ErrNoPage, line)
	case errorpage.Empty:
		return language.New("web.none", file.ErrNoPage)
	}
	return nil
}
