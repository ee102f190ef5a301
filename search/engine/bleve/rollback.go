package bleve

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Rollback makes the index in dir what it was before its last update: of the generations whose files are still there and
// whole, the newest that is older than the current one becomes the current one. A second Rollback takes the first one
// back. It waits for no reader: processes that have the index open see it at their next Refresh.
func Rollback(ctx context.Context, dir string) error {
	if err := isIndex(dir); err != nil {
		return err
	}
	unlock, err := lock(ctx, dir)
	if err != nil {
		return err
	}
	return errors.Join(rollback(ctx, dir), unlock())
}

func rollback(ctx context.Context, dir string) error {
	pointer, err := os.ReadFile(filepath.Join(dir, pointerName))
	if err != nil {
		return err
	}
	current, _, _ := strings.Cut(string(pointer), " ")
	names, err := filepath.Glob(filepath.Join(dir, "manifest-*.json"))
	if err != nil || len(names) == 0 {
		return errors.Join(err, fmt.Errorf("%s: there is no generation to go back to; copy a backup back", dir))
	}
	slices.Sort(names) // serials have leading zeros
	last := serialOf(names[len(names)-1])
	var why []error
	for _, name := range slices.Backward(names) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if filepath.Base(name) == current {
			continue
		}
		m, err := readWhole(dir, filepath.Base(name))
		if err != nil {
			why = append(why, err)
			continue
		}
		m.Serial = last + 1 // forward, so that readers see it as new and no name is used twice
		return writePointer(dir, m)
	}
	return errors.Join(append(why, fmt.Errorf("%s: there is no generation to go back to; copy a backup back", dir))...)
}

// readWhole reads a manifest and compares the files that it lists with their checksums.
func readWhole(dir, name string) (manifest, error) {
	body, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return manifest{}, err
	}
	m, err := parseManifest(dir, name, body)
	if err != nil {
		return m, err
	}
	for _, p := range m.Parts {
		if err := checkPart(dir, p); err != nil {
			return m, err
		}
	}
	return m, nil
}

// serialOf reads the serial of a manifest from its name; it is 0 for another name.
func serialOf(name string) int {
	var serial int
	if _, err := fmt.Sscanf(filepath.Base(name), "manifest-%d.json", &serial); err != nil {
		return 0
	}
	return serial
}
