package match_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search/match"
	"gongbao/search/query"
)

// TestManyTexts compares matchers of many short texts with what each node of the tree means for itself: trees that ask whether
// texts occur, which are counted, and trees that ask where, with texts that run from one sentence into the next.
func TestManyTexts(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 12))
	pick := func(from []string) string { return from[r.IntN(len(from))] }
	pieces := []string{"发", "展", "改", "革", "开", "放", "就", "业", "的", "和", "、", "。", "！", " ", "，", "5g", "发", "发", "展"}
	tallied, gaps, crossing, weighed := 0, 0, 0, 0
	for i := range 400 {
		asksWhere := i%2 == 1
		var texts []query.Node
		for range 12 + r.IntN(60) {
			value := ""
			for range 1 + min(r.IntN(3), r.IntN(3)) {
				value += pick(pieces[:10])
			}
			if i%3 == 0 && r.IntN(10) == 0 { // some texts are not of ideographs alone
				value = pick([]string{"5g", "5g" + value, value + "5g", value + "、" + value})
			}
			if asksWhere && r.IntN(8) == 0 {
				value = pick(pieces[:4]) + pick(pieces[11:13]) + pick(pieces[4:10])
			}
			texts = append(texts, query.Text{Value: value})
		}
		root := manyTree(r, texts, asksWhere)
		strict, loose, alone, count := match.Compile(root, false), match.CompileToCount(root, true), match.Compile(root, true), match.CompileToCount(root, false)
		var found, looseFound, aloneFound, counted match.Matches
		weighs := [2]weighing{{strict, loose, &match.Matches{}}, {alone, count, &match.Matches{}}}
		for _, w := range weighs {
			for range w.Terms {
				w.found.Weights = append(w.found.Weights, float64(1+r.IntN(9)))
			}
		}
		for range 30 {
			var b strings.Builder
			for range r.IntN(30) {
				b.WriteString(pick(pieces))
			}
			p := &paragraph{Paragraph: corpus.Paragraph{Text: text.Fold(b.String())}}
			strictly, loosely := plainScan{p: p}, plainScan{p: p, loose: true}
			want, wantLoosely := strictly.holds(root, p.Text), loosely.holds(root, p.Text)
			counts, _, occurrences := strictly.occurrences(strict.Terms, p.Text)
			looseCounts, _, looseOccurrences := loosely.occurrences(loose.Terms, p.Text)
			in := slices.ContainsFunc(strict.Terms, func(term text.Pattern) bool { return term.Count(p.Text) > 0 })
			if strict.TermIn(p.Text) != in {
				t.Fatalf("%s has a term in %q: %v", query.Print(root), p.Text, !in)
			}
			matches, alsoLoosely := strict.MatchBoth(loose, p.under(strict), &found, &looseFound)
			if matches != want || alsoLoosely != wantLoosely {
				t.Fatalf("%s matches %q: %v, loosely %v, want %v and %v", query.Print(root), p.Text, matches, alsoLoosely, want, wantLoosely)
			}
			if matches && (found.Occurrences != occurrences || !slices.Equal(found.Counts, counts)) {
				t.Fatalf("%s counts %d %v in %q, want %d %v", query.Print(root), found.Occurrences, found.Counts, p.Text, occurrences, counts)
			}
			if got := alone.Match(p.under(alone), &aloneFound); got != wantLoosely {
				t.Fatalf("%s matches %q loosely: %v, want %v", query.Print(root), p.Text, got, wantLoosely)
			}
			if wantLoosely && (aloneFound.Occurrences != looseOccurrences || !slices.Equal(aloneFound.Counts, looseCounts) || aloneFound.Having != nil && !slices.Equal(aloneFound.Having, indexesAbove0(looseCounts))) {
				t.Fatalf("%s counts %d %v in %q loosely, want %d %v", query.Print(root), aloneFound.Occurrences, aloneFound.Counts, p.Text, looseOccurrences, looseCounts)
			}
			if alsoLoosely && looseFound.Occurrences != looseOccurrences {
				t.Fatalf("%s counts %d loosely in %q, want %d", query.Print(root), looseFound.Occurrences, p.Text, looseOccurrences)
			}
			alsoLoosely, matches = alone.MatchBoth(count, p.under(alone), &aloneFound, &counted)
			if matches != want || alsoLoosely != wantLoosely || matches && counted.Occurrences != occurrences {
				t.Fatalf("%s matches %q loosely: %v, and strictly %v in %d places, want %v, %v and %d", query.Print(root), p.Text, alsoLoosely, matches, counted.Occurrences, wantLoosely, want, occurrences)
			}
			if wantLoosely && (aloneFound.Occurrences != looseOccurrences || !slices.Equal(aloneFound.Counts, looseCounts)) {
				t.Fatalf("%s counts %d %v in %q loosely, beside strictly, want %d %v", query.Print(root), aloneFound.Occurrences, aloneFound.Counts, p.Text, looseOccurrences, looseCounts)
			}
			weighed += weighs[0].check(t, p, want, counts, occurrences, wantLoosely, looseOccurrences)
			weighed += weighs[1].check(t, p, wantLoosely, looseCounts, looseOccurrences, want, occurrences)
			switch {
			case asksWhere && matches:
				crossing++
			case matches:
				tallied++
			}
			if alsoLoosely && !asksWhere && looseOccurrences != occurrences {
				gaps++
			}
		}
	}
	if tallied < 2000 || gaps < 500 || crossing < 2000 || weighed < 2000 {
		t.Errorf("%d and %d match, %d differ loosely, %d are weighed: that holds little", tallied, crossing, gaps, weighed)
	}
}

// A weighing is a matcher, the one of the other mode, and what it finds where terms have weights.
type weighing struct {
	*match.Matcher
	other *match.Matcher
	found *match.Matches
}

// check holds what is found with weights to what there is, first their sum and then each term's occurrences. It returns 1 where the sum
// came first.
func (w weighing) check(t *testing.T, p *paragraph, want bool, counts []int, occurrences int, wantOther bool, otherOccurrences int) (weighed int) {
	t.Helper()
	var otherFound match.Matches
	matches, also := w.MatchBoth(w.other, p.under(w.Matcher), w.found, &otherFound)
	switch {
	case matches != want || also != wantOther || also && otherFound.Occurrences != otherOccurrences:
		t.Fatalf("%q weighed: matches %v, the other way %v in %d places, want %v, %v, %d", p.Text, matches, also, otherFound.Occurrences, want, wantOther, otherOccurrences)
	case !matches:
		return 0
	case w.found.Weighed:
		sum := 0.0
		for i, n := range counts {
			sum += float64(n) * w.found.Weights[i]
		}
		if weighed = 1; w.found.Sum != sum || w.found.Occurrences != occurrences {
			t.Fatalf("%q weighs %v in %d places, want %v in %d", p.Text, w.found.Sum, w.found.Occurrences, sum, occurrences)
		}
	}
	if w.found.Count(); w.found.Weighed || w.found.Occurrences != occurrences || !slices.Equal(w.found.Counts, counts) || w.found.Having != nil && !slices.Equal(w.found.Having, indexesAbove0(counts)) {
		t.Fatalf("%q counts %d %v, %v, after it is weighed, want %d %v", p.Text, w.found.Occurrences, w.found.Counts, w.found.Having, occurrences, counts)
	}
	return weighed
}

// manyTree makes a tree of all texts.
func manyTree(r *rand.Rand, texts []query.Node, asksWhere bool) query.Node {
	var nodes []query.Node
	for len(texts) > 0 {
		n := 1 + r.IntN(min(len(texts), 4))
		some := texts[:n]
		texts = texts[n:]
		switch kind := r.IntN(6); {
		case kind == 0:
			nodes = append(nodes, query.Not{Node: query.Or{Nodes: some}})
		case kind == 1 && asksWhere:
			nodes = append(nodes, query.Same{Unit: query.Sentence, Node: query.Or{Nodes: some}})
		case kind == 2 && asksWhere && n > 1:
			nodes = append(nodes, query.Same{Unit: query.Sentence, Node: query.And{Nodes: []query.Node{some[0], query.Not{Node: some[1]}}}})
		case kind == 3 && asksWhere && n > 1:
			nodes = append(nodes, query.Near{Left: some[0].(query.Text), Right: some[1].(query.Text), Distance: r.IntN(5)})
		case kind == 4:
			nodes = append(nodes, query.And{Nodes: some})
		default:
			nodes = append(nodes, some...)
		}
	}
	if r.IntN(5) == 0 {
		return query.And{Nodes: []query.Node{query.Or{Nodes: nodes[:len(nodes)/2+1]}, query.Or{Nodes: nodes[len(nodes)/3:]}}}
	}
	return query.Or{Nodes: nodes}
}

// TestForbiddenSentences compares matchers of queries that exclude many sentences, and stop reading a paragraph behind one of these,
// with what each node of the tree means for itself, strictly and loosely.
func TestForbiddenSentences(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 13))
	pick := func(from ...string) string { return from[r.IntN(len(from))] }
	characters := []string{"发", "展", "改", "革", "开", "放", "就", "业", "的", "和"}
	word := func() query.Node {
		value := pick(characters...)
		for range r.IntN(3) {
			value += pick(characters...)
		}
		return query.Text{Value: value}
	}
	matching, failing, gaps := 0, 0, 0
	for range 300 {
		var nodes []query.Node
		for range 16 + r.IntN(30) {
			in := []query.Node{word(), word()}
			switch r.IntN(6) {
			case 0:
				in = append(in, query.Not{Node: word()})
			case 1:
				in[1] = query.Or{Nodes: []query.Node{word(), word()}}
			}
			nodes = append(nodes, query.Not{Node: query.Same{Unit: query.Sentence, Node: query.And{Nodes: in}}})
		}
		switch r.IntN(3) {
		case 0:
			nodes = append(nodes, word())
		case 1:
			nodes = append(nodes, query.Or{Nodes: []query.Node{word(), query.Not{Node: word()}}})
		}
		root := query.And{Nodes: nodes}
		strict, loose := match.Compile(root, false), match.CompileToCount(root, true)
		var found, looseFound match.Matches
		for range 40 {
			var b strings.Builder
			for range r.IntN(20) {
				b.WriteString(pick(append(characters, "。", "。", "！", "，", "、", " ", "”")...))
			}
			p := &paragraph{Paragraph: corpus.Paragraph{Text: text.Fold(b.String())}}
			strictly, loosely := plainScan{p: p}, plainScan{p: p, loose: true}
			want, wantLoosely := strictly.holds(root, p.Text), loosely.holds(root, p.Text)
			if matches := strict.Match(p.under(strict), &found); matches != want {
				t.Fatalf("%s matches %q: %v", query.Print(root), p.Text, matches)
			}
			matches, alsoLoosely := strict.MatchBoth(loose, p.under(strict), &found, &looseFound)
			if matches != want || alsoLoosely != wantLoosely {
				t.Fatalf("%s matches %q: %v, loosely %v, want %v and %v", query.Print(root), p.Text, matches, alsoLoosely, want, wantLoosely)
			}
			if counts, _, occurrences := strictly.occurrences(strict.Terms, p.Text); matches && (found.Occurrences != occurrences || !slices.Equal(found.Counts, counts)) {
				t.Fatalf("%s counts %d %v in %q, want %d %v", query.Print(root), found.Occurrences, found.Counts, p.Text, occurrences, counts)
			}
			if want {
				matching++
			} else {
				failing++
			}
			if want != wantLoosely {
				gaps++
			}
		}
	}
	if t.Logf("%d match, %d do not, %d differ loosely", matching, failing, gaps); matching < 1000 || failing < 1000 || gaps < 30 {
		t.Error("that holds little")
	}
}
