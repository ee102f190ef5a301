package common_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"

	"gongbao/corpus/text"
	"gongbao/search/engine/bleve/character"
	"gongbao/search/engine/bleve/common"
)

// texts are random, of characters of which the first are frequent, words and separators.
func texts(r *rand.Rand, n int) (all []string) {
	pieces := strings.Split("发 展 改 革 开 放 民 生 绿 色 5g 2025 a ， 。 、 𠀀 é あ ① \xff 〇", " ")
	for range n {
		var b strings.Builder
		for range r.IntN(12) {
			b.WriteString(pieces[min(r.IntN(len(pieces)), r.IntN(len(pieces)))])
		}
		all = append(all, text.Fold(b.String()))
	}
	return all
}

// TestCommon holds which terms are common, and who has them, to a plain count of the terms of each text.
func TestCommon(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 1))
	for _, documents := range [][]int{{0}, {5}, {300}, {200, 100}, {1000, 1, 700}, {9000}} {
		n := 0
		for _, d := range documents {
			n += d
		}
		all := texts(r, n)
		for i := range min(n, 600) { // so that a set has all of a block, and of the next some
			all[i] += "，绿色生活"
		}
		having := map[string][]int{}
		for i, folded := range all {
			for term := range text.Terms(text.Loosen(folded)) {
				if docs := having[term]; len(docs) == 0 || docs[len(docs)-1] != i {
					having[term] = append(docs, i)
				}
			}
		}
		terms := common.TermsOf(all)
		for term, docs := range having {
			if _, ok := terms[term]; ok != (len(docs) >= 4 && 1024*len(docs) >= n && !character.Is(term)) {
				t.Errorf("%q in %d of %d: common %v", term, len(docs), n, ok)
			}
		}
		// the sets are those of all documents, of which the sample may be some
		terms = common.TermsOf(all[:n/2])
		file, err := terms.Make(documents, func(document int) string { return all[document] })
		if err != nil {
			t.Fatal(err)
		}
		sets, err := common.Read(file, len(documents))
		if err != nil || len(sets.Terms()) != len(terms) {
			t.Fatalf("%d terms, want %d, %v", len(sets.Terms()), len(terms), err)
		}
		from := 0
		for i, d := range documents {
			in := sets.In(i)
			of := func(docs []int) *roaring.Bitmap {
				want := roaring.New()
				for _, n := range docs {
					if n >= from && n < from+d {
						want.Add(uint32(n - from))
					}
				}
				return want
			}
			for term, docs := range having {
				set, err := in.Documents(term)
				if _, ok := terms[term]; err != nil || ok != (set != nil) || ok && !set.Bitmap().Equals(of(docs)) {
					t.Errorf("%q: %v, %v, want %v", term, set, err, of(docs))
				}
			}
			for _, prefix := range []string{"发", "开", "𠀀", "5", "无"} {
				got, want := roaring.New(), roaring.New()
				sets, err := in.Beginning(prefix)
				if err != nil {
					t.Fatal(err)
				}
				for _, set := range sets {
					got.Or(set.Bitmap())
				}
				for term := range terms {
					if strings.HasPrefix(term, prefix) {
						want.Or(of(having[term]))
					}
				}
				if !got.Equals(want) {
					t.Errorf("%q: %v, want %v", prefix, got, want)
				}
			}
			from += d
		}
	}
}

// TestNone asks the part of an older format, which has no such column.
func TestNone(t *testing.T) {
	var none common.Segment
	if got, err := none.Documents("发展"); got != nil || err != nil {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := none.Beginning("发"); got != nil || err != nil {
		t.Errorf("%v, %v", got, err)
	}
}

// TestDamaged reads columns that were changed: an error or other sets, and no panic.
func TestDamaged(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 2))
	all := texts(r, 300)
	terms := common.TermsOf(all)
	file, err := terms.Make([]int{300}, func(document int) string { return all[document] })
	if err != nil || len(terms) < 10 {
		t.Fatalf("%d terms, %v", len(terms), err)
	}
	for _, cut := range [][]byte{nil, file[:7], file[1:9], file[:len(file)-1], slices.Repeat([]byte{0xff}, 100)} {
		if _, err := common.Read(cut, 1); err == nil {
			t.Errorf("%d bytes are read", len(cut))
		}
	}
	ends := len(file) - 8 - 4*len(terms) - len(strings.Join(slices.Collect(func(yield func(string) bool) {
		for term := range terms {
			if !yield(term) {
				return
			}
		}
	}), "\n"))
	for i := range 4 * len(terms) {
		changed := slices.Clone(file)
		changed[ends+i] ^= 0xff
		sets, err := common.Read(changed, 1)
		if err != nil {
			continue
		}
		refused := 0
		for term := range terms {
			if _, err := sets.In(0).Documents(term); err != nil {
				refused++
			}
		}
		if refused == 0 {
			t.Errorf("byte %d of where sets end is changed, and all are read", i)
		}
	}
}
