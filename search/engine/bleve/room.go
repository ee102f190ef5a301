//go:build linux || darwin

package bleve

import "syscall"

// roomIn is the number of bytes that can still be written below dir.
func roomIn(dir string) uint64 {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0
	}
	return uint64(s.Bavail) * uint64(s.Bsize)
}
