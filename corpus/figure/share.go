package figure

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// share gives the numbers under one 分别 to the things that stand before it, in order, and to all of them the word behind the last.
func (sn *sentence) share() {
	shared := 0 // numbers under the 分别 before
	for i := 0; i < len(sn.rows); i++ {
		end := i + 1
		for end < len(sn.rows) && sn.rows[end].m.from == sn.rows[i].m.from && sn.follows(end) {
			end++
		}
		if !strings.Contains(sn.rows[i].m.left, "分别") && (end-i < 2 || end-i != shared || sn.rows[i].m.rest != "") && !sn.listed(i, end) {
			continue
		}
		shared = end - i
		sn.distribute(i, end)
		i = end - 1
	}
}

// listed reports whether as many things as numbers stand before these, in the same order: 新增总部、中心80家、16家.
func (sn *sentence) listed(from, to int) bool {
	m := sn.rows[from].m
	listed := strings.Count(m.rest, "、") == to-from-1 || to-from == 2 && strings.Contains(m.rest, "城乡")
	if to-from < 2 || m.noun || m.joined || m.rest == "" || !listed || behind(sn.rows[to-1].m.right) != "" {
		return false
	}
	for _, r := range sn.rows[from:to] {
		if r.Unit != m.q.Unit {
			return false
		}
	}
	return true
}

// follows reports whether only 、 or 和 stands between a figure and the one before it.
func (sn *sentence) follows(i int) bool {
	between := trimMarks(trimLimit(sn.s[sn.rows[i-1].m.q.To:sn.rows[i].m.q.From]))
	return between == "" || longestMove(between) == between
}

func (sn *sentence) distribute(from, to int) {
	group := sn.rows[from:to]
	last := group[len(group)-1].Figure
	for i := range group {
		if group[i].Comparator == "=" {
			group[i].Comparator = last.Comparator
			group[i].Qualifiers = append(group[i].Qualifiers, last.Qualifiers...)
		}
	}
	names := sn.namesFor(from, len(group))
	if slices.Contains(names, "") {
		return
	}
	if len(names) == 0 {
		for i := range group {
			if name := strings.ReplaceAll(group[i].Indicator, "分别", ""); name != "" {
				group[i].Indicator = name
			}
		}
	}
	_, after, _ := strings.Cut(group[0].m.left, "分别")
	grows := readTail(after).move != 0
	for i := range names {
		group[i].Indicator = sn.display(group[i].m, names[i])
		if strings.HasSuffix(names[i], "率") && group[i].m.tail.noun && !grows {
			group[i].Measure, group[i].Sign = Amount, "" // 失业率、消费价格涨幅分别
		}
	}
}

// namesFor returns the names of n things before the 分别 of row from: those of its clause, of the figures before it, or of the
// clause before it. It returns nil when they are not n.
func (sn *sentence) namesFor(from, n int) []string {
	if n < 2 {
		return nil
	}
	m := sn.rows[from].m
	before, after, _ := strings.Cut(m.left, "分别")
	if refers(after, n) {
		return nil // 分别高于全省、全市
	}
	if name := trimLead(readTail(before).rest); name != "" && dependents.prefix(name) != name {
		names := split(sn.marked(name), n)
		for i := range names {
			if m.q.Rank {
				break
			}
			names[i] += trimLead(readTail(after).rest) // 分别完成投资
		}
		return names
	}
	var names []string
	for i := from - 1; i >= 0 && len(names) < n; i-- {
		if name := sn.rows[i].Indicator; len(names) == 0 || names[0] != name {
			names = append([]string{name}, names...)
		}
	}
	if len(names) == n {
		return names
	}
	head := trimLead(readTail(before).rest)
	rest := strings.TrimRight(sn.s[sn.From:m.from], ",;:")
	for range 3 {
		at := strings.LastIndexAny(rest, ",;:") + 1
		name := trimLead(rest[at:])
		if cut := firstOf(name, predicates); cut > 0 {
			name = name[:cut]
		}
		if names := split(sn.marked(readTail(name).rest), n); names != nil {
			for i := range names {
				names[i] += head // 清理节庆、论坛,数量分别
			}
			return names
		}
		rest = strings.TrimRight(rest[:at], ",;:")
	}
	return nil
}

// refers reports whether words behind 分别 compare one thing with as many others as there are numbers: 高于全省、全市|4.1和3.3个百分点.
func refers(after string, n int) bool {
	for _, l := range []list{aboves, belows, comparisons} {
		word := l.prefix(after)
		if word == "" {
			continue
		}
		others := strings.Count(after, "、") + strings.Count(after, "和") + strings.Count(after, "与") + 1
		return others == n
	}
	return false
}

// comparisons are the words that a comparison begins with.
var comparisons = listOf("比", "较", "占", "居")

// marked puts a mark between two names in quotation marks that nothing else parts: “保交楼”“保交房”.
func (sn *sentence) marked(name string) string {
	at := strings.Index(sn.s[sn.From:sn.To], name)
	if at < 0 || name == "" {
		return name
	}
	span := sn.folded.Span(text.Span{From: sn.From + at, To: sn.From + at + len(name)})
	shown := sn.folded.Display[span.From:span.To]
	if !strings.Contains(shown, "”“") {
		return name
	}
	return text.Fold(strings.ReplaceAll(shown, "”“", "”、“"))
}

// split cuts a name into those of n things: 城镇和农村居民收入, 城乡居民收入, 进口、出口.
func split(name string, n int) []string {
	if names := fused(name, n); names != nil {
		return names
	}
	for _, marks := range [][]string{{"、"}, {"、", "以及", "和", "与"}} {
		parts := []string{name}
		for _, mark := range marks {
			var finer []string
			for _, part := range parts {
				finer = append(finer, strings.Split(part, mark)...)
			}
			parts = finer
		}
		for i := range parts {
			parts[i] = trimMarks(parts[i])
		}
		if len(parts) == n {
			return elided(parts)
		}
	}
	return nil
}

// fused parts the names that one word runs together: 城乡居民收入, 汽车产销量, 粮肉奶产量, 存贷款余额.
func fused(name string, n int) []string {
	if i := strings.Index(name, "城乡"); i >= 0 && n == 2 {
		head, rest := name[:i], name[i+len("城乡"):]
		if strings.HasPrefix(rest, "低保") || strings.HasPrefix(rest, "最低生活保障") {
			return []string{head + "城市" + rest, head + "农村" + rest}
		}
		return []string{head + "城镇" + rest, head + "农村" + rest}
	}
	for _, word := range []string{"产销量", "存贷款", "进出口"} {
		first, second := word[:len("产")], word[len("产"):]
		name = strings.Replace(name, first+"、"+second, word, 1) // 存、贷款余额
		i := strings.Index(name, word)
		if i < 0 || n != 2 {
			continue
		}
		all := []rune(word)
		head, rest := name[:i], string(all[2:])+name[i+len(word):]
		return []string{head + string(all[:1]) + rest, head + string(all[1:2]) + rest}
	}
	for _, head := range []string{"总产量", "产量"} {
		if goods := []rune(strings.TrimSuffix(name, head)); strings.HasSuffix(name, head) && len(goods) == n && n > 2 {
			names := make([]string, n)
			for i, c := range goods {
				names[i] = string(c) + head
			}
			return names
		}
	}
	return nil
}

// elided gives the first parts of 城镇、农村居民收入 and 单晶硅、电解铝产能 the words that only the last has.
func elided(parts []string) []string {
	last := parts[len(parts)-1]
	if i := strings.LastIndex(parts[0], "用于"); i >= 0 {
		for j := range parts[1:] {
			parts[j+1] = parts[0][:i+len("用于")] + parts[j+1]
		}
	}
	if all := sectors(parts); all != nil {
		return all
	}
	own := pairs.prefix(last)
	head := heads.suffix(last)
	if strings.HasSuffix(last, "的"+head) {
		head = "的" + head
	}
	for i, part := range parts[:len(parts)-1] {
		switch {
		case own != "" && own != last && pairs.suffix(part) == part:
			parts[i] = part + last[len(own):]
		case head != "" && head != last && lacks(part, head):
			parts[i] = part + head
		}
	}
	return parts
}

// sector matches the name of one of the three sectors of the economy, and of what is said of it: 三产业|增加值, 第三产业|增加值, 三产|增加值.
var sector = regexp.MustCompile(`^(第?)[一二三]((?:次?产业|产)(.*))$`)

// sectors gives the first parts of 第一、二、三产业增加值 what only the last has; nil if the parts are no such.
func sectors(parts []string) []string {
	last := sector.FindStringSubmatch(parts[len(parts)-1])
	if last == nil {
		return nil
	}
	all := slices.Clone(parts)
	mark := last[1]
	for i, part := range parts[:len(parts)-1] {
		number := strings.TrimPrefix(part, "第")
		if number != part {
			mark = "第"
		}
		switch own := sector.FindStringSubmatch(part); {
		case own != nil && own[3] == "":
			all[i] = part + last[3]
		case strings.Trim(number, "一二三") == "" && runes(number) == 1:
			all[i] = mark + number + last[2]
		default:
			return nil
		}
	}
	if mark != last[1] {
		all[len(all)-1] = mark + all[len(all)-1]
	}
	return all
}

// lacks reports whether the name of one of several things wants the head of the last: 水稻 does in 水稻、玉米产量, 失业率 does not in
// 失业率、消费价格.
func lacks(part, head string) bool {
	if shares.suffix(head) != "" {
		return !strings.HasSuffix(part, head)
	}
	last, _ := utf8.DecodeLastRuneInString(part)
	return heads.suffix(part) == "" && !strings.ContainsRune("率额值数", last)
}
