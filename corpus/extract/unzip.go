package extract

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// archive returns the content as a zip archive.
func (in input) archive() (*zip.Reader, error) {
	if in.seen.zip == nil && in.seen.zipErr == nil {
		in.seen.zip, in.seen.zipErr = openZip(in)
	}
	return in.seen.zip, in.seen.zipErr
}

func openZip(in input) (*zip.Reader, error) {
	// A directory may claim any number of members, and package zip makes room for each of them.
	const bytesPerMember = 512
	meter := &meteredReaderAt{r: in.r, left: int64(in.opt.Limits.Members)*bytesPerMember + megabyte}
	archive, err := zip.NewReader(meter, in.size)
	if errors.Is(err, ErrTooLarge) {
		return nil, err
	}
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, fmt.Errorf("%w: the archive has no readable directory (%w); fetch it again", ErrTruncated, err)
	}
	meter.off = true
	if most := in.opt.Limits.Members; len(archive.File) > most {
		return nil, tooManyMembers(most)
	}
	return archive, nil
}

func tooManyMembers(most int) error {
	return fmt.Errorf("%w: the archive has more than %d members; unpack it and name its folders", ErrTooLarge, most)
}

// A meteredReaderAt fails when more has been read than an honest directory needs.
type meteredReaderAt struct {
	r    io.ReaderAt
	left int64
	off  bool
}

func (m *meteredReaderAt) ReadAt(p []byte, at int64) (int, error) {
	if !m.off {
		if m.left -= int64(len(p)); m.left < 0 {
			return 0, fmt.Errorf("%w: the archive's directory is larger than its members can need; unpack it by hand", ErrTooLarge)
		}
	}
	return m.r.ReadAt(p, at)
}

// holds says whether the content is a zip archive with a member of that path.
func (in input) holds(member string) bool {
	_, err := in.member(member)
	return err == nil
}

// holdsUnder says whether the content is a zip archive with members in a folder.
func (in input) holdsUnder(folder string) bool {
	archive, err := in.archive()
	return err == nil && slices.ContainsFunc(archive.File, func(f *zip.File) bool {
		return strings.HasPrefix(partName(f.Name), folder)
	})
}

// member finds a member of a zip archive by path. Upper and lower case are the same, and a backslash is a slash,
// because some programs write them so.
func (in input) member(name string) (*zip.File, error) {
	if _, err := in.archive(); err != nil {
		return nil, err
	}
	if in.seen.parts == nil {
		in.seen.parts = partsOf(in.seen.zip)
	}
	if f, ok := in.seen.parts[partName(name)]; ok {
		return f, nil
	}
	return nil, fmt.Errorf("%w: its part %s is missing; save it anew", ErrTruncated, name)
}

// partsOf indexes the members of an archive, of which an office document asks for hundreds.
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

// unpack returns the content of a member, within the limits.
func (in input) unpack(f *zip.File) ([]byte, error) {
	const encrypted = 1 // bit 0 of the flags
	if f.Flags&encrypted != 0 {
		return nil, fmt.Errorf("%w: the archive asks for a password; unpack it and name its folder", ErrEncrypted)
	}
	most, over := in.allowance(f)
	if int64(f.UncompressedSize64) > most {
		return nil, over
	}
	content, err := f.Open()
	if err != nil {
		return nil, memberError(err)
	}
	defer content.Close()
	// The sizes in the directory are claims: what counts is what comes out.
	data, err := io.ReadAll(io.LimitReader(content, most+1))
	in.spent.bytes += int64(len(data))
	if int64(len(data)) > most {
		return nil, over
	}
	if err != nil {
		return nil, memberError(err)
	}
	return data, nil
}

// allowance returns how many bytes a member may unpack to, and the error for one that unpacks to more.
func (in input) allowance(f *zip.File) (most int64, over error) {
	limits := in.opt.Limits
	most = limits.MemberBytes
	over = fmt.Errorf("%w: unpacked it is larger than %d MB; split it or raise the limit", ErrTooLarge, most/megabyte)
	if left := limits.TotalBytes - in.spent.bytes; left < most {
		most = max(left, 0)
		over = fmt.Errorf("%w: the archive unpacks to more than %d MB altogether; unpack it and name its folder", ErrTooLarge, limits.TotalBytes/megabyte)
	}
	if packed := max(int64(f.CompressedSize64), 1); packed < most/int64(limits.Ratio) {
		if inflated := max(packed*int64(limits.Ratio), megabyte); inflated < most {
			most = inflated
			over = fmt.Errorf("%w: it unpacks to more than %d times its packed size, as zip bombs do; unpack it by hand if you trust it", ErrTooLarge, limits.Ratio)
		}
	}
	return most, over
}

func memberError(err error) error {
	if errors.Is(err, zip.ErrAlgorithm) {
		return fmt.Errorf("%w: it is packed by a method other than deflate; unpack it by hand", ErrUnsupported)
	}
	return fmt.Errorf("%w: it does not unpack (%w); fetch it again", ErrTruncated, err)
}
