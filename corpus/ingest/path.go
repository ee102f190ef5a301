package ingest

import (
	"net/url"
	"path"
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
	f.addRegion(regionIn(base))
	f.kind = kindOf(f.title)
	for i := len(parts) - 2; i >= 0; i-- {
		folder := text.Spell(parts[i])
		f.addRegion(regionIn(folder))
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
		if titleForm.MatchString(text.Spell(part)) {
			return part
		}
	}
	return ""
}

// readFields reads what a page says besides its text.
func readFields(fields map[string]string) facts {
	f := facts{source: webAddress(fields["source_url"]), date: isoDate(fields["date"])}
	if title := cleanTitle(fields["title"]); titleForm.MatchString(text.Spell(title)) {
		f.title = title
		f.kind = kindOf(title)
	}
	f.year = yearOf(f.date)
	if f.year == 0 {
		f.year = singleYear(text.Spell(f.title))
	}
	f.addRegion(text.Spell(fields["region"]))
	f.addRegion(regionIn(text.Spell(f.title)))
	return f
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
		f.year = yearOf(f.date)
	}
	if f.year == 0 {
		f.year = singleYear(text.Spell(f.title))
	}
	f.addRegion(text.Spell(fields["region"]))
	f.addRegion(regionIn(text.Spell(f.title)))
	var around facts
	around.addRegion(text.Spell(fields["city"]))
	around.addRegion(text.Spell(fields["province"]))
	f.around = around.regions
	return f
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
	if name := readSpeaker([]string{folded}); name != "" {
		return name
	}
	if onlyName.MatchString(folded) {
		return folded
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

// cleanTitle strips the name of the site from a page's title: 政府工作报告_中国政府网.
func cleanTitle(title string) string {
	title, _, _ = strings.Cut(strings.TrimSpace(title), "_")
	title, _, _ = strings.Cut(title, "|")
	title, _, _ = strings.Cut(title, " - ")
	return strings.TrimSpace(title)
}
