package repair

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/text"
)

// pager is a part of the line that leads from one page of a long text to the others: 共3页 当前第1页 上一页 下一页.
const pager = `(?:[\s　\[\]【】()（）\d/|｜…<>＜＞«»‹›.:：共第页条当前]|上一?页|下一?页|首页|尾页|末页|转到|跳转)`

// siteLine matches a line that only web sites write. It applies to short blocks alone.
var siteLine = regexp.MustCompile(strings.Join([]string{
	`^(?:当前|您的|您现在的|所在|你的)位置\s*[：:]`,
	`^(?:发布时间|发布日期|浏览次数|阅读次数|点击次数|浏览量|点击数|责任编辑|网页编辑|本文网址|本文链接|本文地址|附件下载|文件下载|下载)\s*[：:]`,
	`^[（(【\[]\s*(?:责任)?编辑\s*[：:]`,
	`^[【\[]?\s*(?:字体|字号)\s*[：:]?\s*[\[【]?\s*(?:默认|大)`,
	`^[【\[]?\s*(?:E-?mail推荐|我要纠错|打印本页|打印|关闭窗口|关闭|收藏|分享到?|返回顶部|返回首页|返回|纠错|保存|朗读|一键分享|我要评论|评论|保护视力色|政府网站找错|(?:点击)?查看原文|阅读全文|大|中|小|\||/|\s|】|【|\]|\[|[：:])+$`,
	`^` + pager + `*(?:上一?页|下一?页|尾页|末页)` + pager + `*$`,
	`扫一扫在?手机|扫码(?:阅读|分享)|微信扫一扫|用微信“?扫一扫`,
	`^您是第\s*\d+\s*位(?:访问者|访客|读者|浏览者)|^(?i:produced by|powered by)\s`,
	`版权所有|(?i:copyright|all rights reserved)|©|ICP备|公网安备|网站标识码`,
	`^(?:https?://|www\.)\S+$`,
	`^[》>»＞]{2,}[^。]{0,40}$|^[^。]{0,40}[《<«＜]{2,}$|^分享到?\S{2,4}$|^[×✕✖╳▲▼◆■●|｜]+$`, // a link dressed up; a button
	`(?:记者|通讯员|摄影)[\s　:：]*\S{0,12}[\s　]*(?:摄|报道)影?[）)】\]]?$|^[（(]?[^。，\d]{2,12}[\s　]+摄[）)]?$`,
	`门户网站[\s　]+(?:www\.\S+)?[\s　]*\d{4}年`,
}, "|"))

// Behind these lines come links, tags or a licence, to the end of the file.
var (
	licenceStart = regexp.MustCompile(`^本作品是中华人民共和国的|^Public domain`)
	linksStart   = regexp.MustCompile(`^[【\[■●▲]*\s*(?:(?:相关|关联)(?:链接|阅读|新闻|文章|文档|附件|稿件|报道|推荐)|延伸阅读|推荐阅读|热点推荐|友情链接` +
		`|上一[篇条]|下一[篇条]|关键[词字]\s*[：:]|标签\s*[：:]|[Tt]ags?\s*[：:])`)
	shareLine = regexp.MustCompile(`^[【\[]?\s*分享[到至]?\s*[：:]?`)
	hashTags  = regexp.MustCompile(`^(?:[#＃][^\s#＃]{1,20}[#＃]?[\s　]*){2,}$`)
	linkTitle = regexp.MustCompile(`报告|解读|图解|通知|公告|新闻|专题|视频|全文|网$`)
)

const longestSiteLine = 100 // characters

// withoutFurniture removes what a site wrote around the report: lines that only sites write, anywhere; the licence, links and
// tags at the end; and between the head of a site and the first words of the report whatever has not the form of its front.
func withoutFurniture(blocks []file.Block, done Repairs) []file.Block {
	blocks = blocks[:len(blocks)-tail(blocks, done)]
	gone := make([]bool, len(blocks))
	for i, b := range blocks {
		gone[i] = isSiteLine(b.Text) || i > 0 && gone[i-1] && strings.Trim(b.Text, text.Closers+`"`) == ""
	}
	markHead(blocks, gone)
	for i := range gone {
		if gone[i] {
			done.add(Furniture, 1)
		}
	}
	return without(blocks, gone)
}

func isSiteLine(text string) bool {
	return utf8.RuneCountInString(text) <= longestSiteLine && siteLine.MatchString(text) && !isSentence(text)
}

// isSentence reports whether text is prose after all, such as a paragraph on a 扫一扫 campaign.
func isSentence(text string) bool {
	return strings.HasSuffix(text, "。") && !strings.Contains(text, "版权")
}

// tail counts the blocks at the end that are a licence, links or tags.
func tail(blocks []file.Block, done Repairs) int {
	for i, b := range blocks {
		rest := blocks[i:]
		switch {
		case i == 0:
		case licenceStart.MatchString(b.Text) && file.TextSize(rest) < file.TextSize(blocks)/2,
			linksStart.MatchString(b.Text) && isLinks(rest),
			hashTags.MatchString(b.Text) && isLinks(rest),
			announcesLinks(b.Site) && isLinks(rest),
			len(rest) >= fewestLinks && closed(blocks[i-1].Text) && isLinks(rest) && titles(rest)*2 >= len(rest):
			done.add(Furniture, len(rest))
			return len(rest)
		}
	}
	return 0
}

// announcesLinks reports whether one of the lines of a page stands in front of links to other pages.
func announcesLinks(lines string) bool {
	for line := range strings.SplitSeq(lines, "\n") {
		if linksStart.MatchString(line) || shareLine.MatchString(line) {
			return true
		}
	}
	return false
}

// fewestLinks is the number of titles in a row that make an unannounced list of links.
const fewestLinks = 5

// isLinks reports whether no block of rest is prose or belongs to a list of the report.
func isLinks(rest []file.Block) bool {
	for i, b := range rest {
		if i == 0 && linksStart.MatchString(b.Text) && !b.Row {
			continue
		}
		if b.Row || closed(b.Text) && !isSiteLine(b.Text) || startsItem(b.Text) || utf8.RuneCountInString(b.Text) > longestSiteLine {
			return false
		}
	}
	return true
}

func titles(rest []file.Block) int {
	n := 0
	for _, b := range rest {
		if linkTitle.MatchString(b.Text) {
			n++
		}
	}
	return n
}
