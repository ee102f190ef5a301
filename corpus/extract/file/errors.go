package file

import "errors"

// What can be wrong with a file. Errors from [Read] wrap these and go on to say what to do next.
var (
	// ErrUnsupported is a format that is recognised and not read, or not recognised at all.
	ErrUnsupported = errors.New("this kind of file cannot be read")
	// ErrEncrypted is a file or member that asks for a password.
	ErrEncrypted = errors.New("the file is encrypted")
	// ErrTruncated is a file whose end is missing or whose structure is broken.
	ErrTruncated = errors.New("the file is damaged or cut short")
	// ErrTooLarge is a limit that was met; the error's sentence says which.
	ErrTooLarge = errors.New("the file is too large")
	// ErrNoText is a file of pictures of text, such as a scan.
	ErrNoText = errors.New("the file holds no text, perhaps it is a scan")
	// ErrEmpty is a file with nothing to read in it.
	ErrEmpty = errors.New("the file holds no text at all")
	// ErrCrashed is a reader that panicked. To a caller it is one more file that cannot be read.
	ErrCrashed = errors.New("the reader of this format failed on the file, which is our error or a damaged file")
)
