//go:build !unix

package processor

import "time"

var began = time.Now()

func used() time.Duration { return time.Since(began) }
