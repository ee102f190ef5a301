package file

import "gongbao/language"

// What can be wrong with a file. Errors from [Read] wrap these and go on to say what to do next.
var (
	// ErrUnsupported is a format that is recognised and not read, or not recognised at all.
	ErrUnsupported = language.New("read.unsupported")
	// ErrEncrypted is a file or member that asks for a password.
	ErrEncrypted = language.New("read.encrypted")
	// ErrTruncated is a file whose end is missing or whose structure is broken.
	ErrTruncated = language.New("read.truncated")
	// ErrTooLarge is a limit that was met; the error's sentence says which.
	ErrTooLarge = language.New("read.large")
	// ErrNoText is a file of pictures of text, such as a scan.
	ErrNoText = language.New("read.scan")
	// ErrEmpty is a file with nothing to read in it.
	ErrEmpty = language.New("read.empty")
	// ErrCrashed is a reader that panicked. To a caller it is one more file that cannot be read.
	ErrCrashed = language.New("read.crashed")
)
