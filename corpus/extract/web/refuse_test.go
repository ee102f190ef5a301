package web_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"gongbao/corpus/extract/extracttest"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/web"
	"gongbao/language"
)

// TestPagesInPlaceOfReports refuses what servers, sites and firewalls answer in place of a report, and says what it seems to be.
func TestPagesInPlaceOfReports(t *testing.T) {
	for _, c := range []struct{ kind, title, body string }{
		{"web.error", "404 Not Found", "<center><h1>404 Not Found</h1></center><hr><center>nginx/1.18.0</center>"},
		{"web.error", "404 Not Found", "<h1>Not Found</h1><p>The requested URL /a/b.html was not found on this server.</p><hr><address>Apache/2.4.6 (CentOS) Server at www.example.gov.cn Port 80</address>"},
		{"web.error", "403 Forbidden", "<h1>Forbidden</h1><p>You don't have permission to access this resource.</p>"},
		{"web.error", "502 Bad Gateway", "<h1>502 Bad Gateway</h1>The proxy server received an invalid response from an upstream server. Sorry for the inconvenience.<br/>Please report this message and include the following information to us.<br/>Thank you very much!<table><tr><td>URL:</td><td>http://example.gov.cn/</td></tr></table>"},
		{"web.error", "HTTP Status 404 – Not Found", "<h1>HTTP Status 404 – Not Found</h1><hr><p><b>Type</b> Status Report</p><p><b>Message</b> /x.html</p><p><b>Description</b> The origin server did not find a current representation for the target resource or is not willing to disclose that one exists.</p><h3>Apache Tomcat/8.5</h3>"},
		{"web.error", "HTTP状态 404 - 未找到", "<h1>HTTP状态 404 - 未找到</h1><p><b>类型</b> 状态报告</p><p><b>描述</b> 源服务器未能找到目标资源的表示或者是不愿公开一个已经存在的资源表示。</p><h3>Apache Tomcat/9.0</h3>"},
		{"web.error", "404 - 找不到文件或目录。", "<h1>服务器错误</h1><fieldset><h2>404 - 找不到文件或目录。</h2><h3>您要查找的资源可能已被删除，已更改名称或者暂时不可用。</h3></fieldset>"},
		{"web.error", "IIS 10.0 详细错误 - 404.0 - Not Found", "<h2>HTTP 错误 404.0 - Not Found</h2><h3>您要找的资源已被删除、已更名或暂时不可用。</h3><h4>最可能的原因:</h4><p>URL 拼写错误。</p>"},
		{"web.error", "某某市人民政府", "<div>抱歉，您访问的页面不存在或已被删除。</div><div>5秒后自动跳转到首页。</div>"},
		{"web.error", "某某市人民政府", "<div>抱歉，您访问的页面不存在或已被删除！5秒后自动返回首页</div>"},
		{"web.error", "页面不存在_某某市人民政府", "<p>请检查您输入的网址是否正确，或者返回首页。</p>"},
		{"web.error", "", "<h3>对不起，该信息已被移除</h3>"},
		{"web.error", "", "<p>很抱歉，找不到您要的网页</p><p>您可以：检查网址是否正确，刷新页面，或联系网站管理员。</p>"},
		{"web.error", "提示信息", "<div>系统繁忙，请稍后再试！</div>"},
		{"web.error", "", "<div>网站维护中，请稍后访问。</div>"},
		{"web.error", "出错了", "<div>抱歉，您没有权限访问</div>"},
		{"web.error", "某某县人民政府", "<div>404</div><div>返回首页</div>"},
		{"web.error", "404", "<div>哎呀！</div>"},
		{"web.check", "Just a moment...", "<p>Enable JavaScript and cookies to continue</p>"},
		{"web.check", "", "<p>请开启JavaScript并刷新该页.</p>"},
		{"web.check", "安全验证", "<p>请完成下方验证后继续访问</p>"},
		{"web.check", "405", "<p>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</p><p>您的请求ID是: 781bad0a</p>"},
		{"web.check", "", "<p>您的访问过于频繁，请稍后再试</p>"},
		{"web.login", "用户登录", "<form>用户名：<input name=u> 密码：<input type=password name=p> <a href=f>忘记密码</a></form>"},
		{"web.login", "统一身份认证平台", "<h2>账号登录</h2><form><input name=u><input type=PASSWORD></form><p>首次登录请使用身份证号码，初始密码为后六位。</p>"},
		{"web.login", "Sign in", "<form><label>Email</label><input><label>Password</label><input type=password></form>"},
		{"web.shell", "某某市人民政府", "<div>加载中...</div><script>load()</script>"},
		{"web.shell", "政务公开", "<div id=app><p>We're sorry but gov doesn't work properly without JavaScript enabled. Please enable it to continue.</p></div>"},
		{"web.shell", "", "<p>正在跳转，请稍候…</p>"},
		{"web.none", "某某市人民政府", "<div id=app></div><script src=a.js></script>"},
		{"web.none", "政府工作报告", "<div id=app></div><div>欢迎访问</div><script src=a.js></script>"},
		{"web.none", "政府工作报告", "<ul><li><a href=1>2021年政府工作报告</a></li><li><a href=2>2020年政府工作报告</a></li></ul>"},
	} {
		page := fmt.Sprintf("<!DOCTYPE html><html><head><title>%s</title></head><body>%s</body></html>", c.title, c.body)
		_, err := web.Page(page, nil)
		var said *language.Error
		if !errors.Is(err, file.ErrNoPage) || !errors.As(err, &said) {
			t.Errorf("%s: %v, want %s", page, err, c.kind)
			continue
		}
		for _, lang := range []language.Lang{language.ZH, language.EN} {
			args := []any{file.ErrNoPage, "…"}
			if c.kind == "web.none" {
				args = args[:1]
			}
			if form, _, _ := strings.Cut(lang.Say(c.kind, args...), "…"); !strings.HasPrefix(said.In(lang), form) {
				t.Errorf("%s: %s, want %s", page, said.In(lang), form)
			}
		}
	}
}

// TestShortTextsAreRead never refuses a text for being short, or for what its page says around it.
func TestShortTextsAreRead(t *testing.T) {
	texts := []string{
		"<p>第十三届全国人民代表大会第四次会议关于政府工作报告的决议</p><p>会议决定批准这个报告。</p>",
		"<p>任命张三为副省长。</p>",
		"<p>省长刘宁主持召开常务会议，研究部署安全生产工作。</p>",
		"<p>一、稳定就业</p><p>二、改善民生</p>",
		"<p>（一）经济平稳运行</p>",
		"<p>各位代表：</p><p>报告完毕，谢谢大家！</p>",
		"<h1>2021年政府工作报告</h1>",
		"<p>2021年1月28日</p>",
		"<p>国发〔2021〕4号</p>",
		"<table><tr><td>指标</td><td>值</td></tr><tr><td>GDP</td><td>5</td></tr></table>",
		"<p>关于省政府网站部分页面无法访问的通报</p><p>经查，共有12个网站存在页面无法访问、链接失效等问题。</p>",
		"<p>网站维护中发现的问题，要限期整改，全面提升政务公开水平。</p>",
		"<p>系统谋划，统筹推进，确保完成全年目标任务。</p>",
		"<p>全省累计拦截诈骗电话4040万次，有力维护了群众财产安全。</p>",
		"<p>目前404项改革任务已完成。</p>",
		"<p>登录平台办理业务的企业达到5万家，一网通办率居全国前列。</p>",
		"<p>信息安全验证体系建成运行，数字政府建设取得新进展。</p>",
		"<p>该文件已失效</p><p>关于加强安全生产工作的意见</p>",
		"<p>促进就业</p>",
		"<p>" + strings.Repeat("坚持稳中求进工作总基调。", 3) + "</p>",
	}
	around := []string{"%s", "<form>用户登录<input type=password></form>%s", "%s<div>请输入验证码</div>", "%s<div>加载中...</div>", "<div id=app></div>%s", "<div>抱歉，您的浏览器版本过低</div>%s"}
	for _, text := range texts {
		for i, frame := range around {
			page := "<html><head><title>某某市人民政府</title></head><body><div>" + fmt.Sprintf(frame, text) + "</div></body></html>"
			if i > 0 && text == "<p>促进就业</p>" {
				continue // four characters between the parts of a login tell nothing
			}
			if doc, err := web.Page(page, nil); err != nil || len(doc.Blocks) == 0 {
				t.Errorf("%s: %v", page, err)
			}
		}
	}
	for _, title := range []string{"404 Not Found", "页面不存在", "用户登录", "加载中..."} {
		page := "<html><head><title>" + title + "</title></head><body><input type=password>" + extracttest.Paragraphs("<p>", "</p>") + "</body></html>"
		if _, err := web.Page(page, nil); err != nil {
			t.Errorf("a report under the title %s: %v", title, err)
		}
	}
}
