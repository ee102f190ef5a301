package ingest

import (
	"fmt"
	"strings"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/identity"
	"gongbao/corpus/text"
	"gongbao/language"
)

// Split cuts a document that holds several reports, such as a volume of them, into one for each, before the title of each that
// has a salutation below it. A text that stands there several times is one report. Member names the position of each part:
// 第3篇. The result is doc alone where it holds one report.
func Split(doc file.Document) []file.Document {
	begins := beginnings(doc.Blocks)
	if len(begins) < 2 || doc.Stated { // the fields that people have written are of one report
		return []file.Document{doc}
	}
	begins[0] = 0 // what precedes the first title is of the first report
	var parts [][]file.Block
	for i, from := range begins {
		to := len(doc.Blocks)
		if i+1 < len(begins) {
			to = begins[i+1]
		}
		parts = append(parts, doc.Blocks[from:to])
	}
	parts = distinct(parts)
	if len(parts) < 2 {
		return []file.Document{doc}
	}
	docs := make([]file.Document, len(parts))
	for i, blocks := range parts {
		docs[i] = doc
		docs[i].Blocks = blocks
		docs[i].Member = strings.TrimPrefix(fmt.Sprintf("%s!第%d篇", doc.Member, i+1), "!")
		docs[i].Fields = nil // the others are of the whole
		docs[i].AddField("source_url", doc.Fields["source_url"])
	}
	docs[0].Notes = append(docs[0].Notes[:len(docs[0].Notes):len(docs[0].Notes)], language.Sentence("ingest.note.several", len(parts)))
	return docs
}

// beginnings returns the indexes of the blocks with which a report begins: its title, not far above a salutation. Where that title
// may be the running head of a page, something must tell that another report begins.
func beginnings(blocks []file.Block) []int {
	var begins []int
	last := 0 // where the next front may begin
	for i, b := range blocks {
		if !salutation.MatchString(b.Text) {
			continue
		}
		from := i
		for j := i - 1; j >= max(last, i-longestFront); j-- {
			folded := text.Spell(blocks[j].Text)
			if isBody(folded) {
				break
			}
			if readTitle(blocks[j].Text, folded) != "" {
				from = j
			}
		}
		if from < i && (len(begins) == 0 || isAnother(blocks[begins[len(begins)-1]:], from-begins[len(begins)-1], i-begins[len(begins)-1])) {
			begins = append(begins, from)
		}
		last = i + 1
	}
	return begins
}

// distinct joins a part that repeats one before it to the part in front of it, where repair finds the repetition, and so a part
// that is no more than a front. A part repeats another if it shares half of the paragraphs of the shorter one, unless their
// fronts name different years or regions.
func distinct(parts [][]file.Block) [][]file.Block {
	const shortest = 120 // bytes of a report
	var kept [][]file.Block
	var known []partFacts
	holders := map[string][]int{} // by hash: indexes of known
	for _, part := range parts {
		facts := factsOfPart(part)
		again := file.TextSize(part) < shortest || facts.repeatsOne(known, holders)
		if again && len(kept) > 0 {
			last := len(kept) - 1
			kept[last] = kept[last][:len(kept[last])+len(part)] // the parts of one document follow each other
			continue
		}
		for hash := range facts.hashes {
			holders[hash] = append(holders[hash], len(known))
		}
		kept = append(kept, part)
		known = append(known, facts)
	}
	return kept
}

// partFacts holds what tells one report of a volume from another.
type partFacts struct {
	hashes map[string]bool
	year   int
	region string
}

func factsOfPart(blocks []file.Block) partFacts {
	front := readFront(frontOf(blocks))
	p := partFacts{hashes: hashesOf(blocks), year: front.year}
	if len(front.regions) > 0 {
		p.region = front.regions[0]
	}
	return p
}

// repeatsOne reports whether p is a copy of a known part. holders has the known ones by hash.
func (p partFacts) repeatsOne(known []partFacts, holders map[string][]int) bool {
	shared := map[int]int{}
	for hash := range p.hashes {
		for _, i := range holders[hash] {
			shared[i]++
		}
	}
	for i, n := range shared {
		other := known[i]
		sameYear := p.year == 0 || other.year == 0 || p.year == other.year
		sameRegion := p.region == "" || other.region == "" || p.region == other.region
		if sameYear && sameRegion && n*2 >= min(len(p.hashes), len(other.hashes)) {
			return true
		}
	}
	return false
}

// hashesOf returns the hashes of the longer blocks, which hardly two reports share.
func hashesOf(blocks []file.Block) map[string]bool {
	const shortest = 90 // bytes
	hashes := map[string]bool{}
	for _, b := range blocks {
		if len(b.Text) >= shortest {
			hashes[identity.Hash(string(identity.AppendForm(nil, b.Text)))] = true
		}
	}
	return hashes
}
