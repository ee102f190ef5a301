package server

import (
	"net/url"
	"strconv"

	"gongbao/search"
)

// A hitGroup is hits of one tier, under their own heading.
type hitGroup struct {
	Match      search.Match
	Paragraphs int // of the whole tier
	Hits       []hitView
}

// A hitView is a hit on the results page.
type hitView struct {
	search.Hit
	Runs []run
	Link string // to the paragraph in its report
	Cite string
}

// groupsOf parts hits by tier; tiers come in order in an answer.
func groupsOf(f frame, a search.Answer) []hitGroup {
	var groups []hitGroup
	for _, h := range a.Hits {
		if n := len(groups); n == 0 || groups[n-1].Match != h.Match {
			groups = append(groups, hitGroup{Match: h.Match, Paragraphs: paragraphsOf(a, h.Match)})
		}
		g := &groups[len(groups)-1]
		g.Hits = append(g.Hits, newHitView(f, h))
	}
	return groups
}

func paragraphsOf(a search.Answer, m search.Match) int {
	tier := map[search.Match]*search.Tier{search.MatchLoose: a.Loose, search.MatchRelated: a.Related}[m]
	if tier == nil {
		return a.Total.Paragraphs
	}
	return tier.Paragraphs
}

func newHitView(f frame, h search.Hit) hitView {
	return hitView{
		Hit:  h,
		Runs: runsOf(h.Snippet.Text, h.Snippet.Marks, 0, 1),
		Link: f.address("/reports/"+h.Report.ID, "p"+strconv.Itoa(h.Ordinal), markedAs(f.Box, h)),
		Cite: f.Link("/reports/"+h.Report.ID+"/cite", "p", placeName(h.Ordinal, h.Hash)),
	}
}

// markedAs are the parameters that mark in a report what a hit of it has marked.
func markedAs(asked string, h search.Hit) url.Values {
	values := parameters("q", asked)
	switch h.Match {
	case search.MatchLoose:
		values.Set("mode", string(search.Loose))
	case search.MatchRelated:
		values.Set("near", strconv.Itoa(h.Ordinal))
	}
	return values
}

// placeName is a paragraph in a link: its number for people, and its hash, which finds it wherever it stands later.
func placeName(ordinal int, hash string) string { return strconv.Itoa(ordinal) + "-" + hash }

// parameters makes the parameters of an address, without those that are empty.
func parameters(name, value string) url.Values {
	if value == "" {
		return url.Values{}
	}
	return url.Values{name: {value}}
}
