package alike

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed shapes.txt
var shapeGroups string

// shapes maps each character to the characters that look like it.
var shapes = sync.OnceValue(func() map[rune]string {
	alike := map[rune]string{}
	for line := range strings.Lines(shapeGroups) {
		group := strings.TrimSpace(line)
		if strings.HasPrefix(group, "#") {
			continue
		}
		for _, r := range group {
			alike[r] += group
		}
	}
	return alike
})
