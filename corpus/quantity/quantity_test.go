package quantity

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"gongbao/corpus/text"
)

// show writes quantities out: the text, the value and its upper end, the unit, and marks for a rank (#) and for more (+).
func show(folded string) string {
	var all []string
	for _, q := range Find(folded) {
		s := folded[q.From:q.To] + "=" + q.Value.String()
		if q.High != (Number{}) {
			s += ".." + q.High.String()
		}
		s += q.Unit
		if q.Rank {
			s += "#"
		}
		if q.More {
			s += "+"
		}
		all = append(all, s)
	}
	return strings.Join(all, " ")
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// digits
		{"产量达到1.2万亿元", "1.2万亿元=1200000000000元"},
		{"收入12,745,390,000元", "12745390000元=12745390000元"},
		{"增长１４·１％", "14·1%=14.1%"},
		{"2亿5千万吨", "2亿5千万吨=250000000吨"},
		{"1亿3000万人", "1亿3000万人=130000000人"},
		{"减少1000万以上", "1000万=10000000"},
		{"430多万人次", "430多万人次=4300000人次+"},
		{"3000余万元", "3000余万元=30000000元+"},
		{"修路200多公里", "200多公里=200公里+"},
		{"万元国内生产总值能耗下降3%", "3%=3%"},
		// characters
		{"钢二千四百四十二万吨", "二千四百四十二万吨=24420000吨"},
		{"占百分之十一点七", "百分之十一点七=11.7%"},
		{"一百零五个", "一百零五个=105个"},
		{"四百〇五座", "四百〇五座=405座"},
		{"十万零六百公里", "十万零六百公里=100600公里"},
		{"三亿零五十万亩", "三亿零五十万亩=300500000亩"},
		{"一万五千亿斤", "一万五千亿斤=1500000000000斤"},
		{"三万二", "三万二=32000"},
		{"四万万人民", "四万万人=400000000人"},
		{"六亿多人民", "六亿多人=600000000人+"},
		{"一点八倍", "一点八倍=1.8倍"},
		{"零点五个百分点", "零点五个百分点=0.5个百分点"},
		{"一点二万亿元", "一点二万亿元=1200000000000元"},
		{"一百几十亿元,三百几十种", "一百几十亿元=10000000000元+ 三百几十种=300种+"},
		{"一百五十六个工业项目,54匹马力", "一百五十六个=156个 54匹马力=54匹马力"},
		{"十几亿人", "十几亿人=1000000000人+"},
		{"三十多个国家", "三十多个=30个+"},
		{"五○%", "五〇%=50%"},
		// approximate numbers and ranges
		{"二三百万人", "二三百万人=2000000..3000000人"},
		{"十五六个", "十五六个=15..16个"},
		{"二、三百亿度", "二、三百亿度=20000000000..30000000000度"},
		{"三、四倍", "三、四倍=3..4倍"},
		{"增长5.0％—5.5％", "5.0%-5.5%=5..5.5%"},
		{"增长5-6%左右", "5-6%=5..6%"},
		{"30至50万元", "30至50万元=300000..500000元"},
		{"5000至1万元", "5000至1万元=5000..10000元"},
		{"百分之五到百分之六", "百分之五到百分之六=5..6%"},
		{"百分之五至七", "百分之五至七=5..7%"},
		{"从百分之五提高到百分之七", "百分之五=5% 百分之七=7%"},
		{"从3万人到5万人", "3万人=30000人 5万人=50000人"},
		{"七八成", "七八成=70..80%"},
		// shares and multiples
		{"三分之二", "三分之二=2/3"},
		{"占全国近1/6,2024/2025,1/2/3", "1/6=1/6"},
		{"超过一半", "一半=50%"},
		{"提高了三成", "三成=30%"},
		{"翻一番", "翻一番=2倍"},
		{"翻了两番多", "翻了两番多=4倍+"},
		{"翻番", "翻番=2倍"},
		{"增长一倍多,", "一倍多=1倍+"},
		{"增加一度,四方会谈,三级医院", ""},
		{"人数三百万人,数百万人", "三百万人=3000000人"},
		{"研究生1 7.5万人", "1 7.5万人=175000人"},
		{"一倍半", "一倍半=1.5倍"},
		{"千分之九点五", "千分之九点五=9.5‰"},
		{"百分之二十几", "百分之二十几=20%+"},
		{"收入比缩小到2.3:1,比例达到1∶3.4", "2.3:1=2.3:1 1:3.4=3.41:"},
		{"比赛12:30开始,比分3:2,地图1:50000", ""},
		// percentages told by their size
		{"保持两位数增长,增速达到2位数", "两位数=10..99% 2位数=10..99%"},
		{"年均增长两位数以上,保持两位数以上的较快增长", "两位数=10% 两位数=10%"},
		{"涨幅降到一位数以内,涨幅低于两位数以下", "一位数=9% 两位数=10%"},
		{"出口实现三位数增长", "三位数=100..999%"},
		{"死亡人数降到两位数,增长平稳,得分保持三位数", ""},
		{"使用量实现零增长,零下三度,零的突破", "零增长=0%"},
		{"负增长、正增长、由负转正、由升转降", ""},
		{"占比过半,达到51%;党员近半。", "半=50% 51%=51% 半=50%"},
		{"半数以上的村,过半数乡镇,过半行政村,近半产能达标", "半数=50% 半数=50% 半=50% 半=50%"},
		{"过半年的努力,近半个世纪,经过半开放,超半成品,实现双过半,时间过半,须经过半数通过", ""},
		{"一成五,三成多,一半多,翻一番还多", "一成五=15% 三成多=30%+ 一半多=50%+ 翻一番还多=2倍+"},
		// numbers without a digit
		{"活动超万场", "万场=10000场"},
		{"投资千亿元", "千亿元=100000000000元"},
		{"形成千亿级产业", "千亿=100000000000"},
		// compound units
		{"细颗粒物浓度29.3微克/立方米", "29.3微克/立方米=29.3微克/立方米"},
		{"每人1900元/月", "1900元/月=1900元/月"},
		{"分别提高11.1、11.2个百分点", "11.1=11.1个百分点 11.2个百分点=11.2个百分点"},
		{"分别为3、5万人", "3=30000人 5万人=50000人"},
		{"2000元/吨", "2000元/吨=2000元/吨"},
		{"分别高于全国4.1个和3.3个百分点,投放2个和3个网点", "4.1个=4.1个百分点 3.3个百分点=3.3个百分点 2个=2个 3个=3个"},
		{"每斤提高3分、5分和1毛钱", "3分=3分 5分=5分 1毛钱=1毛钱"},
		// ranks
		{"升至全国第9位", "第9位=9位#"},
		{"由世界第四位上升为第三位", "第四位=4位# 第三位=3位#"},
		{"居全国第六,", "第六=6位#"},
		{"进入前10名", "前10名=10位#"},
		// no quantities
		{"1954年和一九五四年", ""},
		{"1998-2002年、1998、1999年", ""},
		{"二○○八年五月十二日", ""},
		{"2024年12月31日", ""},
		{"上世纪80年代,二十一世纪", ""},
		{"十四五规划、九五期间、三中全会", ""},
		{"第十三届、第三次、第三个五年计划、第一、二、三产业", ""},
		{"一是、二要,三农,两岸", ""},
		{"5G、C919、PM2.5、2+26、G60", ""},
		{"一个国家,一批项目", ""},
		{"几十个,数百万,几百家", ""},
		{"千家万户,千方百计,万众一心,亿万人民,百姓", ""},
		{"建成为,三成立", ""},
		{"1.加快,2.推进", ""},
		{"12345热线,985高校", ""},
		{"二氧化碳、十分重要、四川、三峡", ""},
		{"国家主席", ""},
		{"长三角、四首经济、三令五申、十分重要", ""},
		{"一元化领导,四人帮,十一届三中全会", ""},
		// the unit behind 千
		{"3000千瓦、三百千瓦、八千米", "3000千瓦=3000千瓦 三百千瓦=300千瓦 八千米=8000米"},
	} {
		folded := text.Fold(c.text)
		if got := show(folded); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestUnits reads the example of every unit of units.txt.
func TestUnits(t *testing.T) {
	for _, u := range units {
		found := Find(text.Fold(u.example))
		want := u.name
		switch want {
		case "百分点":
			want = "个百分点"
		case "番":
			want = "倍"
		case "个半月":
			want = "个月"
		}
		if len(found) != 1 || found[0].Unit != want || found[0].Value.String() != u.value || found[0].Dimension != u.dimension {
			t.Errorf("%s: %s = %+v, want %s %s", u.name, u.example, found, u.value, want)
		}
		for _, word := range u.not {
			if got, ok := unitAt(u.folded + word); ok && got.name == u.name {
				t.Errorf("%s is a unit before %s", u.name, word)
			}
		}
	}
}

// TestWritten generates numbers and writes each in digits, in characters, and with 万 and 亿 in both: all have its value.
func TestWritten(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		n := random.Int64N(pow10(1 + random.IntN(13)))
		for _, written := range []string{fmt.Sprint(n), inCharacters(n), mixed(n)} {
			found := Find(written + "公里")
			if len(found) != 1 || found[0].Value != NewNumber(n, 0) || found[0].Unit != "公里" || found[0].From != 0 || found[0].To != len(written+"公里") {
				t.Fatalf("%s of %d: %+v", written, n, found)
			}
		}
		tenths := random.Int64N(100000)
		digits := fmt.Sprintf("%d.%02d%%", tenths/100, tenths%100)
		written := "百分之" + inCharacters(tenths/100) + "点" + strings.ReplaceAll(text.WriteDigits(fmt.Sprintf("%02d", tenths%100)), "〇", "零")
		for _, s := range []string{digits, written} {
			found := Find(s)
			if len(found) != 1 || found[0].Value != NewNumber(tenths, -2) || found[0].Unit != "%" || found[0].To != len(s) {
				t.Fatalf("%s: %+v", s, found)
			}
		}
	}
}

// inCharacters writes a number as people read it: 一亿零三百万, 十五.
func inCharacters(n int64) string {
	if n < 10000 {
		return text.Plain.Write(int(n))
	}
	unit, name := pow10(4), "万"
	if n >= pow10(8) {
		unit, name = pow10(8), "亿"
	}
	written := inCharacters(n/unit) + name
	switch rest := n % unit; {
	case rest == 0:
		return written
	case rest < unit/10:
		return written + "零" + strings.TrimPrefix(full(rest), "零")
	default:
		return written + full(rest)
	}
}

// full writes the later part of a number, where ten is 一十.
func full(n int64) string {
	written := inCharacters(n)
	if strings.HasPrefix(written, "十") {
		return "一" + written
	}
	return written
}

// mixed writes the groups of a number in digits: 1亿300万, 3.05万.
func mixed(n int64) string {
	switch {
	case n >= pow10(8) && n%pow10(8) == 0:
		return fmt.Sprintf("%d亿", n/pow10(8))
	case n >= pow10(8):
		return fmt.Sprintf("%d亿%s", n/pow10(8), mixed(n%pow10(8)))
	case n >= pow10(4):
		return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%d.%04d", n/10000, n%10000), "0"), ".") + "万"
	}
	return fmt.Sprint(n)
}

// TestPositions holds the spans to the text: ascending, apart, at rune borders, in any text of the characters of numbers.
func TestPositions(t *testing.T) {
	pieces := []rune("0123456789.-%一二三四五六七八九十百千万亿零〇点第前翻番分之成半多余几至到从年月日个元人吨,。、倍位")
	random := rand.New(rand.NewPCG(3, 4))
	for range 50000 {
		var b strings.Builder
		for range random.IntN(14) {
			b.WriteRune(pieces[random.IntN(len(pieces))])
		}
		s := b.String()
		end := 0
		for _, q := range Find(s) {
			if q.From < end || q.To <= q.From || q.To > len(s) || strings.ToValidUTF8(s[q.From:q.To], "") != s[q.From:q.To] {
				t.Fatalf("%q: %+v", s, q)
			}
			if q.High != (Number{}) && q.High.Compare(q.Value) <= 0 {
				t.Fatalf("%q: the upper end is not above: %+v", s, q)
			}
			end = q.To
		}
	}
}

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		n      Number
		string string
		float  float64
	}{
		{NewNumber(117, -1), "11.7", 11.7},
		{NewNumber(2442, 4), "24420000", 24420000},
		{NewNumber(5, -3), "0.005", 0.005},
		{NewNumber(500, -2), "5", 5},
		{NewNumber(0, 7), "0", 0},
		{Number{Digits: 2, Over: 3}, "2/3", 2.0 / 3},
	} {
		if c.n.String() != c.string || c.n.Float64() != c.float {
			t.Errorf("%+v: %s %v, want %s %v", c.n, c.n, c.n.Float64(), c.string, c.float)
		}
	}
	if NewNumber(120, 0) != NewNumber(12, 1) || NewNumber(2, 0).Compare(Number{Digits: 2, Over: 3}) <= 0 || NewNumber(1, 40).Compare(NewNumber(9, 3)) <= 0 {
		t.Error("numbers compare wrongly")
	}
}
