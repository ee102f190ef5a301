package opensearch

import (
	"encoding/base64"
	"encoding/json"
	"fmt"

	"gongbao/search/engine"
)

// sorts gives the order of hits, for the cluster. Every order ends with the report and the ordinal, so that no two hits are
// equal and a page can go on behind one.
func sorts(o engine.Order, score object) []any {
	up := func(field string) object { return object{field: object{"order": "asc"}} }
	down := func(field string) object { return object{field: object{"order": "desc"}} }
	newest := []any{down("year"), down("date"), up("report"), up("ordinal")}
	switch o {
	case engine.Oldest:
		return []any{up("age"), up("date"), up("report"), up("ordinal")}
	case engine.Document:
		return []any{up("report"), up("ordinal")}
	case engine.Newest:
		return newest
	}
	if score == nil {
		return newest
	}
	return append([]any{score}, newest...)
}

// A cursor names the last hit of a page by what it was sorted by, so that it also holds after the index has changed.
type cursor struct {
	Order  engine.Order      `json:"o"`
	Values []json.RawMessage `json:"v"`
}

func (c cursor) String() (string, error) {
	encoded, err := json.Marshal(c)
	return base64.RawURLEncoding.EncodeToString(encoded), err
}

// parseCursor gives what hits have to follow, or nil for an empty cursor.
func parseCursor(s string, order engine.Order, sorts int) ([]json.RawMessage, error) {
	if s == "" {
		return nil, nil
	}
	var c cursor
	decoded, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		err = json.Unmarshal(decoded, &c)
	}
	if err != nil || c.Order != order || len(c.Values) != sorts {
		return nil, fmt.Errorf("%w: %.40q is not of this search; begin at the first page", engine.ErrCursor, s)
	}
	return c.Values, nil
}
