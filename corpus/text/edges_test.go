package text_test

import (
	"bufio"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// TestVariants holds the table of variants against a list that it was not made from.
func TestVariants(t *testing.T) {
	f, err := os.Open("testdata/variants.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	pairs := 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		for group := range strings.FieldsSeq(lines.Text()) {
			chosen, width := utf8.DecodeRuneInString(group)
			for _, variant := range group[width:] {
				if pairs++; text.Fold(string(variant)) != string(chosen) {
					t.Errorf("%c folds to %s, want %c", variant, text.Fold(string(variant)), chosen)
				}
			}
		}
	}
	if pairs < 500 {
		t.Errorf("read %d pairs", pairs)
	}
}

// apart lists what must not be one: characters that are alike or related, and letters that a mark tells apart.
var apart = []string{
	"己 已 巳", "未 末", "日 曰", "土 士", "人 入 八", "大 太 犬", "干 千", "天 夭", "戊 戌 戍", "免 兔", "折 拆", "毋 母", "治 冶", "侯 候", "辨 辩 辫",
	"象 像", "沈 沉", "坏 坯", "哲 喆", "村 邨", "坤 堃", "宁 甯", "奔 犇", "渺 淼", // both in use, though once variants
	"艺 芸", "辩 弁", "豫 予", "缺 欠", "滨 浜", "罐 缶", // one in Japan
	"氯 绿", "历 厉", "佑 祐", "板 版", "嘴 咀", "查 楂", "私 某", "来 徕", "句 勾", "零 〇", "二 贰", "水 氵", "言 讠", // proposed by some source
	"й и", "ё е", "ї і", "ئ ي", "ά α", "བོད བད བུད", "ガ カ ｶﾞﾞ", "が か", "ば ぱ は", "バ ハ パ", "한 하 ㅎ", "ก กิ กี", "ו וֹ", "ᠠ ᠡ", "ゝ ゞ", "क क़", "か か゚",
	"10² 102 10", "≠ =", "① 1", "… ...", "½ 1/2", "℃ °f", "1.200 1200", "〔a〕 (a)", "【一】 一",
}

func TestApart(t *testing.T) {
	for _, group := range apart {
		seen := map[string]string{}
		for s := range strings.FieldsSeq(group) {
			if other, ok := seen[text.Fold(s)]; ok {
				t.Errorf("%s and %s both fold to %s", other, s, text.Fold(s))
			}
			seen[text.Fold(s)] = s
		}
	}
}

// TestEqual lists texts that are one, by canonical equivalence or as signs in their context.
func TestEqual(t *testing.T) {
	for _, group := range [][]string{
		{"é", "e\u0301", "E", "ｅ\u0301\u0302", "e\u0323\u0302", "ệ"},
		{"한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8", "하\u11ab국"},
		{"がぱ", "か\u3099は\u309a"}, {"ガ", "カ\u3099", "ｶﾞ", "ｶ\u3099"}, {"й", "и\u0306", "Й", "И\u0306"}, {"ئ", "ي\u0654"}, {"ά", "α\u0301", "Ά", "\u1f71"},
		{"≠", "=\u0338"}, {"葛飾", "葛\U000e0100飾", "葛饰"}, {"重点", "重\u0323点\u0323"}, {"क़", "क\u093c"}, {"q\u0307", "q"},
		{"1:3.4", "1∶3.4", "1：3.4", "1︰3.4", "1﹕3．4"},
		{"国发〔2021〕5号", "国发[2021]5号", "国发【2021】5号", "国发（2021）5号", "国发［２０２１］5号", "国发〖2021〗5号", "国发﹝2021﹞5号", "国发( 2021 )5号"},
		{"〔二〇二一〕", "(二○二一)"},
		{"二〇〇八年", "二ＯＯ八年", "二OO八年", "二ОО八年", "二ΟΟ八年", "二００八年", "二00八年", "二零零八年", "二○○八年", "二◯◯八年", "二 O O 八年", "二oo八 年"},
		{"一九八〇年代", "一九八O年代", "一九八0年代", "一九八零年代"}, {"八〇年代", "八O年代", "八０年代", "八零年代"}, {"二〇二〇", "二零二零", "二O二O"},
		{"25℃", "25°C", "25 ˚c", "25 ° C", "25°Ｃ"}, {"℉", "°F"}, {"㎧", "m/s"}, {"㎡", "m²", "m2", "Ｍ２"}, {"CO₂", "co2"}, {"PM₂.₅", "PM2.5", "ＰＭ２．５"}, {"km³。", "km3。"},
		{"1200公里", "1 200公里", "1\u2009200公里", "1\u00a0200公里", "1\u202f200公里", "1\u3000200公里", "1,200公里", "１，２００公里"}, {"10000", "10 000", "10\u2009000"},
		{"12 345 678元", "12345678元"}, {"2016-2020年", "2016—2020年", "2016―2020年", "2016——2020年", "2016～2020年", "2016－2020年", "2016--2020年"},
		{"1/3", "1∕3", "1⁄3", "1／3"},
	} {
		for _, s := range group[1:] {
			if text.Fold(s) != text.Fold(group[0]) {
				t.Errorf("%q folds to %q, want %q as %s", s, text.Fold(s), text.Fold(group[0]), group[0])
			}
		}
	}
}

// TestFoldSigns lists signs that are not what their like would be in another context.
func TestFoldSigns(t *testing.T) {
	for _, tc := range []struct{ in, want, why string }{
		{"10²与102", "10²与102", "a power is no digit"},
		{"增长15%²，GDP²2021年", "增长15%²,gdp²2021年", "a raised number of a note is no digit of what stands around it"},
		{"10 m² 3 层", "10 m2 3层", "a unit keeps its own digit, and none behind it"},
		{"10 200 3 4", "10 200 3 4", "a row of a table is no number"},
		{"5 20 300", "5 20 300", "nor are groups of other lengths"},
		{"一百零二年，清零一年，零售，二十零", "一百零二年,清零一年,零售,二十零", "零 is no digit of a year there"},
		{"方案一O型，表一0.5，一0%", "方案一o型,表一0.5,一0%", "nor are letters and figures"},
		{"二OO八", "二〇〇八", "a row of four that begins like a year"},
		{"三OO八", "三oo八", "and one that does not"},
		{"【重点】〔注〕[a]（一）", "【重点】〔注〕[a](一)", "brackets around something else"},
		{"[1,2][1-3][]", "[1,2][1-3][]", "nor digits alone"},
		{"1——发展", "1--发展", "a dash of two behind a number"},
	} {
		if got := text.Fold(tc.in); got != tc.want {
			t.Errorf("%s: %q folds to %q, want %q", tc.why, tc.in, got, tc.want)
		}
	}
}

// context are the runes whose folding, or that of whose neighbours, may depend on what stands beside them: see Fold.
func context(r rune) bool {
	folded := text.Fold(string(r))
	if unicode.IsSpace(r) || joins(r) || strings.ContainsAny(folded, ",.-()[]〔〕【】〖〗一二三四五六七八九〇零十百千万亿点年") {
		return true
	}
	return folded == "" || strings.ContainsFunc(folded, func(r rune) bool {
		return unicode.IsNumber(r) || unicode.IsLetter(r) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo)
	})
}

// joins reports whether r is a mark, or a part of a Hangul syllable, that belongs to the rune before it.
func joins(r rune) bool {
	return unicode.In(r, unicode.M) || r >= 0x1160 && r <= 0x11FF || r == 'ﾞ' || r == 'ﾟ'
}

// TestFoldPieces holds that folding the pieces of a text gives the pieces of the folded text, if one side of each border has a
// rune that no context matters to.
func TestFoldPieces(t *testing.T) {
	pieces := strings.Split("发展|国|、|。|：|∶|%|“|”|《|1|2|200|000|０|,|，|.|．| |\u2009|\u3000|-|——|―|〔|〕|[|]|（|）|【|2021|年|二|一|十|〇|零|O|Ｏ|О|○|八|a|m|²|₂|³|℃|°|C|e|\u0301|か|\u3099|ᄒ|ᅡ|ᆫ|й|и|\u0306|བ|ོ|\u200b|\ufe0f|衞|⺠|著|㎡|Ⅲ|…|点|\n|5G|ｶ|ﾞ|=|\u0338|༌|क|़", "|")
	r := rand.New(rand.NewPCG(3, 4))
	borders := 0
	for range 60_000 {
		s := pieced(r, pieces, 2+r.IntN(14))
		whole := text.NewFolded(s)
		if again := text.Fold(whole.Text); again != whole.Text {
			t.Fatalf("%q folds to %q and then to %q", s, whole.Text, again)
		}
		for i := range s {
			after, _ := utf8.DecodeRuneInString(s[i:])
			before, _ := utf8.DecodeLastRuneInString(s[:i])
			if i == 0 || context(before) && context(after) || joins(after) {
				continue
			}
			borders++
			if got := text.Fold(s[:i]) + text.Fold(s[i:]); got != whole.Text {
				t.Fatalf("%q and %q fold to %q, together to %q", s[:i], s[i:], got, whole.Text)
			}
		}
		checkSpans(t, whole, text.NewPattern(pieces[r.IntN(len(pieces))]))
	}
	if borders < 60_000 {
		t.Errorf("only %d borders", borders)
	}
}

// TestSpanOfDashes marks both dashes where the search form has one of them.
func TestSpanOfDashes(t *testing.T) {
	for display, want := range map[string]string{"1952——1957年": "——", "1952—1957年": "—", "1952\u2014\u200b\u2014“1957": "—\u200b—", "3-“—”": "-"} {
		folded := text.NewFolded(display)
		i := strings.IndexByte(folded.Text, '-')
		if s := folded.Span(text.Span{From: i, To: i + 1}); display[s.From:s.To] != want {
			t.Errorf("%q: marked is %q, want %q", display, display[s.From:s.To], want)
		}
	}
}

func TestSpell(t *testing.T) {
	for in, want := range map[string]string{
		"乾縣２０２１年": "乾县2021年", "成效顯著，覆蓋": "成效显著,覆盖", "沿著": "沿著", "保衞 ５Ｇ": "保卫5g", "1,200,著": "1200,著", "二OO八年著": "二〇〇八年著", "": "",
	} {
		if got := text.Spell(in); got != want {
			t.Errorf("%q is spelled %q, want %q", in, got, want)
		}
	}
}

// TestReport1954 counts what the report of 1954 says in the characters of its day.
func TestReport1954(t *testing.T) {
	dir := os.Getenv("GONGBAO_DATA")
	if dir == "" {
		t.Skip("GONGBAO_DATA is not set: the report of 1954 is not read")
	}
	report, err := os.ReadFile(filepath.Join(dir, "reports", "national", "1954_国务院_政府工作报告.txt"))
	if err != nil {
		t.Fatal(err)
	}
	folded := text.Fold(string(report))
	for phrase, want := range map[string]int{"卫生": 15, "保卫": 7, "选举": 9, "贪污": 6, "举行": 2} {
		if got := text.NewPattern(phrase).Count(folded); got != want {
			t.Errorf("%s: %d, want %d", phrase, got, want)
		}
	}
}
