package main

import (
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// A content is a file of a package.
type content struct {
	From     string   `json:"src"`
	To       string   `json:"dst"`
	FileInfo fileInfo `json:"file_info"`
}

type fileInfo struct {
	Mode  int       `json:"mode"`
	MTime time.Time `json:"mtime"`
}

// plainVersion is a version that packages of systems can have.
var plainVersion = regexp.MustCompile(`^v?[0-9]+\.`)

// packages makes a deb and an rpm for an architecture of Linux.
func (r *release) packages(goarch, program, components string) error {
	version := strings.TrimPrefix(r.version, "v")
	if !plainVersion.MatchString(r.version) {
		version = "0.0.0~git" + r.time.Format("20060102150405") + "." + version // a commit: below every release
	}
	info := func(mode int) fileInfo { return fileInfo{mode, r.time} }
	contents := []content{
		{program, "/usr/bin/gongbao", info(0o755)}, {components, "/usr/share/doc/gongbao/gongbao.cdx.json", info(0o644)},
		{"LICENSE", "/usr/share/doc/gongbao/copyright", info(0o644)},
	}
	docs, err := r.documents()
	if err != nil {
		return err
	}
	for _, doc := range docs {
		if to := installed(doc); to != "" {
			contents = append(contents, content{filepath.Join(r.work, "doc", filepath.FromSlash(doc)), to, info(0o644)})
		}
	}
	// JSON is YAML, which nfpm reads.
	config, err := json.Marshal(map[string]any{
		"name": "gongbao", "arch": goarch, "platform": "linux", "version": version, "version_schema": "none", "section": "text", "license": "Apache-2.0",
		"maintainer": "Gongbao <gongbao@localhost>", "description": "exact full-text search for Chinese government reports", "mtime": r.time,
		"contents": contents, "deb": map[string]any{"compression": "xz"}, "rpm": map[string]any{"buildhost": "gongbao", "compression": "xz"},
	})
	if err != nil {
		return err
	}
	file := filepath.Join(r.work, "nfpm.json")
	if err := os.WriteFile(file, config, 0o600); err != nil {
		return err
	}
	for _, packager := range []string{"deb", "rpm"} {
		args := append(strings.Fields(r.nfpm), "package", "-f", file, "-p", packager, "-t", r.out)
		if err := run(nil, args[0], args[1:]...); err != nil {
			return err
		}
	}
	return nil
}

// installed returns where a package puts a manual page or a completion, or nothing for what has no place there.
func installed(doc string) string {
	if page, ok := strings.CutPrefix(doc, "man/"); ok {
		return "/usr/share/man/" + page
	}
	switch path.Base(doc) {
	case "gongbao.bash":
		return "/usr/share/bash-completion/completions/gongbao"
	case "_gongbao":
		return "/usr/share/zsh/vendor-completions/_gongbao"
	case "gongbao.fish":
		return "/usr/share/fish/vendor_completions.d/gongbao.fish"
	}
	return ""
}
