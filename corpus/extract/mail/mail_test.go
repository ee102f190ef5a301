package mail_test

import (
	"encoding/base64"
	"errors"
	"slices"
	"strings"
	"testing"

	"gongbao/corpus/extract/extracttest"
	"gongbao/corpus/extract/file"
)

const head = "Received: from mx\r\nFrom: =?gb2312?B?1f64rg==?= <a@example.org>\r\nTo: b@example.org\r\nSubject: =?UTF-8?B?5pS/5bqc5bel5L2c5oql5ZGK?=\r\nDate: Thu, 18 Jan 2024 09:00:00 +0800\r\nMIME-Version: 1.0\r\n"

func b64(data string) string {
	text := base64.StdEncoding.EncodeToString([]byte(data))
	var lines []string
	for len(text) > 76 {
		lines, text = append(lines, text[:76]), text[76:]
	}
	return strings.Join(append(lines, text), "\r\n")
}

// part is a part of a message with its head.
func part(head, content string) string { return "\r\n--b\r\n" + head + "\r\n\r\n" + content }

func message(kind string, parts ...string) string {
	return head + "Content-Type: multipart/" + kind + "; boundary=b\r\n\r\n" + strings.Join(parts, "") + "\r\n--b--\r\n"
}

var (
	text     = strings.Join(extracttest.Report, "\n")
	plain    = part("Content-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: base64", b64(string(extracttest.Encode("GB18030", text))))
	page     = part("Content-Type: text/html; charset=utf-8", "<html><body>"+extracttest.Paragraphs("<p>", "</p>")+"</body></html>")
	attached = part("Content-Type: application/msword; name=\"=?GBK?B?uL28/i5kb2N4?=\"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment", b64(string(extracttest.Word("<w:p><w:r><w:t>附件</w:t></w:r></w:p>", nil))))
)

func TestMessages(t *testing.T) {
	for _, c := range []struct {
		name, data string
		members    []string
	}{
		{"a text", head + "Content-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b64(string(extracttest.Encode("GB18030", text))), []string{""}},
		{"a text without a type", strings.Replace(head, "MIME-Version: 1.0\r\n", "", 1) + "\r\n" + text, []string{""}},
		{"a page", head + "Content-Type: text/html; charset=utf-8\r\n\r\n<html><body>" + extracttest.Paragraphs("<p>", "</p>") + "</body></html>", []string{""}},
		{"alternatives", message("alternative", part("Content-Type: text/plain", "x"), page), []string{""}},
		{"an attachment", message("mixed", plain, attached), []string{"", "附件.docx"}},
		{"a draft, which goes to nobody yet", strings.NewReplacer("Received: from mx\r\n", "", "To: b@example.org\r\n", "").Replace(message("mixed", page, attached)), []string{"", "附件.docx"}},
		{"a draft of a text", strings.NewReplacer("Received: from mx\r\n", "", "To: b@example.org\r\n", "").Replace(head) + "Content-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b64(string(extracttest.Encode("GB18030", text))), []string{""}},
		{"alternatives and an attachment", message("mixed", part("Content-Type: multipart/alternative; boundary=c", strings.ReplaceAll(part("Content-Type: text/plain", "x")+page+"\r\n--b--", "--b", "--c")), attached), []string{"", "附件.docx"}},
		{"a picture in the page", message("related", page, part("Content-Type: image/png\r\nContent-ID: <i>", "x")), []string{""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := extracttest.ReadAll(t, "a.eml", []byte(c.data), file.Options{})
			var members []string
			for _, doc := range got.Docs {
				members = append(members, doc.Member)
			}
			if !slices.Equal(members, c.members) || len(got.Errs) != 0 {
				t.Fatalf("members %q, errors %v", members, got.Errs)
			}
			doc := got.Docs[0]
			if !slices.Equal(extracttest.Texts(doc), extracttest.Report) || doc.Format != "eml" || doc.Fields["title"] != "政府工作报告" || doc.Fields["published"] != "2024-01-18" {
				t.Errorf("%s %v %q", doc.Format, doc.Fields, extracttest.Texts(doc))
			}
			if len(members) > 1 && (got.Docs[1].Format != "docx" || got.Docs[1].Blocks[0].Text != "附件") {
				t.Errorf("the attachment is %+v", got.Docs[1])
			}
		})
	}
}

func TestAttachmentsThatCannotBeRead(t *testing.T) {
	data := message("mixed", part("Content-Type: image/png\r\nContent-Disposition: attachment; filename=\"../a.png\"", "\x89PNG\r\n\x1a\n"), attached)
	got := extracttest.ReadAll(t, "a.eml", []byte(data), file.Options{})
	if !slices.Equal(got.Bad, []string{"a.png"}) || len(got.Docs) != 1 || got.Docs[0].Member != "附件.docx" {
		t.Errorf("documents %v, errors %v in %q", got.Docs, got.Errs, got.Bad)
	}
	nested := head + "\r\n" + text
	for range 5 {
		nested = message("mixed", part("Content-Type: message/rfc822", nested))
		nested = strings.ReplaceAll(nested, "boundary=b", "boundary=bb")
		nested = strings.ReplaceAll(nested, "\r\n--b", "\r\n--bb")
	}
	if got := extracttest.ReadAll(t, "a.eml", []byte(nested), file.Options{}); len(got.Errs) == 0 || !errors.Is(got.Errs[0], file.ErrTooLarge) {
		t.Errorf("messages in messages: %d documents, errors %v", len(got.Docs), got.Errs)
	}
}

// A message that was cut says so.
func TestCutMessages(t *testing.T) {
	whole := message("mixed", plain, attached)
	for cut := strings.Index(whole, "\r\n\r\n") + 4; cut < len(whole)-len("\r\n--b--\r\n"); cut += 13 {
		got := extracttest.ReadAll(t, "a.eml", []byte(whole[:cut]), file.Options{})
		told := len(got.Errs) > 0
		for _, doc := range got.Docs {
			told = told || len(doc.Notes) > 0 && slices.Contains(extracttest.Notes(doc), "文件没有结尾，后面的内容可能缺失")
		}
		if !told || len(got.Errs) > 0 && errors.Is(got.Errs[0], file.ErrCrashed) {
			t.Fatalf("cut at %d of %d: %d documents, errors %v", cut, len(whole), len(got.Docs), got.Errs)
		}
	}
}
