package ingest_test

import (
	"strings"
	"testing"

	"gongbao/corpus/ingest"
)

// TestSpeakersAsWritten holds that a speaker's name has the characters of the report, whatever a search takes them for, and neither
// its white space nor its forms of print.
func TestSpeakersAsWritten(t *testing.T) {
	for _, c := range []struct{ front, want string }{
		{"政府工作报告\n——2021年1月28日在花莲县第十九届人民代表大会第一次会议上\n县长　傅崐萁", "傅崐萁"},
		{"政府工作报告\n——2021年1月28日在花莲县第十九届人民代表大会第一次会议上\n花莲县县长　傅 崐 萁", "傅崐萁"},
		{"政府工作报告\n——2021年1月28日在花莲县第十九届人民代表大会第一次会议上\n县长 傅??崐？萁", "傅崐萁"},
		{"政府工作报告\n2021年1月28日傅崐萁县长在花莲县第十九届人民代表大会第一次会议上", "傅崐萁"},
		{"政府工作报告\n报告人：傅崐萁", "傅崐萁"},
		{"政府工作报告\n（2021年1月28日　傅崐萁）", "傅崐萁"},
		{"2021年政府工作报告（2021年1月28日在花莲县第十九届人民代表大会第一次会议上）县长 傅崐萁", "傅崐萁"},
		{"政府工作报告\n省長　劉寧", "劉寧"},
		{"政府工作报告\n省长　于伟国", "于伟国"},
		{"政府工作报告\n省长　喆峯堃", "喆峯堃"},
		{"政府工作报告\n省长　⻘松", "青松"},    // a radical, as a print puts it
		{"政府工作报告\n省长　\uf9caⅩ", ""}, // no name
		{"政府工作报告\n主席　艾尔肯·吐尼亚孜", "艾尔肯·吐尼亚孜"},
	} {
		doc := document(append(strings.Split(c.front, "\n"), "各位代表：", "现在，我代表县人民政府，向大会报告工作。")...)
		r, _, err := ingest.New(doc, "a.txt")
		if err != nil {
			t.Fatal(err)
		}
		if r.Speaker != c.want {
			t.Errorf("%s: %q, want %q", c.front, r.Speaker, c.want)
		}
	}
	for value, want := range map[string]string{"省长 傅崐萁": "傅崐萁", "傅 崐萁": "傅崐萁", "張溫": "張溫", "Liu Ning": "Liu Ning"} {
		doc := document("各位代表：", "现在，我代表县人民政府，向大会报告工作。")
		doc.Stated = true
		doc.AddField("speaker", value)
		if r, _, err := ingest.New(doc, "a.csv"); err != nil || r.Speaker != want {
			t.Errorf("%s: %q, want %q (%v)", value, r.Speaker, want, err)
		}
	}
}

// TestMeetingsAsWritten holds that the name of a meeting has the characters of the report, in its front or its first sentence, and that
// reports are compared with the table of sessions whatever these are.
func TestMeetingsAsWritten(t *testing.T) {
	for _, c := range []struct{ lines, want string }{
		{"政府工作報告\n——2021年1月28日在花蓮縣第十九屆人民代表大會第一次會議上\n各位代表：", "花蓮縣第十九屆人民代表大會第一次會議"},
		{"政府工作报告\n——2021年1月28日在花莲县第 十九 届人民代表大会第一次会议上\n各位代表：", "花莲县第十九届人民代表大会第一次会议"},
		{"政府工作报告\n——2021年1月28日在花莲县第１９届人民代表大会第１次会议上\n各位代表：", "花莲县第19届人民代表大会第1次会议"},
		{"各位代表：\n現在，我代表縣人民政府向花蓮縣第十九屆人民代表大會第一次會議作政府工作報告，請審議。", "花蓮縣第十九屆人民代表大會第一次會議"},
	} {
		r, _, err := ingest.New(document(strings.Split(c.lines, "\n")...), "a.txt")
		if err != nil || r.Meeting != c.want {
			t.Errorf("%s: %q, want %q (%v)", c.lines, r.Meeting, c.want, err)
		}
	}
	r, _, err := ingest.New(document("政府工作報告", "——在第十三屆全國人民代表大會第二次會議上", "各位代表：", "現在，我代表國務院，向大會報告政府工作。"), "2019年国务院政府工作报告.txt")
	if err != nil || r.Meeting != "第十三屆全國人民代表大會第二次會議" || r.Speaker != "李克强" {
		t.Errorf("%q by %q (%v)", r.Meeting, r.Speaker, err)
	}
}
