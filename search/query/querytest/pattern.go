// Package querytest writes texts that the patterns of filters match, for tests of what reads them.
package querytest

import (
	"math/rand/v2"
	"regexp"
	"regexp/syntax"
	"strings"
	"testing"
)

// A Pattern is a regular expression of ECMA-262 that Go can match, and write texts of.
type Pattern struct {
	*regexp.Regexp
	tree *syntax.Regexp
}

var codePoint = regexp.MustCompile(`\\u(....)`)

// Compile reads a pattern, or fails the test.
func Compile(t testing.TB, pattern string) Pattern {
	t.Helper()
	inGo := codePoint.ReplaceAllString(pattern, `\x{$1}`)
	tree, err := syntax.Parse(inGo, syntax.Perl)
	if err != nil {
		t.Fatal(err)
	}
	return Pattern{regexp.MustCompile(inGo), tree.Simplify()}
}

// Write returns a text that the pattern matches.
func (p Pattern) Write(random *rand.Rand) string {
	var b strings.Builder
	write(&b, random, p.tree)
	return b.String()
}

// write writes a text that an expression matches.
func write(b *strings.Builder, random *rand.Rand, e *syntax.Regexp) {
	switch e.Op {
	case syntax.OpLiteral:
		b.WriteString(string(e.Rune))
	case syntax.OpCharClass:
		i := 2 * random.IntN(len(e.Rune)/2)
		b.WriteRune(e.Rune[i] + random.Int32N(e.Rune[i+1]-e.Rune[i]+1))
	case syntax.OpConcat, syntax.OpCapture:
		for _, part := range e.Sub {
			write(b, random, part)
		}
	case syntax.OpAlternate:
		write(b, random, e.Sub[random.IntN(len(e.Sub))])
	case syntax.OpQuest, syntax.OpStar:
		for range random.IntN(2) {
			write(b, random, e.Sub[0])
		}
	case syntax.OpPlus:
		write(b, random, e.Sub[0])
	}
}
