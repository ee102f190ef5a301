package enginetest

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/search/engine"
	"gongbao/search/query"
)

// seed makes every run use the same queries, unless it is to use more of them.
var seed = [32]byte([]byte("Gongbao: what an index finds is "))

// times is how many times as many queries as usual are asked; those of another seed, so that a long run is not the first again.
var times = timesOf(os.Getenv("GONGBAO_SAMPLES"))

func timesOf(s string) int {
	if s == "" {
		return 1
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		panic("GONGBAO_SAMPLES is how many times as many queries are asked, not " + strconv.Quote(s))
	}
	binary.LittleEndian.PutUint64(seed[:], uint64(time.Now().UnixNano()))
	fmt.Printf("GONGBAO_SAMPLES=%d, seed %x\n", n, seed)
	return n
}

// amount returns n, or a tenth of it with only the sample report or under -short, times what is asked for.
func (l *library) amount(n int) int {
	if len(l.reports) == 1 || testing.Short() {
		return n * times / 10
	}
	return n * times
}

// testTexts searches for parts of 1 to 30 characters of the displayed texts, and for some with two characters swapped,
// most of which do not occur.
func testTexts(t *testing.T, e engine.Engine, l *library, samples int, loose bool) {
	r := rand.New(rand.NewChaCha8(seed))
	absent := 0
	for i := range samples {
		wanted := l.sample(r, 30)
		if i%5 == 0 {
			wanted = exchange(r, wanted)
		}
		request := engine.Request{Query: query.Text{Value: wanted}, Loose: loose, Order: engine.Document, Limit: 100, CountOther: i%10 == 1, Below: i%3 == 0}
		if i%7 == 0 {
			request.Query, request.Keys = query.Text{Value: l.sample(r, 2)}, l.keys(r)
		}
		if compare(t, e, l, request) == 0 {
			absent++
		}
		if t.Failed() {
			return
		}
	}
	t.Logf("%d texts, %d of them nowhere: no false hit, no missing hit, no wrong count, no wrong mark", samples, absent)
}

// sample returns up to most characters of a paragraph.
func (l *library) sample(r *rand.Rand, most int) string {
	display := []rune(l.paragraphs[r.IntN(len(l.paragraphs))].paragraph.Text)
	n := min(1+r.IntN(most), len(display))
	from := r.IntN(len(display) - n + 1)
	return string(display[from : from+n])
}

// keys returns the keys of the clauses of some paragraphs, and one that hardly any has.
func (l *library) keys(r *rand.Rand) map[string][]uint32 {
	keys := map[string][]uint32{"": {r.Uint32()}}
	for range r.IntN(100) {
		p, in := l.paragraphs[r.IntN(len(l.paragraphs))], l.paragraphs[r.IntN(len(l.paragraphs))].report.Region
		if r.IntN(3) > 0 {
			in = p.report.Region
		}
		keys[in] = append(keys[in], p.keys...)
	}
	return keys
}

func exchange(r *rand.Rand, s string) string {
	runes := []rune(s)
	i, j := r.IntN(len(runes)), r.IntN(len(runes))
	runes[i], runes[j] = runes[j], runes[i]
	return string(runes)
}

// testTrees searches for random trees of texts and filters, exactly and loosely.
func testTrees(t *testing.T, e engine.Engine, l *library, samples int) {
	r := rand.New(rand.NewChaCha8(seed))
	found := 0
	for i := range samples {
		request := engine.Request{Query: l.tree(r, 3), Loose: i%4 == 0, Order: engine.Document, Limit: 20, CountOther: i%10 == 1}
		if i%7 == 0 {
			request.Keys = l.keys(r)
		}
		if compare(t, e, l, request) > 0 {
			found++
		}
		if t.Failed() {
			return
		}
	}
	t.Logf("%d trees, %d of them with hits: all totals, counts and marks equal a scan", samples, found)
}

// compare compares the result of an engine with the plain scan and returns the number of matching paragraphs.
func compare(t *testing.T, e engine.Reader, l *library, request engine.Request) int {
	t.Helper()
	return compareAnswer(t, l, request, ask(t, e, request))
}

func compareAnswer(t *testing.T, l *library, request engine.Request, got Answer) int {
	t.Helper()
	want := l.answer(request)
	if got.Total != want.Total {
		t.Errorf("%s (loose %v): totals %+v, a scan has %+v", query.Print(request.Query), request.Loose, got.Total, want.Total)
	}
	var other engine.Total
	if request.CountOther {
		other = l.answer(request.Other(request.Query)).Total
	}
	if got.Other != other {
		t.Errorf("%s (loose %v): the other way %+v, a scan has %+v", query.Print(request.Query), request.Loose, got.Other, other)
	}
	if len(got.Hits) != len(want.Hits) {
		t.Errorf("%s: %d hits, a scan has %d", query.Print(request.Query), len(got.Hits), len(want.Hits))
		return want.Total.Paragraphs
	}
	for i, hit := range got.Hits {
		compareHit(t, request, hit, want.Hits[i])
	}
	compareCounts(t, request, got, want)
	return want.Total.Paragraphs
}

func compareHit(t *testing.T, request engine.Request, got engine.Hit, want hit) {
	t.Helper()
	name := query.Print(request.Query)
	if got.Report.ID != want.report.ID || got.Paragraph.Ordinal != want.paragraph.Ordinal || got.Paragraph.Text != want.paragraph.Text {
		t.Errorf("%s: hit %s#%d, a scan has %s#%d", name, got.Report.ID, got.Paragraph.Ordinal, want.report.ID, want.paragraph.Ordinal)
		return
	}
	if got.Occurrences != len(want.marks) || len(got.Marks) != len(want.marks) {
		t.Errorf("%s: %s#%d has %d occurrences and %d marks, a scan has %d", name, got.Report.ID, got.Paragraph.Ordinal, got.Occurrences, len(got.Marks), len(want.marks))
		return
	}
	if diff := cmp.Diff(want.below(request), got.Below); diff != "" {
		t.Errorf("%s: below %s#%d (-scan +engine):\n%s", name, got.Report.ID, got.Paragraph.Ordinal, diff)
	}
	if request.Below && !slices.Equal(got.Keys, want.keys) {
		t.Errorf("%s: keys %x of %s#%d, a scan has %x", name, got.Keys, got.Report.ID, got.Paragraph.Ordinal, want.keys)
	}
	for i, m := range got.Marks {
		marked, wanted := got.Paragraph.Text[m.From:m.To], want.body[want.marks[i][0]:want.marks[i][1]]
		before, after := foldQuery(got.Paragraph.Text[:m.From], request.Loose), foldQuery(got.Paragraph.Text[m.To:], request.Loose)
		before, after = strings.TrimSuffix(before, "-"), strings.TrimPrefix(after, "-") // one of two dashes between numbers is none
		if form := foldQuery(marked, request.Loose); form != wanted && byNeighbours.Replace(form) != byNeighbours.Replace(wanted) || !utf8.ValidString(marked) {
			t.Errorf("%s: mark %d of %s#%d is %q, a scan has %q", name, i, got.Report.ID, got.Paragraph.Ordinal, marked, wanted)
		}
		if len(before) > want.marks[i][0] || len(after) > len(want.body)-want.marks[i][1] {
			t.Errorf("%s: mark %d of %s#%d stands elsewhere than in a scan", name, i, got.Report.ID, got.Paragraph.Ordinal)
		}
	}
}

// below returns the paragraph below a heading, if the request asks for it.
func (p *plain) below(request engine.Request) *corpus.Paragraph {
	if n := p.paragraph.Ordinal; request.Below && p.paragraph.Heading && n < len(p.whole) && !p.whole[n].paragraph.Heading {
		return &p.whole[n].paragraph
	}
	return nil
}

// byNeighbours unites the signs whose folding depends on what stands beside them: cut out of a text, they may fold otherwise.
var byNeighbours = strings.NewReplacer("--", "-", "零", "〇", "0", "〇", "o", "〇", "[", "(", "〔", "(", "【", "(", "〖", "(", "]", ")", "〕", ")", "】", ")", "〗", ")")

func years(y int) string {
	if y == 0 {
		return ""
	}
	return strconv.Itoa(y)
}
