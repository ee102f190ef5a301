package same_test

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/corpus/clause"
	"gongbao/corpus/text"
	"gongbao/search/same"
)

// said is a paragraph of the national report of a year, under a title.
func said(year int, title, text string) *same.Passage {
	return passage(header(year, "全国"), &corpus.Paragraph{Text: text, Section: []string{"二、政府工作任务", title}}, nil)
}

func passage(h *corpus.Header, p, below *corpus.Paragraph) *same.Passage {
	said := p
	if below != nil {
		said = below
	}
	one := same.New(h, same.TextOf(said.Text, said.Section), clause.Keys(text.Fold(p.Text)))
	return &one
}

func header(year int, region string) *corpus.Header {
	return &corpus.Header{ID: string(rune('a' + year%20)), Region: region, Kind: corpus.Work, Year: year}
}

const green = "（三）推动绿色低碳发展。加强生态环境保护，推进美丽中国建设，持续深入打好蓝天、碧水、净土保卫战，发展绿色产业。"

func TestIs(t *testing.T) {
	for _, tc := range []struct {
		name  string
		one   *same.Passage
		other *same.Passage
		same  bool
	}{
		{"the same text", said(2023, "绿色发展", green), said(2024, "生态", green), true},
		{"another number in front", said(2023, "绿色发展", green), said(2024, "绿色发展", "四是"+green[len("（三）"):]), true},
		{"a clause less", said(2023, "绿色发展", green), said(2024, "生态", green[:len(green)-len("，发展绿色产业。")]+"。"), true},
		{"half of it, under the same title of another year", said(2023, "2023年绿色发展", green), said(2024, "2024年绿色发展", "（三）推动绿色低碳发展。加强生态环境保护，推进美丽中国建设，加快产业转型。"), true},
		{"half of it, under another title", said(2023, "绿色发展", green), said(2024, "生态", "（三）推动绿色低碳发展。加强生态环境保护，推进美丽中国建设，加快产业转型。"), false},
		{"the same beginning alone", said(2023, "绿色发展", green), said(2024, "绿色发展", "（三）推动绿色低碳发展。完善支持政策，培育壮大循环经济，健全市场化机制，建设零碳园区。"), false},
		{"other figures", said(2023, "目标", "国内生产总值增长5%左右，城镇新增就业1200万人。"), said(2024, "目标", "国内生产总值增长5%左右，城镇新增就业1300万人。"), false},
		{"other figures in characters", said(1957, "", "全县农业合作化运动更加巩固，粮食总产量达到五亿一千万斤，比去年增加百分之八。"), said(1958, "", "全县农业合作化运动更加巩固，粮食总产量达到五亿三千万斤，比去年增加百分之八。"), false},
		{"another percentage in characters", said(1957, "", "全县农业合作化运动更加巩固，农业总产值比上一年增加百分之八。"), said(1958, "", "全县农业合作化运动更加巩固，农业总产值比上一年增加百分之九。"), false},
		{"names with numerals", said(2018, "", "我们要紧密团结在党中央周围，认真贯彻党的十九大精神，落实“十三五”规划，做到两个维护。"), said(2023, "", "我们要紧密团结在党中央周围，认真贯彻党的二十大精神，落实“十四五”规划，做到两个维护。"), true},
		{"other years in characters", said(1957, "", "一九五七年，全县农业合作化运动更加巩固，社员生产积极性提高。"), said(1958, "", "一九五八年，全县农业合作化运动更加巩固，社员生产积极性提高。"), true},
		{"other years", said(2023, "目标", "2023年发展主要预期目标是：国内生产总值增长5%左右，居民消费价格涨幅3%左右。"), said(2024, "目标", "2024年发展主要预期目标是：国内生产总值增长5%左右，居民消费价格涨幅3%左右。"), true},
		{"the same report", said(2023, "绿色发展", green), said(2023, "绿色发展", green), false},
		{"a title of four characters", said(2023, "绿色发展", "三、绿色发展"), said(2024, "绿色发展", "四、绿色发展"), true},
		{"too little to tell", said(2023, "", "各位代表：一、二、三、四"), said(2024, "", "各位代表：一、二、三、四"), false},
		{"nothing", said(2023, "", "——"), said(2024, "", "——"), false},
	} {
		if got := tc.one.Is(tc.other); got != tc.same {
			t.Errorf("%s: %v, want %v", tc.name, got, tc.same)
		}
		if got := tc.other.Is(tc.one); got != tc.same {
			t.Errorf("%s, the other way round: %v, want %v", tc.name, got, tc.same)
		}
	}
}

// TestIsByReport compares one text in reports of other regions and kinds.
func TestIsByReport(t *testing.T) {
	p := &corpus.Paragraph{Text: green}
	of := func(year int, region string, kind corpus.Kind) *same.Passage {
		h := header(year, region)
		h.Kind = kind
		return passage(h, p, nil)
	}
	one := of(2023, "全国", corpus.Work)
	for name, tc := range map[string]struct {
		other *same.Passage
		same  bool
	}{
		"of the next year": {of(2024, "全国", corpus.Work), true}, "of another region": {of(2024, "辽宁", corpus.Work), false},
		"of another kind": {of(2024, "全国", corpus.Resolution), false},
	} {
		if one.Is(tc.other) != tc.same {
			t.Errorf("a report %s: %v", name, !tc.same)
		}
	}
	another := header(2023, "全国")
	another.ID = "another"
	if of(2023, "", corpus.Work).Is(of(2024, "", corpus.Work)) || one.Is(of(0, "全国", corpus.Work)) || one.Is(passage(another, p, nil)) {
		t.Error("reports of unknown regions, of unknown years or of one year say the same")
	}
}

// TestIsOfHeadings compares headings by the paragraphs below them.
func TestIsOfHeadings(t *testing.T) {
	heading := func(year int, below string) *same.Passage {
		p := &corpus.Paragraph{Text: "（三）推动绿色发展"}
		if below == "" {
			return passage(header(year, "全国"), p, nil)
		}
		return passage(header(year, "全国"), p, &corpus.Paragraph{Text: below})
	}
	if !heading(2023, green).Is(heading(2024, green)) || heading(2023, green).Is(heading(2024, "完善支持绿色发展的财税、金融、投资政策。")) {
		t.Error("the paragraphs below do not decide")
	}
	if !heading(2023, "").Is(heading(2024, "")) {
		t.Error("two headings with nothing below differ")
	}
}

func TestKeys(t *testing.T) {
	north := passage(header(2023, "河北省"), &corpus.Paragraph{Text: "推动绿色低碳发展。"}, nil)
	keys := same.Keys([]same.Passage{*said(2023, "", green), *north, *said(2024, "", green), *said(2023, "", "——")})
	want := map[string][]uint32{"全国": {clause.Key("推动绿色低碳发展"), clause.Key("持续深入打好蓝天、碧水、净土保卫战")}, "河北省": {clause.Key("推动绿色低碳发展")}}
	slices.Sort(want["全国"])
	if diff := cmp.Diff(want, keys); diff != "" {
		t.Errorf("keys (-want +got):\n%s", diff)
	}
	nowhere := passage(header(2023, ""), &corpus.Paragraph{Text: green}, nil)
	if keys := same.Keys([]same.Passage{*said(2023, "", "——"), *nowhere}); keys != nil {
		t.Errorf("%x for a paragraph without words and one of no region", keys)
	}
}

// TestFigures compares paragraphs that differ in a number alone with what a regular expression says of it.
func TestFigures(t *testing.T) {
	number := regexp.MustCompile(`\d+(?:\.\d+)?%?`)
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		say := func() string {
			some := []byte("绿色低碳发展投资完成")
			for range 1 + random.IntN(6) {
				some = append(some, "0123.%.,2"[random.IntN(9)])
			}
			return string(some) + "亿元"
		}
		a, b := say(), say()
		figures := func(s string) []string {
			found := slices.DeleteFunc(number.FindAllString(text.Fold(s), -1), clause.IsYear)
			slices.Sort(found)
			return found
		}
		keys := []uint32{1}
		one := same.New(header(2023, "全国"), same.Text{Text: a}, keys)
		other := same.New(header(2024, "全国"), same.Text{Text: b}, keys)
		if want := slices.Equal(figures(a), figures(b)); one.Is(&other) && !want {
			t.Errorf("%s and %s: the same, with the figures %q and %q", a, b, figures(a), figures(b))
		} else if a == b && !one.Is(&other) {
			t.Errorf("%s is not the same as itself", a)
		}
	}
}
