package explain

import (
	"gongbao/language"
	"gongbao/search/query"
)

// Note returns a note as a sentence without a full stop.
func Note(n query.Note, lang language.Lang) string {
	name := "note." + string(n.Code)
	switch n.Code {
	case query.NoteCut:
		return lang.Say(name, query.MaxText)
	case query.NoteTooMany:
		return lang.Say(name, query.MaxTerms)
	case query.NoteTooDeep:
		return lang.Say(name, query.MaxDepth)
	case query.NoteOffer:
		return lang.Say(name, n.Term, query.Offer(n.Term))
	case query.NoteRepaired, query.NoteEmptyGroup, query.NoteNegative:
		return lang.Say(name)
	case query.NoteFar:
		return lang.Say(name, query.MaxDistance, n.Term)
	}
	return lang.Say(name, n.Term)
}
