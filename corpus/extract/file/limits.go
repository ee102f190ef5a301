package file

// Options say how to read a file. The zero value reads with the usual column names and the default limits.
type Options struct {
	// Columns maps a canonical field name (title, region, level, year, date, kind, source_url, text) to the header of
	// the column that holds it, for tables whose headers are not among the usual ones. It goes before them.
	Columns map[string]string
	Limits  Limits
}

// Limits bound what one file may cost. A field that is zero stands for its default.
type Limits struct {
	// FileBytes is the size of the file itself; 200 MB.
	FileBytes int64
	// DocumentBytes is the size of a text or a page that is read as one document; 32 MB, a thousand times a report.
	// It is held in memory several times over while it is decoded.
	DocumentBytes int64
	// MemberBytes is the size of one unpacked member of an archive or of a zipped format; 200 MB. One member at a time
	// is held in memory, so this bounds memory too.
	MemberBytes int64
	// TotalBytes is the size of all unpacked members together, those of nested archives included; 4 GB.
	TotalBytes int64
	// Members is the number of an archive's members, those of nested archives included; 100,000.
	Members int
	// Ratio is how many times larger than its packed form a member may be once it is larger than a megabyte; 300.
	// Chinese prose packs to a third, its XML to a thirtieth; zip bombs begin near a thousand.
	Ratio int
	// Depth is how deep archives may be nested; 2: an archive in an archive in the file.
	Depth int
}

const Megabyte = 1 << 20

// WithDefaults returns the limits with those filled in that are not set.
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
