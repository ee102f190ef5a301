package bleve

import (
	"context"
	"fmt"

	"gongbao/search/engine"
	"gongbao/search/engine/bleve/column"
	"gongbao/search/engine/bleve/frequent"
	"gongbao/search/rank"
)

// A standing is where a cell stands: its rows in the tables that count, by grouping.
type standing [engine.Groupings]uint32

// findCells finds the runs of paragraphs of a report under the same outermost title and of one role, if they are not known.
func (p *part) findCells() {
	if p.cells != nil {
		return
	}
	for r := range p.reports {
		outer, role := uint32(0), uint32(0)
		for n := p.reports[r].First; n < p.reports[r].end; n++ {
			path := p.pathIndex(n)
			if o := p.outerOf[path]; n == p.reports[r].First || o != outer || p.roleOf[path] != role {
				p.cells, outer, role = append(p.cells, frequent.Cell{Report: r, From: n}), o, p.roleOf[path]
				p.standings = append(p.standings, standing{uint32(r), o, uint32(path), role})
			}
			p.cells[len(p.cells)-1].To = n + 1
		}
	}
}

// readFrequent reads the table of frequent strings in place, whose bounds are too narrow by a factor.
func (p *part) readFrequent(file column.Column) (err error) {
	p.findCells()
	if p.frequent, err = frequent.Open(file, p.folded.Len(), len(p.cells)); err != nil {
		return fmt.Errorf("%s: %w", frequentColumn, err)
	}
	return nil
}

// makeFrequent makes the table of a part that is otherwise written, and its rare edges, and reads both in place too.
func (w *partWriter) makeFrequent(ctx context.Context, p *part) error {
	p.findCells()
	table, edges, err := frequent.Make(ctx, &frequent.Source{
		Cells: p.cells, Folded: p.folded.At, Path: p.pathIndex, Titles: p.titles.At, Heading: p.heading, Shape: p.shape, Age: p.ages(),
	})
	if err != nil {
		return err
	}
	file, err := w.addColumn(p, frequentColumn, table)
	if err == nil {
		err = p.readFrequent(file)
	}
	if err == nil {
		file, err = w.addColumn(p, edgeColumn, edges)
	}
	if err != nil {
		return err
	}
	p.edges, err = frequent.OpenEdges(file, p.folded.Len())
	return err
}

// ages returns the age of each report of the part beside the newest of them.
func (p *part) ages() func(report int) int {
	var all rank.Collection
	for i := range p.reports {
		all.Newest = max(all.Newest, p.reports[i].Year)
	}
	return func(report int) int { return all.Age(p.reports[report].Year) }
}

// agingIn returns the most that the age of a report is worth in an index for what it is worth in the part alone.
func (p *livePart) agingIn(index rank.Collection) (most float64) {
	age := p.ages()
	for i := range p.reports {
		if !p.deleted[i] {
			most = max(most, rank.Aging(index.Age(p.reports[i].Year))/rank.Aging(age(i)))
		}
	}
	return most
}

// shape returns that of a paragraph.
func (p *part) shape(n int) rank.Shape {
	return rank.Shape{Lead: int(p.shapes[n] &^ briefBit), Brief: p.shapes[n]&briefBit != 0}
}

func badTable(p *part, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: table of frequent strings of %s: %w", engine.ErrDamaged, p.name, err)
}
