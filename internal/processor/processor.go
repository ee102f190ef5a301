// Package processor measures work in processor time, which other programs on the machine change little.
package processor

import "time"

// Time returns how much processor time this process has used so far, in all its threads. Where the system does not say, it is
// the time since the process began to measure.
func Time() time.Duration { return used() }
