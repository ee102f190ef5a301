package table

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"gongbao/corpus/extract/file"
	"gongbao/language"
)

// JSON is objects, in lines or in an array, one report an object.
var JSON = file.Format{Name: "jsonl", Is: isJSON, Read: readJSON}

var jsonSign = regexp.MustCompile(`^\s*(?:\[\s*)?\{\s*"`)

// isJSON reports whether the content is objects, in lines or in an array.
func isJSON(head []byte, in file.Input) bool {
	return jsonSign.MatchString(in.HeadText(head))
}

// readJSON reads one report an object. It reads lines of objects line by line, so that a broken line costs only itself,
// and anything else as one value.
func readJSON(_ context.Context, in file.Input, yield func(file.Document, error) bool) {
	content, head, notes, err := decodedStream(in)
	if err != nil {
		yield(file.Document{}, err)
		return
	}
	text := bufio.NewReaderSize(content, file.HeadBytes)
	objects := &jsonObjects{named: in.Options.Columns, out: outbox{yield: noted(notes, yield)}}
	defer objects.end()
	if strings.HasPrefix(strings.TrimSpace(head), "[") {
		objects.array(json.NewDecoder(text))
		return
	}
	if first, _, more := strings.Cut(strings.TrimSpace(head), "\n"); more && !json.Valid([]byte(first)) {
		objects.sequence(json.NewDecoder(text)) // objects that span several lines
		return
	}
	objects.lines(text)
}

// jsonObjects yields objects as documents.
type jsonObjects struct {
	named  map[string]string
	out    outbox
	header []string // of an object without a text
}

func (o *jsonObjects) array(dec *json.Decoder) {
	dec.Token() // the bracket that identified the format
	for number := 1; dec.More(); number++ {
		var object map[string]any
		err := dec.Decode(&object)
		object = o.unwrapped(object)
		if !o.send(object, itemName(number), err) || err != nil {
			return
		}
	}
	if _, err := dec.Token(); err != nil {
		o.out.fail("", language.New("table.array", file.ErrTruncated))
	}
}

func (o *jsonObjects) sequence(dec *json.Decoder) {
	for number := 1; ; number++ {
		var object map[string]any
		err := dec.Decode(&object)
		if errors.Is(err, io.EOF) {
			return
		}
		object = o.unwrapped(object)
		if err == nil && o.sendList(object) {
			continue
		}
		if !o.send(object, itemName(number), err) || err != nil {
			return
		}
	}
}

func (o *jsonObjects) lines(text *bufio.Reader) {
	for number := 1; ; number++ {
		l, end := text.ReadString('\n')
		if strings.TrimSpace(l) != "" {
			var object map[string]any
			err := json.Unmarshal([]byte(l), &object)
			object = o.unwrapped(object)
			if (err != nil || !o.sendList(object)) && !o.send(object, rowName(number), err) {
				return
			}
		}
		if end != nil {
			return
		}
	}
}

// sendList yields the objects of the only list in an object that is no report itself, such as {"data": [...]}.
func (o *jsonObjects) sendList(object map[string]any) bool {
	for _, key := range slices.Sorted(maps.Keys(object)) {
		list, isList := object[key].([]any)
		if !isList || len(list) == 0 {
			continue
		}
		if _, ofObjects := list[0].(map[string]any); !ofObjects {
			continue
		}
		for i, item := range list {
			inner, _ := item.(map[string]any)
			if !o.send(inner, itemName(i+1), nil) {
				break
			}
		}
		return true
	}
	return false
}

// unwrapped returns the object inside others that only wrap it, as answers of an API do: {"code": 200, "data": {…}}. That is the one
// with the longest text, unless an outer one names a text.
func (o *jsonObjects) unwrapped(object map[string]any) map[string]any {
	const deepest = 8
	for range deepest {
		if where, err := columnsOf(slices.Sorted(maps.Keys(object)), o.named); err == nil && where.hasText() {
			break
		}
		var inner map[string]any
		longest := 0
		for _, key := range slices.Sorted(maps.Keys(object)) {
			if n := longestText(object[key], deepest); n > longest {
				longest = n
				inner, _ = object[key].(map[string]any)
			}
		}
		if inner == nil {
			break
		}
		object = inner
	}
	return object
}

// longestText returns the length of the longest text in a value, in bytes.
func longestText(value any, depth int) int {
	longest := 0
	switch v := value.(type) {
	case string:
		return len(v)
	case map[string]any:
		for _, inner := range v {
			if depth > 0 {
				longest = max(longest, longestText(inner, depth-1))
			}
		}
	case []any:
		for _, inner := range v {
			if depth > 0 {
				longest = max(longest, longestText(inner, depth-1))
			}
		}
	}
	return longest
}

func (o *jsonObjects) send(object map[string]any, member string, err error) bool {
	if err != nil {
		return o.out.fail(member, language.New("table.json", file.ErrTruncated, err))
	}
	header := slices.Sorted(maps.Keys(object))
	where, err := columnsOf(header, o.named)
	if err != nil {
		return o.out.fail(member, err)
	}
	cells := make([]string, len(header))
	for i, key := range header {
		cells[i] = jsonText(object[key])
	}
	if o.named[file.TextField] == "" {
		where.takeProse([][]string{cells})
	}
	doc := file.Document{}
	if where.hasText() {
		doc = rowDocument(cells, where)
	} else {
		o.header = header
	}
	doc.Member = member
	return o.out.send(doc)
}

// end sends the last document, and an error if there was nothing but objects without a text.
func (o *jsonObjects) end() {
	switch {
	case o.out.sent || o.out.empty == 0:
		o.out.end()
	case o.header != nil:
		o.out.yield(file.Document{}, noText(o.header))
	default:
		o.out.yield(file.Document{}, language.New("table.empty", file.ErrNoReport))
	}
}

func itemName(number int) string { return fmt.Sprintf("第%d条", number) }

// jsonText returns a value as the text of a cell: a list of strings is a list of paragraphs.
func jsonText(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case float64:
		return strings.TrimSuffix(fmt.Sprintf("%.6f", v), ".000000")
	case []any:
		var parts []string
		for _, part := range v {
			parts = append(parts, jsonText(part))
		}
		return strings.Join(parts, "\n")
	}
	return ""
}
