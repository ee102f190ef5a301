package figures

// Each replaces the path of each link of the table by what address makes of it.
func (t *Answer) Each(address func(path string) string) {
	t.URL = address(t.URL)
	for _, rows := range [][]Row{t.Rows, t.National} {
		for i := range rows {
			rows[i].URL = address(rows[i].URL)
		}
	}
	for i := range t.Unchecked {
		t.Unchecked[i].URL = address(t.Unchecked[i].URL)
		each(t.Unchecked[i].Passages, address)
	}
	var near []Facet
	if t.Unknown != nil {
		t.Unknown.URL, near = address(t.Unknown.URL), t.Unknown.Near
	}
	for _, facets := range [][]Facet{near, t.Facets.Names, t.Facets.Kinds, t.Facets.Units, t.Facets.Measures} {
		for i := range facets {
			facets[i].URL = address(facets[i].URL)
		}
	}
}

// Each replaces the path of each link by what address makes of it.
func (l *Links) Each(address func(path string) string) {
	for i := range l.Links {
		link := &l.Links[i]
		link.URL, link.Target.URL = address(link.URL), address(link.Target.URL)
		if link.Result != nil {
			link.Result.URL = address(link.Result.URL)
		}
		for j := range link.Also {
			link.Also[j].URL = address(link.Also[j].URL)
		}
		each(link.Passages, address)
	}
}

func each(passages []Passage, address func(path string) string) {
	for i := range passages {
		passages[i].URL = address(passages[i].URL)
	}
}
