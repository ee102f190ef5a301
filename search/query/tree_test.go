package query

import (
	"reflect"
	"testing"
)

func TestMap(t *testing.T) {
	input := "甲 (乙 OR -丙) 同句:(丁 -乙) 戊 NEAR/3 己 region:辽宁"
	tree := Parse(input).Root
	var seen []Node
	mapped := Map(tree, func(n Node) Node {
		seen = append(seen, n)
		if n == (Text{"乙"}) {
			return Text{"庚"}
		}
		return n
	})
	if got, want := Print(mapped), "甲 (庚 OR -丙) 同句:(丁 -庚) 戊 NEAR/3 己 region:辽宁"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := Print(tree); got != Print(Parse(input).Root) {
		t.Errorf("the tree itself has become %s", got)
	}
	if last := seen[len(seen)-1]; len(seen) != 15 || !reflect.DeepEqual(last, mapped) {
		t.Errorf("%d nodes were replaced, %v last", len(seen), last)
	}
	if Map(nil, func(Node) Node { return Text{"甲"} }) != nil {
		t.Error("nil is mapped to something")
	}
}

func TestChildren(t *testing.T) {
	for input, want := range map[string][]Node{
		"":            nil,
		"甲":           nil,
		"year:2020":   nil,
		"甲 乙":         {Text{"甲"}, Text{"乙"}},
		"甲 OR 乙":      {Text{"甲"}, Text{"乙"}},
		"-(甲 乙)":      {And{[]Node{Text{"甲"}, Text{"乙"}}}},
		"同句:甲":        {Text{"甲"}},
		"甲 NEAR/20 乙": {Text{"甲"}, Text{"乙"}},
	} {
		if got := Children(Parse(input).Root); !reflect.DeepEqual(got, want) {
			t.Errorf("Children of %q are %v, want %v", input, got, want)
		}
	}
}
