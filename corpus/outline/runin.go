package outline

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// task matches the beginning of a sentence that names a task: 推进消费提质扩容.
var task = regexp.MustCompile(`^(?:` + strings.Join(taskWords, "|") + `)`)

var taskWords = strings.Fields(`
	加快 加大 推进 推动 加强 强化 深化 完善 健全 建设 构建 打造 实施 开展 提升 提高 促进 发展 支持 扩大
	拓展 优化 壮大 培育 保障 增强 深入 大力 积极 全面 全力 着力 坚持 坚决 坚定 持续 统筹 切实 努力
	扎实 做好 做强 做优 做大 抓好 抓实 激发 营造 维护 防范 保护 改善 改革 创新 繁荣 落实 稳定 稳步
	巩固 夯实 突出 聚焦 释放 畅通 规范 严格 精准 有效 有序 奋力 主动 充分 更好 进一步 继续 注重 重视
	多措并举 千方百计 办好 守住 守牢 筑牢 厚植 弘扬 倡导 引导 鼓励 引进 搞好 调整 转变 控制 降低 减轻
	增加 解决 认真`)

// notTitle matches words of a sentence that makes a statement and is no title.
var notTitle = regexp.MustCompile(`是|我们|必须|以下|[\d０-９]|：|；|！|？|了$|[^规原准细法守总附]则|者[胜强成赢兴进]|之.+之|^(?:过去|今年|去年|一年|几年|这|当前|同时|此外|总之|为此|目前|总的)`)

// runInAt returns the short first sentence that names paragraph i, without its full stop. The sentence must name a
// task, or neighbouring paragraphs must begin alike.
func (r *reader) runInAt(i int) (string, bool) {
	title, ok := r.runInShape(i)
	if !ok {
		return "", false
	}
	names, plain := task.MatchString(title), !strings.Contains(title, "，")
	if names && plain {
		return title, true
	}
	c := r.companies[i]
	return title, c.paragraphs >= enoughCompany && (names || plain || c.naming >= enoughAlike && 2*c.naming >= c.paired)
}

// runInShape reports whether paragraph i begins with a short sentence and goes on with others.
func (r *reader) runInShape(i int) (string, bool) {
	const shortestRest = 15 // characters
	line := r.lines[i]
	if line.Row || line.Front {
		return "", false
	}
	if m, _ := Mark(line.Text); m.Class != None || salutation.MatchString(line.Text) {
		return "", false
	}
	first, rest := firstSentence(line.Text)
	n := utf8.RuneCountInString(first)
	if n < 4 || n > longestPlain || utf8.RuneCountInString(rest) < shortestRest || notTitle.MatchString(first) {
		return "", false
	}
	return first, strings.Count(first, "，") <= 1
}

// enoughCompany is the number of such paragraphs in a row that show a habit of the report.
const enoughCompany = 3

// enoughAlike is the number of titles with a comma that show that of their siblings of this form each is a title: 加强党的建设，提升能力.
const enoughAlike = 2

// A company is what is known of consecutive paragraphs with the shape of run-in headings.
type company struct {
	paragraphs int
	paired     int // whose titles have a comma
	naming     int // of these, that name a task
}

// companiesOf gives each paragraph with the shape of a run-in heading the company in which it stands.
func (r *reader) companiesOf() []*company {
	all := make([]*company, len(r.lines))
	for i := range r.lines {
		title, ok := r.runInShape(i)
		if !ok {
			continue
		}
		if all[i] = new(company); i > 0 && all[i-1] != nil {
			all[i] = all[i-1]
		}
		all[i].paragraphs++
		if strings.Contains(title, "，") {
			all[i].paired++
			if task.MatchString(title) {
				all[i].naming++
			}
		}
	}
	return all
}
