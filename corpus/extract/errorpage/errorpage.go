// Package errorpage recognises what a site shows in place of a document: the page of an error, of a check that the reader is human,
// or of a login, and one whose text a program fills in later.
package errorpage

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/extract/file"
)

// A Kind is what a page is in place of a document.
type Kind int

const (
	None  Kind = iota
	Error      // the site has no such page
	Check      // it asks whether the reader is human
	Login      // it asks for a password
	Shell      // the text is not there yet
	Empty      // and nothing says so
)

// Signs hold what a page tells of itself, besides its text.
type Signs struct {
	Title    string // without the site's name
	Password bool   // it asks for one
	Unfilled bool   // an element that programs fill with text is empty
}

// Of returns what stands in place of a document, and the line that says so. It needs a line that is nothing but such a statement, in
// a short page without anything that only documents have. A report that is refused is worse than such a page that is read.
func Of(blocks []file.Block, s Signs) (kind Kind, line string) {
	if slices.ContainsFunc(blocks, isOfDocument) {
		return None, ""
	}
	if kind, line := s.of(blocks); kind != None {
		return kind, line
	}
	if statusTitle.MatchString(s.Title) && isShort(blocks, longestStatus) {
		return Error, s.Title
	}
	return None, ""
}

// of recognises what is short and has no sentence but those of such pages.
func (s Signs) of(blocks []file.Block) (kind Kind, line string) {
	if !isShort(blocks, longestRefused) || slices.ContainsFunc(blocks, isProse) {
		return None, ""
	}
	lines := []string{s.Title}
	for _, b := range blocks {
		lines = append(lines, b.Text)
	}
	for _, of := range []struct {
		line     *regexp.Regexp
		kind     Kind
		possible bool
	}{
		{checkLine, Check, true}, {errorLine, Error, true}, {statusLine, Error, isShort(blocks, shortestDocument)},
		{loginLine, Login, s.Password}, {loadingLine, Shell, true},
	} {
		if i := slices.IndexFunc(lines, of.line.MatchString); i >= 0 && of.possible {
			return of.kind, lines[i]
		}
	}
	if s.Unfilled {
		return Empty, ""
	}
	return None, ""
}

const (
	longestRefused   = 600  // characters of a page that may be refused
	longestStatus    = 3000 // and of one whose title is that of an error, since servers explain these at length
	shortestDocument = 40   // characters; no report has less
)

func isShort(blocks []file.Block, most int) bool {
	n := 0
	for _, b := range blocks {
		n += utf8.RuneCountInString(b.Text)
	}
	return n <= most
}

// isOfDocument reports whether a block is one that documents have and such pages do not: a row of data, a title by its form, a section,
// a salutation, the number of a document.
func isOfDocument(b file.Block) bool {
	return b.Row || documentLine.MatchString(b.Text) && !serverLine.MatchString(b.Text)
}

// isProse reports whether a block holds a sentence that is not about the page itself.
func isProse(b file.Block) bool {
	const shortest, longestAdvice = 6, 120 // characters
	n := utf8.RuneCountInString(b.Text)
	return n > longestAdvice || n >= shortest && strings.ContainsAny(b.Text, "，。；！？") && !advice.MatchString(b.Text) &&
		!errorLine.MatchString(b.Text) && !checkLine.MatchString(b.Text) && !loadingLine.MatchString(b.Text)
}

var (
	documentLine = regexp.MustCompile(`(?:报告|报告书|决议|公报|纲要|规划|计划|意见|通知|条例|方案|办法|决定|规定|细则|要点|公告|通告|通报|批复|复函|规则|章程|预案|措施|清单|目录|名单|纪要|简报|白皮书|讲话|致辞|草案|预算|决算|说明|摘要|全文)(?:[（(].{1,16}[)）])?$` +
		`|^第?[一二三四五六七八九十]{1,3}(?:[、．.]|[章节条编])|^[（(][一二三四五六七八九十]{1,3}[）)]|^(?:尊敬的)?各位|^同志们|[〔\[（(](?:19|20)\d\d[〕\])）]第?\d+号|人民代表大会|(?:19|20)\d\d年\d{1,2}月\d{1,2}日`)
	serverLine = regexp.MustCompile(`^类型\s*(?:状态|异常)报告$`)

	// A status is the number of an error with its name, as servers write it.
	statusTitle = regexp.MustCompile(`(?i)^(?:` + status + `[\s\-–—:：|,，]*)?(?:` + statusName + `|` + statusWords + `)[!！.。]?$|^` + status + `$`)
	statusLine  = regexp.MustCompile(`(?i)^` + status + `$`)
	// An errorLine says that there is no page, in the words of servers and sites.
	errorLine = regexp.MustCompile(`(?i)^` + status + `[\s\-–—:：|,，]*(?:` + statusName + `|` + statusWords + `)[^。]{0,40}[!！.。]?$` +
		`|^(?:` + statusName + `)[!！.。]?$|^(?:the )?requested url\b|^(?:` + sorry + `[，,！!：:。\s]*)?(?:` + noPage + `)[^。；]{0,40}(?:[。！!.](?:[^。]*(?:` + adviceWords + `)[^。]*。?)*)?$`)
	// A checkLine asks to prove that the reader is a person, or refuses who is none.
	checkLine = regexp.MustCompile(`(?i)^(?:just a moment|attention required|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|please enable (?:javascript|cookies)|enable javascript and cookies to continue)\b` +
		`|^(?:安全|人机|访问|身份|滑块|真人)(?:检测|校验|验证)(?:中|页面?)?[.。…]*$` +
		`|^(?:为了?.{1,20}[，,])?请(?:先|您)?(?:完成|进行|通过|拖动|点击|按住|滑动|输入)[^。]{0,16}(?:验证|验证码|滑块)[^。]{0,20}[。！!]?$|^请(?:先)?(?:开启|启用|打开|允许)(?:浏览器的?)?\s*(?:JavaScript|Cookie)|^(?:当前)?(?:网络|访问)?环境(?:存在)?异常` +
		`|^(?:` + sorry + `[，,！!：:。\s]*)?(?:由于)?(?:您|你|当前)的?.{0,12}(?:访问|请求|操作|URL)(?:过于|太|较为)?(?:频繁|被拦截|被阻断|被拒绝|已被(?:拦截|阻断|拒绝)|有?可能(?:对网站)?造成|存在(?:异常|风险|威胁))`)
	loginLine = regexp.MustCompile(`(?i)^[^，。；！？]{0,20}(?:登录|登陆|登入|log ?in|sign ?in)(?:系统|平台|页面|入口|中心)?$`)
	// A loadingLine stands where a program has not put the text yet.
	loadingLine = regexp.MustCompile(`(?i)^(?:(?:页面|数据|内容|正文)?(?:正在|努力|拼命)*(?:加载|载入|跳转)中?(?:，?请稍[候后等])?|loading|redirecting|please wait)[\s.。…·!！]*$` +
		`|^you need to enable javascript\b|^we're sorry but .{0,60} without javascript|^(?:本网?站|本页面?|您的浏览器).{0,20}(?:JavaScript|脚本)|^(?:您|你)的浏览器(?:版本)?(?:过低|太低|过旧|不受支持)`)
	// advice is what such pages say besides.
	advice = regexp.MustCompile(`(?i)` + adviceWords)
)

const (
	adviceWords = `您|网址|浏览器|刷新|稍[后候]再?试|重试|管理员|自动跳转|秒钟?[后内]|地址栏|网页|页面|首页|密码|账号|帐号|验证码|看不清|源服务器|响应时间|网络连接|防火墙|代理服务器|ERR_|javascript|cookie|server|url|browser`

	status      = `(?:http\s*)?(?:status|error|code|错误|状态|错误代码|错误码)?[\s:：\-–—]*(?:4[0-4]\d|50\d)(?:\.\d{1,2})?(?:\s*(?:error|错误))?`
	statusName  = `(?:page |file |object )?not found|forbidden|bad request|unauthorized|bad gateway|gateway time-?out|service (?:temporarily )?unavailable|internal server error|server error|method not allowed|access (?:is )?(?:denied|forbidden)|not acceptable|request time-?out|too many requests|precondition failed|runtime error`
	statusWords = `找不到(?:文件|页面|网页|资源)(?:或目录)?|未找到(?:页面|文件|网页)?|没有找到|禁止访问|页面(?:不存在|未找到|找不到了?|出错了?|错误)|服务器(?:内部)?错误|网关(?:错误|超时)|服务不可用|错误页面?|出错了?`
	sorry       = `(?:(?:很|非常|十分|实在)?(?:抱歉|对不起|遗憾)|您好|sorry|oops|哎呀|糟糕|啊哦|提示|出错了|错误提示)`
	// subject is the page that somebody asked for.
	subject = `(?:(?:您|你)(?:所|想|要|想要|正在|正|当前|刚才|需要)*(?:访问|查看|请求|浏览|寻找|查找|搜索|打开|找)的|(?:所)?(?:请求|访问|指定)的|该|此|这个|当前|本)?(?:页面?|网页|信息|文件|资源|文章|内容|栏目|地址|网址|链接|目录|url)(?:可能)?`
	noPage  = subject + `(?:暂时|暂|目前)*(?:不存在|已经?(?:被(?:发布者|作者|管理员)?)?(?:删除|移除|移动|更名)|被(?:删除|移除|移动|更名)|无法(?:找到|显示|访问|打开)|未(?:能)?找到|没有找到|没找到|找不到了?|走丢了|丢失了|飞走了|不见了|不可用)` +
		`|(?:找不到|没有找到|未找到|没找到|无法(?:找到|显示|访问|打开))(?:您|你|该|此|所|要|请求|访问|查找|的|网络|指定)*(?:页面?|网页|网站|文件或目录|资源|服务器)` +
		`|(?:页面|网页|访问|系统|服务器|程序|网站|应用程序|网络)(?:内部|发生|运行)*(?:出错|错误|异常|繁忙|超时|不给力|出现(?:错误|异常|故障)|被拒绝|受限|被禁止|开小差)(?:了|啦|[，,。！!：:\s]|$)` +
		`|(?:您|你)(?:没有|无)权(?:限)?(?:访问|查看)|(?:系统|网站|本站|站点)(?:正在)?(?:维护|升级)中(?:[，,]请稍|[。！!]?$)`
)
