//go:build !linux && !darwin

package bleve

// freeBytes returns 0: this platform does not tell.
func freeBytes(string) uint64 { return 0 }
