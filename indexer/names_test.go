package indexer_test

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongbao/indexer"
	"gongbao/indexer/outcome"
)

// gbk returns a text in GBK.
func gbk(t *testing.T, s string) string {
	t.Helper()
	encoded, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

// bytesInNames skips a test where the file system takes only text for names.
func bytesInNames(t *testing.T) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(t.TempDir(), "\xb0\xa1"), nil, 0o600); err != nil {
		t.Skip(err)
	}
}

// TestNamesAreBytes indexes files whose names are not UTF-8, as a zip from Windows leaves them.
func TestNamesAreBytes(t *testing.T) {
	bytesInNames(t)
	s := newShelf(t)
	s.write(gbk(t, "河北省/政府工作报告.txt"), 2011)
	s.write(gbk(t, "河北省/二〇一二年.zip"), zipOf("a.txt", 2012))
	s.write("\xff.txt", 2013)
	s.write(`\xFE.txt`, 2014) // in plain letters
	s.write(`a\xFFb.txt`, 2015)
	s.write("gongbao.csv", "file,title,year\n河北省/政府工作报告.txt,省政府报告,\n\\xFF.txt,,1998\n河北省/二〇一二年.zip!a.txt,,1999\n")
	added := []string{
		"added hebei-1999 河北省/二〇一二年.zip!a.txt", "added hebei-2011 河北省/政府工作报告.txt",
		`added hebei-2014 \xFE.txt`, `added hebei-1998 \xFF.txt`, `added hebei-2015 a\xFFb.txt`,
	}
	got := s.states(usual)
	slices.Sort(added)
	if !slices.Equal(got, added) {
		t.Fatalf("%q\nnot %q", got, added)
	}
	for _, opt := range []indexer.Options{usual, {Force: true}, pruning} {
		for _, state := range s.states(opt) {
			if !strings.HasPrefix(state, "unchanged ") {
				t.Errorf("%+v: %s", opt, state)
			}
		}
	}
	version := s.version()
	if o := s.run(usual); o.Counts.Missing != 0 || s.version() != version {
		t.Errorf("%+v, and a new version of the index", o.Counts)
	}
	o := s.run(indexer.Options{Paths: []string{filepath.Join(s.dir, gbk(t, "河北省"))}})
	for _, row := range o.Files {
		if row.State != outcome.Unchanged && row.State != outcome.Changed || !utf8.ValidString(row.File) {
			t.Errorf("alone: %+v", row)
		}
	}
	list, err := s.engine.Reports(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range list {
		if !utf8.ValidString(r.File) || strings.ContainsRune(r.File, utf8.RuneError) || len(r.Copies) > 0 {
			t.Errorf("kept as %q with %q", r.File, r.Copies)
		}
	}
	s.remove(gbk(t, "河北省/政府工作报告.txt"))
	if o := s.run(usual); o.Counts.Missing != 1 || o.Counts.Gone != 0 {
		t.Errorf("one file is missing: %+v", o.Counts)
	}
	if o := s.run(pruning); o.Counts.Gone != 1 || o.Counts.Added != 0 {
		t.Errorf("one file is gone: %+v", o.Counts)
	}
}

// TestMembersAreBytes holds that members whose names are not UTF-8 are known again.
func TestMembersAreBytes(t *testing.T) {
	s := newShelf(t)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i, name := range []string{gbk(t, "河北二〇一一年政府工作报告.txt"), "\xff\xfe.txt", "\xff\xff.txt"} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, NonUTF8: true})
		if err == nil {
			_, err = w.Write(bytesOf(2011 + i))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	s.write("all.zip", b.Bytes())
	if o := s.run(usual); o.Counts.Added != 3 {
		t.Fatalf("%+v", o)
	}
	for _, opt := range []indexer.Options{usual, {Force: true}, pruning} {
		if o := s.run(opt); o.Counts.Unchanged != 3 || len(o.Files) != 3 {
			t.Errorf("%+v", o)
		}
	}
}

// states runs the indexer and returns what became of each file, sorted.
func (s *shelf) states(opt indexer.Options) []string {
	s.t.Helper()
	var all []string
	for _, row := range s.run(opt).Files {
		all = append(all, strings.Join([]string{string(row.State), row.ID, strings.TrimPrefix(row.Path(), s.dir+"/")}, " "))
	}
	slices.Sort(all)
	return all
}

// TestRefusedRowsChangeNothing holds that a row, or a gongbao.csv, that becomes unreadable leaves reports as they were.
func TestRefusedRowsChangeNothing(t *testing.T) {
	const good = "file,region,year,title,date,source_url\n甲/a.txt,辽宁,1999,甲,1999-01-28,https://example.org/1\nall.zip!x.txt,吉林,,乙,,\nb.txt,,1998,,,\n"
	for name, broken := range map[string]string{
		"a date":          strings.Replace(good, "1999-01-28", "1999-02-30", 1),
		"a year":          strings.Replace(good, "1998", "x", 1),
		"a member's row":  strings.Replace(good, "吉林", "火星", 1),
		"an address":      strings.Replace(good, "https:", "javascript:", 1),
		"a column":        strings.Replace(good, "title", "titel", 1),
		"no column file":  strings.Replace(good, "file", "title", 1),
		"a quotation":     good + "c.txt,\"",
		"all of the rows": strings.NewReplacer("辽宁", "火星", "吉林", "火星", "1998", "x").Replace(good),
	} {
		t.Run(name, func(t *testing.T) {
			s := newShelf(t)
			s.write("gongbao.csv", good)
			s.write("甲/a.txt", 2011)
			s.write("b.txt", 2012)
			s.write("all.zip", zipOf("x.txt", 2013, "y.txt", 2014))
			s.run(usual)
			before := s.headers()
			s.write("gongbao.csv", broken)
			for _, opt := range []indexer.Options{usual, usual, {Force: true}, {Paths: []string{filepath.Join(s.dir, "b.txt"), filepath.Join(s.dir, "all.zip")}}} {
				o := s.run(opt)
				if o.Counts.Failed == 0 || o.Counts.Failed+o.Counts.Unchanged != len(o.Files) {
					t.Errorf("%+v", o)
				}
				if got := s.headers(); !slices.Equal(got, before) {
					t.Fatalf("%q\nwere %q", got, before)
				}
			}
			s.write("d.txt", 2016)
			if o := s.run(usual); o.Counts.Added != 1 {
				t.Errorf("a new file: %+v", o)
			}
			s.write("b.txt", reportOf(2012, "稳中向好"))
			if o := s.run(usual); o.Counts.Changed != 1 || !slices.ContainsFunc(s.headers(), func(h string) bool { return strings.HasPrefix(h, "hebei-1998 ") }) {
				t.Errorf("a new text: %+v, %q", o, s.headers())
			}
			s.write("gongbao.csv", strings.Replace(good, "1999-01-28", "1999-01-29", 1))
			if o := s.run(usual); o.Counts.Failed != 0 || o.Counts.Changed != 1 {
				t.Errorf("corrected: %+v", o)
			}
		})
	}
}

// headers lists what is known of the reports, without their files.
func (s *shelf) headers() []string {
	s.t.Helper()
	list, err := s.engine.Reports(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	var all []string
	for _, r := range list {
		all = append(all, strings.Join([]string{r.ID, r.Title, r.Region, string(r.Level), r.Date, r.SourceURL, string(r.Kind)}, " "))
	}
	slices.Sort(all)
	return all
}
