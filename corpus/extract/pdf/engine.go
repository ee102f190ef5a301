package pdf

import (
	"context"
	"io"
	"runtime"
	"runtime/debug"
	"sync"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"gongbao/language"
)

// shared is the engine that reads PDF files, opened for the first one. It is the package's only variable: compilation
// takes seconds, which a process should spend once, and only if it meets a PDF.
var shared engine

// An engine is PDFium as a WebAssembly module. Its zero value is ready for concurrent use. Every file gets a new
// instance of the module, so that neither memory nor damage passes from file to file.
type engine struct {
	mu    sync.Mutex
	pool  pdfium.Pool
	slots chan struct{}
}

const (
	// instances is the maximum number of files read at the same time.
	instances = 4
	// memoryPages is the memory for one file, in pages of 64 KB: 256 MB. Pictures are not decoded, so that text and
	// fonts of a large yearbook need a quarter of it.
	memoryPages = 4096
)

// instance waits for a free slot and opens an instance. The caller closes it with release.
func (e *engine) instance(ctx context.Context) (doc pdfium.Pdfium, release func(), err error) {
	pool, slots, err := e.open()
	if err != nil {
		return nil, nil, err
	}
	select {
	case slots <- struct{}{}:
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
	doc, err = pool.GetInstanceWithContext(ctx)
	if err != nil {
		<-slots
		return nil, nil, language.New("pdf.reader", err)
	}
	return doc, func() {
		// An error here comes from an instance that has failed already; it is gone all the same.
		_ = doc.Close()
		<-slots
	}, nil
}

// open compiles the module, once.
func (e *engine) open() (pdfium.Pool, chan struct{}, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.pool != nil {
		return e.pool, e.slots, nil
	}
	pool, err := webassembly.Init(webassembly.Config{
		Context:  experimental.WithCompilationWorkers(context.Background(), runtime.GOMAXPROCS(0)),
		MaxTotal: -1, // slots bounds them, and releases a waiting caller when its context ends
		FSConfig: wazero.NewFSConfig(),
		Stdout:   io.Discard,
		Stderr:   io.Discard,
		RuntimeConfig: wazero.NewRuntimeConfig().
			// PDFium needs WebAssembly exceptions.
			WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
			WithMemoryLimitPages(memoryPages),
	})
	if err != nil {
		return nil, nil, language.New("pdf.reader", err)
	}
	debug.FreeOSMemory() // compiling leaves hundreds of megabytes behind, and happens once
	e.pool = pool
	e.slots = make(chan struct{}, min(runtime.GOMAXPROCS(0), instances))
	return e.pool, e.slots, nil
}

// close releases what the engine holds. Call it while no file is being read. The next file opens the engine again.
func (e *engine) close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.pool == nil {
		return nil
	}
	err := e.pool.Close()
	e.pool, e.slots = nil, nil
	return err
}
