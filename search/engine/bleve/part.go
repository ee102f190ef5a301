package bleve

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"

	"gongbao/corpus"
	"gongbao/guard"
	"gongbao/language"
	"gongbao/search/engine/bleve/column"
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
	pathOfColumn   = "places.numbers"    // index of each paragraph's section path; the highest bit marks a heading
	reportColumn   = "reports.texts"     // what is known of each report, as JSON of a record
	outlineColumn  = "outlines.texts"    // outline of each report, as JSON
	documentColumn = "documents.numbers" // paragraph of each document of the bleve index
	gramDir        = "grams"             // the bleve index
)

const headingBit = 1 << 31

// A part is an open part of an index. Generations share the parts that they have in common, and each holds it.
type part struct {
	name string
	dir  string // where its files are; empty in memory
	refs atomic.Int32

	index    bleve.Index
	snapshot *scorch.IndexSnapshot
	columns  []column.Column

	folded          column.Texts
	displayed       column.Displayed
	paths, outlines column.Texts
	titles, outers  column.Texts
	outerOf         []uint32 // index of each path's outermost title
	pathOf          []uint32
	paragraphOf     []uint32 // the paragraph of each document of the bleve index
	reports         []report
	reportOf        []uint32                     // the report of each paragraph
	letters         func() ([]uint32, error)     // of the paragraphs of each path; only some collectors ask for them
	labels          func() []map[string]struct{} // the grams of each report's label; only questions ask for them
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

// openPart opens the part in dir, whose files have been checked.
func openPart(ctx context.Context, dir, name string) (*part, error) {
	p := &part{name: name, dir: filepath.Join(dir, name)}
	err := p.open(ctx, p.dir)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", filepath.Join(dir, name), err), p.close())
	}
	return p, nil
}

func (p *part) open(ctx context.Context, dir string) (err error) {
	p.index, err = openGrams(dir)
	if err != nil {
		return err
	}
	files := map[string]column.Column{}
	for _, name := range columnNames {
		c, err := column.Open(filepath.Join(dir, name))
		if errors.Is(err, fs.ErrNotExist) && (name == displayColumn || name == wholeColumn) {
			continue // a part has one of them
		}
		if err != nil {
			return err
		}
		p.columns = append(p.columns, c)
		files[name] = c
	}
	return p.read(files)
}

// openGrams opens the bleve index of the part in dir to read it.
func openGrams(dir string) (bleve.Index, error) {
	return bleve.OpenUsing(filepath.Join(dir, gramDir), map[string]any{"read_only": true, "bolt_timeout": "1s"})
}

var columnNames = []string{foldedColumn, displayColumn, wholeColumn, pathColumn, titleColumn, outerColumn, outerOfColumn, pathOfColumn, reportColumn, outlineColumn, documentColumn}

// read makes sense of the columns and takes the bleve index's only snapshot.
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
	p.outerOf = files[outerOfColumn].Numbers()
	p.pathOf, p.paragraphOf = files[pathOfColumn].Numbers(), files[documentColumn].Numbers()
	records, err := files[reportColumn].Texts()
	if err != nil {
		return fmt.Errorf("%s: %w", reportColumn, err)
	}
	if err := p.readReports(records); err != nil {
		return err
	}
	p.snapshot, err = snapshotOf(p.index)
	return err
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
	p.reports = make([]report, records.Len())
	for i := range p.reports {
		if err := json.Unmarshal([]byte(records.At(i)), &p.reports[i].record); err != nil {
			return fmt.Errorf("%s: report %d: %w", reportColumn, i, err)
		}
	}
	p.reportOf = make([]uint32, p.folded.Len())
	p.labels, p.letters = sync.OnceValue(p.readLabels), sync.OnceValues(p.countLetters)
	for i := range p.reports {
		r := &p.reports[i]
		r.end = p.folded.Len()
		if i+1 < len(p.reports) {
			r.end = p.reports[i+1].First
		}
		for n := r.First; n < r.end; n++ {
			p.reportOf[n] = uint32(i)
		}
	}
	return nil
}

// snapshotOf takes the snapshot that the postings are read from.
func snapshotOf(ix bleve.Index) (*scorch.IndexSnapshot, error) {
	advanced, err := ix.Advanced()
	if err != nil {
		return nil, err
	}
	var reader index.IndexReader
	if reader, err = advanced.Reader(); err != nil {
		return nil, err
	}
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		return nil, errors.Join(fmt.Errorf("bleve index of type %T", reader), reader.Close())
	}
	return snapshot, nil
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
	var errs []error
	if p.snapshot != nil {
		errs = append(errs, p.snapshot.Close())
	}
	if p.index != nil {
		errs = append(errs, p.index.Close())
	}
	for _, c := range p.columns {
		errs = append(errs, c.Close())
	}
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
				return damaged(filepath.Dir(g.parts[i].dir), g.parts[i].name+"/"+file, language.New("engine.file.lost", err))
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
		info, err := os.Stat(filepath.Join(p.dir, name))
		if changed == "" && (err != nil || info.Size() != int64(len(mapped))) {
			changed = name
		}
		return false
	}
	for i, c := range p.columns {
		if look(columnNames[i], c) {
			return changed
		}
	}
	if p.dir == "" || p.snapshot == nil {
		return changed
	}
	for _, s := range p.snapshot.Segments() {
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

// documentID is the bleve id of paragraph n of a part: four bytes.
func documentID(n int) string { return string(binary.BigEndian.AppendUint32(nil, uint32(n))) }

// documentOrder lists the paragraph of each document of a snapshot, by document number.
func documentOrder(s *scorch.IndexSnapshot) ([]uint32, error) {
	var order []uint32
	for _, segment := range s.Segments() {
		for n := range segment.Segment().Count() {
			id, err := segment.Segment().DocID(n)
			if err != nil || len(id) != 4 {
				return nil, fmt.Errorf("document %d has id %q: %w", n, id, err)
			}
			order = append(order, binary.BigEndian.Uint32(id))
		}
	}
	return order, nil
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

// paragraph reads paragraph n of the part.
func (p *part) paragraph(n int) (corpus.Paragraph, error) {
	path, err := p.path(n)
	if err != nil {
		return corpus.Paragraph{}, err
	}
	display, err := p.displayed.At(n)
	if err != nil {
		return corpus.Paragraph{}, fmt.Errorf("%s: paragraph %d: %w", displayColumn, n, err)
	}
	return corpus.Paragraph{
		Ordinal: n - p.reports[p.reportOf[n]].First + 1,
		Text:    display,
		Section: path,
		Heading: p.heading(n),
		Hash:    corpus.Hash(p.folded.At(n)),
	}, nil
}

func (p *part) heading(n int) bool { return p.pathOf[n]&headingBit != 0 }

// pathIndex is the index in the column of paths of paragraph n's section path.
func (p *part) pathIndex(n int) int { return int(p.pathOf[n] &^ headingBit) }

func (p *part) path(n int) ([]string, error) { return p.pathAt(p.pathIndex(n)) }

func (p *part) pathAt(i int) (path []string, err error) {
	if err := json.Unmarshal([]byte(p.paths.At(i)), &path); err != nil {
		return nil, fmt.Errorf("%s: %w", pathColumn, err)
	}
	return path, nil
}
