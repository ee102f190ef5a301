package ingest

import (
	"net/url"
	"path"
	"regexp"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/text"
)

// readPath reads the name of a file, then its folders from the innermost out.
func readPath(file string) facts {
	parts := strings.Split(strings.ReplaceAll(file, "!", "/"), "/")
	name := parts[len(parts)-1]
	name = strings.TrimSuffix(name, path.Ext(name))
	base := text.Spell(name)
	f := facts{title: titleOf(name), year: singleYear(base)}
	f.addPlace(regionIn(base))
	f.kind = kindOf(f.title)
	for i := len(parts) - 2; i >= 0; i-- {
		folder := text.Spell(parts[i])
		f.addPlace(regionIn(folder))
		if f.year == 0 {
			f.year = singleYear(folder)
		}
	}
	return f
}

// titleOf returns the title in a file's name.
func titleOf(name string) string {
	for _, part := range strings.Split(name, "_") {
		part = strings.Trim(part, "()（）[]【】 -")
		if isTitle(text.Spell(part)) {
			return part
		}
	}
	return ""
}

// readFields reads what a page, or the properties of a document, says besides its text.
func readFields(fields map[string]string) facts {
	f := facts{source: webAddress(fields["source_url"]), date: isoDate(fields["date"])}
	if title := cleanTitle(fields["title"]); isTitle(text.Spell(title)) {
		f.title = title
		f.kind = kindOf(title)
	}
	f.year = firstYear(f.kind == corpus.Bulletin, text.Spell(f.title), f.date, numberYear([]string{text.Spell(fields["number"])}))
	f.addRegion(text.Spell(fields["region"]))
	f.addPlace(regionIn(text.Spell(f.title)))
	f.addPlace(regionOfIssuer(fields["issuer"]))
	return f
}

// regionOfIssuer returns the region of a body that issues documents: 保定 of 保定市人民政府.
func regionOfIssuer(issuer string) string {
	folded := text.Spell(issuer)
	if name := issuedBy(folded); name != "" {
		return name
	}
	return leadingRegion(folded + " ")
}

// readStated reads the fields that people have stated. Any title is one; only what it says of the kind must be plain to
// count before the text.
func readStated(fields map[string]string) facts {
	f := facts{
		stated:  true,
		title:   statedTitle(fields["title"]),
		source:  webAddress(fields["source_url"]),
		date:    isoDate(fields["date"]),
		meeting: oneLine(fields["meeting"]),
		speaker: statedSpeaker(fields["speaker"]),
		level:   corpus.ParseLevel(fields["level"]),
		kind:    corpus.ParseKind(fields["kind"]),
		year:    singleYear(text.Spell(fields["year"])),
	}
	if kind := kindOf(f.title); kind != corpus.Other {
		keep(&f.kind, kind)
	}
	if f.year == 0 {
		f.year = firstYear(f.kind == corpus.Bulletin, text.Spell(f.title), f.date, numberYear([]string{text.Spell(fields["number"])}))
	}
	f.addRegion(placeName(fields["region"]))
	f.code = fields["code"]
	f.titled = regionIn(text.Spell(f.title))
	f.issuing = regionOfIssuer(fields["issuer"])
	var around facts
	around.addRegion(placeName(fields["city"]))
	around.addRegion(placeName(fields["province"]))
	f.around = around.regions
	return f
}

// latinRank matches the rank behind the name of a region in Latin letters: Hebei Province, Baoding Shi.
var latinRank = regexp.MustCompile(`(?i)^([a-z' ]{2,}?)[ _-]+(?:province|sheng|municipality|city|shi|prefecture|county|xian|district|qu)$`)

// placeName returns the name of a region as people state it, folded, without the rank of one in Latin letters.
func placeName(value string) string {
	value = oneLine(value)
	if m := latinRank.FindStringSubmatch(value); m != nil {
		value = strings.ReplaceAll(m[1], " ", "")
	}
	return text.Spell(value)
}

// statedTitle returns a title as people have stated it, without the site that it was copied from.
func statedTitle(title string) string {
	if cleaned := cleanTitle(title); titleForm.MatchString(text.Spell(cleaned)) {
		return cleaned
	}
	return oneLine(title)
}

// statedSpeaker returns the name of a person that may stand behind an office: 省长 刘宁.
func statedSpeaker(value string) string {
	folded := text.Spell(value)
	if name, _ := readSpeaker([]string{folded}); name != "" {
		return asWritten(name, value)
	}
	if onlyName.MatchString(folded) {
		return asWritten(folded, value)
	}
	return oneLine(value)
}

// oneLine returns a value without white space around it, and with one space for each inside.
func oneLine(value string) string { return strings.Join(strings.Fields(value), " ") }

// webAddress returns an address that a browser may open without harm, and "" for any other text.
func webAddress(s string) string {
	s = strings.TrimSpace(s)
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return ""
	}
	return s
}

// ofProgram matches what programs put around the name of a file to make a title of it: Microsoft Word - 政府工作报告.doc.
var ofProgram = regexp.MustCompile(`(?i)^microsoft (?:office )?(?:word|powerpoint|excel) - |\.(?:docx?|wps|rtf|txt|xlsx?|pptx?|pdf)$`)

// cleanTitle strips the name of the site from a page's title, 政府工作报告_中国政府网, and what is a program's.
func cleanTitle(title string) string {
	title = ofProgram.ReplaceAllString(strings.TrimSpace(title), "")
	title, _, _ = strings.Cut(strings.TrimSpace(title), "_")
	title, _, _ = strings.Cut(title, "|")
	title, _, _ = strings.Cut(title, " - ")
	return strings.TrimSpace(title)
}
