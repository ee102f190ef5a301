package figure

import (
	"strings"
	"testing"

	"gongbao/corpus"
)

// TestWords reads the examples of words.txt with each word of their section.
func TestWords(t *testing.T) {
	var section string
	var examples []string
	words := 0
	for line := range strings.Lines(wordList) {
		line = strings.TrimRight(line, "\n")
		switch {
		case strings.HasPrefix(line, "#"), line == "":
		case strings.HasPrefix(line, "["):
			section, examples = line, nil
		case strings.HasPrefix(line, "> "):
			examples = append(examples, strings.TrimPrefix(line, "> "))
		default:
			for _, word := range strings.Fields(line) {
				words++
				checkWord(t, section, word, examples)
			}
		}
	}
	if words < 500 {
		t.Errorf("%d words are read", words)
	}
}

// checkWord reports a word that fits none of the examples.
func checkWord(t *testing.T, section, word string, examples []string) {
	t.Helper()
	var got []string
	for _, example := range examples {
		text, want, _ := strings.Cut(strings.ReplaceAll(example, "_", word), "\t")
		found := inShort(text)
		if found == want {
			return
		}
		got = append(got, text+": "+found)
	}
	t.Errorf("%s %s: %s", section, word, strings.Join(got, "; "))
}

func inShort(text string) string {
	r := corpus.Report{Header: corpus.Header{Year: 2025}, Paragraphs: []corpus.Paragraph{{Ordinal: 1, Text: text + "。", Role: corpus.RolePlan}}}
	var all []string
	for _, f := range Of(&r) {
		all = append(all, strings.TrimSuffix(f.Indicator+"|"+f.Comparator+f.Value.String()+f.Unit+"|"+string(f.Measure)+" "+f.Sign, " "))
	}
	return strings.Join(all, " ")
}
