package bleve

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// commit makes the new manifest current.
func (u *update) commit() (*generation, error) {
	m := manifest{Format: format, Text: textVersion, Serial: u.old.manifest.Serial + 1}
	var parts []*part
	for i, pm := range append(slices.Clone(u.old.manifest.Parts), u.parts...) {
		pm.Dead = u.deadIn(i, pm)
		if len(pm.Dead) == pm.Reports {
			continue
		}
		m.Parts = append(m.Parts, pm)
		if i < len(u.old.parts) {
			parts = append(parts, u.old.parts[i].part)
		} else {
			parts = append(parts, u.made[i-len(u.old.parts)])
		}
	}
	if u.dir != "" {
		if err := errors.Join(syncPath(u.dir), writePointer(u.dir, m)); err != nil {
			return nil, fmt.Errorf("finish update: %w", err)
		}
	}
	for _, p := range parts {
		p.hold()
	}
	g := newGeneration(m, parts)
	return g, releaseAll(u.made)
}

// deadIn lists the dead reports of the part that stands i-th among the old parts and the made ones.
func (u *update) deadIn(i int, pm partManifest) []int {
	dead := slices.Clone(pm.Dead)
	for at := range u.dead {
		if at.part == i {
			dead = append(dead, at.report)
		}
	}
	slices.Sort(dead)
	return slices.Compact(dead)
}

// discard takes back what an update that failed has written.
func (u *update) discard() error {
	var errs []error
	if u.writer != nil {
		errs = append(errs, u.writer.discard())
	}
	errs = append(errs, releaseAll(u.made))
	for _, m := range u.parts {
		if u.dir != "" {
			errs = append(errs, os.RemoveAll(filepath.Join(u.dir, m.Name)))
		}
	}
	return errors.Join(errs...)
}

// sweep takes away what neither of two manifests needs: the current one, and the one before it, which stays so that a
// process which is opening it can, and that one can go back to it.
func sweep(dir string, manifests ...manifest) error {
	if dir == "" {
		return nil
	}
	needed := map[string]bool{}
	for _, m := range manifests {
		needed[m.name()] = true
		for _, p := range m.Parts {
			needed[p.Name] = true
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		ours := strings.HasPrefix(entry.Name(), "part-") || strings.HasPrefix(entry.Name(), "manifest-") ||
			strings.HasPrefix(entry.Name(), pointerName+".new-") // of a process that was killed
		if ours && !needed[entry.Name()] {
			err = errors.Join(err, os.RemoveAll(filepath.Join(dir, entry.Name())))
		}
	}
	return err
}
