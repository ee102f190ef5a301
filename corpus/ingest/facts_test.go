package ingest_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/corpus/ingest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestFacts reads what a report is from small texts: file, the lines of the text, and what must be found as
// id | title | region level kind year date | meeting | speaker.
func TestFacts(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"a.txt",
			"政府工作报告\n——二〇一九年一月十五日在保定市第十五届人民代表大会第五次会议上\n保定市市长 郭建英\n各位代表：\n现在，我代表市人民政府，向大会报告工作。",
			"baoding-2019 | 政府工作报告 | 保定 city report 2019 2019-01-15 | 保定市第十五届人民代表大会第五次会议 | 郭建英"},
		{"a.txt",
			"2024年国务院政府工作报告\n——2024年3月5日在第十四届全国人民代表大会第二次会议上\n国务院总理　李　强\n各位代表：\n现在，我代表国务院，向大会报告政府工作。",
			"national-2024 | 2024年国务院政府工作报告 | 全国 national report 2024 2024-03-05 | 第十四届全国人民代表大会第二次会议 | 李强"},
		{"a.txt", "政府工作報告\n一九五七年六月二十六日在第一屆全國人民代表大會第四次會議上\n周恩來\n各位代表：\n我們的工作。",
			"national-1957 | 政府工作報告 | 全国 national report 1957 1957-06-26 | 第一屆全國人民代表大會第四次會議 | 周恩來"},
		{"朝阳区2020.txt", "政府工作报告\n各位代表：\n现在，我代表区人民政府，向大会报告工作。",
			"report-2020-* | 政府工作报告 | 朝阳区 county report 2020  |  | "},
		{"北京市/朝阳区2020.txt", "政府工作报告\n各位代表：\n现在，我代表区人民政府，向大会报告工作。",
			"beijing-chaoyangqu-2020 | 政府工作报告 | 北京朝阳区 county report 2020  |  | "},
		{"北京市/2020.txt", "政府工作报告\n各位代表：\n现在，我代表某某区人民政府，向大会报告工作。",
			"report-2020-* | 政府工作报告 |   report 2020  |  | "},
		{"河北省/2019.txt", "各位代表：\n现在，我代表省人民政府，向大会报告工作，请予审议。",
			"hebei-2019 |  | 河北 province report 2019  |  | "},
		{"江苏省/苏州市/2019年政府工作报告.txt", "各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议。",
			"jiangsu-suzhou-2019 | 2019年政府工作报告 | 苏州 city report 2019  |  | "},
		{"x/2011年国务院政府工作报告).txt", "各位代表：\n我们的工作。",
			"national-2011 | 2011年国务院政府工作报告 | 全国 national report 2011 2011-03-05 | 第十一届全国人民代表大会第四次会议 | 温家宝"},
		{"b.txt", "辽宁省第十三届人民代表大会第五次会议关于政府工作报告的决议\n（2021年1月31日辽宁省第十三届人民代表大会第五次会议通过）\n辽宁省第十三届人民代表大会第五次会议听取和审议了省长刘宁所作的政府工作报告。会议充分肯定省人民政府的工作，决定批准这个报告。",
			"liaoning-2021-resolution | 辽宁省第十三届人民代表大会第五次会议关于政府工作报告的决议 | 辽宁 province resolution 2021 2021-01-31 | 辽宁省第十三届人民代表大会第五次会议 | "},
		{"c.txt", "辽宁省高级人民法院工作报告\n——2021年1月29日在辽宁省第十三届人民代表大会第五次会议上\n各位代表：\n现在，我向大会报告工作。",
			"liaoning-2021-other | 辽宁省高级人民法院工作报告 | 辽宁 province other 2021 2021-01-29 | 辽宁省第十三届人民代表大会第五次会议 | "},
		{"d.txt", "无题\n一段话，没有别的。", "report-*-other |  |   other 0  |  | "},

		// The front of one line, and a salutation in the line of the front.
		{"a.txt", "政 府 工 作 报 告——2020年1月21日在保定市满城区第二届人民代表大会第四次会议上保定市满城区人民政府区长  杨 光各位代表：现在，我代表区人民政府，向大会作工作报告，请予审议。",
			"manchengqu-2020 | 政府工作报告 | 满城区 county report 2020 2020-01-21 | 保定市满城区第二届人民代表大会第四次会议 | 杨光"},
		{"a.txt", "新华社北京3月14日电政府工作报告——2014年3月5日在第十二届全国人民代表大会第二次会议上国务院总理 李克强各位代表：现在，我代表国务院，向大会作政府工作报告，请予审议。",
			"national-2014 | 政府工作报告 | 全国 national report 2014 2014-03-05 | 第十二届全国人民代表大会第二次会议 | 李克强"},
		{"a.txt", "政府工作报告\n（2014年1月）\n保定市市长??马誉峰\n各位代表：\n现在，我代表市人民政府，向大会报告工作。",
			"baoding-2014 | 政府工作报告 | 保定 city report 2014  |  | 马誉峰"},

		// Lines of a site above and within the front, which are of the page.
		{"a.txt", "政府工作报告\n首页\n要闻\n政务\n公开\n服务\n互动\n数据\n走进\n位置\n当前\n2007年04月05日\n大\n中\n小\n政府工作报告\n——在河北省第十届人民代表大会第五次会议上\n河北省代省长 郭庚茂\n（2007年1月16日）\n各位代表：\n现在，我代表省人民政府向大会报告工作。",
			"hebei-2007 | 政府工作报告 | 河北 province report 2007 2007-01-16 | 河北省第十届人民代表大会第五次会议 | 郭庚茂"},
		{"a.txt", "资料:河北省2011年政府工作报告\n2011年01月13日 16:40\n来源：河北日报\n（2011年1月12日 陈全国）\n各位代表：\n现在，我代表省人民政府向大会报告工作。",
			"hebei-2011 | 河北省2011年政府工作报告 | 河北 province report 2011 2011-01-12 |  | 陈全国"},
		{"a.txt", "河北省政府工作报告\n2011年1月13日\n来源：河北日报\n各位代表：\n现在，我代表省人民政府向大会报告工作。",
			"hebei-* | 河北省政府工作报告 | 河北 province report 0  |  | "},
		{"a.txt", "2019年河北省政府工作报告\n2019-01-14\n各位代表：\n现在，我代表省人民政府向大会报告工作。",
			"hebei-2019 | 2019年河北省政府工作报告 | 河北 province report 2019 2019-01-14 |  | "},
		{"a.txt", "各位代表：\n现在，我代表容城县第十四届人民政府，向大会报告工作，请予审议。",
			"rongchengxian-* |  | 容城县 county report 0  |  | "},
		{"a.txt", "一、2014年工作回顾\n2014年，较好完成了各项任务，经济社会发展取得了新的成绩，人民生活水平不断提高。\n各位代表，成绩来之不易。\n二、2015年主要任务\n今年要扎实做好各项工作。",
			"report-*-other |  |   other 0  |  | "},

		// All signs of zero.
		{"a.txt", "政府工作报告\n（二0一九年一月十四日在河北省第十三届人民代表大会第二次会议上）\n各位代表：\n我们的工作。",
			"hebei-2019 | 政府工作报告 | 河北 province report 2019 2019-01-14 | 河北省第十三届人民代表大会第二次会议 | "},
		{"a.txt", "政府工作报告\n——二Ｏ二四年一月二十一日在河北省第十四届人民代表大会第二次会议上\n各位代表：\n我们的工作。",
			"hebei-2024 | 政府工作报告 | 河北 province report 2024 2024-01-21 | 河北省第十四届人民代表大会第二次会议 | "},
		{"a.txt", "政府工作报告\n——二○○八年一月二十日在河北省第十一届人民代表大会第一次会议上\n各位代表：\n我们的工作。",
			"hebei-2008 | 政府工作报告 | 河北 province report 2008 2008-01-20 | 河北省第十一届人民代表大会第一次会议 | "},

		// Divisions that are gone.
		{"a.txt", "政府工作报告\n——2008年1月20日在清苑县第十五届人民代表大会第二次会议上\n清苑县人民政府县长林海\n各位代表：\n现在，我代表县人民政府向大会报告工作。",
			"qingyuanxian-130622-2008 | 政府工作报告 | 清苑县 county report 2008 2008-01-20 | 清苑县第十五届人民代表大会第二次会议 | 林海"},
		{"湖北省/襄樊市2008年政府工作报告.txt", "各位代表：\n现在，我代表市人民政府向大会报告工作。",
			"xiangfan-2008 | 襄樊市2008年政府工作报告 | 襄樊 city report 2008  |  | "},

		// Documents of other kinds: the title is what stands above the text, whatever it ends in.
		{"统计公报2023.txt", "周口市\n2016年国民经济和社会发展统计公报\n周口市统计局  国家统计局周口调查队\n2017年3月16日\n2016年，全市上下坚持稳中求进工作总基调，经济平稳健康发展。",
			"zhoukou-2016-other | 周口市2016年国民经济和社会发展统计公报 | 周口 city bulletin 2016 2017-03-16 |  | "},
		{"a.txt", "保定市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要\n目　录\n第一章 发展基础\n“十四五”时期是全面建成小康社会之后的第一个五年。",
			"baoding-*-other | 保定市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要 | 保定 city plan 0  |  | "},
		{"a.txt", "保定市人民政府办公室\n关于印发保定市2024年政务公开工作要点的通知\n保政办发〔2024〕3号\n各县（市、区）人民政府：\n现将工作要点印发给你们，请认真贯彻执行。\n保定市人民政府办公室\n2024年4月18日\n（此件公开发布）",
			"baoding-2024-other | 保定市人民政府办公室关于印发保定市2024年政务公开工作要点的通知 | 保定 city document 2024 2024-04-18 |  | "},
		{"a.txt", "河北省优化营商环境条例\n（2017年12月1日河北省第十二届人民代表大会常务委员会第三十三次会议通过）\n第一章 总则\n第一条 为了优化营商环境，制定本条例。",
			"hebei-2017-other | 河北省优化营商环境条例 | 河北 province regulation 2017 2017-12-01 | 河北省第十二届人民代表大会常务委员会第三十三次会议 | "},
		{"a.txt", "关于河北省2023年预算执行情况和2024年预算草案的报告\n——2024年1月21日在河北省第十四届人民代表大会第二次会议上\n河北省财政厅\n各位代表：\n受省人民政府委托，现将预算执行情况和草案提请会议审查。",
			"hebei-2024-other | 关于河北省2023年预算执行情况和2024年预算草案的报告 | 河北 province budget 2024 2024-01-21 | 河北省第十四届人民代表大会第二次会议 | "},

		// Those who report for other bodies than a government.
		{"a.txt", "河源市人民代表大会常务委员会工作报告\n（2022年1月18日在河源市第八届人民代表大会第一次会议上）\n河源市人大常委会党组书记、主任 陈建平\n各位代表：\n我向大会报告工作，请予审议。",
			"heyuan-2022-other | 河源市人民代表大会常务委员会工作报告 | 河源 city other 2022 2022-01-18 | 河源市第八届人民代表大会第一次会议 | 陈建平"},
		{"a.txt", "惠州市人民检察院工作报告\n——2022年1月12日在惠州市第十三届人民代表大会第二次会议上\n惠州市人民检察院检察长　李小明\n各位代表：\n我向大会报告工作，请予审议。",
			"huizhou-2022-other | 惠州市人民检察院工作报告 | 惠州 city other 2022 2022-01-12 | 惠州市第十三届人民代表大会第二次会议 | 李小明"},
		{"a.txt", "关于北京市西城区2022年预算执行情况和2023年预算（草案）的报告\n——2023年1月5日在北京市西城区第十七届人民代表大会第三次会议上\n北京市西城区财政局局长  刘毅\n各位代表：\n受区人民政府委托，提请大会审议。",
			"xichengqu-2023-other | 关于北京市西城区2022年预算执行情况和2023年预算（草案）的报告 | 西城区 county budget 2023 2023-01-05 | 北京市西城区第十七届人民代表大会第三次会议 | 刘毅"},
		{"a.txt", "惠州市人民政府工作报告\n——2022年1月12日在惠州市第十三届人民代表大会第二次会议上\n惠州市人大常委会主任会议\n报告人：温小\n各位代表：\n我向大会报告工作，请予审议。",
			"huizhou-2022 | 惠州市人民政府工作报告 | 惠州 city report 2022 2022-01-12 | 惠州市第十三届人民代表大会第二次会议 | 温小"},

		// Townships are no regions of the table, and their reports none of the county's.
		{"惠州市/博罗县/2022.txt", "惠州市博罗县石湾镇人民政府工作报告\n——2022年1月12日在石湾镇第十九届人民代表大会第三次会议上\n镇长 张三丰\n各位代表：\n现在，我代表镇人民政府，向大会报告工作，请予审议。",
			"report-2022-* | 惠州市博罗县石湾镇人民政府工作报告 | 石湾镇  report 2022 2022-01-12 | 石湾镇第十九届人民代表大会第三次会议 | 张三丰"},
		{"a.txt", "政府工作报告\n——2022年1月12日在博罗县柏塘乡第十九届人民代表大会第三次会议上\n乡长：李四光\n各位代表：\n现在，我代表乡人民政府，向大会报告工作，请予审议。",
			"report-2022-* | 政府工作报告 | 柏塘乡  report 2022 2022-01-12 | 博罗县柏塘乡第十九届人民代表大会第三次会议 | 李四光"},
		{"深圳市/南山区/a.txt", "2021年深圳市南山区粤海街道办事处工作报告\n各位代表：\n现在，我向大会报告工作，请予审议。",
			"report-2021-* | 2021年深圳市南山区粤海街道办事处工作报告 | 粤海街道  report 2021  |  | "},
		{"a.txt", "景德镇市2022年政府工作报告\n——2022年1月12日在景德镇市第十六届人民代表大会第三次会议上\n各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议。",
			"jingdezhen-2022 | 景德镇市2022年政府工作报告 | 景德镇 city report 2022 2022-01-12 | 景德镇市第十六届人民代表大会第三次会议 | "},
		{"a.txt", "新乡政府工作报告（2020年）\n各位代表：\n现在，我代表市人民政府，向大会报告乡镇工作，请予审议。",
			"xinxiang-2020 | 新乡政府工作报告（2020年） | 新乡 city report 2020  |  | "},

		// A year in brackets is one of the title, or has a line of its own.
		{"a.txt", "保定市政府工作报告（二〇二〇年）\n各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议。",
			"baoding-2020 | 保定市政府工作报告（二〇二〇年） | 保定 city report 2020  |  | "},
		{"a.txt", "二○二○年保定市政府工作报告\n各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议。",
			"baoding-2020 | 二○二○年保定市政府工作报告 | 保定 city report 2020  |  | "},
		{"a.txt", "保定市政府工作报告\n（2020年）\n各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议。",
			"baoding-2020 | 保定市政府工作报告 | 保定 city report 2020  |  | "},

		// Labelled lines.
		{"a.txt", "标题：高阳县2022年政府工作报告\n发文单位：高阳县人民政府\n发文时间：2022-02-05\n报告人：高阳县人民政府县长 王建峰\n来源URL：http://example.org/1.html\n正文：\n一、2021年工作回顾\n过去一年，成绩显著。",
			"gaoyangxian-2022 | 高阳县2022年政府工作报告 | 高阳县 county report 2022  |  | 王建峰"},
		{"a.txt", "索引号：000014349/2024-00012\n发文机关：保定市人民政府\n成文日期：2024年1月18日\n标题：关于加强安全生产工作的意见\n各县（市、区）人民政府：\n现提出以下意见，请认真贯彻执行，切实抓好落实。",
			"baoding-2024-other | 关于加强安全生产工作的意见 | 保定 city document 2024 2024-01-18 |  | "},
	} {
		doc := document(strings.Split(c.text, "\n")...)
		r, _, err := ingest.New(doc, c.file)
		if err != nil {
			t.Errorf("%s: %v", c.file, err)
			continue
		}
		r.ID = strings.Replace(r.ID, r.Digest[:6], "*", 1)
		if got := factsOf(r); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.file, got, c.want)
		}
	}
}

func factsOf(r corpus.Report) string {
	return fmt.Sprintf("%s | %s | %s %s %s %d %s | %s | %s", r.ID, r.Title, r.Region, r.Level, r.Kind, r.Year, r.Date, r.Meeting, r.Speaker)
}

func TestMissingFieldsAreNamed(t *testing.T) {
	r, _, err := ingest.New(document("各位代表：", "现在，我代表省人民政府，向大会报告工作。"), "a.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"title", "region", "year", "date", "meeting", "speaker"}
	if diff := cmp.Diff(want, r.Missing); diff != "" || r.Level != corpus.Province {
		t.Errorf("level %s\n%s", r.Level, diff)
	}
}

// TestStatedPlaces holds that of the places that a table names the narrowest counts, and that one that lies outside of the
// others is no evidence.
func TestStatedPlaces(t *testing.T) {
	for _, c := range []struct {
		fields, want string
		refused      bool
	}{
		{"region:容城 city:保定 province:河北 title:容城县2015年政府工作报告", "容城县 county", false},
		{"region:保定 province:河北 title:容城县2015年政府工作报告", "容城县 county", false},
		{"region:容城县 city:保定 title:保定市2015年政府工作报告", "容城县 county", false},
		{"region:Rongcheng city:Baoding province:Hebei", "容城县 county", false},
		{"region:Rongcheng_County city:Baoding_City province:Hebei_Province", "容城县 county", false},
		{"region:容城 code:130629", "容城县 county", false},
		{"code:130629000000 city:保定", "容城县 county", false},
		{"code:130600 province:河北", "保定 city", false},
		{"city:北京 code:220104", " ", true},
		{"region:荣成市 city:保定 province:河北", " ", true},
		{"region:朝阳区 province:吉林", "长春朝阳区 county", false},
		{"region:荣成市 city:保定 title:容城县2015年政府工作报告", "容城县 county", true},
		{"issuer:保定市人民政府 title:2024年工作要点", "保定 city", false},
	} {
		doc := document("一、2014年工作回顾", "较好完成了各项任务。")
		doc.Stated = true
		for field := range strings.FieldsSeq(c.fields) {
			name, value, _ := strings.Cut(field, ":")
			doc.AddField(name, strings.ReplaceAll(value, "_", " "))
		}
		r, notes, err := ingest.New(doc, "a.csv")
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Region + " " + string(r.Level); got != c.want && !(c.want == " " && !strings.Contains(got, "荣成")) || (len(notes) > 0) != c.refused {
			t.Errorf("%s: %s, %v, want %s", c.fields, got, notes, c.want)
		}
	}
}

// TestStatedFieldsCount holds that what people state in a table or in front matter counts before the text.
func TestStatedFieldsCount(t *testing.T) {
	text := []string{"政府工作报告", "——2021年1月28日在辽宁省第十三届人民代表大会第五次会议上", "辽宁省省长　刘宁", "各位代表：", "现在，我代表省人民政府，向大会报告工作。"}
	for _, c := range []struct {
		fields, want string
		ambiguous    bool
	}{
		{"title:关于推进数字经济发展的意见", "liaoning-2021-other | 关于推进数字经济发展的意见 | 辽宁 province document 2021 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", false},
		{"title:2022年国民经济和社会发展统计公报 kind:统计公报", "liaoning-2022-other | 2022年国民经济和社会发展统计公报 | 辽宁 province bulletin 2022 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", false},
		{"title:关于政府工作报告的决议_某网", "liaoning-2021-resolution | 关于政府工作报告的决议 | 辽宁 province resolution 2021 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", false},
		{"title:实施方案 kind:其他", "liaoning-2021-other | 实施方案 | 辽宁 province other 2021 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", false},
		{"region:吉林 year:2020", "jilin-2020 | 政府工作报告 | 吉林 province report 2020 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", false},
		{"date:2020-01-14 meeting:第十三届人民代表大会第三次会议 speaker:省长唐一军", "liaoning-2020 | 政府工作报告 | 辽宁 province report 2020 2020-01-14 | 第十三届人民代表大会第三次会议 | 唐一军", false},
		{"region:浦东", "pudongxinqu-2021 | 政府工作报告 | 浦东新区 county report 2021 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", false},
		{"region:容城 city:保定 province:河北", "rongchengxian-2021 | 政府工作报告 | 容城县 county report 2021 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", false},
		{"region:朝阳 city:长春 province:吉林", "jilin-chaoyangqu-2021 | 政府工作报告 | 长春朝阳区 county report 2021 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", false},
		{"region:朝阳区", "report-2021-* | 政府工作报告 | 朝阳区 county report 2021 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", true},
		{"region:雄安新区 level:县级", "report-2021-* | 政府工作报告 | 雄安新区 county report 2021 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", false},
		{"region:东北 title:2021年吉林省政府工作报告", "jilin-2021 | 2021年吉林省政府工作报告 | 吉林 province report 2021 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", false},
		{"province:吉林 title:2021年长春市政府工作报告", "changchun-2021 | 2021年长春市政府工作报告 | 长春 city report 2021 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", false},
		{"source_url:https://example.org/1 year:不详", "liaoning-2021 | 政府工作报告 | 辽宁 province report 2021 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | 刘宁", false},
	} {
		doc := document(text...)
		doc.Stated = true
		for field := range strings.FieldsSeq(c.fields) {
			name, value, _ := strings.Cut(field, ":")
			doc.AddField(name, value)
		}
		r, _, err := ingest.New(doc, "a.csv")
		if err != nil {
			t.Fatal(err)
		}
		r.ID = strings.Replace(r.ID, r.Digest[:6], "*", 1)
		if got := factsOf(r); got != c.want || (len(r.Ambiguous) > 0) != c.ambiguous {
			t.Errorf("%s:\n got %s %q\nwant %s", c.fields, got, r.Ambiguous, c.want)
		}
	}
}

func TestFieldsOfTheFileCountForLessThanTheText(t *testing.T) {
	doc := document("政府工作报告", "——2021年1月28日在辽宁省第十三届人民代表大会第五次会议上", "各位代表：", "我们的工作。")
	doc.Fields = map[string]string{
		"title": "辽宁省政府工作报告_某网", "region": "吉林省", "year": "2020", "date": "2021-02-03", "source_url": "https://example.org/1",
	}
	r, _, err := ingest.New(doc, "a.html")
	if err != nil {
		t.Fatal(err)
	}
	want := "liaoning-2021 | 政府工作报告 | 辽宁 province report 2021 2021-01-28 | 辽宁省第十三届人民代表大会第五次会议 | "
	if got := factsOf(r); got != want || r.SourceURL != "https://example.org/1" {
		t.Errorf("got %s, %s", got, r.SourceURL)
	}
}

// TestTitlesAmongProperties holds that the title of a document's properties counts before the file's name where it is one.
func TestTitlesAmongProperties(t *testing.T) {
	for title, want := range map[string]string{
		"保定市2024年政府工作报告":                      "保定市2024年政府工作报告 | 保定 2024",
		"Microsoft Word - 保定市2024年政府工作报告.doc": "保定市2024年政府工作报告 | 保定 2024",
		"Microsoft Word - 文档1":                "2023年工作报告 | 2023",
		"无标题":                                 "2023年工作报告 | 2023", "幻灯片 1": "2023年工作报告 | 2023", "": "2023年工作报告 | 2023",
	} {
		doc := document("各位代表：", "我们的工作。")
		doc.AddField("title", title)
		r, _, err := ingest.New(doc, "2023年工作报告.docx")
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Replace(fmt.Sprintf("%s | %s %d", r.Title, r.Region, r.Year), "|  ", "| ", 1); got != want {
			t.Errorf("%q: got %s, want %s", title, got, want)
		}
	}
}

// TestPublishedReports compares the facts of real reports with golden files that were checked against the first lines
// of every file.
func TestPublishedReports(t *testing.T) {
	data := os.Getenv("GONGBAO_DATA")
	if data == "" {
		t.Skip("GONGBAO_DATA is not set: no published reports to read")
	}
	for name, pattern := range map[string]string{
		"national": "reports/national/*.txt", "provincial-2025": "reports/provincial-2025/*.docx", "messy": "messy/gbk/*.txt",
	} {
		t.Run(name, func(t *testing.T) {
			files, err := filepath.Glob(filepath.Join(data, pattern))
			if err != nil || len(files) == 0 {
				t.Fatalf("no files in %s: %v", pattern, err)
			}
			var lines []string
			for _, file := range files {
				path := filepath.Base(filepath.Dir(file)) + "/" + filepath.Base(file)
				lines = append(lines, path+": "+factsOf(readReport(t, file, path)))
			}
			compareWithGolden(t, filepath.Join("testdata", name+".golden"), lines)
		})
	}
}

func compareWithGolden(t *testing.T, name string, lines []string) {
	t.Helper()
	got := strings.Join(lines, "\n") + "\n"
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Error(diff)
	}
}

// TestSessions holds that the table of the sessions fills what a national report leaves out and nothing else, and says so.
func TestSessions(t *testing.T) {
	opening := "现在，我代表国务院，向大会报告政府工作，请予审议。"
	for _, c := range []struct{ file, text, want, supplied string }{
		{"2019年国务院政府工作报告.txt", "各位代表：\n" + opening, "2019-03-05 第十三届全国人民代表大会第二次会议 李克强", "date meeting speaker"},
		{"a.txt", "政府工作报告\n——2019年3月5日在第十三届全国人民代表大会第二次会议上\n各位代表：\n" + opening, "2019-03-05 第十三届全国人民代表大会第二次会议 李克强", "speaker"},
		{"a.txt", "政府工作报告\n——2019年3月6日在第十三届全国人民代表大会第二次会议上\n各位代表：\n" + opening, "2019-03-06 第十三届全国人民代表大会第二次会议 ", ""},
		{"1982年国务院政府工作报告.txt", "各位代表：\n" + opening, "  ", ""},
		{"1982年国务院政府工作报告.txt", "各位代表：\n现在，我代表国务院，作关于第六个五年计划的报告，向大会报告工作。", "1982-11-30 第五届全国人民代表大会第五次会议 赵紫阳", "date meeting speaker"},
		{"1954年国务院政府工作报告.txt", "各位代表：\n" + opening, " 第一届全国人民代表大会第一次会议 周恩来", "meeting speaker"},
		{"2019年河北省政府工作报告.txt", "各位代表：\n现在，我代表省人民政府，向大会报告工作。", "  ", ""},
		{"1977年国务院政府工作报告.txt", "各位代表：\n" + opening, "  ", ""},
	} {
		r, notes, err := ingest.New(document(strings.Split(c.text, "\n")...), c.file)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Date + " " + r.Meeting + " " + r.Speaker; got != c.want || strings.Join(r.Supplied, " ") != c.supplied || (len(notes) > 0) != (c.supplied != "") {
			t.Errorf("%s %s: %s, supplied %q, notes %v", c.file, c.text, got, r.Supplied, notes)
		}
		for _, field := range r.Supplied {
			if slices.Contains(r.Missing, field) {
				t.Errorf("%s: %s is supplied and missing", c.file, field)
			}
		}
	}
	table, err := os.ReadFile("sessions.csv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		if fields := strings.Split(strings.TrimSpace(line), ","); !strings.HasPrefix(line, "#") && (len(fields) != 6 || !strings.HasPrefix(fields[5], "http")) {
			t.Errorf("a session without a source: %s", line)
		}
	}
}
