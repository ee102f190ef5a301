#!/usr/bin/env bash
# Usage: test.sh DIST VERSION PLATFORMS, beside go.mod, as root. Checks the files of a release that was just made: it makes the archives
# again in another folder and compares them, runs the programs of Linux from their archives, those of other processors by qemu,
# installs the packages in roots of their own, and makes an image from scratch. What it needs and is missing it installs by apt-get.
set -euo pipefail
dist=$1 version=$2 platforms=$3
again=$(mktemp -d)
trap 'rm -rf "$again"' EXIT
need() { command -v "$1" >/dev/null || { apt-get update -qq && apt-get install -qqy "$2"; }; }
sums() { grep -E '(tar\.gz|zip)$' "$1/SHA256SUMS"; }

(cd "$dist" && sha256sum --quiet -c SHA256SUMS)
git clone -q . "$again/elsewhere"
(cd "$again/elsewhere" && SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) go run ./internal/release -version "$version" -platforms "$platforms" -source "$again/source" -out "$again/dist")
diff <(sums "$dist") <(sums "$again/dist") || { echo "the same commit gives other bytes" >&2; exit 1; }

# Pages, API, PDF and spreadsheets miss nothing of what is left out of dependencies.
(cd "$again/source" && go test -mod=vendor -overlay overlay.json -tags nomsgpack -short ./server/page/... ./server/api/... ./corpus/extract/pdf ./corpus/extract/table)

for archive in "$dist"/gongbao-*-linux-*.tar.gz; do
	[ -e "$archive" ] || continue
	name=$(basename "$archive" .tar.gz)
	tar -xzf "$archive" -C "$again"
	run=("$again/$name/gongbao")
	case $name in
	*-amd64) [ "$(uname -m)" = x86_64 ] || continue ;;
	*-arm64)
		if [ "$(uname -m)" != aarch64 ]; then
			need qemu-aarch64-static qemu-user-static
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

# The packages of this machine's processor, each in an empty root: the program needs nothing else there.
case $(uname -m) in x86_64) deb=amd64 rpm=x86_64 ;; aarch64) deb=arm64 rpm=aarch64 ;; *) deb= rpm= ;; esac
for package in "$dist"/*_"$deb".deb "$dist"/*."$rpm".rpm; do
	[ -e "$package" ] || continue
	root=$again/root.${package##*.}
	case $package in
	*.deb)
		mkdir -p "$root"/var/lib/dpkg/{info,updates,triggers}
		touch "$root"/var/lib/dpkg/{status,available}
		dpkg --root="$root" -i "$package" >/dev/null
		;;
	*.rpm)
		need rpm rpm
		mkdir "$root"
		rpm --root "$root" --initdb
		rpm --root "$root" -i "$package"
		;;
	esac
	chroot "$root" /usr/bin/gongbao --version | grep -F "gongbao $version "
	test -s "$(find "$root/usr/share/man/man1" -name 'gongbao-search.1*')"
done

# An image that holds the program and nothing else.
program=$(find "$again" -path "*-linux-${deb:-none}/gongbao")
if [ -n "$program" ]; then
	need buildah buildah
	image() { STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot buildah --root "$again/images" --runroot "$again/containers" "$@"; }
	scratch=$(image from scratch)
	image copy -q "$scratch" "$program" /gongbao
	image run "$scratch" -- /gongbao --version | grep -F "gongbao $version "
	image rm "$scratch" >/dev/null
fi
echo "release $version: the same bytes twice, and it runs"
