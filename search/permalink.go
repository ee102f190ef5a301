package search

import (
	"strconv"

	"gongbao/corpus"
)

// hashLength tells a paragraph's hash from its ordinal: no report has paragraphs by the ten million.
const hashLength = 8

// Paragraph finds a paragraph of the report by its place: an ordinal, or the hash that a permalink has, which finds it
// again after the report has been indexed anew with small changes.
func (v *ReportView) Paragraph(place string) (p ParagraphView, ok bool) {
	if len(place) == hashLength {
		for _, p := range v.Paragraphs {
			if p.Hash == place {
				return p, true
			}
		}
		return ParagraphView{}, false
	}
	n, err := strconv.Atoi(place)
	if err != nil || n < 1 || n > len(v.Paragraphs) {
		return ParagraphView{}, false
	}
	return v.Paragraphs[n-1], true
}

// Header is what is known of the report, in the form that the rest of the program takes.
func (r ReportInfo) Header() corpus.Header {
	return corpus.Header{
		ID: r.ID, Title: r.Title, Region: r.Region, Level: r.Level, Kind: r.Kind, Year: r.Year, Date: r.Date, Meeting: r.Meeting,
		Speaker: r.Speaker, SourceURL: r.SourceURL, Indexed: r.Indexed,
	}
}
