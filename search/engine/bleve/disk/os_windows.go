package disk

import (
	"errors"
	"os"
	"time"

	"golang.org/x/sys/windows"
)

// openToSync opens a file so that it can be synced, which takes the right to write. It returns nil for a directory: NTFS
// keeps its names in a journal, and there is no way to sync them.
func openToSync(name string) (*os.File, error) {
	info, err := os.Stat(name)
	if err != nil || info.IsDir() {
		return nil, err
	}
	return os.OpenFile(name, os.O_RDWR, 0)
}

// rename tries again for a second while somebody has the file open that is replaced: readers close it at once.
func rename(from, to string) error {
	for tries := 0; ; tries++ {
		err := os.Rename(from, to)
		if !InUse(err) || tries == 100 {
			return err
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// HidesLocked is true where nobody may read or write a file that another process has locked.
const HidesLocked = true

// InUse reports whether an error says that somebody has the file open, which keeps it from being removed or replaced.
func InUse(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_ACCESS_DENIED) || errors.Is(err, windows.ERROR_USER_MAPPED_FILE) ||
		errors.Is(err, windows.ERROR_DIR_NOT_EMPTY)
}
