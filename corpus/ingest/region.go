package ingest

import (
	"slices"

	"gongbao/corpus/region"
	"gongbao/language"
)

// findRegion reads the first region that any source names, with the help of the others if it is ambiguous. If it stays
// ambiguous, found has all that it may be, which are of one rank, and name is what stands there: the next name may be only
// the folder of its province. A stated name that is of no known region is returned alone, unless a known one is stated too, and
// so is the name of a township whose report it is.
func findRegion(sources []facts) (found []region.Region, name string, notes []language.Sayer) {
	var names []string
	for _, f := range sources {
		names = append(names, f.regions...)
	}
	unknown := ""
	for _, f := range sources {
		if !f.stated {
			continue
		}
		found, name, strange := f.statedRegion(names)
		notes = append(notes, strange...)
		if len(found) > 0 {
			return found, name, notes
		}
		keep(&unknown, name)
	}
	if unknown != "" {
		return nil, unknown, notes
	}
	names = nil
	for _, f := range sources {
		if f.township != "" {
			return nil, f.township, notes
		}
		if !f.stated {
			names = append(names, f.regions...)
		}
	}
	if len(names) == 0 {
		return nil, "", notes
	}
	if r, ok := region.Find(names[0], names[1:]...); ok {
		return []region.Region{r}, "", notes
	}
	if found := region.Named(names[0], names[1:]...); len(found) > 1 && found[0].Name == names[0] {
		return found, names[0], notes
	}
	return nil, "", notes
}

// statedRegion reads the region that people have stated: the narrowest of the name, the division of the code, and the place in
// the title, each of which lies in the others and in the regions around. What lies outside of these is no evidence, and a note
// says so. help are other names, for a name of several regions.
func (f facts) statedRegion(help []string) (found []region.Region, name string, notes []language.Sayer) {
	refuse := func(name, outer string) { notes = append(notes, language.Sentence("ingest.note.outside", name, outer)) }
	if len(f.regions) > 0 {
		name = f.regions[0]
		if found = region.Named(name, f.around...); len(found) > 1 {
			found = region.Named(name, slices.Concat(f.around, help)...)
		}
		if outer := outside(found, f.around); outer != "" {
			refuse(name, outer)
			found, name = nil, ""
		}
	}
	if r, ok := region.ByCode(f.code); ok {
		coded := []region.Region{r}
		if outer := outside(coded, f.around); outer != "" {
			refuse(f.code, outer)
		} else {
			found = narrower(found, coded)
		}
	}
	for _, more := range []string{f.titled, f.issuing} {
		if more == "" || len(found) > 0 && more == f.issuing {
			continue
		}
		other := region.Named(more, slices.Concat(f.regions, f.around, help)...)
		if len(other) == 1 && outside(other, f.around) == "" {
			found = narrower(found, other)
		}
	}
	return found, name, notes
}

// narrower returns more, which is one region, if found has none, or has a region that is more or contains it; otherwise found.
func narrower(found, more []region.Region) []region.Region {
	if len(found) == 0 || slices.ContainsFunc(found, func(r region.Region) bool { return r.Contains(more[0]) }) {
		return more
	}
	return found
}

// outside returns the first of around that is the name of one region and holds none of found, or "".
func outside(found []region.Region, around []string) string {
	for i, name := range around {
		outer, ok := region.Find(name, around[i+1:]...)
		if ok && len(found) > 0 && !slices.ContainsFunc(found, outer.Contains) {
			return name
		}
	}
	return ""
}
