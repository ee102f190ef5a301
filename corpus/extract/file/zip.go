package file

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"gongbao/language"
)

// Archive returns the content as a zip archive.
func (in Input) Archive() (*zip.Reader, error) {
	if in.sniffed.zip == nil && in.sniffed.zipErr == nil {
		in.sniffed.zip, in.sniffed.zipErr = openZip(in)
	}
	return in.sniffed.zip, in.sniffed.zipErr
}

func openZip(in Input) (*zip.Reader, error) {
	// A directory may claim any number of members, and package zip allocates for each of them.
	const bytesPerMember = 512
	meter := &meteredReaderAt{r: in.Content, left: int64(in.Options.Limits.Members)*bytesPerMember + Megabyte}
	archive, err := zip.NewReader(meter, in.Size)
	if errors.Is(err, ErrTooLarge) {
		return nil, err
	}
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, language.New("zip.directory", ErrTruncated, err)
	}
	meter.off = true
	if most := in.Options.Limits.Members; len(archive.File) > most {
		return nil, tooManyMembers(most)
	}
	return archive, nil
}

func tooManyMembers(most int) error {
	return language.New("zip.members", ErrTooLarge, most)
}

// A meteredReaderAt fails once more bytes are read than an honest directory needs.
type meteredReaderAt struct {
	r    io.ReaderAt
	left int64
	off  bool
}

func (m *meteredReaderAt) ReadAt(p []byte, at int64) (int, error) {
	if !m.off {
		if m.left -= int64(len(p)); m.left < 0 {
			return 0, language.New("zip.oversized", ErrTooLarge)
		}
	}
	return m.r.ReadAt(p, at)
}

// Members returns the members of an archive of separate files, and counts them against the limits.
func (in Input) Members() ([]*zip.File, error) {
	archive, err := in.Archive()
	if err != nil {
		return nil, err
	}
	if in.depth > in.Options.Limits.Depth {
		return nil, language.New("zip.nested", ErrTooLarge, in.Options.Limits.Depth)
	}
	if in.quota.members += len(archive.File); in.quota.members > in.Options.Limits.Members {
		return nil, tooManyMembers(in.Options.Limits.Members)
	}
	return archive.File, nil
}

// Holds reports whether the content is a zip archive with a member at that path.
func (in Input) Holds(member string) bool {
	_, err := in.member(member)
	return err == nil
}

// HoldsUnder reports whether the content is a zip archive with members in a folder.
func (in Input) HoldsUnder(folder string) bool {
	archive, err := in.Archive()
	return err == nil && slices.ContainsFunc(archive.File, func(f *zip.File) bool {
		return strings.HasPrefix(partName(f.Name), folder)
	})
}

// member finds a member of a zip archive by path. It ignores case and accepts a backslash as a slash, because some
// programs write them so.
func (in Input) member(name string) (*zip.File, error) {
	if _, err := in.Archive(); err != nil {
		return nil, err
	}
	if in.sniffed.parts == nil {
		in.sniffed.parts = partsOf(in.sniffed.zip)
	}
	if f, ok := in.sniffed.parts[partName(name)]; ok {
		return f, nil
	}
	return nil, language.New("zip.part", ErrTruncated, name)
}

// partsOf indexes the members of an archive by name; reading an office document looks up hundreds.
func partsOf(archive *zip.Reader) map[string]*zip.File {
	parts := make(map[string]*zip.File, len(archive.File))
	for _, f := range archive.File {
		name := partName(f.Name)
		if _, taken := parts[name]; !taken {
			parts[name] = f
		}
	}
	return parts
}

func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean(strings.ReplaceAll(name, `\`, "/")), "/"))
}

// Unpack returns the content of a member, within the limits.
func (in Input) Unpack(f *zip.File) ([]byte, error) {
	var data bytes.Buffer
	if err := in.unpackTo(&data, f); err != nil {
		return nil, err
	}
	return data.Bytes(), nil
}

// Verify unpacks a member, within the limits, to compare its checksum. What it unpacks does not count as unpacked.
func (in Input) Verify(f *zip.File) error {
	before := in.quota.bytes
	err := in.unpackTo(io.Discard, f)
	in.quota.bytes = before
	return err
}

func (in Input) unpackTo(w io.Writer, f *zip.File) error {
	const encrypted = 1 // bit 0 of the flags
	if f.Flags&encrypted != 0 {
		return language.New("zip.password", ErrEncrypted)
	}
	most, over := in.Allowance(f)
	if int64(f.UncompressedSize64) > most {
		return over
	}
	content, err := f.Open()
	if err != nil {
		return memberError(err)
	}
	defer content.Close()
	// The sizes in the directory are claims: the actual bytes count.
	n, err := io.Copy(w, io.LimitReader(content, most+1))
	in.quota.bytes += n
	if n > most {
		return over
	}
	if err != nil {
		return memberError(err)
	}
	return nil
}

// Allowance returns the maximum number of bytes that a member may unpack to, and the error for a larger one.
func (in Input) Allowance(f *zip.File) (most int64, over error) {
	limits := in.Options.Limits
	most = limits.MemberBytes
	over = language.New("zip.unpacked", ErrTooLarge, most/Megabyte)
	if left := limits.TotalBytes - in.quota.bytes; left < most {
		most = max(left, 0)
		over = language.New("zip.total", ErrTooLarge, limits.TotalBytes/Megabyte)
	}
	if packed := max(int64(f.CompressedSize64), 1); packed < most/int64(limits.Ratio) {
		if inflated := max(packed*int64(limits.Ratio), Megabyte); inflated < most {
			most = inflated
			over = language.New("zip.ratio", ErrTooLarge, limits.Ratio)
		}
	}
	return most, over
}

func memberError(err error) error {
	if errors.Is(err, zip.ErrAlgorithm) {
		return language.New("zip.method", ErrUnsupported)
	}
	return language.New("zip.unpack", ErrTruncated, err)
}

// IsZip reports whether the content begins like a zip archive, possibly an empty one.
func IsZip(head []byte) bool {
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06"))
}
