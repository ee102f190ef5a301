// Package plain reads plain text and Markdown.
package plain

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongbao/corpus/extract/charset"
	"gongbao/corpus/extract/errorpage"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/typeset"
	"gongbao/language"
)

// Format is plain text and Markdown.
var Format = file.Format{Name: "txt", Is: IsText, Read: read}

// mostBroken is the share of broken characters that a text may have. Texts with a damaged part are welcome. Pictures and programs are
// about half broken in any encoding.
const mostBroken = 0.15

// IsText reports whether the content reads as text: hardly any control characters, few invalid bytes, and something
// familiar in it if the encoding is one that makes characters of any bytes.
func IsText(head []byte, in file.Input) bool {
	text := withoutDOSEnd(in.HeadText(head))
	t := charset.Count(text)
	if float64(t.Broken+lostIn(text)) > mostBroken*float64(t.All()) {
		return false
	}
	const few, leastFamiliar = 40, 0.1 // characters; prose has more than half
	unsure := in.HeadCharset(head).Name != "UTF-8" && t.Beyond() >= few
	return !unsure || float64(t.Familiar) >= leastFamiliar*float64(t.Beyond())
}

// withoutDOSEnd removes the character with which DOS ended its texts.
func withoutDOSEnd(text string) string { return strings.ReplaceAll(text, "\x1a", "") }

// lostIn returns the number of characters that look sound and stand for ones that were lost.
func lostIn(text string) int { return charset.Dead(text) * utf8.RuneCountInString("锟斤拷") }

// IsGarbled reports whether the content is a text of which a program has lost too much to read it: much of it is U+FFFD or what
// programs make of it, and the rest has no character that only other files have.
func IsGarbled(head []byte, in file.Input) bool {
	text := withoutDOSEnd(in.HeadText(head))
	t, replaced := charset.Count(text), strings.Count(text, "\uFFFD")
	return strings.IndexByte(text, 0) < 0 && t.Broken == replaced && float64(replaced+lostIn(text)) > mostBroken*float64(t.All())
}

// read reads plain text and Markdown.
func read(_ context.Context, in file.Input, yield func(file.Document, error) bool) {
	data, err := in.Text()
	if err != nil {
		yield(file.Document{}, err)
		return
	}
	text, notes := charset.Decode(data, "")
	doc := Document(in.Name, text, notes)
	yield(doc, refuse(doc))
}

// password matches the label of a field for one.
var password = regexp.MustCompile(`(?i)^(?:请输入)?(?:登[录陆])?(?:密码|password)[：:]?$`)

// refuse returns an error if the text is that of a page which a site showed in place of a report, or nil.
func refuse(doc file.Document) error {
	asks := slices.ContainsFunc(doc.Blocks, func(b file.Block) bool { return password.MatchString(b.Text) })
	if kind, line := errorpage.Of(doc.Blocks, errorpage.Signs{Title: doc.Fields["title"], Password: asks}); kind != errorpage.None {
		return language.New("plain.page", file.ErrNoPage, line)
	}
	return nil
}

// Document makes a document from a text: Markdown if the name or the headings say so, lines otherwise. notes precede
// its own.
func Document(name, text string, notes []language.Sayer) file.Document {
	text, scraps := withoutScraps(text)
	doc := file.Document{Notes: append(notes, scraps...)}
	text = bareLines(strings.Map(withoutControls, text))
	all := typeset.Lines(text)
	if isMarkdown(all, name) {
		doc.Format = "md"
		doc.Blocks, doc.Fields = markdownBlocks(all)
		doc.Stated = doc.Fields != nil
		return doc
	}
	var gone []string
	doc.Blocks, gone = typeset.WithoutFurniture(typeset.Blocks(all))
	if len(gone) > 0 {
		doc.Notes = append(doc.Notes, language.Sentence("read.note.furniture", len(gone)))
		for _, text := range gone {
			doc.AddField("published", typeset.PublishedOn(text))
			doc.AddLabels(text)
		}
	}
	return doc
}

// withoutControls drops control characters, which no text needs and which break terminals and JSON.
func withoutControls(r rune) rune {
	if unicode.IsControl(r) && !unicode.IsSpace(r) && r != utf8.RuneError {
		return -1
	}
	return r
}
