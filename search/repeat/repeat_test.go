package repeat_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/internal/testcluster"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/engine/enginetest"
	"gongbao/search/engine/opensearch"
	"gongbao/search/query"
	"gongbao/search/repeat"
	"gongbao/search/same"
)

func report(id, region string, level corpus.Level, year int, date string, paragraphs ...string) *corpus.Report {
	r := &corpus.Report{Header: corpus.Header{ID: id, Title: "政府工作报告", Region: region, Level: level, Kind: corpus.Work, Year: year, Date: date}}
	for i, p := range paragraphs {
		r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Ordinal: i + 1, Text: p, Hash: fmt.Sprintf("%08x", i+1)})
	}
	return r
}

const thanks = "向香港特别行政区同胞、澳门特别行政区同胞、台湾同胞和海外侨胞，表示诚挚感谢！"

// reports returns reports whose paragraphs repeat each other in part.
func reports() []*corpus.Report {
	resolution := report("national-2020-resolution", "全国", corpus.National, 2020, "", thanks)
	resolution.Kind = corpus.Resolution
	return []*corpus.Report{
		resolution,
		report("national-2019", "全国", corpus.National, 2019, "2019-03-05", "　　"+thanks+"我们的成绩来之不易。", "粮食产量１３０００亿斤，比上年增长２.５%，再创新高。"),
		report("national-2021", "全国", corpus.National, 2021, "2021-03-05", "各位代表："+thanks, "全力支持香港、澳门依法施政；粮食产量13500亿斤，比上年增长2.5%，再创新高。"),
		report("liaoning-2021", "辽宁", corpus.Province, 2021, "2021-01-28", "向香港特别行政区同胞，澳门特别行政区同胞、台湾同胞和海外侨胞表示衷心感谢。"),
		report("jilin-2021", "吉林", corpus.Province, 2021, "", "向港澳同胞、台湾同胞和海外侨胞，表示诚挚感谢！", "我们的成绩来之不易，我们的成绩来之不易"),
		report("beijing-2018", "北京", corpus.Province, 2018, "2018-01-12", "向香港特別行政區同胞、澳門特別行政區同胞、臺灣同胞和海外僑胞，表示誠摯感謝！", "就业 AI 模型 AI 技术"),
		report("nowhere", "", "", 0, "", thanks),
	}
}

func TestDirectory(t *testing.T) { testAll(t, func(*testing.T) engine.Engine { return bleve.New() }) }

func TestCluster(t *testing.T) {
	c := testcluster.Require(t, testcluster.Options{})
	testAll(t, func(t *testing.T) engine.Engine {
		e, err := opensearch.Driver{}.Create(t.Context(), c.NewIndex(t))
		if err != nil {
			t.Fatal(err)
		}
		return e
	})
}

func testAll(t *testing.T, open func(*testing.T) engine.Engine) {
	e := open(t)
	t.Cleanup(func() { e.Close() })
	if err := e.Update(t.Context(), enginetest.Puts(reports()...)); err != nil {
		t.Fatal(err)
	}
	s := search.New(e, nil)
	t.Run("places", func(t *testing.T) { testPlaces(t, s) })
	t.Run("refused", func(t *testing.T) { testRefused(t, s) })
	t.Run("scan", func(t *testing.T) { testScan(t, s) })
}

func find(t *testing.T, s *search.Service, r repeat.Request) (a repeat.Answer, err error) {
	t.Helper()
	r.Lang = language.ZH
	err = s.Read(t.Context(), func(e *search.Edition) (err error) {
		a, err = repeat.Find(t.Context(), e, r)
		return err
	})
	return a, err
}

// placesOf writes the places of a passage, a line for each.
func placesOf(p repeat.Passage) (lines []string) {
	for _, year := range p.Years {
		for _, place := range year.Places {
			lines = append(lines, fmt.Sprint(year.Year, " ", place.ID, " ", place.Edits, " ", place.When, " ", place.Text))
		}
	}
	return lines
}

// testPlaces holds the places of a paragraph and of its sentence, their order, and what is earlier and later.
func testPlaces(t *testing.T, s *search.Service) {
	a, err := find(t, s, repeat.Request{Paragraph: "national-2019#1"})
	if err != nil {
		t.Fatal(err)
	}
	if a.ID != "national-2019#1" || a.Text != thanks+"我们的成绩来之不易。" || a.URL != "/reports/national-2019#p1" || len(a.Passages) != 3 {
		t.Fatalf("%+v", a)
	}
	shown := strings.TrimSuffix(thanks, "！")
	want := []string{
		"2018 beijing-2018#1 0 earlier 向香港特別行政區同胞、澳門特別行政區同胞、臺灣同胞和海外僑胞，表示誠摯感謝",
		"2019 national-2019#1 0 same " + shown,
		"2021 national-2021#1 0 later " + shown,
		"2021 liaoning-2021#1 2 later 向香港特别行政区同胞，澳门特别行政区同胞、台湾同胞和海外侨胞表示衷心感谢",
		"0 nowhere#1 0  " + shown,
	}
	sentence := a.Passages[1]
	if diff := cmp.Diff(want, placesOf(sentence)); diff != "" {
		t.Error(diff)
	}
	if sentence.Total != (repeat.Total{Paragraphs: 5, Reports: 5}) || sentence.Letters != 34 || sentence.Most != 3 {
		t.Errorf("%+v", sentence)
	}
	if sentence.First == nil || sentence.First.ID != "beijing-2018#1" || !sentence.OrEarlier {
		t.Errorf("first %+v", sentence.First)
	}
	var regions []string
	for _, place := range sentence.Regions {
		regions = append(regions, place.Report.Region+" "+place.ID)
	}
	if diff := cmp.Diff([]string{"北京 beijing-2018#1", "全国 national-2019#1", "辽宁 liaoning-2021#1", " nowhere#1"}, regions); diff != "" {
		t.Error(diff)
	}
	if got := placesOf(a.Passages[0]); len(got) != 1 || !strings.HasPrefix(got[0], "2019 national-2019#1 0 same 向香港") {
		t.Errorf("the whole stands at %q", got)
	}
	if got := placesOf(a.Passages[2]); len(got) != 2 || !strings.HasSuffix(got[1], "jilin-2021#2 0 later 我们的成绩来之不易") {
		t.Errorf("the second sentence stands at %q", got)
	}

	same, err := find(t, s, repeat.Request{Paragraph: "national-2019#00000001"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(a, same); diff != "" {
		t.Errorf("by its hash:\n%s", diff)
	}

	limited, err := find(t, s, repeat.Request{Text: thanks, Request: search.Request{Limit: 2, Filters: []query.Node{query.Filter{Field: query.Kind, Values: []string{"report", "resolution"}}}}})
	if err != nil {
		t.Fatal(err)
	}
	of := limited.Passages[0]
	if len(limited.Passages) != 1 || len(placesOf(of)) != 2 || of.Cut != 4 || of.Total.Paragraphs != 6 {
		t.Errorf("%+v", limited.Passages)
	}
	paragraphs := 0
	for _, year := range of.Years {
		paragraphs += year.Paragraphs
	}
	if paragraphs != of.Total.Paragraphs {
		t.Errorf("%d paragraphs in all years, %d in all", paragraphs, of.Total.Paragraphs)
	}
}

func testRefused(t *testing.T, s *search.Service) {
	for _, tc := range []struct {
		request repeat.Request
		want    error
	}{
		{repeat.Request{}, repeat.ErrAsked},
		{repeat.Request{Paragraph: "national-2019#1", Text: thanks}, repeat.ErrAsked},
		{repeat.Request{Text: " 、。 "}, repeat.ErrShort},
		{repeat.Request{Text: "来之不易的成绩"}, repeat.ErrShort},
		{repeat.Request{Text: "12345678, 2345"}, repeat.ErrShort},
		{repeat.Request{Text: strings.Repeat("来之不易", 501)}, repeat.ErrLong},
		{repeat.Request{Paragraph: "national-2019"}, search.ErrNotFound},
		{repeat.Request{Paragraph: "national-2019#9"}, search.ErrNotFound},
		{repeat.Request{Paragraph: "national-1900#1"}, search.ErrNotFound},
	} {
		if _, err := find(t, s, tc.request); !errors.Is(err, tc.want) {
			t.Errorf("%+v: %v, want %v", tc.request, err, tc.want)
		}
	}
}

// testScan compares what is found with a plain scan, for passages that are edited at random: as often as they may be, and more often.
func testScan(t *testing.T, s *search.Service) {
	random := rand.New(rand.NewPCG(7, 11))
	found := 0
	for range 300 {
		r := reports()[random.IntN(len(reports()))]
		shown := []rune(r.Paragraphs[random.IntN(len(r.Paragraphs))].Text)
		from := random.IntN(len(shown))
		passage := edited(random, shown[from:from+random.IntN(len(shown)-from)+1], random.IntN(7))
		a, err := find(t, s, repeat.Request{Text: passage})
		if errors.Is(err, repeat.ErrShort) || errors.Is(err, repeat.ErrAsked) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range a.Passages {
			want := scan(p.Text, p.Most)
			got := map[string]int{}
			for _, year := range p.Years {
				for _, place := range year.Places {
					got[place.ID] = place.Edits
					checkStretch(t, p, place)
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s, %d edits:\n%s", p.Text, p.Most, diff)
			}
			found += len(got)
		}
	}
	if found < 100 {
		t.Errorf("only %d places were found", found)
	}
}

// edited edits a text at some places.
func edited(random *rand.Rand, shown []rune, times int) string {
	shown = slices.Clone(shown)
	for range times {
		i := random.IntN(len(shown))
		switch other := []rune("发展改革5、")[random.IntN(6)]; random.IntN(3) {
		case 0:
			shown[i] = other
		case 1:
			shown = slices.Insert(shown, i, other)
		default:
			if len(shown) > 1 {
				shown = slices.Delete(shown, i, i+1)
			}
		}
	}
	return string(shown)
}

// scan returns the edits of the nearest stretch of each paragraph of a work report, where they are few.
func scan(passage string, most int) map[string]int {
	near := map[string]int{}
	for _, r := range reports() {
		for _, p := range r.Paragraphs {
			if d := nearest(letters(passage), letters(p.Text)); d <= most && r.Kind == corpus.Work {
				near[fmt.Sprint(r.ID, "#", p.Ordinal)] = d
			}
		}
	}
	return near
}

func letters(s string) []rune { return []rune(text.Loosen(text.Fold(s))) }

// nearest returns the least edit distance between a passage and a part of a text, as the definition has it.
func nearest(passage, of []rune) int {
	least := len(passage)
	for from := range of {
		row := make([]int, len(passage)+1) // of the passage and the part from there on
		for i := range row {
			row[i] = i
		}
		for _, r := range of[from:] {
			diagonal := row[0]
			row[0]++
			for i, own := range passage {
				d := diagonal
				if own != r {
					d++
				}
				diagonal = row[i+1]
				row[i+1] = min(d, row[i+1]+1, row[i]+1)
			}
			least = min(least, row[len(passage)])
		}
	}
	return least
}

// checkStretch checks that the stretch that is shown is the one that is said to be so near, where it is said to be.
func checkStretch(t *testing.T, p repeat.Passage, place repeat.Place) {
	t.Helper()
	for _, r := range reports() {
		if r.ID == place.Report.ID {
			shown := string([]rune(r.Paragraphs[place.Ordinal-1].Text)[place.Span[0]:place.Span[1]])
			if shown != place.Text || utf8.RuneCountInString(shown) != place.Span[1]-place.Span[0] {
				t.Errorf("%s has %q at %v, not %q", place.ID, shown, place.Span, place.Text)
			}
		}
	}
	if d := distance(letters(p.Text), letters(place.Text)); d != place.Edits {
		t.Errorf("%q is %d edits from %q, not %d", place.Text, d, p.Text, place.Edits)
	}
}

// distance returns the edit distance between two texts.
func distance(a, b []rune) int {
	if len(a) == 0 || len(b) == 0 {
		return len(a) + len(b)
	}
	row := make([]int, len(a)+1)
	for i := range row {
		row[i] = i
	}
	for _, r := range b {
		diagonal := row[0]
		row[0]++
		for i, own := range a {
			d := diagonal
			if own != r {
				d++
			}
			diagonal = row[i+1]
			row[i+1] = min(d, row[i+1]+1, row[i]+1)
		}
	}
	return row[len(a)]
}

// TestCards holds that paragraphs which are each other nearly word for word share enough of their text for one card of results.
func TestCards(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	for range 500 {
		whole := make([]rune, 10+random.IntN(200))
		for i := range whole {
			whole[i] = '一' + rune(random.IntN(2000))
		}
		other := slices.Clone(whole)
		for range len(whole) / 10 {
			other[random.IntN(len(other))] = '一' + rune(random.IntN(2000))
		}
		passage := func(year int, text string) *same.Passage {
			h := &corpus.Header{ID: fmt.Sprint(year), Region: "全国", Kind: corpus.Work, Year: year}
			p := same.New(h, same.Text{Text: text}, []uint32{1})
			return &p
		}
		if !passage(2020, string(whole)).Is(passage(2021, string(other))) {
			t.Errorf("%s and %s", string(whole), string(other))
		}
	}
}
