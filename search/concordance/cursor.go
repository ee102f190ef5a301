package concordance

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/query"
)

// A cursor is the version of the index, the number of the line that the page begins with, and a sign of the request, so that no
// other one is continued by it: VERSION.LINE~SIGN.
func cursor(version string, line int, tree query.Node, r search.Request) string {
	return version + "." + strconv.Itoa(line) + "~" + sign(tree, r)
}

// readCursor is the inverse of cursor. It fails with search.ErrCursor for the cursor of another request.
func readCursor(tree query.Node, r search.Request) (version string, line int, err error) {
	at, signed, ok := strings.Cut(r.Cursor, "~")
	if point := strings.LastIndexByte(at, '.'); ok && point >= 0 && tree != nil && signed == sign(tree, r) {
		if line, err := strconv.Atoi(at[point+1:]); err == nil && line > 0 {
			return at[:point], line, nil
		}
	}
	return "", 0, language.New("search.failed", language.New("search.cursor", search.ErrCursor))
}

// sign is equal for requests whose pages go together, whatever the size of a page and of the text on either side.
func sign(tree query.Node, r search.Request) string {
	o := r.Lines
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%s\x00%d\x00%d\x00%d", match(r), query.Print(tree), o.Order, o.Within, o.Sample, o.Seed))
	return hex.EncodeToString(sum[:4])
}
