package search

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"gongbao/language"
	"gongbao/search/query"
)

// A cursor of an answer ends with the sign of its search, so that no other search is continued by it.
const (
	beforeSign = "~"
	signLength = 8 // hexadecimal digits
)

// sign returns the cursor of the page behind an answer to the request, whose tree has its filters; empty at the end.
func (r Request) sign(next string, tree query.Node) string {
	if next == "" {
		return ""
	}
	return next + beforeSign + r.signOf(tree)
}

// unsigned returns the request's cursor as sign took it. It fails with ErrCursor if another search has made it.
func (r Request) unsigned(tree query.Node) (string, error) {
	if r.Cursor == "" {
		return "", nil
	}
	i := strings.LastIndex(r.Cursor, beforeSign)
	if i < 0 || r.Cursor[i+len(beforeSign):] != r.signOf(tree) {
		return "", language.New("search.cursor", ErrCursor)
	}
	return r.Cursor[:i], nil
}

// signOf is equal for requests whose pages go together, whatever the size of a page.
func (r Request) signOf(tree query.Node) string {
	mode, printed := r.Mode, ""
	if mode == "" {
		mode = Smart
	}
	if tree != nil {
		printed = query.Print(tree)
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{string(mode), orders[r.Order].name, printed}, "\x00")))
	return hex.EncodeToString(sum[:])[:signLength]
}
