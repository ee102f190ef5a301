// Package browser opens pages in the browser of whoever sits at this machine.
package browser

import (
	"net"
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// Open opens an address in the browser of this machine and does not wait for it. It reports whether there is a browser that could
// be started.
func Open(url string) (bool, error) {
	args := command(runtime.GOOS, os.Getenv, url)
	if args == nil {
		return false, nil
	}
	c := exec.Command(args[0], args[1:]...)
	if err := c.Start(); err != nil {
		return false, err
	}
	go func() { _ = c.Wait() }() // the page is a convenience, and the address is printed
	return true, nil
}

// command returns the program that opens an address and its arguments, or nothing where nobody would see a page: without a
// desktop, or when somebody works from another machine.
func command(goos string, getenv func(string) string, url string) []string {
	if own, _, _ := strings.Cut(getenv("BROWSER"), ":"); own != "" && goos != "windows" {
		return []string{own, url}
	}
	away := getenv("SSH_CONNECTION") != ""
	switch {
	case goos == "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler", url}
	case goos == "darwin" && !away:
		return []string{"open", url}
	case goos != "darwin" && (getenv("DISPLAY") != "" || getenv("WAYLAND_DISPLAY") != ""):
		return []string{"xdg-open", url}
	}
	return nil
}

// Address returns the address at which this machine reaches a server that listens at addr and shows its pages below path.
func Address(addr net.Addr, path string) string {
	host, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		return "http://" + addr.String() + path + "/"
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port) + path + "/"
}
