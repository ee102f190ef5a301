package region

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	for _, c := range []struct {
		name   string
		within []string
		short  string // empty: not found
		slug   string
		level  Level
	}{
		{"辽宁省", nil, "辽宁", "liaoning", Province},
		{"辽宁", nil, "辽宁", "liaoning", Province},
		{"国务院", nil, "全国", "national", National},
		{"中华人民共和国国务院", nil, "全国", "national", National},
		{"内蒙古自治区", nil, "内蒙古", "neimenggu", Province},
		{"广西", nil, "广西", "guangxi", Province},
		{"新疆维吾尔自治区", nil, "新疆", "xinjiang", Province},
		{"宁夏自治区", nil, "宁夏", "ningxia", Province},
		{"陕西省", nil, "陕西", "shaanxi", Province},
		{"山西省", nil, "山西", "shanxi", Province},
		{"重庆市", nil, "重庆", "chongqing", Province},
		{"西藏", nil, "西藏", "xizang", Province},
		{"吉林", nil, "吉林", "jilin", Province},
		{"吉林市", nil, "吉林市", "jilin-jilin", City},
		{"海南州", nil, "海南藏族自治州", "qinghai-hainan", City},
		{"保定市", nil, "保定", "baoding", City},
		{"河北省保定市", nil, "保定", "baoding", City},
		{"苏州", nil, "苏州", "jiangsu-suzhou", City},
		{"宿州市", nil, "宿州", "anhui-suzhou", City},
		{"厦门", nil, "厦门", "xiamen", City},
		{"六安", nil, "六安", "luan", City},
		{"蚌埠", nil, "蚌埠", "bengbu", City},
		{"亳州", nil, "亳州", "bozhou", City},
		{"延边州", nil, "延边", "yanbian", City},
		{"黔西南布依族苗族自治州", nil, "黔西南", "qianxinan", City},
		{"朝阳", nil, "朝阳", "chaoyang", City},
		{"朝阳区", nil, "", "", ""},
		{"朝阳区", []string{"北京市"}, "北京朝阳区", "beijing-chaoyangqu", County},
		{"北京市朝阳区", nil, "北京朝阳区", "beijing-chaoyangqu", County},
		{"吉林省长春市朝阳区", nil, "长春朝阳区", "jilin-chaoyangqu", County},
		{"朝阳区", []string{"没有的地方", "长春市"}, "长春朝阳区", "jilin-chaoyangqu", County},
		{"昆山市", nil, "昆山", "kunshan", County},
		{"正定县", nil, "正定县", "zhengdingxian", County},
		{"桥西区", []string{"河北省石家庄市"}, "石家庄桥西区", "hebei-shijiazhuang-qiaoxiqu", County},
		{"桥西区", []string{"河北省"}, "", "", ""},
		{"某某市", nil, "", "", ""},
		{"", nil, "", "", ""},
	} {
		got, ok := Find(c.name, c.within...)
		if ok != (c.short != "") || got.Short != c.short || got.Slug != c.slug || got.Level != c.level {
			t.Errorf("Find(%q, %q) = %+v, %v; want %s %s %s", c.name, c.within, got, ok, c.short, c.slug, c.level)
		}
	}
}

func TestInside(t *testing.T) {
	liaoning, _ := Find("辽宁")
	names := Inside(liaoning)
	for name, want := range map[string]bool{"辽宁": true, "沈阳": true, "朝阳": true, "北京朝阳区": false, "吉林": false} {
		if got := slices.Contains(names, name); got != want {
			t.Errorf("%s lies in 辽宁: %v", name, got)
		}
	}
	if all := len(divisions().regions); len(Inside(Nation)) != all {
		t.Errorf("the nation has %d regions, want %d", len(Inside(Nation)), all)
	}
}

func TestFindPrefix(t *testing.T) {
	r, rest, ok := FindPrefix("辽宁省第十三届人民代表大会")
	if !ok || r.Short != "辽宁" || rest != "第十三届人民代表大会" {
		t.Errorf("FindPrefix = %+v, %q, %v", r, rest, ok)
	}
}

func TestNamesAreUnlike(t *testing.T) {
	shorts, slugs := map[string]string{}, map[string]string{}
	for _, r := range divisions().regions {
		if other, ok := shorts[r.Short]; ok {
			t.Errorf("%s is short for %s and %s", r.Short, r.Code, other)
		}
		if other, ok := slugs[r.Slug]; ok {
			t.Errorf("%s spells %s and %s", r.Slug, r.Code, other)
		}
		shorts[r.Short], slugs[r.Slug] = r.Code, r.Code
	}
}

func TestEveryRegionIsFoundByItsNames(t *testing.T) {
	for _, r := range divisions().regions {
		for _, name := range []string{r.Short, r.Slug} {
			if got, ok := Find(name); !ok || got != r {
				t.Errorf("Find(%q) = %+v, %v; want %+v", name, got, ok, r)
			}
		}
	}
}

// TestNamed holds what a person's name for a region may mean.
func TestNamed(t *testing.T) {
	for _, c := range []struct {
		name   string
		within []string
		want   string // short names
	}{
		{"朝阳区", nil, "北京朝阳区 长春朝阳区"},
		{"朝阳", nil, "朝阳"},
		{"朝阳", []string{"长春"}, "长春朝阳区"},
		{"浦东", nil, "浦东新区"},
		{"海淀", nil, "海淀区"},
		{"万柏林", nil, "万柏林区"},
		{"神农架", nil, "神农架林区"},
		{"容城", []string{"保定", "河北"}, "容城县"},
		{"辽宁省", nil, "辽宁"},
		{"某某", nil, ""},
		{"", nil, ""},
	} {
		var got []string
		for _, r := range Named(c.name, c.within...) {
			got = append(got, r.Short)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("Named(%q, %q) = %q, want %s", c.name, c.within, got, c.want)
		}
	}
}

// TestIn holds which divisions were there in a year.
func TestIn(t *testing.T) {
	for _, c := range []struct {
		short string
		level Level
		years string // some in which it was there, and behind the bar some in which it was not
	}{
		{"全国", National, "1954 1990 2025 |"},
		{"海南", Province, "1989 2025 | 1955 1987 1988"},
		{"重庆", Province, "1998 2025 | 1985 1997"},
		{"辽宁", Province, "1954 1981 2025 |"},
		{"襄樊", City, "1985 2009 | 2010 2025"},
		{"襄阳", City, "2011 2025 | 2009 2010"},
		{"崇文区", County, "1990 2009 | 2010"},
	} {
		in, out, _ := strings.Cut(c.years, "|")
		for want, years := range map[bool]string{true: in, false: out} {
			for year := range strings.FieldsSeq(years) {
				y, err := strconv.Atoi(year)
				if err != nil {
					t.Fatal(err)
				}
				if got := slices.ContainsFunc(In(y), func(r Region) bool { return r.Short == c.short && r.Level == c.level }); got != want {
					t.Errorf("%s was there in %s: %v", c.short, year, got)
				}
			}
		}
	}
	if now, listed := len(In(2100)), len(Divisions()); now != listed {
		t.Errorf("%d divisions in years to come, %d today", now, listed)
	}
}

// TestFormer holds that the names of former divisions are read where no division of today fits.
func TestFormer(t *testing.T) {
	for _, c := range []struct {
		name      string
		within    []string
		short     string
		level     Level
		successor string
		last      int
	}{
		{"清苑县", nil, "清苑县", County, "清苑区", 2014},
		{"徐水县", nil, "徐水县", County, "徐水区", 2014},
		{"保定市徐水县", nil, "徐水县", County, "徐水区", 2014},
		{"襄樊市", nil, "襄樊", City, "襄阳", 2009},
		{"宣武区", nil, "宣武区", County, "西城区", 2009},
		{"北京市宣武区", nil, "宣武区", County, "西城区", 2009},
		{"卢湾区", nil, "卢湾区", County, "黄浦区", 2010},
		{"莱芜市", nil, "莱芜", City, "莱芜区", 2017},
		{"昌平县", nil, "昌平县", County, "昌平区", 1998},
		{"铜山县", nil, "铜山县", County, "铜山区", 2009},
		{"吴江市", nil, "吴江", County, "吴江区", 2011},
		{"新市区", []string{"保定"}, "保定新市区", County, "竞秀区", 2014},
		{"保定市新市区", nil, "保定新市区", County, "竞秀区", 2014},
		{"鄞县", nil, "鄞县", County, "鄞州区", 2001},
		{"莆田县", nil, "莆田县", County, "", 2001}, // it was divided among several
		{"北川县", nil, "北川", County, "", 0},
	} {
		r, ok := Find(c.name, c.within...)
		if !ok || r.Short != c.short || r.Level != c.level || r.Successor != c.successor || r.Last != c.last {
			t.Errorf("Find(%s, %v) = %+v, %v", c.name, c.within, r, ok)
		}
	}
	if r, _ := Find("新市区"); r.Last != 0 {
		t.Errorf("新市区 is %+v, which is gone", r)
	}
	for _, name := range []string{"郊区", "东风区"} {
		if r, _, ok := FindPrefix(name + "建设"); ok && r.Last != 0 {
			t.Errorf("%s began with %+v", name, r)
		}
	}
	if r, rest, ok := FindPrefix("清苑县政府工作报告"); !ok || r.Short != "清苑县" || rest != "政府工作报告" {
		t.Errorf("%+v %s", r, rest)
	}
	home, _ := Find("保定")
	if r, _ := Find("清苑县"); !home.Contains(r) || !slices.Contains(Inside(home), "清苑县") {
		t.Errorf("%+v is not in %+v", r, home)
	}
	if _, ok := ByCode("130622"); ok {
		t.Error("a code of a former division is read as one of today")
	}
}

func TestLine(t *testing.T) {
	for name, want := range map[string][]string{
		"宣武区": {"西城区"}, "北京市西城区": {"宣武区"}, "清苑区": {"清苑县"}, "襄樊": {"襄阳"}, "姑苏区": {"沧浪区", "平江区", "金阊区"}, "辽宁": nil, "全国": nil, "莆田县": nil,
	} {
		r, ok := Find(name)
		got := Line(r)
		if slices.Sort(got); !ok || !slices.Equal(got, slices.Sorted(slices.Values(want))) {
			t.Errorf("Line(%s) = %q, want %q", name, got, want)
		}
	}
}
