// Package corpus is the vocabulary of the project: what a report, its header, its sections and its paragraphs are. It knows
// nothing of files and of indexes; package ingest makes reports of documents.
//
// What is not known of a report is left empty and named, never guessed, and the text of a paragraph is always the text
// that was published.
package corpus

import (
	"crypto/sha256"
	"encoding/hex"

	"gongbao/corpus/region"
)

// MaxParagraph is the largest size of a paragraph's text in bytes. Engines rely on it to bound the work for one paragraph.
const MaxParagraph = 250_000

// A Report is one published report: what is known about it, its outline and its text.
type Report struct {
	Header
	// Outline lists the sections in reading order.
	Outline    []Section   `json:"outline"`
	Paragraphs []Paragraph `json:"paragraphs"`
}

// A Header is everything that is known about a report beside its text. Fields that could not be found are empty and named
// in Missing.
type Header struct {
	// ID is stable and readable: liaoning-2021, national-2024. ingest.Settle tells reports apart that would share one.
	ID     string `json:"id"`
	Title  string `json:"title"`
	Region string `json:"region"` // the short name: 全国, 辽宁, 内蒙古, 保定
	Level  Level  `json:"level"`
	Kind   Kind   `json:"kind"`
	Year   int    `json:"year"` // the year it was delivered, 0 when unknown
	Date   string `json:"date"` // the day it was delivered, as 2021-01-28
	// Meeting is the session it was delivered to: 辽宁省第十三届人民代表大会第五次会议.
	Meeting string `json:"meeting"`
	// Speaker is the name of the person who delivered it, without the office: 刘宁.
	Speaker   string `json:"speaker"`
	SourceURL string `json:"source_url"`
	// Origin is where the text was found. The indexer sets it in full; a new report has the File only.
	Origin
	// Copies are other files with the same text, which the report stands for too.
	Copies []Origin `json:"copies,omitempty"`
	// Indexed is when this text came into the index, in UTC, as RFC 3339 has it. The indexer sets it.
	Indexed string `json:"indexed,omitempty"`
	// Digest is the same for the same text, whatever file, character width or white space it comes in.
	Digest string `json:"digest"`
	// Repairs counts what was mended in the text, by the kinds of package repair.
	Repairs map[string]int `json:"repairs,omitempty"`
	// Missing names the fields, as in JSON, that neither the text nor its file's name could tell.
	Missing []string `json:"missing,omitempty"`
}

// An Origin is the file, and the member in it, that a report came from.
type Origin struct {
	File string `json:"file"`
	// Member is the place inside the file, for archives and tables: 2021/辽宁.txt, 第12行.
	Member string `json:"member,omitempty"`
	// FileDigest changes when the file does, or what is known about it from elsewhere. It is empty when the file has to be
	// read again whatever it holds, as when a part of it failed.
	FileDigest string `json:"file_digest,omitempty"`
}

// A Section is an entry of a report's outline.
type Section struct {
	// Level is the depth in the outline, from 1.
	Level int    `json:"level"`
	Title string `json:"title"`
	// Paragraph is the ordinal of the paragraph that the section begins with. A run-in section's title is the first
	// sentence of that paragraph.
	Paragraph int `json:"paragraph"`
}

// A Paragraph is the unit that is searched and shown.
type Paragraph struct {
	Ordinal int    `json:"ordinal"` // from 1
	Text    string `json:"text"`    // as published, never folded
	// Section is the path of section titles down to the paragraph, the outermost first.
	Section []string `json:"section,omitempty"`
	// Heading says that the whole paragraph is a heading or a title line.
	Heading bool `json:"heading,omitempty"`
	// Hash is short and depends on the folded text only, so that a link finds the paragraph again.
	Hash string `json:"hash"`
}

// A Level is the rank of government that a report was given at; it is empty when unknown.
type Level = region.Level

// The levels.
const (
	National = region.National
	Province = region.Province
	City     = region.City
	County   = region.County
)

// A Kind tells reports from what is published around them.
type Kind string

const (
	// Work is a government work report, 政府工作报告.
	Work Kind = "report"
	// Resolution is an assembly's 决议 about a report.
	Resolution Kind = "resolution"
	// Other is any other text.
	Other Kind = "other"
)

// Hash returns the short hash of a paragraph whose folded text is given. It is short enough for a link, and a report has
// some hundred paragraphs, which 32 bits keep apart.
func Hash(folded string) string {
	sum := sha256.Sum256([]byte(folded))
	return hex.EncodeToString(sum[:4])
}
