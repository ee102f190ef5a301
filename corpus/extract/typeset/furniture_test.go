package typeset

import (
	"strings"
	"testing"

	"gongbao/seeds"
)

func TestFurniture(t *testing.T) {
	for _, line := range []string{
		"【字体：大 中 小】", "字号：[ 大 中 小 ] 打印", "打印 收藏 分享", "【打印】【关闭】", "扫一扫在手机打开当前页", "您当前的位置：首页 > 政务公开 > 政府工作报告",
		"当前位置： 首页>> 中国概况", "（责任编辑： 郭桢", "来源：新华社", "上一页 1 2 3 4 5 下一页 >>|", "下一篇：没有了", "版权所有：某市人民政府", "京ICP备05070218号",
		"网站标识码：2100000001", "主办：某市人民政府办公室", "分享到：微信 微博", "相关链接", "阅读次数：123", "中央政府门户网站 www.gov.cn 2006年02月16日 来源：新华社",
	} {
		if !isFurniture(line) {
			t.Errorf("%q was kept", line)
		}
	}
	text := []string{
		"2021", "1", "—2—", "分享发展成果", "关于我们的工作", "地址", "编辑部的故事。", "主办全国运动会", "更多就业岗位", "打印机产业", "大中小企业融通发展",
		"相关政策落实到位，", "来源广泛", "首先", "（一）", "时间：2021年1月28日",
	}
	for _, line := range append(text, strings.Split(seeds.Liaoning2021, "\n")...) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if isFurniture(line) {
			t.Errorf("%q was taken for furniture", line)
		}
	}
}
