// Package seeds embeds sample reports, so that the program has content before the first import.
package seeds

import (
	"embed"
	"io/fs"
)

// Liaoning2021 is the work report of the government of Liaoning Province of 28 January 2021, with the page breaks of
// its printed edition.
//
//go:embed liaoning-2021.txt
var Liaoning2021 string

//go:embed *.txt
var files embed.FS

// Files returns the sample reports as files, each named by the id of its report.
func Files() fs.FS { return files }
