package option_test

import (
	"strings"
	"testing"

	"gongbao/command/option"
	"gongbao/language"
)

func TestSpoken(t *testing.T) {
	for _, c := range []struct {
		args, env string
		want      language.Lang
	}{
		{"search x", "zh_CN.UTF-8", language.ZH},
		{"search x", "C", language.EN},
		{"--lang zh search x", "C", language.ZH},
		{"search x --lang=en", "zh_CN.UTF-8", language.EN},
		{"search --lang fr", "zh_CN.UTF-8", language.ZH},
		{"search -- --lang en", "zh_CN.UTF-8", language.ZH},
		{"search --lang", "zh_CN.UTF-8", language.ZH},
	} {
		got := option.Spoken(strings.Fields(c.args), func(name string) string { return map[string]string{"LANG": c.env}[name] })
		if got != c.want {
			t.Errorf("%s with LANG=%s: %s", c.args, c.env, got)
		}
	}
}
