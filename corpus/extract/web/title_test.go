package web

import "testing"

func TestTitlesWithoutTheirSite(t *testing.T) {
	for title, want := range map[string]string{
		"政府工作报告_辽宁省人民政府": "政府工作报告", "报告 - 中国政府网": "报告", "报告-某市人民政府门户网站": "报告", "政府工作报告|要闻|网": "政府工作报告",
		"2019-2020年工作报告": "2019-2020年工作报告", "报告——在会议上": "报告——在会议上", "_": "_",
	} {
		if got := withoutSiteName(title); got != want {
			t.Errorf("%q became %q, want %q", title, got, want)
		}
	}
}
