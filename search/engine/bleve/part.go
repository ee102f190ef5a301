package bleve

import (
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/blevesearch/bleve/v2/index/scorch"

	"gongbao/corpus"
	"gongbao/corpus/identity"
	"gongbao/guard"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve/character"
	"gongbao/search/engine/bleve/column"
	"gongbao/search/engine/bleve/common"
	"gongbao/search/engine/bleve/disk"
	"gongbao/search/engine/bleve/frequent"
	"gongbao/search/engine/bleve/grams"
	"gongbao/search/engine/bleve/ledger"
	"gongbao/search/match"
)

// The columns of a part, by file name. Paragraphs are numbered from 0, report by report.
const (
	foldedColumn   = "folded.texts"      // search form of each paragraph
	displayColumn  = "displayed.edits"   // what the text of each paragraph, as published, differs in from its search form
	wholeColumn    = "displayed.texts"   // the text itself, in parts of format 2
	pathColumn     = "paths.texts"       // section paths as JSON, each once for the paragraphs in a row that share it
	titleColumn    = "titles.texts"      // search form of each section path, its titles on lines of their own
	outerColumn    = "outers.texts"      // outermost title of the paths, each once
	outerOfColumn  = "outers.numbers"    // index of each path's outermost title
	roleColumn     = "roles.numbers"     // role of each path's outermost section, as index in roles; of format 5 and later
	pathOfColumn   = "places.numbers"    // index of each paragraph's section path; the highest bit marks a heading
	reportColumn   = "reports.texts"     // what is known of each report, as JSON of a record
	outlineColumn  = "outlines.texts"    // outline of each report, as JSON
	documentColumn = "documents.numbers" // paragraph of each document of the bleve indexes
	hashColumn     = "hashes.numbers"    // hash of each paragraph, in parts of format 4
	frequentColumn = "frequent.table"    // the table of frequent strings, where there is one
	edgeColumn     = "edges.lists"       // the rare edges of these; a part may lack it
	sentenceColumn = "sentences.ends"    // where the sentences of each paragraph's search form end; a part may lack it
	clauseColumn   = "clauses.keys"      // keys of the clauses that each paragraph is known by; of format 6 and later
	shapeColumn    = "shapes.numbers"    // where the lead of each paragraph ends; the highest bit marks a brief one; of format 7 and later
)

const headingBit, briefBit = 1 << 31, 1 << 31

// characterColumn has the common characters, see package character; of format 8 and later. A part without it has every character as a term.
const characterColumn = "characters.sets"

// commonColumn has the common terms, see package common; of format 9 and later. The bleve indexes of a part without it have all terms.
const commonColumn = common.Name

// The columns of the figures, see package ledger; of format 7 and later.
const (
	figureColumn     = "figures.rows"
	figureWideColumn = "figures.numbers" // in parts of before format 9
	figureTextColumn = "figures.texts"
)

// roles are the roles by their number in the column of roles. Counts by role have a row for each.
var roles = []corpus.Role{"", corpus.RoleReview, corpus.RolePlan, corpus.RoleAnnex}

// A part is an open part of an index. Generations share the parts that they have in common, and each holds it.
type part struct {
	name  string
	dir   string // where its files are; empty in memory
	refs  atomic.Int32
	disk  disk.FS
	check partManifest // what the files must be, and have been when the part was opened; of a part in memory the name alone

	grams      *grams.Index
	segments   []*scorch.SegmentSnapshot // of all its bleve indexes
	characters *character.Sets           // nil in a part of before format 8
	common     *common.Sets              // nil in a part of before format 9
	columns    map[string]column.Column  // by the names of their files; nil in memory

	folded          column.Texts
	displayed       column.Displayed
	sentences       *column.Sentences // nil where there is no such column
	clauses         column.Keys       // of the paragraphs; none in a part of before format 6
	figures         ledger.Ledger     // none in a part of before format 7
	paths, outlines column.Texts
	titles, outers  column.Texts
	outerOf         []uint32 // index of each path's outermost title
	roleOf          []uint32 // number of each path's role; all 0 in a part of before format 5
	pathOf          []uint32
	shapes          []uint32 // of the paragraphs; nil in a part of before format 7
	hashes          []uint32 // of the paragraphs; nil in a part of before format 4
	paragraphOf     []uint32 // the paragraph of each document of the bleve indexes, segment by segment
	reports         []report
	years           []int32                     // of the reports, which are looked at in every match
	cells           []frequent.Cell             // of the paragraphs, where there is a table of frequent strings
	standings       []standing                  // of the cells
	frequent        *frequent.Table             // nil where there is none
	edges           *frequent.Edges             // nil likewise
	reportOfPath    []uint32                    // the report of each path
	letters         func() ([]uint32, error)    // of the paragraphs of each path; only some collectors ask for them
	labels          func() map[string][]uint32  // of each gram, the reports with it in their label, ascending; only questions ask for them
	tables          [engine.Groupings]sync.Pool // empty ones, to be used again
}

// A report is a report in a part.
type report struct {
	record
	end int // behind its last paragraph
}

// A record is an entry of the column of reports.
type record struct {
	corpus.Header
	First      int `json:"first"`      // its first paragraph
	Characters int `json:"characters"` // code points of its text
}

// openPart opens a part of the index, whose files have been checked.
func (d *directory) openPart(m partManifest) (*part, error) {
	all, err := grams.Open(d, d.file(m.Name))
	if err != nil {
		// its files are as they were written, so it is not they that are damaged
		return nil, language.Wrap(disk.SystemError(err), "engine.file.unreadable", d.file(m.Name), err)
	}
	return d.openColumns(m, all)
}

// openColumns opens the columns of a part and takes over its bleve indexes.
func (d *directory) openColumns(m partManifest, all *grams.Index) (*part, error) {
	p := &part{name: m.Name, dir: d.file(m.Name), disk: d, check: m, grams: all, columns: map[string]column.Column{}}
	for _, name := range columnNames {
		c, err := d.Map(d.file(m.Name, name))
		if errors.Is(err, fs.ErrNotExist) && slices.Contains(optionalColumns, name) {
			continue // a part has one of the first two, and need not have the others
		}
		if err != nil {
			return nil, errors.Join(fmt.Errorf("open %s: %w", d.file(m.Name), err), p.close())
		}
		p.columns[name] = c
	}
	if err := p.read(p.columns); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", d.file(m.Name), err), p.close())
	}
	return p, nil
}

var columnNames = []string{foldedColumn, displayColumn, wholeColumn, pathColumn, titleColumn, outerColumn, outerOfColumn, pathOfColumn, reportColumn, outlineColumn, documentColumn, hashColumn, frequentColumn, edgeColumn, sentenceColumn, roleColumn, clauseColumn, shapeColumn, figureColumn, figureWideColumn, figureTextColumn, characterColumn, commonColumn}

// optionalColumns are those that a part may lack.
var optionalColumns = []string{displayColumn, wholeColumn, hashColumn, frequentColumn, edgeColumn, sentenceColumn, roleColumn, clauseColumn, shapeColumn, figureColumn, figureWideColumn, figureTextColumn, characterColumn, commonColumn}

// read makes sense of the columns.
func (p *part) read(files map[string]column.Column) error {
	for name, to := range map[string]*column.Texts{foldedColumn: &p.folded, pathColumn: &p.paths, titleColumn: &p.titles, outerColumn: &p.outers, outlineColumn: &p.outlines} {
		t, err := files[name].Texts()
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		*to = t
	}
	if err := p.readDisplayed(files); err != nil {
		return err
	}
	p.outerOf, p.roleOf = files[outerOfColumn].Numbers(), files[roleColumn].Numbers()
	if p.roleOf == nil {
		p.roleOf = make([]uint32, p.paths.Len())
	}
	p.clauses, p.shapes = files[clauseColumn].Keys(p.folded.Len()), files[shapeColumn].Numbers()
	p.pathOf, p.paragraphOf, p.hashes = files[pathOfColumn].Numbers(), files[documentColumn].Numbers(), files[hashColumn].Numbers()
	records, err := files[reportColumn].Texts()
	if err != nil {
		return fmt.Errorf("%s: %w", reportColumn, err)
	}
	p.segments = p.grams.Segments()
	if err := p.readReports(records); err != nil {
		return err
	}
	if file, ok := files[sentenceColumn]; ok {
		sentences, err := file.Sentences(p.folded.Len())
		if err != nil {
			return fmt.Errorf("%s: %w", sentenceColumn, err)
		}
		p.sentences = &sentences
	}
	for name, read := range map[string]func([]byte) (ledger.Rows, error){figureColumn: ledger.ReadRows, figureWideColumn: ledger.ReadWideRows} {
		file, ok := files[name]
		if !ok {
			continue
		}
		rows, err := read(file)
		if err == nil {
			p.figures, err = ledger.New(rows, files[figureTextColumn])
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	if file, ok := files[characterColumn]; ok {
		if p.characters, err = character.Read(file, p.documentsIn()); err != nil {
			return fmt.Errorf("%s: %w", characterColumn, err)
		}
	}
	if file, ok := files[commonColumn]; ok {
		if p.common, err = common.Read(file, len(p.segments)); err != nil {
			return fmt.Errorf("%s: %w", commonColumn, err)
		}
	}
	if file, ok := files[edgeColumn]; ok {
		if p.edges, err = frequent.OpenEdges(file, p.folded.Len()); err != nil {
			return fmt.Errorf("%s: %w", edgeColumn, err)
		}
	}
	if file, ok := files[frequentColumn]; ok {
		return p.readFrequent(file)
	}
	return nil
}

// readDisplayed makes sense of the displayed texts: of their edits, or of themselves in a part of format 2.
func (p *part) readDisplayed(files map[string]column.Column) error {
	if whole, ok := files[wholeColumn]; ok {
		texts, err := whole.Texts()
		if err != nil {
			return fmt.Errorf("%s: %w", wholeColumn, err)
		}
		p.displayed = column.NewWhole(texts)
		return nil
	}
	edits, err := files[displayColumn].Texts()
	if err == nil && edits.Len() != p.folded.Len() {
		err = fmt.Errorf("%d texts, want %d", edits.Len(), p.folded.Len())
	}
	if err != nil {
		return fmt.Errorf("%s: %w", displayColumn, err)
	}
	p.displayed = column.NewDisplayed(p.folded, edits)
	return nil
}

func (p *part) readReports(records column.Texts) error {
	p.reports, p.years = make([]report, records.Len()), make([]int32, records.Len())
	for i := range p.reports {
		if err := json.Unmarshal([]byte(records.At(i)), &p.reports[i].record); err != nil {
			return fmt.Errorf("%s: report %d: %w", reportColumn, i, err)
		}
		p.years[i] = int32(p.reports[i].Year)
	}
	p.reportOfPath = make([]uint32, p.paths.Len())
	p.labels, p.letters = sync.OnceValue(p.readLabels), sync.OnceValues(p.countLetters)
	for i := range p.reports {
		r := &p.reports[i]
		r.end = p.folded.Len()
		if i+1 < len(p.reports) {
			r.end = p.reports[i+1].First
		}
		for n := r.First; n < r.end; n++ {
			p.reportOfPath[p.pathIndex(n)] = uint32(i)
		}
	}
	return nil
}

// hold and release count the generations that use the part.
func (p *part) hold() { p.refs.Add(1) }

func (p *part) release() error {
	if p.refs.Add(-1) > 0 {
		return nil
	}
	return p.close()
}

func (p *part) close() error {
	errs := []error{p.grams.Close()}
	for _, c := range p.columns {
		errs = append(errs, p.disk.Unmap(c))
	}
	p.grams, p.columns = nil, nil
	return errors.Join(errs...)
}

// guard calls f, which reads the generation. A panic in it is an error of f's caller alone, and damage if a file is not what
// it was when it was opened: it has been cut short, or its disk cannot be read.
func (g *generation) guard(f func() error) error {
	err := guard.Do(f)
	var panicked *guard.Panic
	if errors.As(err, &panicked) {
		for i := range g.parts {
			if file := g.parts[i].lost(panicked); file != "" {
				return &damageError{filepath.Dir(g.parts[i].dir), g.parts[i].name + "/" + file, language.New("engine.file.lost", err)}
			}
		}
	}
	return err
}

// lost names the file of the part that a panic came from: the one that an address is mapped from, or else one of another size than
// when it was mapped. It is empty when all are what they were.
func (p *part) lost(panicked *guard.Panic) string {
	address, fault := panicked.Address()
	changed := ""
	look := func(name string, mapped []byte) bool {
		from := uintptr(unsafe.Pointer(unsafe.SliceData(mapped)))
		if fault && from <= address && address-from < uintptr(len(mapped)) {
			changed = name
			return true
		}
		info, err := p.disk.Stat(filepath.Join(p.dir, name))
		if changed == "" && (err != nil || info.Size() != int64(len(mapped))) {
			changed = name
		}
		return false
	}
	for name, c := range p.columns {
		if look(name, c) {
			return changed
		}
	}
	if p.dir == "" {
		return changed
	}
	for _, s := range p.segments {
		if file, ok := s.Segment().(interface {
			Path() string
			Data() []byte
		}); ok {
			name, err := filepath.Rel(p.dir, file.Path())
			if err == nil && look(filepath.ToSlash(name), file.Data()) {
				return changed
			}
		}
	}
	return changed
}

// documentsIn counts the documents of each segment.
func (p *part) documentsIn() (counts []int) {
	for _, s := range p.segments {
		counts = append(counts, int(s.Segment().Count()))
	}
	return counts
}

// report reads report i back.
func (p *part) report(i int) (corpus.Report, error) {
	r := corpus.Report{Header: p.reports[i].Header}
	if err := json.Unmarshal([]byte(p.outlines.At(i)), &r.Outline); err != nil {
		return corpus.Report{}, fmt.Errorf("%s: report %d: %w", outlineColumn, i, err)
	}
	for n := p.reports[i].First; n < p.reports[i].end; n++ {
		paragraph, err := p.paragraph(n)
		if err != nil {
			return corpus.Report{}, err
		}
		r.Paragraphs = append(r.Paragraphs, paragraph)
	}
	return r, nil
}

// paragraph reads paragraph n of the part. Its strings share their memory.
func (p *part) paragraph(n int) (corpus.Paragraph, error) {
	paragraph, _, err := p.appendParagraph(make([]byte, 0, p.room(n)), n)
	return paragraph, err
}

// room is about the bytes that appendParagraph appends.
func (p *part) room(n int) int {
	folded := len(p.folded.At(n))
	return identity.HashLength + len(p.paths.At(p.pathIndex(n))) + folded + folded/4
}

// appendParagraph reads paragraph n of the part, whose strings it appends to dst.
func (p *part) appendParagraph(dst []byte, n int) (corpus.Paragraph, []byte, error) {
	path, before := p.paths.At(p.pathIndex(n)), len(dst)
	dst = append(p.appendHash(dst, n), path...)
	dst, err := p.displayed.Append(dst, n)
	if err != nil {
		return corpus.Paragraph{}, dst, fmt.Errorf("%s: paragraph %d: %w", displayColumn, n, err)
	}
	read := unsafe.String(&dst[before], len(dst)-before)
	titles, err := pathOf(read[identity.HashLength:][:len(path)])
	return corpus.Paragraph{
		Ordinal: n - p.reports[p.reportOf(n)].First + 1,
		Text:    read[identity.HashLength+len(path):],
		Section: titles,
		Role:    roles[p.roleOf[p.pathIndex(n)]],
		Heading: p.heading(n),
		Hash:    read[:identity.HashLength],
	}, dst, err
}

// appendHash appends the hash of paragraph n. Before format 4 folded texts were of version 1, as the forms are that hashes are made of.
func (p *part) appendHash(dst []byte, n int) []byte {
	if p.hashes == nil {
		return append(dst, identity.Hash(p.folded.At(n))...)
	}
	var hash [identity.HashLength / 2]byte
	binary.BigEndian.PutUint32(hash[:], p.hashes[n])
	return hex.AppendEncode(dst, hash[:])
}

func (p *part) heading(n int) bool { return p.pathOf[n]&headingBit != 0 }

// reportOf is the index of paragraph n's report. Paths are those of one report each, and fewer than paragraphs, which leave the processor's
// cache.
func (p *part) reportOf(n int) uint32 { return p.reportOfPath[p.pathIndex(n)] }

// pathIndex is the index in the column of paths of paragraph n's section path.
func (p *part) pathIndex(n int) int { return int(p.pathOf[n] &^ headingBit) }

// place is that of the paragraphs of a path.
func (p *part) place(path int) match.Place {
	return match.Place{Titles: p.titles.At(path), Role: roles[p.roleOf[path]]}
}

// pathOf reads a section path. Its titles are parts of encoded where that has no escapes.
func pathOf(encoded string) ([]string, error) {
	if path, ok := plainList(encoded); ok {
		return path, nil
	}
	var path []string
	if err := json.Unmarshal([]byte(encoded), &path); err != nil {
		return nil, fmt.Errorf("%s: %w", pathColumn, err)
	}
	return path, nil
}

// plainList reads a JSON list of strings without escapes, as nearly all are. The strings are parts of encoded.
func plainList(encoded string) (list []string, ok bool) {
	inner, begins := strings.CutPrefix(encoded, `["`)
	inner, ends := strings.CutSuffix(inner, `"]`)
	if !begins || !ends || strings.IndexByte(inner, '\\') >= 0 || strings.Count(inner, `"`) != 2*strings.Count(inner, `","`) {
		return nil, false
	}
	return strings.Split(inner, `","`), true
}
