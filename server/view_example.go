package server

import "strings"

// examplesShown is a line of examples.
const examplesShown = 6

// numbered says whether a section's title begins with its number or an enumeration.
func numbered(title string) bool {
	return strings.ContainsAny(title, "（(、．.") || strings.Contains(title, "是")
}

// spread takes a few of a list, from all over it.
func spread(list []string) []string {
	if len(list) <= examplesShown {
		return list
	}
	var few []string
	for i := range examplesShown {
		few = append(few, list[i*len(list)/examplesShown])
	}
	return few
}
