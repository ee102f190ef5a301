package web

import (
	"unicode/utf8"

	"golang.org/x/net/html"

	"gongbao/corpus/extract/file"
)

// levelsAround is the number of levels above the article to search for its title and date: pages wrap each in a frame
// or two.
const levelsAround = 3

// titleAbove returns the page's title and the lines between it and the article, such as the speaker and the meeting,
// when the title is outside the element with the prose.
func titleAbove(article *html.Node) []file.Block {
	for at, level := article, 0; at.Parent != nil && level < levelsAround; at, level = at.Parent, level+1 {
		var before []file.Block
		for sibling := range at.Parent.ChildNodes() {
			if sibling == at {
				break
			}
			before = append(before, blocksOf(sibling)...)
		}
		if title := lastHeading(before); title >= 0 {
			return before[title:]
		}
	}
	return nil
}

// lastHeading returns the index of the last heading with only a few short lines after it, or -1.
func lastHeading(all []file.Block) int {
	const few, short = 8, 80 // lines; characters
	for i := len(all) - 1; i >= max(0, len(all)-few); i-- {
		if utf8.RuneCountInString(all[i].Text) > short {
			return -1
		}
		if all[i].Heading {
			return i
		}
	}
	return -1
}

// textsAround returns the short texts near the article, where pages put its date and its source.
func textsAround(article *html.Node) []string {
	const most, longest = 200, 300 // texts; bytes
	var texts []string
	at := article
	for range levelsAround {
		if at.Parent == nil {
			break
		}
		for sibling := range at.Parent.ChildNodes() {
			if sibling == at {
				continue
			}
			for n := range sibling.Descendants() {
				if n.Type == html.TextNode && len(n.Data) < longest && len(texts) < most {
					texts = append(texts, n.Data)
				}
			}
		}
		at = at.Parent
	}
	return texts
}
