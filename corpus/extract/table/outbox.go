package table

import (
	"gongbao/corpus/extract/file"
	"gongbao/language"
)

// An outbox yields the documents of a table. It holds the last one back, for notes on the rows that have no text and
// on a file that was cut.
type outbox struct {
	yield func(file.Document, error) bool
	last  *file.Document
	sent  bool // a document, or an error
	empty int  // rows without text
	cut   bool // the last row has no end
}

// send yields the document before doc, and holds doc back; one without text is counted.
func (o *outbox) send(doc file.Document) bool {
	if len(doc.Blocks) == 0 {
		o.empty++
		return true
	}
	more := o.flush()
	o.last, o.sent = &doc, true
	return more
}

func (o *outbox) flush() bool {
	if o.last == nil {
		return true
	}
	doc := *o.last
	o.last = nil
	return o.yield(doc, nil)
}

// fail yields the error of a row that cannot be read.
func (o *outbox) fail(member string, err error) bool {
	o.sent = true
	return o.yield(file.Document{Member: member}, err)
}

// end yields the last document. It returns false when reading must stop.
func (o *outbox) end() bool {
	if o.last != nil && o.empty > 0 {
		o.last.Notes = append(o.last.Notes, language.Sentence("read.note.rows", o.empty))
	}
	if o.last != nil && o.cut {
		o.last.Notes = append(o.last.Notes, language.Sentence("read.note.cutrow"))
	}
	return o.flush()
}
