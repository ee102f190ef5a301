package browser

import (
	"net"
	"strings"
	"testing"
)

// TestCommand holds that a page opens where somebody sees it, and nowhere else.
func TestCommand(t *testing.T) {
	for _, c := range []struct{ goos, env, want string }{
		{"windows", "", "rundll32 url.dll,FileProtocolHandler URL"},
		{"windows", "BROWSER=lynx", "rundll32 url.dll,FileProtocolHandler URL"},
		{"darwin", "", "open URL"},
		{"darwin", "SSH_CONNECTION=1", ""},
		{"linux", "", ""},
		{"linux", "SSH_CONNECTION=1", ""},
		{"linux", "DISPLAY=:0", "xdg-open URL"},
		{"linux", "WAYLAND_DISPLAY=wayland-0", "xdg-open URL"},
		{"linux", "SSH_CONNECTION=1 DISPLAY=localhost:10", "xdg-open URL"},
		{"linux", "BROWSER=firefox:lynx", "firefox URL"},
		{"freebsd", "DISPLAY=:0", "xdg-open URL"},
	} {
		env := map[string]string{}
		for _, pair := range strings.Fields(c.env) {
			name, value, _ := strings.Cut(pair, "=")
			env[name] = value
		}
		got := strings.Join(command(c.goos, func(name string) string { return env[name] }, "URL"), " ")
		if got != c.want {
			t.Errorf("%s with %s: %q, want %q", c.goos, c.env, got, c.want)
		}
	}
}

func TestAddress(t *testing.T) {
	for addr, want := range map[string]string{
		"127.0.0.1:8080": "http://127.0.0.1:8080/gongbao/",
		"0.0.0.0:80":     "http://127.0.0.1:80/gongbao/",
		"[::]:80":        "http://127.0.0.1:80/gongbao/",
		"[::1]:80":       "http://[::1]:80/gongbao/",
		"10.0.0.7:80":    "http://10.0.0.7:80/gongbao/",
	} {
		tcp, err := net.ResolveTCPAddr("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		if got := Address(tcp, "/gongbao"); got != want {
			t.Errorf("%s: %s, want %s", addr, got, want)
		}
	}
}
