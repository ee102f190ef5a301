// Package seeds holds the sample reports, so that the program has something to show before it is given files.
package seeds

import (
	"embed"
	"io/fs"
)

// Liaoning2021 is the work report of the government of Liaoning Province of 28 January 2021, with the page breaks of its
// print edition left in the text.
//
//go:embed liaoning-2021.txt
var Liaoning2021 string

//go:embed *.txt
var files embed.FS

// Files is the sample reports as files, each named after its report's id.
func Files() fs.FS { return files }
