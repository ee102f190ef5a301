package indexer

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/ingest"
)

// sidecarName is the file in which a person says what is known better than the texts of its folder tell it.
const sidecarName = "gongbao.csv"

// A sidecar is the overrides for a folder and for what is below it.
type sidecar struct {
	folder string
	rows   ingest.Overrides
	outer  *sidecar
}

// readSidecar reads the sidecar of a folder, if it has one. A broken one is a failed file, and the folder goes without.
func (f *found) readSidecar(folder place, outer *sidecar) *sidecar {
	at := folder.below(sidecarName)
	if f.seen[at.real] {
		return outer
	}
	c, err := f.disk.open(at.real)
	if err != nil {
		return outer
	}
	defer c.Close()
	data, err := io.ReadAll(io.NewSectionReader(c, 0, math.MaxInt64))
	var rows ingest.Overrides
	if err == nil {
		rows, err = ingest.ParseOverrides(data)
	}
	if err != nil {
		f.seen[at.real] = true
		f.fail(at, fmt.Errorf("%w; mend it and run again: the files beside it went without it", err))
		return outer
	}
	return &sidecar{folder: folder.real, rows: rows, outer: outer}
}

// row is what the sidecars say of a file, for telling whether it has changed.
func (s *sidecar) row(real string) string {
	for ; s != nil; s = s.outer {
		var said []string
		inside := s.inside(real)
		for file, row := range s.rows {
			if file == inside || strings.HasPrefix(file, inside+"!") {
				said = append(said, fmt.Sprint(file, row))
			}
		}
		if len(said) > 0 {
			slices.Sort(said)
			return fmt.Sprint(said)
		}
	}
	return ""
}

// apply changes a report by the innermost sidecar that has a row for it: one for the member, written file!member, goes
// before one for the whole file.
func (s *sidecar) apply(r *corpus.Report, real, member string) {
	for ; s != nil; s = s.outer {
		inside := s.inside(real)
		if member != "" && s.rows.Apply(r, inside+"!"+member) || s.rows.Apply(r, inside) {
			return
		}
	}
}

func (s *sidecar) inside(real string) string {
	return strings.TrimPrefix(real, strings.TrimSuffix(s.folder, "/")+"/")
}
