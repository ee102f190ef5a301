package figure_test

import (
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/corpus/figure"
)

// TestKinds reads sentences that hold, by kind, what clauses do with names, times and numbers that are no figures.
func TestKinds(t *testing.T) {
	const review, plan = corpus.RoleReview, corpus.RolePlan
	for _, c := range []struct {
		name string
		role corpus.Role
		text string
		want []string
	}{
		{"proportions", review, "城乡居民收入比缩小到2.3:1。", []string{"2.3:1|城乡居民收入比|=2.3:1|amount|result|2024"}},
		{"a time that has lasted", review, "水利投资连续两年超过900亿元。", []string{"900亿元|水利投资|>90000000000元|amount|result|2024"}},
		{"a verb with 好, and what the things are worth", plan, "推进好总投资90亿元的20个重点项目。", []string{"20个|推进好重点项目|=20个|amount|target|2025"}},
		{"two verbs, the second of which is no move", plan, "改造提升3000条村道。", []string{"3000条|改造提升村道|=3000条|amount|target|2025"}},
		{"places before what is counted", review, "东城、西城、南城3家高新区进入全国前列。", []string{"3家|高新区|=3家|amount|result|2024"}},
		{"a share that opens a clause", review, "农业发展，85%以上农户参加合作社。", []string{"85%|农户参加合作社|>=85%|amount|result|2024"}},
		{"a name between two figures", plan, "消费品产值增长6%，消费品在社会总产值中的比重，由40%提高到45%。", []string{
			"6%|消费品产值|=6%|growth up|target|2025", "40%|消费品在社会总产值中的比重|=40%|amount|base|2024", "45%|消费品在社会总产值中的比重|=45%|amount|target|2025",
		}},
		{"from one year to another", review, "从2015年到2020年，养殖收入比重由30%提高到40%，累计造林90万亩。", []string{
			"30%|养殖收入比重|=30%|amount|base|2015", "40%|养殖收入比重|=40%|amount|result|2020", "90万亩|造林|=900000亩|amount|result|2015..2020",
		}},
		{"what 和 joins to something without a count", review, "获评国家试验区和8个重点专科。补贴惠及3万名学生。", []string{
			"8个|重点专科|=8个|amount|result|2024", "3万名|补贴惠及学生|=30000名|amount|result|2024",
		}},
		{"a change to a year", review, "比重由2019年的60%下降为2024年的40%。", []string{"60%|比重|=60%|amount|base|2019", "40%|比重|=40%|amount|result|2024"}},
		{"a verb that lowers two things", plan, "再减少税负300亿元左右、涉企收费200亿元。", []string{
			"300亿元|税负|~30000000000元|change down|target|2025", "200亿元|涉企收费|=20000000000元|change down|target|2025",
		}},
		{"ranks without the place they are in", review, "电信业务收入增速全国第二，许可数量削减三分之二。", []string{
			"第二|电信业务收入增速|=2位|rank|result|2024", "三分之二|许可数量|=2/3|growth down|result|2024",
		}},
		{"people as a way of speaking", review, "八亿农民热烈拥护，近百万群众受益。", []string{"百万|群众受益|~1000000|amount|result|2024"}},
		{"what a plan says", plan, "会议提出国内生产总值增长6%左右。计划规定钢产量达到500万吨。", []string{
			"6%|国内生产总值|~6%|growth up|target|2025", "500万吨|钢产量|=5000000吨|amount|target|2025",
		}},
		{"what was completed", review, "全年完成地区生产总值3000亿元，增长6%。共实现税收200亿元。", []string{
			"3000亿元|地区生产总值|=300000000000元|amount|result|2024", "6%|地区生产总值|=6%|growth up|result|2024", "200亿元|税收|=20000000000元|amount|result|2024",
		}},
		{"what was counted is said with its verb", plan, "提出意见建议60条。", []string{"60条|提出意见建议|=60条|amount|target|2025"}},
		{"a year before 中央", review, "2024年中央财政补助30亿元。三年中累计投入90亿元。", []string{
			"30亿元|中央财政补助|=3000000000元|amount|result|2024", "90亿元|投入|=9000000000元|amount|result|2024",
		}},
		{"the end of a year, a month, a decade", review, "2024年末外汇储备达到300亿美元。去年9月存款余额突破900亿元。就业率由九十年代的60%上升到80%。", []string{
			"300亿美元|外汇储备|=30000000000美元|amount|result|2024", "900亿元|存款余额|>90000000000元|amount|result|2024",
			"60%|就业率|=60%|amount|base|2023", "80%|就业率|=80%|amount|result|2024",
		}},
		{"adverbs", review, "但出口仍然达到60亿元。进口却减少5亿元。利润由上年下降3%转为增长7%。", []string{
			"60亿元|出口|=6000000000元|amount|result|2024", "5亿元|进口|=500000000元|change down|result|2024",
			"3%|利润|=3%|growth down|base|2023", "7%|利润|=7%|growth up|result|2024",
		}},
		{"levels", review, "目录扩展到30个，办理时限压减至5天，标准上调至每月900元。", []string{
			"30个|目录|=30个|amount|result|2024", "5天|办理时限|=5天|amount|result|2024", "900元|标准|=900元|amount|result|2024",
		}},
		{"a name that only a dependent word has", review, "粮食丰收。播种面积达到900万亩，总产量达到80亿斤。", []string{
			"900万亩|播种面积|=9000000亩|amount|result|2024", "80亿斤|总产量|=8000000000斤|amount|result|2024",
		}},
		{"more than what was planned", review, "工业投资额完成65亿元，超过原定计划4%。", []string{
			"65亿元|工业投资额|=6500000000元|amount|result|2024", "4%|工业投资额|=4%|gap up|result|2024",
		}},
		{"增产", review, "小麦总产量达到300万吨，增产12万吨。", []string{
			"300万吨|小麦总产量|=3000000吨|amount|result|2024", "12万吨|小麦总产量|=120000吨|change up|result|2024",
		}},
		{"分别 of a rate that the last name has", review, "养老设施、便民食堂覆盖率分别达到80%、60%以上。", []string{
			"80%|养老设施覆盖率|>=80%|amount|result|2024", "60%|便民食堂覆盖率|>=60%|amount|result|2024",
		}},
		{"分别 of one word", review, "城乡低保标准分别提高7%和9%，汽车产销量分别增长5%和6%，粮肉奶产量分别达到80万吨、20万吨、30万吨。", []string{
			"7%|城市低保标准|=7%|growth up|result|2024", "9%|农村低保标准|=9%|growth up|result|2024",
			"5%|汽车产量|=5%|growth up|result|2024", "6%|汽车销量|=6%|growth up|result|2024",
			"80万吨|粮产量|=800000吨|amount|result|2024", "20万吨|肉产量|=200000吨|amount|result|2024", "30万吨|奶产量|=300000吨|amount|result|2024",
		}},
		{"分别 after names two clauses back", review, "持续清理节庆、论坛，成效明显，数量分别压减70%、60%。", []string{
			"70%|清理节庆数量|=70%|growth down|result|2024", "60%|论坛数量|=60%|growth down|result|2024",
		}},
		{"things and numbers in order", review, "新增总部企业、研发中心80家、16家，累计分别达到900家、100家。", []string{
			"80家|新增总部企业|=80家|amount|result|2024", "16家|研发中心|=16家|amount|result|2024",
			"900家|新增总部企业|=900家|amount|result|2024", "100家|研发中心|=100家|amount|result|2024",
		}},
		{"names in quotation marks", review, "“保交楼”“保交房”交付率分别达到99%、90%。", []string{
			"99%|保交楼交付率|=99%|amount|result|2024", "90%|保交房交付率|=90%|amount|result|2024",
		}},
		{"a count that describes the name of a rate", review, "12个重点城市空气质量优良率达到85%。", []string{"85%|12个重点城市空气质量优良率|=85%|amount|result|2024"}},
		{"two lists of one verb", plan, "新培育单项冠军企业15户以上、科技型企业100户以上。", []string{
			"15户|新培育单项冠军企业|>=15户|amount|target|2025", "100户|新培育科技型企业|>=100户|amount|target|2025",
		}},
		{"what follows a mark is no noun", review, "建成充电桩6万个、基本实现全覆盖。", []string{"6万个|建成充电桩|=60000个|amount|result|2024"}},
		{"meetings", plan, "贯彻十二届三次、四次全会和市委五届六次全会精神。", nil},
		{"suppositions", review, "如果每人每天节约1度电，全县一年就可以节约3亿度。", nil},
		{"what a plan rests on", plan, "如果不发生大的灾害，粮食产量将达到5000万吨。", []string{"5000万吨|粮食产量|=50000000吨|amount|target|2025"}},
		{"what a ratio is measured by", review, "一般公共预算收入400亿元，为预算的102%，增长3%。全年支出完成预算的97%。诈骗案件700件，是前年的1.7倍。产值比重下降为2024年的40%。", []string{
			"400亿元|一般公共预算收入|=40000000000元|amount|result|2024", "102%|一般公共预算收入|=102%|amount|result|2024", "3%|一般公共预算收入|=3%|growth up|result|2024",
			"97%|支出|=97%|amount|result|2024", "700件|诈骗案件|=700件|amount|result|2024", "1.7倍|诈骗案件|=1.7倍|multiple|result|2024",
			"40%|产值比重|=40%|amount|result|2024",
		}},
		{"one thing compared with two", review, "工业增加值增长7%，分别高于全国、全省1.1个和0.8个百分点。", []string{
			"7%|工业增加值|=7%|growth up|result|2024", "1.1个|工业增加值|=1.1个百分点|gap up|result|2024", "0.8个百分点|工业增加值|=0.8个百分点|gap up|result|2024",
		}},
		{"分别 with a verb each", review, "批准逮捕3000人，提起公诉5000人，同比分别下降4%和上升2%。", []string{
			"3000人|批准逮捕|=3000人|amount|result|2024", "5000人|提起公诉|=5000人|amount|result|2024",
			"4%|批准逮捕|=4%|growth down|result|2024", "2%|提起公诉|=2%|growth up|result|2024",
		}},
		{"the three sectors", review, "第一、二、三产业增加值分别增长3%、5%、6%。一产、二产投资分别增长7%、8%。", []string{
			"3%|第一产业增加值|=3%|growth up|result|2024", "5%|第二产业增加值|=5%|growth up|result|2024", "6%|第三产业增加值|=6%|growth up|result|2024",
			"7%|一产投资|=7%|growth up|result|2024", "8%|二产投资|=8%|growth up|result|2024",
		}},
		{"从 and 由 within words", review, "从宽适用率稳定在90%以上，羁押率降至25%。从业人员达到30万人。", []string{
			"90%|从宽适用率|>=90%|amount|result|2024", "25%|羁押率|=25%|amount|result|2024", "30万人|从业人员|=300000人|amount|result|2024",
		}},
		{"numbers below 0", review, "人口自然增长率为-1.8‰，民间投资增速为-3%，物价涨幅由-0.2%升至1%。", []string{
			"-1.8‰|人口自然增长率|=1.8‰|amount down|result|2024", "-3%|民间投资|=3%|growth down|result|2024",
			"-0.2%|物价|=0.2%|growth down|base|2023", "1%|物价|=1%|growth up|result|2024",
		}},
		{"a place with a verb before the name", review, "全县实现地区生产总值200亿元，全市共完成税收30亿元，全省共享单车9万辆。", []string{
			"200亿元|地区生产总值|=20000000000元|amount|result|2024", "30亿元|税收|=3000000000元|amount|result|2024", "9万辆|全省共享单车|=90000辆|amount|result|2024",
		}},
		{"the rate of a verb", review, "调处纠纷100起，成功率98%。", []string{"100起|调处纠纷|=100起|amount|result|2024", "98%|成功率|=98%|amount|result|2024"}},
		{"what became of what was counted", review, "代表建议600件全部办结，带动200户群众户均增收3000元。", []string{
			"600件|代表建议|=600件|amount|result|2024", "200户|带动群众|=200户|amount|result|2024", "3000元|群众户均增收|=3000元|amount|result|2024",
		}},
		{"a sum, and what is added to it", review, "加上债务收入8亿元、上年结余2亿元，收入总计90亿元。", []string{
			"8亿元|债务收入|=800000000元|amount|result|2024", "2亿元|结余|=200000000元|amount|result|2024", "90亿元|收入|=9000000000元|amount|result|2024",
		}},
		{"what was expected and what came", review, "生产总值预期增长6%，实际增长4%；物价涨幅预期3%左右，实际为1%。", []string{
			"6%|生产总值|=6%|growth up|target|2024", "4%|生产总值|=4%|growth up|result|2024",
			"3%|物价|~3%|growth up|target|2024", "1%|物价|=1%|growth up|result|2024",
		}},
		{"a predicate, and then the level", review, "粮食产量屡创新高，达到500万吨。出口增速由负转正，达到5%。社会零售额，由于前面说过的原因，只完成原定计划的94%。", []string{
			"500万吨|粮食产量|=5000000吨|amount|result|2024", "5%|出口|=5%|growth up|result|2024", "94%|社会零售额|=94%|amount|result|2024",
		}},
		{"增收 behind a rate", review, "财政收入90亿元，超过预算5%，增收4亿元。", []string{
			"90亿元|财政收入|=9000000000元|amount|result|2024", "5%|财政收入|=5%|gap up|result|2024", "4亿元|财政收入|=400000000元|change up|result|2024",
		}},
		{"a year with a description", review, "棉花产量300万担，比丰收的2012年还多16%。", []string{
			"300万担|棉花产量|=3000000担|amount|result|2024", "16%|棉花产量|=16%|growth up|result|2024",
		}},
		{"points and scores", review, "安装路灯200盏，满意度得分92.6分，公安分局十分重视长三角合作和三令五申。", []string{
			"200盏|安装路灯|=200盏|amount|result|2024", "92.6分|满意度得分|=92.6分|amount|result|2024",
		}},
		{"two in order without 分别", review, "城乡居民收入达4万元、2万元。", []string{
			"4万元|城镇居民收入|=40000元|amount|result|2024", "2万元|农村居民收入|=20000元|amount|result|2024",
		}},
		{"a level that is a border", review, "税收突破8亿元大关，增长6%。粮食产量再上新台阶，突破900亿斤大关。总产值在全国率先突破万亿元。全省再上一个万亿元台阶。", []string{
			"8亿元|税收|>800000000元|amount|result|2024", "6%|税收|=6%|growth up|result|2024", "900亿斤|粮食产量|>90000000000斤|amount|result|2024",
			"万亿元|总产值|>1000000000000元|amount|result|2024",
		}},
		{"a change to nothing", review, "贫困发生率由13%降为零，失业率降到5%。", []string{
			"13%|贫困发生率|=13%|amount|base|2023", "5%|失业率|=5%|amount|result|2024",
		}},
		{"how a number was reckoned", review, "生产总值900亿元，按可比价计算增长7%，两年平均增长5%；投资增长6%。农民收入扣除物价因素增长4%。出口约增长3%。", []string{
			"900亿元|生产总值|=90000000000元|amount|result|2024", "7%|生产总值|=7%|growth up|result|2024", "5%|生产总值|=5%|growth up|result|2023..2024",
			"6%|投资|=6%|growth up|result|2024", "4%|农民收入扣除物价因素|=4%|growth up|result|2024", "3%|出口|~3%|growth up|result|2024",
		}},
		{"whose 产量 it is", review, "城镇就业60万人；粮食产量再创新高，总产突破80亿斤。粮食总产60亿斤；棉花由于面积减少，产量低于上年一成。", []string{
			"60万人|城镇就业|=600000人|amount|result|2024", "80亿斤|粮食总产|>8000000000斤|amount|result|2024",
			"60亿斤|粮食总产|=6000000000斤|amount|result|2024", "一成|棉花产量|=10%|gap down|result|2024",
		}},
		{"增收 and 短收 of a budget", review, "基金收入90亿元，完成年初预算的80%，同比短收4亿元，下降5%。化肥产量90万吨，完成年计划96%。", []string{
			"90亿元|基金收入|=9000000000元|amount|result|2024", "80%|基金收入|=80%|amount|result|2024", "4亿元|基金收入|=400000000元|change down|result|2024",
			"5%|基金收入|=5%|growth down|result|2024", "90万吨|化肥产量|=900000吨|amount|result|2024", "96%|化肥产量|=96%|amount|result|2024",
		}},
		{"改造提升", review, "新建农田20万亩、改造提升30万亩，产量提升5%。", []string{
			"20万亩|新建农田|=200000亩|amount|result|2024", "30万亩|改造提升|=300000亩|amount|result|2024", "5%|产量|=5%|growth up|result|2024",
		}},
		{"what several years sum up", review, "“十三五”时期，固定资产投资达到9000亿元，外汇储备达到300亿美元，利用外资由5亿美元增加到8亿美元。钢产量60万吨，保持前五年的水平；煤产量增长1%。", []string{
			"9000亿元|固定资产投资|=900000000000元|amount|result|2016..2020", "300亿美元|外汇储备|=30000000000美元|amount|result|2020",
			"5亿美元|利用外资|=500000000美元|amount|base|2015", "8亿美元|利用外资|=800000000美元|amount|result|2020", "60万吨|钢产量|=600000吨|amount|result|2016..2020", "1%|煤产量|=1%|growth up|result|2016..2020",
		}},
		{"one word in two parts", review, "存、贷款余额分别为90亿元、70亿元。", []string{
			"90亿元|存款余额|=9000000000元|amount|result|2024", "70亿元|贷款余额|=7000000000元|amount|result|2024",
		}},
		{"several years, the last of them, and yearly", plan, "今后五年，到2029年生产总值突破900亿元，出口年均增长7%，能耗累计下降13%。", []string{
			"900亿元|生产总值|>90000000000元|amount|target|2029", "7%|出口|=7%|growth up|target|2025..2029", "13%|能耗|=13%|growth down|target|2025..2029",
		}},
		{"days that have been counted", review, "优良天数达到312天，比2020年增加68天，连续6年达标。", []string{
			"312天|优良天数|=312天|amount|result|2024", "68天|优良天数|=68天|change up|result|2024",
		}},
		{"almost doubled", review, "汽车产量翻了近两番，开通地铁2条线。", []string{"翻了近两番|汽车产量|~4倍|multiple|result|2024", "2条|开通地铁|=2条|amount|result|2024"}},
		{"attributes before a comparison, of a size, and lists in parts", plan, "其中5亿元以上项目不少于4个。开工5万吨级码头、110千伏变电站。落实国务院33条、省政府52条稳增长举措。", []string{
			"4个|5亿元以上项目|>=4个|amount|target|2025",
		}},
		{"a level below 0 is a growth", plan, "工业增加值由上年的-0.6%转为增长4%。", []string{
			"-0.6%|工业增加值|=0.6%|growth down|base|2024", "4%|工业增加值|=4%|growth up|target|2025",
		}},
		{"a part grows as the whole", review, "工业总产值增长14%，其中轻工业16%、重工业12%，其中新产品占比8%。粮食仍然增产4%。", []string{
			"14%|工业总产值|=14%|growth up|result|2024", "16%|轻工业|=16%|growth up|result|2024", "12%|重工业|=12%|growth up|result|2024", "8%|新产品占比|=8%|amount|result|2024",
			"4%|粮食|=4%|growth up|result|2024",
		}},
		{"five years, and then the last of them", review, "五年来，粮食总产90万吨。2024年工业增长7%。物价上升2%，外汇储备30亿美元，造林90万亩。", []string{
			"90万吨|粮食总产|=900000吨|amount|result|2020..2024", "7%|工业|=7%|growth up|result|2024", "2%|物价|=2%|growth up|result|2024",
			"30亿美元|外汇储备|=3000000000美元|amount|result|2024", "90万亩|造林|=900000亩|amount|result|2020..2024",
		}},
		{"a plan that looks back", plan, "过去一年，我们克服困难。粮食产量达到500万吨，确保完成任务。今年新建学校30所。过去的一年，出口增长5%。要再增长6%。", []string{
			"500万吨|粮食产量|=5000000吨|amount|result|2024", "30所|新建学校|=30所|amount|target|2025",
			"5%|出口|=5%|growth up|result|2024", "6%|增长|=6%|growth up|target|2025",
		}},
		{"growth of some digits", review, "工业投资、技改投资均保持两位数增长，进出口增速达到两位数。研发投入增长不低于两位数，零售额连续三年实现两位数以上的增长。", []string{
			"两位数|工业投资、技改投资|=10..99%|growth up|result|2024", "两位数|进出口|=10..99%|growth up|result|2024",
			"两位数|研发投入|>=10%|growth up|result|2024", "两位数|零售额|>=10%|growth up|result|2024",
		}},
		{"a growth of nothing", plan, "化肥使用量实现零增长，“三公”经费支出原则上零增长，开展农药零增长行动。", []string{
			"零增长|化肥使用量|=0%|growth|target|2025", "零增长|三公经费支出|=0%|growth|target|2025",
		}},
		{"directions, which have no value", plan, "进出口力争保持正增长，部门支出继续负增长，物价由负转正，上市公司实现零的突破。", nil},
		{"halves", review, "服务业占比首次过半，主体工程进度过半。新能源汽车渗透率近半。过半数村建成卫生室，一半以上的村集体收入超过20万元。过半行政村通了公交，全省已有三成以上的农户参加合作社。", []string{
			"半|服务业占比|>50%|amount|result|2024", "半|主体工程进度|>50%|amount|result|2024", "半|新能源汽车渗透率|~50%|amount|result|2024",
			"半数|村建成卫生室|>50%|amount|result|2024", "一半|村集体收入|>=50%|amount|result|2024", "20万元|村集体收入|>200000元|amount|result|2024",
			"半|行政村通了公交|>50%|amount|result|2024", "三成|全省农户参加合作社|>=30%|amount|result|2024",
		}},
		{"bounds without a digit", review, "接待游客上千万人次，惠及上百万家庭，在以上千人的村庄试点。", []string{
			"千万人次|接待游客|>=10000000人次|amount|result|2024", "百万|惠及家庭|>=1000000|amount|result|2024",
		}},
		{"a rate of growth without 的", review, "汽车产量保持30%以上增长、达90万辆，覆盖率达到80%增长2个百分点。", []string{
			"30%|汽车产量|>=30%|growth up|result|2024", "90万辆|汽车产量|=900000辆|amount|result|2024",
			"80%|覆盖率|=80%|amount|result|2024", "2个百分点|覆盖率|=2个百分点|change up|result|2024",
		}},
		{"sudden changes", review, "钢产量由4万吨猛增到30万吨，猛增6倍；事故起数由90起锐减至20起。", []string{
			"4万吨|钢产量|=40000吨|amount|base|2023", "30万吨|钢产量|=300000吨|amount|result|2024", "6倍|钢产量|=6倍|multiple|result|2024",
			"90起|事故起数|=90起|amount|base|2023", "20起|事故起数|=20起|amount|result|2024",
		}},
		{"an aim behind a growth", plan, "“十四五”后三年，工业总产值每年递增4%，在执行中争取达到5%。", []string{
			"4%|工业总产值|=4%|growth up|target|2023..2025", "5%|工业总产值|=5%|growth up|target|2023..2025",
		}},
		{"a share that changes into a fraction, and levels of one year", review, "“十三五”时期，三产比重由25.4%上升到三分之一，公共财政收入从50亿元增加到90亿元，税收连续三年超过20亿元。", []string{
			"25.4%|三产比重|=25.4%|amount|base|2015", "三分之一|三产比重|=1/3|amount|result|2020",
			"50亿元|公共财政收入|=5000000000元|amount|base|2015", "90亿元|公共财政收入|=9000000000元|amount|result|2020",
			"20亿元|税收|>2000000000元|amount|result|2020",
		}},
		{"steps, indicators and things of which a part is meant", review, "生产总值连跨4个千亿元台阶，达到9000亿元。两项指标均居首位。300户亏损企业中已有200户扭亏。80种主要产品中，有50种达标。出口逆势增长5%。", []string{
			"9000亿元|生产总值|=900000000000元|amount|result|2024", "200户|亏损企业|=200户|amount|result|2024",
			"50种|达标|=50种|amount|result|2024", "5%|出口|=5%|growth up|result|2024",
		}},
		{"what became of people", review, "最后1200户3400人全部脱贫。", []string{"1200户|脱贫|=1200户|amount|result|2024", "3400人|脱贫|=3400人|amount|result|2024"}},
		{"a time within a name", review, "职工住宅三年内共新建43万平方米，合同任务提前一年完成80%。", []string{
			"43万平方米|职工住宅新建|=430000平方米|amount|result|2024", "80%|合同任务|=80%|amount|result|2024",
		}},
		{"what a share corresponds to", review, "研发投入90亿元，相当于财政支出的一半。出口比年初增加3亿元，比重提高到原来的三倍。", []string{
			"90亿元|研发投入|=9000000000元|amount|result|2024", "一半|研发投入相当于财政支出|=50%|amount|result|2024",
			"3亿元|出口|=300000000元|change up|result|2024", "三倍|比重|=3倍|multiple|result|2024",
		}},
		{"a share of a place", review, "新增装机超过全球一半，居民收入增长5%，跑赢经济增速0.4个百分点。", []string{
			"一半|新增装机|>50%|amount|result|2024", "5%|居民收入|=5%|growth up|result|2024", "0.4个百分点|居民收入|=0.4个百分点|gap up|result|2024",
		}},
		{"net growth of a level, and for each", review, "人均收入4060元，比上年净增580元。每千人口拥有医师3.5人。压缩人口40万人，超过上级下达任务的8%。", []string{
			"4060元|人均收入|=4060元|amount|result|2024", "580元|人均收入|=580元|change up|result|2024", "3.5人|每千人口拥有医师|=3.5人|amount|result|2024",
			"40万人|人口|=400000人|change down|result|2024", "8%|人口|=8%|gap up|result|2024",
		}},
		{"a base that 将 takes", plan, "将制造业现行16%的税率降至13%。", []string{"16%|制造业现行税率|=16%|amount|base|2024", "13%|税率|=13%|amount|target|2025"}},
		{"a predicate between two figures", review, "工业产值增长6%，进出口由负转正，高于全国1.2个百分点。", []string{
			"6%|工业产值|=6%|growth up|result|2024", "1.2个百分点|进出口|=1.2个百分点|gap up|result|2024",
		}},
		{"a number in a name", plan, "着力解决三个1亿人问题，建设铁路增建二线工程。", nil},
	} {
		got, want := show(figure.Of(reportOf(c.role, "", c.text))), strings.Join(c.want, "\n")
		if got != want {
			t.Errorf("%s: %s\ngot\n%s\nwant\n%s", c.name, c.text, got, want)
		}
	}
}

// TestSubject says whom figures of a province's report are about.
func TestSubject(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"全国粮食产量达到1.4万亿斤，增长1%。", "全国 全国"},
		{"全球经济增长3%，全省经济增长5%。", "世界 辽宁"},
		{"出口额占全国的8%，居全国第5位。", "辽宁 辽宁"},
		{"新增全国重点实验室6家。", "辽宁"},
		{"生产总值增速高于全国0.5个百分点。", "辽宁"},
	} {
		var got []string
		for _, f := range figure.Of(reportOf(corpus.RoleReview, "", c.text)) {
			got = append(got, f.Subject)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %s", c.text, got, c.want)
		}
	}
}
