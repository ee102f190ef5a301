// Package guard keeps a panic within the work that caused it.
//
// A panic in a goroutine ends the program, whoever else it serves. Each goroutine that works for one request runs its work
// in [Do], and so does whatever reads files that are mapped into memory: a file that is cut short while it is mapped, or a
// disk that cannot be read, makes such an access a fault, which Do turns into an error as well.
package guard

import (
	"fmt"
	"runtime/debug"
)

// Do calls f and returns its error. If f panics, or reads mapped memory that is not there any more, the error is a *Panic.
// What f began in other goroutines needs a Do of its own.
func Do(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if cause := recover(); cause != nil {
			err = &Panic{cause, debug.Stack()}
		}
	}()
	return f()
}

// A Panic is a panic as an error. It wraps its cause if that is an error.
type Panic struct {
	Cause any
	Stack []byte // of the goroutine, for the log
}

func (p *Panic) Error() string { return fmt.Sprintf("panic: %v", p.Cause) }

// Unwrap returns the cause if it is an error.
func (p *Panic) Unwrap() error {
	err, _ := p.Cause.(error)
	return err
}

// Address returns the address that could not be read. ok is false if the panic has another cause.
func (p *Panic) Address() (address uintptr, ok bool) {
	fault, ok := p.Cause.(interface{ Addr() uintptr })
	if !ok {
		return 0, false
	}
	return fault.Addr(), true
}
