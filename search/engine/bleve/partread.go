package bleve

import (
	"encoding/json"
	"fmt"

	"gongbao/corpus"
)

// report reads report i back.
func (p *part) report(i int) (corpus.Report, error) {
	r := corpus.Report{Header: p.reports[i].Header}
	if err := json.Unmarshal([]byte(p.outlines.at(i)), &r.Outline); err != nil {
		return corpus.Report{}, fmt.Errorf("%s: report %d: %w", outlineColumn, i, err)
	}
	for n := p.reports[i].First; n < p.reports[i].end; n++ {
		paragraph, err := p.paragraph(n)
		if err != nil {
			return corpus.Report{}, err
		}
		r.Paragraphs = append(r.Paragraphs, paragraph)
	}
	return r, nil
}

// paragraph reads paragraph n of the part.
func (p *part) paragraph(n int) (corpus.Paragraph, error) {
	path, err := p.path(n)
	return corpus.Paragraph{
		Ordinal: n - p.reports[p.reportOf[n]].First + 1,
		Text:    string([]byte(p.displayed.at(n))),
		Section: path,
		Heading: p.heading(n),
		Hash:    corpus.Hash(p.folded.at(n)),
	}, err
}

func (p *part) heading(n int) bool { return p.places[n]&headingBit != 0 }

// pathIndex is the index in the column of paths of paragraph n's section path.
func (p *part) pathIndex(n int) int { return int(p.places[n] &^ headingBit) }

func (p *part) path(n int) ([]string, error) { return p.pathAt(p.pathIndex(n)) }

func (p *part) pathAt(i int) (path []string, err error) {
	if err := json.Unmarshal([]byte(p.paths.at(i)), &path); err != nil {
		return nil, fmt.Errorf("%s: %w", pathColumn, err)
	}
	return path, nil
}
