package search

import (
	"strconv"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/identity"
)

// HashLength is the number of characters of a paragraph hash. Ordinals are shorter, since no report has ten million
// paragraphs.
const HashLength = identity.HashLength

// PagePath returns the path of the page of a report, or of a paragraph on it if ordinal is not 0:
// /reports/liaoning-2021#p67.
func PagePath(id string, ordinal int) string {
	return string(appendPath(make([]byte, 0, len(id)+len("/reports/#p12345")), id, ordinal))
}

func appendPath(dst []byte, id string, ordinal int) []byte {
	dst = append(append(dst, "/reports/"...), id...)
	if ordinal > 0 {
		dst = strconv.AppendInt(append(dst, "#p"...), int64(ordinal), 10)
	}
	return dst
}

// Permalink returns the path that leads to a paragraph wherever it moves in its report, which citations have:
// /reports/liaoning-2021/p/67-0f3a9b21; that of the report without a paragraph.
func Permalink(id string, ordinal int, hash string) string {
	if ordinal == 0 {
		return PagePath(id, 0)
	}
	return "/reports/" + id + "/p/" + PermalinkName(ordinal, hash)
}

// PermalinkName names a paragraph in a link: by its ordinal for people, and its hash, which finds it wherever it moves.
func PermalinkName(ordinal int, hash string) string { return strconv.Itoa(ordinal) + "-" + hash }

// Paragraph returns a paragraph of the report by its ordinal, or by the hash in a permalink. The hash finds the
// paragraph again after the report was reindexed with small changes.
func (v *ReportView) Paragraph(name string) (p ParagraphView, ok bool) {
	if len(name) == HashLength {
		for _, p := range v.Paragraphs {
			if p.Hash == name {
				return p, true
			}
		}
		return ParagraphView{}, false
	}
	n, err := strconv.Atoi(name)
	if err != nil || n < 1 || n > len(v.Paragraphs) {
		return ParagraphView{}, false
	}
	return v.Paragraphs[n-1], true
}

// Header returns the fields of the report that corpus.Header has.
func (r ReportInfo) Header() corpus.Header {
	return corpus.Header{
		ID: r.ID, Title: r.Title, Region: r.Region, Level: r.Level, Kind: r.Kind, Year: r.Year, Date: r.Date, Meeting: r.Meeting,
		Speaker: r.Speaker, SourceURL: r.SourceURL, Indexed: r.Indexed, Ambiguous: r.Ambiguous, Supplied: r.Supplied, Recognised: r.Recognised,
	}
}

// A Located says where a paragraph is that a link names.
type Located int

const (
	Absent  Located = iota // the report has none of that name
	There                  // where the link says, with the text that it had, if the link says so much
	Moved                  // that text stands elsewhere in the report
	Changed                // that text is gone, and this is the paragraph that has its ordinal now
)

// Locate finds the paragraph that a link names by its ordinal and hash, 67-0f3a9b21, or by either alone. The hash decides: it finds a
// paragraph that has moved, and of those with the same text the nearest to the ordinal. Without one, the ordinal decides.
func (v *ReportView) Locate(name string) (ParagraphView, Located) {
	was, hash := splitName(name)
	nearest := 0
	for _, p := range v.Paragraphs {
		if p.Hash == hash && (nearest == 0 || apart(p.Ordinal, was) < apart(nearest, was)) {
			nearest = p.Ordinal
		}
	}
	switch {
	case nearest > 0 && (nearest == was || was == 0):
		return v.Paragraphs[nearest-1], There
	case nearest > 0:
		return v.Paragraphs[nearest-1], Moved
	case was > 0 && was <= len(v.Paragraphs):
		if hash == "" { // an ordinal alone promises nothing
			return v.Paragraphs[was-1], There
		}
		return v.Paragraphs[was-1], Changed
	}
	return ParagraphView{}, Absent
}

// splitName splits the name of a paragraph in a link; what it lacks is 0 or empty.
func splitName(name string) (ordinal int, hash string) {
	before, hash, both := strings.Cut(name, "-")
	if !both && len(name) >= HashLength {
		return 0, name
	}
	n, err := strconv.Atoi(before)
	if err != nil || n < 1 {
		return 0, hash
	}
	return n, hash
}

func apart(a, b int) int { return max(a-b, b-a) }

// Ordinal returns the ordinal in the name of a paragraph in a link; 0 if it has none.
func Ordinal(name string) int {
	ordinal, _ := splitName(name)
	return ordinal
}
