package query_test

import (
	"testing"

	"gongbao/search/query"
)

// TestValuesOf holds that each value is read as itself, and that nothing else is a value of such a field.
func TestValuesOf(t *testing.T) {
	for _, field := range []query.Field{query.Level, query.Kind, query.Role, query.Missing} {
		values := query.ValuesOf(field)
		if len(values) < 3 {
			t.Errorf("%s has the values %v", field, values)
		}
		for _, value := range values {
			node, err := query.ParseFilter(field, value)
			if err != nil || query.PrintValues(node) != value {
				t.Errorf("%s:%s is read as %v, %v", field, value, node, err)
			}
		}
		if _, err := query.ParseFilter(field, "another"); err == nil {
			t.Errorf("%s may be another", field)
		}
	}
}
