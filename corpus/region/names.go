package region

import (
	"strings"
	"unicode/utf8"
)

// peoples are the nationalities that the names of autonomous divisions carry: 延边朝鲜族自治州.
var peoples = strings.Fields(`
	蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 傈僳族 佤族 畲族 高山族
	拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族
	乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族 各族
	蒙古 维吾尔 哈萨克 柯尔克孜 塔吉克 锡伯`)

// stem strips the rank and the peoples from a full name: 延边朝鲜族自治州 becomes 延边. The name stays whole if fewer than two
// characters would remain (赵县).
func stem(name string, ranks ...string) string {
	for _, rank := range ranks {
		stem, ok := strings.CutSuffix(name, rank)
		if !ok {
			continue
		}
		if strings.HasPrefix(rank, "自治") {
			stem = withoutPeoples(stem)
		}
		if utf8.RuneCountInString(stem) >= 2 {
			return stem
		}
	}
	return name
}

func withoutPeoples(stem string) string {
	for again := true; again; {
		again = false
		for _, p := range peoples {
			if rest, ok := strings.CutSuffix(stem, p); ok && utf8.RuneCountInString(rest) >= 2 {
				stem, again = rest, true
				break
			}
		}
	}
	return stem
}

// spoken returns the everyday name of a region, unless another region shares it. Counties and districts keep their
// rank, since 朝阳 is not 朝阳区.
func spoken(r Region) string {
	switch r.Level {
	case Province:
		return stem(r.Name, "自治区", "省", "市")
	case City:
		return stem(r.Name, "自治州", "地区", "盟", "市")
	}
	return stem(r.Name, "自治县", "自治旗", "市")
}

// shorten gives every region a short name of its own, higher ranks first: 吉林 is the province, so the city is 吉林市; there
// are several 朝阳区, so each follows the name of its city.
func (t *table) shorten() {
	taken, full := map[string]int{}, map[string]int{}
	for i := range t.regions {
		taken[spoken(t.regions[i])]++
		full[t.regions[i].Name]++
	}
	used := map[string]bool{}
	for i := range t.regions {
		r := &t.regions[i]
		if r.Level == National {
			continue
		}
		r.Short = spoken(*r)
		if used[r.Short] || r.Level == County && taken[r.Short] > 1 {
			r.Short = r.Name
		}
		if r.Level == County && full[r.Name] > 1 {
			r.Short = t.parent(*r).Short + r.Name
		}
		used[r.Short] = true
	}
}

// forms lists the ways to write r without the regions around it.
func forms(r Region) []string {
	list := []string{r.Name, r.Short, r.Slug, spoken(r)}
	switch {
	case strings.HasSuffix(r.Name, "自治区"):
		list = append(list, r.Short+"自治区")
	case strings.HasSuffix(r.Name, "自治州"):
		list = append(list, spoken(r)+"州", spoken(r)+"自治州")
	case strings.HasSuffix(r.Name, "自治县"):
		list = append(list, spoken(r)+"县", spoken(r)+"自治县")
	}
	if r.Short == "内蒙古" {
		list = append(list, "内蒙")
	}
	return list
}
