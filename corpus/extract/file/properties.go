package file

import (
	"context"
	"encoding/xml"
	"errors"

	"gongbao/language"
)

// AddProperties adds to a document the title that an office program keeps in the part called name, among other properties. A part
// that cannot be read costs no text, only a note; it may be missing.
func (in Input) AddProperties(ctx context.Context, name string, doc *Document) {
	x, err := in.XMLPart(ctx, name)
	if errors.Is(err, ErrNoPart) {
		return
	}
	if err == nil {
		err = x.Root()
	}
	if err == nil {
		err = x.Each(func(x *XML, e xml.StartElement) error {
			if e.Name.Local != "title" {
				return nil
			}
			title, err := x.Text()
			doc.AddField("title", title)
			return err
		})
	}
	if err != nil {
		doc.Notes = append(doc.Notes, language.Sentence("read.note.damaged", 1))
	}
}
