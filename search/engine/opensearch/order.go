package opensearch

import (
	"encoding/base64"
	"encoding/json"

	"gongbao/language"
	"gongbao/search/engine"
)

// sorts returns the sort clauses of an order. Each ends with report and ordinal, so that no two hits tie and
// search_after can continue behind any hit.
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

// A cursor holds the sort values of the last hit of a page, so it stays valid when the index changes.
type cursor struct {
	Order  engine.Order      `json:"o"`
	Values []json.RawMessage `json:"v"`
}

func (c cursor) String() (string, error) {
	encoded, err := json.Marshal(c)
	return base64.RawURLEncoding.EncodeToString(encoded), err
}

// parseCursor returns the values for search_after, or nil for an empty cursor. Cursors are untrusted: it rejects
// whatever the cluster would not accept.
func parseCursor(s string, order engine.Order, sorts []any) ([]json.RawMessage, error) {
	if s == "" {
		return nil, nil
	}
	var c cursor
	decoded, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		err = json.Unmarshal(decoded, &c)
	}
	good := err == nil && c.Order == order && len(c.Values) == len(sorts)
	for i := 0; good && i < len(sorts); i++ {
		good = sortsBy(sorts[i], c.Values[i])
	}
	if !good {
		return nil, language.New("engine.cursor.other", engine.ErrCursor, s)
	}
	return c.Values, nil
}

// sortsBy reports whether a value has the type of a sort clause.
func sortsBy(sort any, value json.RawMessage) bool {
	for field := range sort.(object) {
		var to any = new(int32)
		switch field {
		case "_script":
			to = new(float64)
		case "date", "report":
			to = new(string)
		}
		if string(value) == "null" || json.Unmarshal(value, to) != nil {
			return false
		}
	}
	return true
}
