#!/usr/bin/env bash
# Usage: test.sh DIST VERSION PLATFORMS, beside go.mod. Checks the files of a release that was just made: it makes the archives again
# in another folder and compares them, and runs the programs of Linux from their archives, those of other processors by qemu.
set -euo pipefail
dist=$1 version=$2 platforms=$3
again=$(mktemp -d)
trap 'rm -rf "$again"' EXIT
sums() { grep -E '(tar\.gz|zip)$' "$1/SHA256SUMS"; }

(cd "$dist" && sha256sum --quiet -c SHA256SUMS)
git clone -q . "$again/elsewhere"
(cd "$again/elsewhere" && SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) go run ./internal/release -version "$version" -platforms "$platforms" -source "$again/source" -out "$again/dist")
diff <(sums "$dist") <(sums "$again/dist") || { echo "the same commit gives other bytes" >&2; exit 1; }

# What is left out of dependencies is missed by nobody: pages, API, PDF and both kinds of spreadsheets, with those that were built.
(cd "$again/source" && go test -mod=vendor -overlay overlay.json -tags nomsgpack -short ./server/page/... ./server/api/... ./corpus/extract/pdf ./corpus/extract/table ./search/table)

for archive in "$dist"/gongbao-*-linux-*.tar.gz; do
	[ -e "$archive" ] || continue
	name=$(basename "$archive" .tar.gz)
	tar -xzf "$archive" -C "$again"
	run=("$again/$name/gongbao")
	case $name in
	*-amd64) [ "$(uname -m)" = x86_64 ] || continue ;;
	*-arm64)
		if [ "$(uname -m)" != aarch64 ]; then
			command -v qemu-aarch64-static >/dev/null || { apt-get update -qq && apt-get install -qqy qemu-user-static; }
			run=(qemu-aarch64-static "${run[@]}")
		fi
		;;
	esac
	"${run[@]}" --version | grep -F "gongbao $version "
	"${run[@]}" index --index "$again/$name.index" seeds/liaoning-2021.txt
	"${run[@]}" search --index "$again/$name.index" --lang en 碳排放达峰 --mode exact | grep -F '1 paragraph, 1 report, 2 occurrences'
	test -s "$again/$name/man/man1/gongbao-search.1"
	test -s "$again/$name/completions/gongbao.bash"
	grep -qF '"bomFormat": "CycloneDX"' "$again/$name/gongbao.cdx.json"
done
echo "release $version: the same bytes twice, and it runs"
