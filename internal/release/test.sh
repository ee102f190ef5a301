#!/usr/bin/env bash
# Usage: test.sh DIST VERSION PLATFORMS NFPM, beside go.mod, as root. Checks the files of a release that was just made: their size; that
# the same commit gives the same bytes in another folder, and, for this machine's platform, compiled anew; that what is left out of
# dependencies is not missed; that the programs for Linux run, those of other processors by qemu; that packages install in empty
# roots; and that an image from scratch runs. It says what it does and how many seconds each part took. What it needs and is missing
# it installs by apt-get.
set -euo pipefail
dist=$1 version=$2 platforms=$3 nfpm=$4
again=$(mktemp -d)
trap 'rm -rf "$again"' EXIT
need() { command -v "$1" >/dev/null || { apt-get update -qq && apt-get install -qqy "$2"; }; }
fail() { echo "test-release: $*" >&2; exit 1; }

# begin WORDS says what is done next, and how long the part before took.
part= since=0
begin() {
	[ -z "$part" ] || echo "test-release: $part: $((SECONDS - since)) s"
	part=$* since=$SECONDS
}

# remake FOLDER PLATFORMS makes release files anew in $again/FOLDER/dist, from a clone there.
remake() {
	mkdir -p "$again/$1"
	git clone -q . "$again/$1/clone"
	(cd "$again/$1/clone" && SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) go run ./internal/release -version "$version" -platforms "$2" -nfpm "$nfpm" -source "$again/$1/source" -out "$again/$1/dist")
}

# differing FOLDER names every file of $again/FOLDER/dist that has other bytes in the release, and each file within an archive.
differing() {
	local name one two
	for two in "$again/$1"/dist/gongbao*; do
		name=$(basename "$two") one=$dist/$(basename "$two")
		cmp -s "$one" "$two" && continue
		echo "$name has other bytes"
		case $name in *.tar.gz | *.zip) { diff <(members "$one") <(members "$two") || true; } | sed -n 's/^> [0-9a-f]* /  in it: /p' ;; esac
	done
}
members() {
	local to
	to=$(mktemp -d -p "$again")
	case $1 in *.zip) unzip -q "$1" -d "$to" ;; *) tar -xzf "$1" -C "$to" ;; esac
	(cd "$to" && find . -type f -exec sha256sum {} + | sort -k 2)
}

begin "sums and sizes"
need unzip unzip
(cd "$dist" && sha256sum --quiet -c SHA256SUMS)
for archive in "$dist"/*.tar.gz "$dist"/*.zip; do
	[ -e "$archive" ] || continue
	case $archive in
	*.zip) program=$(unzip -l "$archive" | awk '/\/gongbao.exe$/ { print $1 }') ;;
	*) program=$(tar -tvzf "$archive" | awk '/\/gongbao$/ { print $3 }') ;;
	esac
	packed=$(stat -c %s "$archive")
	[ "$packed" -le 14000000 ] || fail "$(basename "$archive") has $packed bytes, more than 14 MB"
	[ "$program" -le 40000000 ] || fail "the program in $(basename "$archive") has $program bytes, more than 40 MB"
done

begin "all files made again in another folder"
remake elsewhere "$platforms"
other=$(differing elsewhere)
[ -z "$other" ] || fail "the same commit gives other bytes:"$'\n'"$other"

own=$(go env GOOS)/$(go env GOARCH)
case ,$platforms, in *",$own,"*)
	begin "$own compiled anew, with an empty cache"
	GOCACHE=$again/cache remake anew "$own"
	other=$(differing anew)
	[ -z "$other" ] || fail "the same commit compiles to other bytes:"$'\n'"$other"
	;;
esac

# Pages, API, PDF and spreadsheets miss nothing of what is left out of dependencies.
begin "tests of the source that releases are built of"
(cd "$again/elsewhere/source" && go test -mod=vendor -overlay overlay.json -tags nomsgpack -short ./server/page/... ./server/api/... ./corpus/extract/pdf ./corpus/extract/table)

begin "programs for Linux"
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
	"${run[@]}" index --index "$again/$name.index" --lang en seeds/liaoning-2021.txt
	"${run[@]}" search --index "$again/$name.index" --lang en 碳排放达峰 --mode exact | grep -F '1 paragraph, 1 report, 2 occurrences'
	"${run[@]}" cite --index "$again/$name.index" --lang en 'liaoning-2021#69' | grep -F '第69段'
	"${run[@]}" verify --index "$again/$name.index" --lang en
	test -s "$again/$name/man/man1/gongbao-search.1"
	test -s "$again/$name/completions/gongbao.bash"
	test -s "$again/$name/docs/query.md"
	grep -qF '"bomFormat": "CycloneDX"' "$again/$name/gongbao.cdx.json"
done

# The packages of this machine's processor, each in an empty root: the program needs nothing else there.
begin "packages in empty roots"
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
program=$again/gongbao-$version-linux-${deb:-none}/gongbao
if [ -e "$program" ]; then
	begin "an image from scratch"
	need buildah buildah
	image() { STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot buildah --root "$again/images" --runroot "$again/containers" "$@"; }
	scratch=$(image from scratch)
	image copy -q "$scratch" "$program" /gongbao
	image run "$scratch" -- /gongbao --version | grep -F "gongbao $version "
	image rm "$scratch" >/dev/null
fi
begin
echo "test-release: $version: the same bytes twice, and it runs; $SECONDS s"
