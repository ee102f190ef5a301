package comparison

import (
	"strings"

	"gongbao/search/sheet"
)

// Sheet returns the sentences of the answer to a request as a table, a row for each, with the pair that it stands in. A paragraph
// without a sentence that has a letter has no row. address makes a URL of a path.
func (c Comparison) Sheet(r Request, time string, address func(path string) string) sheet.Sheet {
	s := sheet.Sheet{
		Header: []string{
			"pair", "pair_state", "same_subject", "pair_similarity", "section", "state", "similarity", "text_new", "id_new", "url_new", "text_old", "id_old", "url_old",
		},
		About: sheet.About{Queries: []string{c.New.ID, c.Old.ID}, Coverage: strings.Join(c.Notes, " "), Definition: c.Definition, Version: c.Version, Time: time, Lang: r.Lang},
	}
	for i, p := range c.Pairs {
		same, section := 0, ""
		if p.SameSubject {
			same = 1
		}
		for _, side := range [][]Paragraph{p.Old, p.New} {
			if len(side) > 0 {
				section = strings.Join(side[0].Section, " / ")
			}
		}
		for _, one := range p.Sentences {
			row := []any{i + 1, string(p.State), same, p.Similarity, section, string(one.State), one.Similarity, nil, nil, nil, nil, nil, nil}
			for at, side := range map[int]*Said{7: one.New, 10: one.Old} {
				if side != nil {
					row[at], row[at+1], row[at+2] = side.Text, side.ID, address(pathOf(side.ID))
				}
			}
			s.Rows = append(s.Rows, row)
		}
	}
	return s
}

// pathOf returns the path of a paragraph.
func pathOf(id string) string { return "/reports/" + strings.Replace(id, "#", "#p", 1) }
