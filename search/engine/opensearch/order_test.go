package opensearch

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/search/engine"
)

// TestCursor checks that a cursor survives a round trip, and that cursors of other orders and forged ones are rejected.
func TestCursor(t *testing.T) {
	score := object{"_script": object{}}
	values := []json.RawMessage{[]byte(`7.25`), []byte(`2021`), []byte(`"2021-01-28"`), []byte(`"liaoning-2021"`), []byte(`69`)}
	written, err := cursor{engine.Relevance, values}.String()
	if err != nil {
		t.Fatal(err)
	}
	got, err := parseCursor(written, engine.Relevance, sorts(engine.Relevance, score))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(values, got); diff != "" {
		t.Error(diff)
	}
	if none, err := parseCursor("", engine.Relevance, sorts(engine.Relevance, score)); none != nil || err != nil {
		t.Errorf("no cursor: %v, %v", none, err)
	}
	for name, c := range map[string]struct {
		cursor string
		order  engine.Order
	}{
		"nonsense":             {"nonsense", engine.Relevance},
		"another order":        {written, engine.Newest},
		"no object":            {made(`7`), engine.Document},
		"too few values":       {made(`{"o":3,"v":["liaoning-2021"]}`), engine.Document},
		"a number for an id":   {made(`{"o":3,"v":[7,69]}`), engine.Document},
		"a string for a place": {made(`{"o":3,"v":["liaoning-2021","69"]}`), engine.Document},
		"a place too far":      {made(`{"o":3,"v":["liaoning-2021",1e300]}`), engine.Document},
		"nothing for a place":  {made(`{"o":3,"v":["liaoning-2021",null]}`), engine.Document},
		"an object for an id":  {made(`{"o":3,"v":[{},69]}`), engine.Document},
	} {
		if _, err := parseCursor(c.cursor, c.order, sorts(c.order, nil)); !errors.Is(err, engine.ErrCursor) {
			t.Errorf("%s gives %v, want ErrCursor", name, err)
		}
	}
}

func made(content string) string { return base64.RawURLEncoding.EncodeToString([]byte(content)) }
