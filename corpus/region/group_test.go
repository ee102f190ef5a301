package region

import (
	"slices"
	"strings"
	"testing"
)

func TestGroup(t *testing.T) {
	for name, want := range map[string]string{
		"东北三省": "辽宁 吉林 黑龙江", "东北": "辽宁 吉林 黑龙江", "东北地区": "辽宁 吉林 黑龙江", "西北五省区": "陕西 甘肃 青海 宁夏 新疆", "中部六省": "山西 安徽 江西 河南 湖北 湖南",
		"长三角": "上海 江苏 浙江 安徽", "长三角地区": "上海 江苏 浙江 安徽", "京津冀": "北京 天津 河北", "云贵川": "云南 贵州 四川", "川渝": "四川 重庆", "苏浙沪皖": "江苏 浙江 上海 安徽",
		"粤": "广东", "直辖市": "北京 天津 上海 重庆",
		"新": "", "青": "", "云": "", "京京": "", "辽宁": "", "京剧": "", "": "", "地区": "", "北上广深": "", "东北虎": "", "蜀川": "",
	} {
		if got := strings.Join(Group(name), " "); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestGroupsAreOfProvinces holds that each name stands for provinces by their short names, and that each province has a character.
func TestGroupsAreOfProvinces(t *testing.T) {
	var provinces, lettered []string
	for _, r := range Divisions() {
		if r.Level == Province && len(r.Code) == 2 && r.Code < "70" {
			provinces = append(provinces, r.Short)
		}
	}
	for name, members := range groups() {
		for _, m := range members {
			if !slices.Contains(provinces, m) {
				t.Errorf("%s: %s is no province", name, m)
			}
		}
		if len(members) == 1 {
			lettered = append(lettered, members[0])
		}
	}
	for _, p := range provinces {
		if !slices.Contains(lettered, p) {
			t.Errorf("%s has no character", p)
		}
	}
}
