package page

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"gongbao/language"
)

// A catalogue holds the messages of the pages, by name and language.
type catalogue map[string]map[language.Lang]string

func readCatalogue() (catalogue, error) {
	content, err := templateFiles.ReadFile("templates/words.json")
	if err != nil {
		return nil, err
	}
	var words catalogue
	if err := json.Unmarshal(content, &words); err != nil {
		return nil, fmt.Errorf("words.json: %w", err)
	}
	return words, nil
}

// readChinese reads the Chinese translations of the API's documentation, by their English sentences.
func readChinese() (map[string]string, error) {
	content, err := templateFiles.ReadFile("templates/api.zh.json")
	if err != nil {
		return nil, err
	}
	var chinese map[string]string
	if err := json.Unmarshal(content, &chinese); err != nil {
		return nil, fmt.Errorf("api.zh.json: %w", err)
	}
	return chinese, nil
}

// say returns a message in a language, with its verbs filled in. A message that counts has a singular and a plural, with a
// bar between them: %s paragraph|%s paragraphs.
func (w catalogue) say(lang language.Lang, name string, args ...any) (string, error) {
	text, ok := w[name][lang]
	if !ok {
		return "", fmt.Errorf("words.json has no %q in %q", name, lang)
	}
	for i, arg := range args {
		if n, isNumber := arg.(int); isNumber {
			if one, more, forms := strings.Cut(text, "|"); forms {
				text = more
				if n == 1 {
					text = one
				}
			}
			args[i] = figure(n)
		}
	}
	if len(args) == 0 {
		return text, nil
	}
	return fmt.Sprintf(text, args...), nil
}

func (w catalogue) has(name string) bool { return w[name] != nil }

// A figure is a number that %s prints with separators, 1,234,567, and %d in plain digits, as for years.
type figure int

func (f figure) String() string {
	digits := strconv.Itoa(int(f))
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
