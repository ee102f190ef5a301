package region

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed groups.txt
var groupLines string

// groups are the short names of the provinces that a name stands for: those of parts of the country, and those of characters.
var groups = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	for line := range strings.Lines(groupLines) {
		name, provinces, ok := strings.Cut(strings.TrimSpace(line), " = ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		all[name] = strings.Fields(provinces)
	}
	return all
})

// groupEnding matches what may stand behind the name of a part of the country: 地区, 三省, 五省区.
var groupEnding = regexp.MustCompile(`(?:地区|各?省份?|[一二两三四五六七八九十\d]+个?省(?:区市|区|市|份)?)$`)

// Group returns the short names of the provinces that a name stands for together: 长三角, 东北三省, 云贵川, and of a single character
// that one: 粤. It returns none for any other name, and for a character that is a word of its own (新, 青).
func Group(name string) []string {
	if provinces := groups()[name]; provinces != nil {
		return provinces
	}
	if provinces := groups()[groupEnding.ReplaceAllString(name, "")+"…"]; provinces != nil {
		return provinces
	}
	if _, one := Find(name); one {
		return nil // 辽宁 is one, not Liaoning and Ningxia
	}
	var provinces []string
	for _, r := range name {
		one := groups()[string(r)]
		if one == nil {
			one = groups()[string(r)+"+"]
		}
		if len(one) != 1 || slices.Contains(provinces, one[0]) {
			return nil
		}
		provinces = append(provinces, one...)
	}
	if len(provinces) < 2 {
		return nil
	}
	return provinces
}
