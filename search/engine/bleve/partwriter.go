package bleve

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
	"unsafe"

	"gongbao/corpus"
	"gongbao/corpus/clause"
	"gongbao/corpus/figure"
	"gongbao/corpus/identity"
	"gongbao/corpus/text"
	"gongbao/search/engine/bleve/character"
	"gongbao/search/engine/bleve/column"
	"gongbao/search/engine/bleve/common"
	"gongbao/search/engine/bleve/disk"
	"gongbao/search/engine/bleve/grams"
	"gongbao/search/engine/bleve/ledger"
	"gongbao/search/match"
	"gongbao/search/rank"
)

// partSize is the number of paragraphs at which an update begins another part, which bounds the memory that an update takes,
// and what a merge writes again.
const partSize = 150_000

// A partWriter makes a part, report by report.
type partWriter struct {
	dir     *directory // nil for a part in memory
	name    string
	grams   *grams.Writer
	columns map[string]*columnFile

	folded, displayed, paths, titles, outers, records, outlines *column.TextWriter
	outer                                                       map[string]uint32 // index in outers
	outerOf, roleOf                                             []byte
	sentences                                                   column.SentenceWriter
	clauses                                                     column.KeyWriter
	figures                                                     *ledger.Writer

	lastPath []byte
	lastRole corpus.Role
	pathOf   []byte
	hashes   []byte
	shapes   []byte
	scratch  []byte
	edits    []byte
	editor   column.Editor
	reports  int
}

// newPartWriter begins the part name in dir, or in memory when dir is nil. On an error it leaves what it has begun to discard.
func newPartWriter(dir *directory, name string) (*partWriter, error) {
	w := &partWriter{dir: dir, name: name, columns: map[string]*columnFile{}, outer: map[string]uint32{}}
	if err := w.begin(); err != nil {
		return w, fmt.Errorf("begin %s: %w", name, err)
	}
	return w, nil
}

func (w *partWriter) begin() (err error) {
	dir := ""
	if w.dir != nil {
		dir = w.dir.file(w.name)
		// an update that was killed may have left a part of this name, which no manifest lists
		if err := disk.RemoveAll(w.dir, dir); err != nil {
			return err
		}
		if err := w.dir.Mkdir(dir); err != nil {
			return err
		}
	}
	if w.grams, err = grams.NewWriter(dir); err != nil {
		return err
	}
	for name, to := range map[string]**column.TextWriter{
		foldedColumn: &w.folded, displayColumn: &w.displayed, pathColumn: &w.paths, titleColumn: &w.titles, outerColumn: &w.outers, reportColumn: &w.records, outlineColumn: &w.outlines,
	} {
		file, err := w.create(name)
		if err != nil {
			return err
		}
		*to = column.NewTextWriter(file)
	}
	file, err := w.create(figureTextColumn)
	if err == nil {
		w.figures = ledger.NewWriter(file)
	}
	return err
}

// A columnFile is a column being written, in a file or in memory.
type columnFile struct {
	io.Writer
	file   disk.File // nil in memory
	memory *bytes.Buffer
}

func (w *partWriter) create(name string) (*columnFile, error) {
	c := &columnFile{memory: new(bytes.Buffer)}
	c.Writer = c.memory
	if w.dir != nil {
		f, err := w.dir.Create(w.dir.file(w.name, name))
		if err != nil {
			return nil, err
		}
		c.Writer, c.file = f, f
	}
	w.columns[name] = c
	return c, nil
}

// add appends a report.
func (w *partWriter) add(r *corpus.Report) error {
	rec := record{Header: r.Header, First: w.folded.Len()}
	for i := range r.Paragraphs {
		if err := w.addParagraph(&r.Paragraphs[i]); err != nil {
			return err
		}
		rec.Characters += utf8.RuneCountInString(r.Paragraphs[i].Text)
	}
	w.lastPath = nil
	w.reports++
	return errors.Join(w.figures.Add(rec.First, figure.Of(r)), addJSON(w.records, rec), addJSON(w.outlines, r.Outline))
}

func addJSON(to *column.TextWriter, v any) error {
	encoded, err := json.Marshal(v)
	if err == nil {
		to.Add(encoded)
	}
	return err
}

func (w *partWriter) addParagraph(p *corpus.Paragraph) error {
	path, err := json.Marshal(p.Section)
	if err != nil {
		return err
	}
	if w.lastPath == nil || !bytes.Equal(path, w.lastPath) || p.Role != w.lastRole {
		w.paths.Add(path)
		w.titles.Add(match.FoldTitles(p.Section))
		w.addOuter(p.Section)
		if err := w.addRole(p.Role); err != nil {
			return err
		}
		w.lastPath, w.lastRole = path, p.Role
	}
	index := uint32(w.paths.Len() - 1)
	if p.Heading {
		index |= headingBit
	}
	w.pathOf = binary.LittleEndian.AppendUint32(w.pathOf, index)
	if err := w.addHash(p); err != nil {
		return err
	}
	w.scratch = text.AppendFold(w.scratch[:0], p.Text)
	if err := w.grams.Add(string(w.scratch)); err != nil {
		return err
	}
	w.folded.Add(w.scratch)
	folded := unsafe.String(unsafe.SliceData(w.scratch), len(w.scratch))
	w.sentences.Add(text.Sentences(folded))
	w.clauses.Add(clause.Keys(folded))
	w.addShape(rank.ShapeOf(folded))
	w.edits = w.editor.AppendEdits(w.edits[:0], folded, p.Text)
	w.displayed.Add(w.edits)
	return nil
}

// addHash notes the hash of a paragraph, which is that of its text if it has none.
func (w *partWriter) addHash(p *corpus.Paragraph) error {
	hash := p.Hash
	if hash == "" {
		hash = identity.Hash(identity.Form(p.Text))
	}
	n, err := strconv.ParseUint(hash, 16, 32)
	w.hashes = binary.LittleEndian.AppendUint32(w.hashes, uint32(n))
	return err
}

// addShape notes the shape of a paragraph.
func (w *partWriter) addShape(s rank.Shape) {
	n := uint32(s.Lead)
	if s.Brief {
		n |= briefBit
	}
	w.shapes = binary.LittleEndian.AppendUint32(w.shapes, n)
}

// addOuter notes the outermost title of a path; the empty one stands for none.
func (w *partWriter) addOuter(path []string) {
	title := ""
	if len(path) > 0 {
		title = path[0]
	}
	i, ok := w.outer[title]
	if !ok {
		i = uint32(w.outers.Len())
		w.outer[title] = i
		w.outers.Add([]byte(title))
	}
	w.outerOf = binary.LittleEndian.AppendUint32(w.outerOf, i)
}

// addRole notes the role of a path.
func (w *partWriter) addRole(role corpus.Role) error {
	i := slices.Index(roles, role)
	if i < 0 {
		return fmt.Errorf("no such role: %q", role)
	}
	w.roleOf = binary.LittleEndian.AppendUint32(w.roleOf, uint32(i))
	return nil
}

// finish makes the part durable, except for the name of its directory, and opens it. After an error the caller discards it.
func (w *partWriter) finish(ctx context.Context) (*part, partManifest, error) {
	m := partManifest{Name: w.name, Reports: w.reports, Paragraphs: w.folded.Len()}
	p, err := w.complete(ctx, m)
	if err == nil {
		if err = errors.Join(w.makeCharacters(p), w.makeCommon(p), w.makeFrequent(ctx, p)); err != nil {
			err = errors.Join(err, p.close())
		}
	}
	if err == nil && w.dir != nil {
		if m.Files, err = w.dir.syncFiles(w.name); err != nil {
			err = errors.Join(err, p.close())
		}
		p.check = m
	}
	if err != nil {
		return nil, m, fmt.Errorf("write %s: %w", w.name, err)
	}
	return p, m, nil
}

// complete writes what is left, closes all files, and opens them.
func (w *partWriter) complete(ctx context.Context, m partManifest) (*part, error) {
	if err := w.grams.Finish(ctx); err != nil {
		return nil, err
	}
	for _, texts := range []*column.TextWriter{w.folded, w.displayed, w.paths, w.titles, w.outers, w.records, w.outlines} {
		if err := texts.Finish(); err != nil {
			return nil, err
		}
	}
	figures, err := w.figures.Finish()
	if err != nil {
		return nil, err
	}
	if err := errors.Join(w.write(figureColumn, figures), w.write(pathOfColumn, w.pathOf), w.write(hashColumn, w.hashes), w.write(outerOfColumn, w.outerOf), w.write(roleColumn, w.roleOf), w.write(sentenceColumn, w.sentences.Bytes()), w.write(clauseColumn, w.clauses.Bytes()), w.write(shapeColumn, w.shapes)); err != nil {
		return nil, err
	}
	all, err := w.grams.Open(w.dir)
	if err == nil {
		err = errors.Join(w.writeOrder(all), w.close())
	}
	if err != nil {
		return nil, errors.Join(err, all.Close())
	}
	if w.dir != nil {
		return w.dir.openColumns(m, all)
	}
	p := &part{name: w.name, disk: disk.OS{}, check: m, grams: all}
	files := map[string]column.Column{}
	for name, c := range w.columns {
		files[name] = c.memory.Bytes()
	}
	if err := p.read(files); err != nil {
		return nil, errors.Join(err, p.close())
	}
	return p, nil
}

// makeCharacters makes the column of common characters of a part that is otherwise written, and reads it in place too.
func (w *partWriter) makeCharacters(p *part) error {
	documents := p.documentsIn()
	file, err := w.addColumn(p, characterColumn, character.Texts{Folded: p.folded, ParagraphOf: p.paragraphOf}.Make(documents))
	if err == nil {
		p.characters, err = character.Read(file, documents)
	}
	return err
}

// makeCommon makes the column of common terms, and reads it in place too.
func (w *partWriter) makeCommon(p *part) error {
	made, err := w.grams.Common().Make(p.documentsIn(), func(document int) string { return p.folded.At(int(p.paragraphOf[document])) })
	if err != nil {
		return err
	}
	file, err := w.addColumn(p, commonColumn, made)
	if err == nil {
		p.common, err = common.Read(file, len(p.segments))
	}
	return err
}

// addColumn writes a column of a part that is open already, and opens it too.
func (w *partWriter) addColumn(p *part, name string, content []byte) (column.Column, error) {
	if w.dir == nil {
		return content, nil
	}
	err := errors.Join(w.write(name, content), w.close())
	if err == nil {
		p.columns[name], err = w.dir.Map(w.dir.file(w.name, name))
	}
	return p.columns[name], err
}

// writeOrder writes the paragraph of each document of the bleve indexes.
func (w *partWriter) writeOrder(all *grams.Index) error {
	order, err := all.Order()
	if err != nil {
		return err
	}
	documents := make([]byte, 0, 4*len(order))
	for _, n := range order {
		documents = binary.LittleEndian.AppendUint32(documents, n)
	}
	return w.write(documentColumn, documents)
}

func (w *partWriter) write(name string, content []byte) error {
	c, err := w.create(name)
	if err == nil {
		_, err = c.Write(content)
	}
	return err
}

// close closes the columns; what is in memory stays as it is.
func (w *partWriter) close() error {
	var errs []error
	for _, c := range w.columns {
		if c.file != nil {
			errs = append(errs, c.file.Close())
			c.file = nil
		}
	}
	return errors.Join(errs...)
}

// discard gives up the part and takes away what has been written.
func (w *partWriter) discard() error {
	errs := []error{w.close()}
	if w.grams != nil {
		errs = append(errs, w.grams.Discard())
	}
	if w.dir != nil {
		errs = append(errs, disk.RemoveAll(w.dir, w.dir.file(w.name)))
	}
	return errors.Join(errs...)
}

// syncFiles makes every file of a part durable, whoever wrote it, lets everybody read it, since whoever may serve an index is
// the directory's to say, and returns what state it is in.
func (d *directory) syncFiles(part string) (files []fileCheck, err error) {
	dir := d.file(part)
	err = disk.Walk(d, dir, func(path string, isDir bool) error {
		d.Share(path)
		if err := d.Sync(path); err != nil || isDir {
			return err
		}
		check, err := d.checkFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		check.Name = filepath.ToSlash(name)
		files = append(files, check)
		return err
	})
	slices.SortFunc(files, func(a, b fileCheck) int { return strings.Compare(a.Name, b.Name) })
	return files, err
}
