//go:build linux || darwin

package bleve

import "syscall"

// freeBytes returns the number of bytes that can still be written below dir, 0 when it cannot be told.
func freeBytes(dir string) uint64 {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0
	}
	return uint64(s.Bavail) * uint64(s.Bsize)
}
