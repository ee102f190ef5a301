package file

// Options set how a file is read. The zero value uses the usual column names and the default limits.
type Options struct {
	// Columns maps a canonical field name (title, region, level, year, date, kind, source_url, text) to the header of
	// its column, for tables with unusual headers. It takes precedence over the usual ones.
	Columns map[string]string
	Limits  Limits
	// Recogniser, unless nil, reads pictures, and the pages of a PDF or OFD that are pictures and have hardly any text.
	Recogniser Recogniser
	// Recognised, unless nil, is called before each page that Recogniser is about to read, with its number, from 1, and the
	// number of pages in the file.
	Recognised func(page, pages int)
}

// Limits bound the cost of one file. A zero field means its default.
type Limits struct {
	// FileBytes is the size of the file itself; 200 MB.
	FileBytes int64
	// DocumentBytes is the size of a text or a page that is read as one document; 32 MB, a thousand times a report.
	// Decoding holds several copies of it in memory.
	DocumentBytes int64
	// MemberBytes is the size of one unpacked member of an archive or of a zipped format; 200 MB. Memory holds one
	// member at a time, so this bounds memory too.
	MemberBytes int64
	// TotalBytes is the size of all unpacked members together, including those of nested archives; 4 GB.
	TotalBytes int64
	// Members is the number of an archive's members, including those of nested archives; 100,000.
	Members int
	// Ratio is the largest ratio of unpacked to packed size for a member larger than a megabyte; 300. Chinese prose
	// packs to a third, its XML to a thirtieth; zip bombs begin near a thousand.
	Ratio int
	// Depth is the depth of nested archives; 2 allows an archive in an archive in the file.
	Depth int
}

const Megabyte = 1 << 20

// WithDefaults returns the limits with defaults in place of zeros.
func (l Limits) WithDefaults() Limits {
	l.FileBytes = defaultTo(l.FileBytes, 200*Megabyte)
	l.DocumentBytes = defaultTo(l.DocumentBytes, 32*Megabyte)
	l.MemberBytes = defaultTo(l.MemberBytes, 200*Megabyte)
	l.TotalBytes = defaultTo(l.TotalBytes, 4096*Megabyte)
	l.Members = defaultTo(l.Members, 100_000)
	l.Ratio = defaultTo(l.Ratio, 300)
	l.Depth = defaultTo(l.Depth, 2)
	return l
}

func defaultTo[N int | int64](value, otherwise N) N {
	if value > 0 {
		return value
	}
	return otherwise
}
