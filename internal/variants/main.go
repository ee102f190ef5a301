// Command variants makes the table of variant characters that package text folds by: traditional, regional, Japanese and
// old printed forms, each with the character that mainland texts write today, and where that is said.
//
//	make variants        fetches the sources, by name and version, and writes the table anew
//	make variants-check  fetches them and fails unless the table comes out as it stands
//
// It writes two files. corpus/text/variants.txt has the pairs. internal/variants/apart.txt has the pairs that some source
// proposes and that stay apart, so that a decision can be read and disputed. The rules that decide are in decide.go.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	sources := flag.String("sources", "artefacts/variants", "directory with the unpacked sources")
	check := flag.Bool("check", false, "write nothing, fail if a file would change")
	flag.Parse()
	if err := run(*sources, ".", *check); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run writes the files below root, or checks that they are what it would write.
func run(sources, root string, check bool) error {
	known, err := read(sources)
	if err != nil {
		return err
	}
	d := decide(known)
	for name, content := range map[string][]byte{
		"corpus/text/variants.txt":    d.pairs(),
		"internal/variants/apart.txt": d.apart(),
	} {
		name = filepath.Join(root, filepath.FromSlash(name))
		if !check {
			if err := os.WriteFile(name, content, 0o644); err != nil {
				return err
			}
			continue
		}
		stands, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if !bytes.Equal(stands, content) {
			return fmt.Errorf("%s is not what its sources give: run make variants", name)
		}
	}
	return nil
}
