package indexer

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/ingest"
	"gongbao/language"
)

// sidecarName is the file with a person's corrections for the texts of its folder.
const sidecarName = "gongbao.csv"

// sidecar holds the overrides for a folder and everything below it.
type sidecar struct {
	folder string
	rows   ingest.Overrides
	outer  *sidecar
}

// readSidecar reads the sidecar of a folder, if it has one. A broken one counts as a failed file, and the folder does
// without.
func (f *scanResult) readSidecar(folder location, outer *sidecar) *sidecar {
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
		f.fail(at, language.New("files.sidecar", err))
		return outer
	}
	return &sidecar{folder: folder.real, rows: rows, outer: outer}
}

// row returns the rows that apply to a file as one string, part of its digest.
func (s *sidecar) row(real string) string {
	for ; s != nil; s = s.outer {
		var found []string
		inside := s.inside(real)
		for file, row := range s.rows {
			if file == inside || strings.HasPrefix(file, inside+"!") {
				found = append(found, fmt.Sprint(file, row))
			}
		}
		if len(found) > 0 {
			slices.Sort(found)
			return fmt.Sprint(found)
		}
	}
	return ""
}

// apply changes a report by the innermost sidecar that has a row for it. A row for the member, written file!member, takes
// precedence over one for the whole file.
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
