package file

import "gongbao/language"

// The kinds of errors from reading a file. Errors wrap these; their sentences go on to say what to do next.
var (
	// ErrUnsupported means a format that is recognised but not read, or not recognised at all.
	ErrUnsupported = language.New("read.unsupported")
	// ErrEncrypted means a file or member that needs a password.
	ErrEncrypted = language.New("read.encrypted")
	// ErrTruncated means a file whose end is missing or whose structure is broken.
	ErrTruncated = language.New("read.truncated")
	// ErrTooLarge means that the file exceeds a limit; the error's sentence names it.
	ErrTooLarge = language.New("read.large")
	// ErrNoText means a file with pictures of text, such as a scan.
	ErrNoText = language.New("read.scan")
	// ErrEmpty means a file without any text.
	ErrEmpty = language.New("read.empty")
	// ErrNoReport means a file that is well and holds no report, such as a table of figures.
	ErrNoReport = language.New("read.none")
	// ErrNoPage means a page that was saved in place of a report, such as that of an error or a login.
	ErrNoPage = language.New("read.nopage")
	// ErrCrashed means that a reader panicked. To a caller it is one more file that cannot be read.
	ErrCrashed = language.New("read.crashed")
)
