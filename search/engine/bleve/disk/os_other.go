//go:build !windows

package disk

import "os"

func openToSync(name string) (*os.File, error) { return os.Open(name) }

func rename(from, to string) error { return os.Rename(from, to) }

// HidesLocked is true where nobody may read or write a file that another process has locked.
const HidesLocked = false

// InUse reports whether an error says that somebody has the file open. On this platform nothing is kept by that.
func InUse(error) bool { return false }
