package indexer

import (
	"bufio"
	"encoding/gob"
	"errors"
	"io"
	"iter"
	"os"

	"gongbao/corpus"
	"gongbao/internal/scratch"
	"gongbao/language"
)

// spool keeps reports on disk until all are read, because ids and duplicates depend on all of them.
type spool struct {
	file  *scratch.File
	out   *bufio.Writer
	codec *gob.Encoder
}

func newSpool() (*spool, error) {
	f, err := scratch.Create()
	if err != nil {
		return nil, language.New("files.room", err, os.TempDir())
	}
	s := &spool{file: f, out: bufio.NewWriterSize(f, 1<<18)}
	s.codec = gob.NewEncoder(s.out)
	return s, nil
}

func (s *spool) add(r *corpus.Report) error {
	if err := s.codec.Encode(r); err != nil {
		return language.New("files.room", err, os.TempDir())
	}
	return nil
}

// all yields the reports in the order in which they were added.
func (s *spool) all() iter.Seq2[*corpus.Report, error] {
	return func(yield func(*corpus.Report, error) bool) {
		err := s.out.Flush()
		if err == nil {
			_, err = s.file.Seek(0, io.SeekStart)
		}
		if err != nil {
			yield(nil, language.New("files.room", err, os.TempDir()))
			return
		}
		in := gob.NewDecoder(bufio.NewReaderSize(s.file, 1<<18))
		for {
			r := new(corpus.Report)
			err := in.Decode(r)
			if errors.Is(err, io.EOF) || !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// close removes the spool.
func (s *spool) close() error { return s.file.Close() }
