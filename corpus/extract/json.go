package extract

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
)

var jsonSign = regexp.MustCompile(`^\s*(?:\[\s*)?\{\s*"`)

// isJSON says whether the content is objects, in lines or in an array.
func isJSON(head []byte, in input) bool {
	return jsonSign.MatchString(in.headText(head))
}

// readJSON reads one report an object. Lines of objects are read line by line, so that a broken line costs itself and
// no more; anything else is read as one value.
func readJSON(_ context.Context, in input, yield func(Document, error) bool) {
	head, err := in.head(min(headBytes, in.size))
	if err != nil {
		yield(Document{}, err)
		return
	}
	cs := detect(head, "")
	content := in.stream()
	content.Seek(int64(len(bomOf(head, cs))), io.SeekStart)
	text := bufio.NewReaderSize(cs.reader(content), headBytes)
	objects := jsonObjects{named: in.opt.Columns, yield: yield}
	if strings.HasPrefix(strings.TrimSpace(in.headText(head)), "[") {
		objects.array(json.NewDecoder(text))
		return
	}
	if first, _, more := strings.Cut(strings.TrimSpace(in.headText(head)), "\n"); more && !json.Valid([]byte(first)) {
		objects.sequence(json.NewDecoder(text)) // written over several lines
		return
	}
	objects.lines(text)
}

// jsonObjects passes objects on as documents.
type jsonObjects struct {
	named map[string]string
	yield func(Document, error) bool
}

func (o jsonObjects) array(dec *json.Decoder) {
	dec.Token() // the bracket, which the format was told by
	for number := 1; dec.More(); number++ {
		var object map[string]any
		err := dec.Decode(&object)
		if !o.send(object, itemName(number), err) || err != nil {
			return
		}
	}
	if _, err := dec.Token(); err != nil {
		o.yield(Document{}, fmt.Errorf("%w: the array has no end; fetch the file again", ErrTruncated))
	}
}

func (o jsonObjects) sequence(dec *json.Decoder) {
	for number := 1; ; number++ {
		var object map[string]any
		err := dec.Decode(&object)
		if errors.Is(err, io.EOF) {
			return
		}
		if err == nil && o.sendList(object) {
			continue
		}
		if !o.send(object, itemName(number), err) || err != nil {
			return
		}
	}
}

func (o jsonObjects) lines(text *bufio.Reader) {
	for number := 1; ; number++ {
		l, end := text.ReadString('\n')
		if strings.TrimSpace(l) != "" {
			var object map[string]any
			err := json.Unmarshal([]byte(l), &object)
			if (err != nil || !o.sendList(object)) && !o.send(object, rowName(number), err) {
				return
			}
		}
		if end != nil {
			return
		}
	}
}

// sendList passes on the objects of the one list in an object that is no report itself, such as {"data": [...]}.
func (o jsonObjects) sendList(object map[string]any) bool {
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

func (o jsonObjects) send(object map[string]any, member string, err error) bool {
	if err != nil {
		return o.yield(Document{Member: member}, fmt.Errorf("%w: it is not JSON (%w); mend it or leave it out", ErrTruncated, err))
	}
	header := slices.Sorted(maps.Keys(object))
	where, err := columnsOf(header, o.named)
	if err == nil && !where.theText() {
		err = noText(header)
	}
	if err != nil {
		return o.yield(Document{Member: member}, err)
	}
	cells := make([]string, len(header))
	for i, key := range header {
		cells[i] = jsonText(object[key])
	}
	doc := rowDocument(cells, where, 0)
	doc.Member = member
	return o.yield(doc, nil)
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
