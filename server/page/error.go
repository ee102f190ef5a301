package page

import "strings"

// An errorView is a page that says what went wrong, and how to go on.
type errorView struct {
	frame
	Problem Problem
	Name    string // of what its words are called
	Again   bool   // the same may work in a moment
}

// newErrorView finds the words for a problem. A problem that pages have no words for is told as programs are told it.
func newErrorView(f frame, p Problem) errorView {
	v := errorView{frame: f, Problem: p, Again: p.RetryAfter != ""}
	name := "error." + strings.TrimPrefix(p.Type, typePrefix)
	if f.server.pages.words.has(name) {
		v.Name = name
		if said, err := f.T(name); err == nil {
			v.Title = said
		}
	}
	return v
}
