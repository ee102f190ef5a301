package region

import (
	"strings"

	"github.com/mozillazg/go-pinyin"
)

// readings lists the characters of place names with an unusual reading, alone or within a name; the first that fits
// wins. The law spells 陕西 shaanxi, to keep it apart from 山西.
var readings = []struct{ chars, latin string }{
	{"陕西", "shaanxi"}, {"重庆", "chongqing"}, {"西藏", "xizang"}, {"藏", "zang"}, {"长子", "zhangzi"}, {"长", "chang"},
	{"都", "du"}, {"什", "shi"}, {"勒", "le"}, {"佛", "fo"}, {"厦门", "xiamen"}, {"六安", "luan"}, {"六合", "luhe"},
	{"蚌埠", "bengbu"}, {"蚌山", "bengshan"}, {"泌阳", "biyang"}, {"番禺", "panyu"}, {"大埔", "dabu"}, {"荥经", "yingjing"},
	{"铅山", "yanshan"}, {"句容", "jurong"}, {"单县", "shanxian"}, {"尉犁", "yuli"}, {"蔚县", "yuxian"}, {"宝坻", "baodi"},
	{"繁峙", "fanshi"}, {"洪洞", "hongtong"}, {"珲春", "hunchun"}, {"枞阳", "zongyang"}, {"涡阳", "guoyang"}, {"歙县", "shexian"},
	{"牟平", "muping"}, {"中牟", "zhongmu"}, {"莘县", "shenxian"}, {"浚县", "xunxian"}, {"黄陂", "huangpi"}, {"曾都", "zengdu"},
	{"仡佬", "gelao"}, {"吴堡", "wubu"}, {"柞水", "zhashui"}, {"泊头", "botou"}, {"乐亭", "laoting"}, {"乐陵", "laoling"},
	{"乐清", "yueqing"}, {"大城", "daicheng"}, {"犍为", "qianwei"}, {"东阿", "donge"}, {"伽师", "jiashi"}, {"崆峒", "kongtong"},
	{"覃塘", "qintang"}, {"筠连", "junlian"}, {"茄子河", "qiezihe"}, {"滩", "tan"},
}

// latin spells a name in pinyin without tones or spaces.
func latin(name string) string {
	var b strings.Builder
	for name != "" {
		spelled, rest := firstReading(name)
		b.WriteString(spelled)
		name = rest
	}
	return b.String()
}

func firstReading(name string) (spelled, rest string) {
	for _, r := range readings {
		if rest, ok := strings.CutPrefix(name, r.chars); ok {
			return r.latin, rest
		}
	}
	for i, c := range name {
		if i > 0 {
			rest = name[i:]
			break
		}
		spelled = strings.Join(pinyin.LazyPinyin(string(c), pinyin.NewArgs()), "")
	}
	return spelled, rest
}

// spell gives every region a slug of its own. A province has its bare name. A city follows its province if another city
// or a province is spelled alike (jiangsu-suzhou, anhui-suzhou, jilin-jilin); a county if any other region is, and its
// city too where that is not enough (hebei-shijiazhuang-qiaoxiqu).
func (t *table) spell() {
	plain := make([]string, len(t.regions))
	high, all, inProvince := map[string]int{}, map[string]int{}, map[string]int{}
	for i, r := range t.regions {
		plain[i] = latin(spoken(r))
		all[plain[i]]++
		if r.Level != County {
			high[plain[i]]++
		} else {
			inProvince[r.Code[:2]+plain[i]]++
		}
	}
	for i := 1; i < len(t.regions); i++ {
		r := &t.regions[i]
		r.Slug = plain[i]
		if r.Level == City && high[plain[i]] > 1 || r.Level == County && all[plain[i]] > 1 {
			r.Slug = t.outerSlug(*r, r.Level == County && inProvince[r.Code[:2]+plain[i]] > 1) + "-" + plain[i]
		}
	}
}

// outerSlug spells the province of r, and its city too if withCity is set.
func (t *table) outerSlug(r Region, withCity bool) string {
	city := t.parent(r)
	province := city
	if city.Level == City {
		province = t.parent(city)
	}
	if slug := latin(spoken(province)); !withCity || city.Level != City {
		return slug
	}
	return latin(spoken(province)) + "-" + latin(spoken(city))
}
