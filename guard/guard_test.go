package guard_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"unsafe"

	"github.com/blevesearch/mmap-go"

	"gongbao/guard"
)

func TestDo(t *testing.T) {
	for name, test := range map[string]struct {
		work func() error
		want error // wrapped by the error
		says string
	}{
		"nothing wrong":    {func() error { return nil }, nil, ""},
		"an error":         {func() error { return io.EOF }, io.EOF, "EOF"},
		"a panic":          {func() error { panic("所有人都有错") }, nil, "panic: 所有人都有错"},
		"an error thrown":  {func() error { panic(io.EOF) }, io.EOF, "panic: EOF"},
		"an index too far": {func() error { var none []int; return errors.New(string(rune(none[len(os.Args)]))) }, nil, "panic: runtime error: index out of range"},
	} {
		err := guard.Do(test.work)
		if (err == nil) != (test.says == "") || err != nil && !strings.Contains(err.Error(), test.says) || test.want != nil && !errors.Is(err, test.want) {
			t.Errorf("%s: %v", name, err)
		}
		var p *guard.Panic
		if errors.As(err, &p) != strings.HasPrefix(test.says, "panic") {
			t.Errorf("%s: %T", name, err)
		}
		if p != nil {
			if _, fault := p.Address(); fault || !strings.Contains(string(p.Stack), "guard_test") {
				t.Errorf("%s: fault %v, stack %s", name, fault, p.Stack)
			}
		}
	}
}

// TestFault cuts a file short while it is mapped.
func TestFault(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mapped")
	if err := os.WriteFile(path, make([]byte, 1<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	mapped, err := mmap.Map(f, mmap.RDONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer mapped.Unmap()
	if err := os.Truncate(path, 0); err != nil {
		t.Skip("this system does not cut a mapped file short: ", err)
	}
	for name, read := range map[string]func() error{
		"byte by byte": func() error { return errors.New(string(mapped[1<<19:][:1])) },
		"as a whole":   func() error { return errors.New(strings.Repeat(string(mapped), 1)) },
		"in a search": func() error {
			return errors.New(string(rune(strings.Index(unsafe.String(&mapped[0], len(mapped)), "x"))))
		},
	} {
		err := guard.Do(read)
		var p *guard.Panic
		if !errors.As(err, &p) {
			t.Fatalf("%s: %v", name, err)
		}
		from := uintptr(unsafe.Pointer(unsafe.SliceData([]byte(mapped))))
		if at, ok := p.Address(); !ok || at < from || at >= from+uintptr(len(mapped)) {
			t.Errorf("%s: %v at %x, %v; the file is mapped to %x", name, err, at, ok, from)
		}
	}
	if debug.SetPanicOnFault(false) {
		t.Error("faults go on being panics outside of Do")
	}
}
