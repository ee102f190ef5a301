// Package corpus is the vocabulary of the project: reports, their headers, sections and paragraphs. It depends on
// neither files nor indexes; package ingest makes reports from documents.
//
// What is unknown about a report stays empty and is listed as missing, never guessed. The text of a paragraph is always
// the published text.
package corpus

import (
	"gongbao/corpus/outline"
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

// A Header is everything known about a report besides its text. Fields that could not be found are empty and listed in
// Missing.
type Header struct {
	// ID is stable and readable: liaoning-2021, national-2024. ingest.Settle makes ids unique.
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
	// Origin is the file the text came from. The indexer sets it in full; a new report has only the File.
	Origin
	// Copies are other files with the same text; the report represents them too.
	Copies []Origin `json:"copies,omitempty"`
	// Indexed is the time this text entered the index: UTC, RFC 3339. The indexer sets it.
	Indexed string `json:"indexed,omitempty"`
	// Digest is equal for equal texts, whatever their file, character width or white space: it is that of the search form.
	Digest string `json:"digest"`
	// Identity is the digest that ids are made of. Unlike Digest it does not depend on the version of the search form; see
	// package identity.
	Identity string `json:"identity,omitempty"`
	// Repairs counts the repairs made to the text, by the kinds of package repair.
	Repairs map[string]int `json:"repairs,omitempty"`
	// Recognised is the number of pages whose text was recognised in pictures (OCR), and may be wrong.
	Recognised int `json:"recognised,omitempty"`
	// Missing lists the JSON names of the fields that neither the text nor the file's name supplied.
	Missing []string `json:"missing,omitempty"`
	// Ambiguous lists the JSON names of the fields that may mean several things, and stand as the text or the file has
	// them: 朝阳区 is a region of Beijing and one of Changchun.
	Ambiguous []string `json:"ambiguous,omitempty"`
	// Supplied lists the JSON names of the fields that neither the text nor the file has, and that come from the program's own
	// table of public facts.
	Supplied []string `json:"supplied,omitempty"`
}

// An Origin is the file, and the member in it, that holds a report.
type Origin struct {
	// File is the path of the file. Bytes of its name that are not UTF-8 stand as \xB0.
	File string `json:"file"`
	// Member is the position inside the file, for archives and tables: 2021/辽宁.txt, 第12行.
	Member string `json:"member,omitempty"`
	// FileDigest changes with the file and with what is known about it from elsewhere. It is empty when the file must
	// be read again in any case, as when a part of it failed.
	FileDigest string `json:"file_digest,omitempty"`
}

// A Section is an entry of a report's outline.
type Section struct {
	// Level is the depth in the outline, from 1.
	Level int    `json:"level"`
	Title string `json:"title"`
	// Paragraph is the ordinal, from 1, of the first paragraph of the section. A run-in section's title is the first
	// sentence of that paragraph.
	Paragraph int `json:"paragraph"`
	// Role is what the section is for; only sections of level 1 have one.
	Role Role `json:"role,omitempty"`
}

// A Paragraph is the unit of search and display.
type Paragraph struct {
	Ordinal int    `json:"ordinal"` // from 1
	Text    string `json:"text"`    // as published, never folded
	// Section is the path of section titles around the paragraph, outermost first.
	Section []string `json:"section,omitempty"`
	// Role is that of the outermost of these sections; empty where there is none, or its role is unknown.
	Role Role `json:"role,omitempty"`
	// Heading is set when the whole paragraph is a heading or a title line.
	Heading bool `json:"heading,omitempty"`
	// Hash is short and names the text for good, so that a link finds the paragraph again: it is that of package identity.
	Hash string `json:"hash"`
}

// A Level is the rank of government a report was delivered at; it is empty when unknown.
type Level = region.Level

// The levels.
const (
	National = region.National
	Province = region.Province
	City     = region.City
	County   = region.County
)

// A Role is what a section of level 1 is for.
type Role = outline.Role

// The roles.
const (
	RoleReview = outline.Review // what was done, 回顾
	RolePlan   = outline.Plan   // what is to be done, 安排
	RoleAnnex  = outline.Annex  // explanations and tables behind the report, 附件
)

// A Kind separates reports from the texts published around them.
type Kind string

const (
	// Work is a government work report, 政府工作报告.
	Work Kind = "report"
	// Resolution is an assembly's 决议 about a report.
	Resolution Kind = "resolution"
	// Bulletin is a 公报 of statistics, such as 国民经济和社会发展统计公报.
	Bulletin Kind = "bulletin"
	// Plan is a plan, 规划 or 纲要, or a report on one.
	Plan Kind = "plan"
	// Budget is a report on a budget or on final accounts, 预算报告 or 决算报告.
	Budget Kind = "budget"
	// Regulation is a 条例, 规定 or 办法.
	Regulation Kind = "regulation"
	// Document is an official document of another kind: 意见, 通知, 方案, 决定.
	Document Kind = "document"
	// Other is any other text.
	Other Kind = "other"
)
