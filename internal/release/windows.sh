#!/usr/bin/env bash
# Uses the release for Windows under Wine, as people there would, from the zip to a citation: unpack it in a folder with Chinese
# characters and spaces, index, change and index again, search, verify, back up, roll back, serve, update what is served, and cite it.
# Usage: windows.sh [ZIP], beside go.mod; it makes the zip if none is named. What it needs and is missing it installs by apt-get.
set -euo pipefail
export LC_ALL=C.UTF-8 WINEDEBUG=-all
work=$(mktemp -d)
server=
stop() {
	[ -z "$server" ] || kill "$server" 2>/dev/null || true
	WINEPREFIX=$work/prefix wineserver -k 2>/dev/null || true
	rm -rf "$work"
}
trap stop EXIT
wine=$(command -v wine64 wine64-stable /usr/lib/wine/wine64 2>/dev/null | head -n 1 || true)
if [ -z "$wine" ] || ! command -v x86_64-w64-mingw32-gcc >/dev/null; then
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qqy --no-install-recommends wine64 gcc-mingw-w64-x86-64 >/dev/null
	wine=$(command -v wine64 wine64-stable /usr/lib/wine/wine64 2>/dev/null | head -n 1)
fi
PATH=$PATH:/usr/lib/wine
command -v unzip >/dev/null || apt-get install -qqy unzip >/dev/null
zip=${1:-}
if [ -z "$zip" ]; then
	SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) go run ./internal/release -version test -platforms windows/amd64 -out "$work/dist"
	zip=$work/dist/gongbao-test-windows-amd64.zip
fi
home="$work/我的 文档/公报 程序"
mkdir -p "$home"
unzip -q "$zip" -d "$home"
exe=$(echo "$home"/*/gongbao.exe)
seed=$(realpath seeds/liaoning-2021.txt)
export WINEPREFIX=$work/prefix WINEDLLOVERRIDES='mscoree,mshtml='
"$wine" wineboot -i >/dev/null 2>&1

# Go takes its random numbers from a library that Wine has only since version 9.
if ! [ -e "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" ]; then
	cat >"$work/random.c" <<'C'
#include <windows.h>
#include <stddef.h>
BOOLEAN WINAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE to, SIZE_T n) { return SystemFunction036(to, (ULONG)n); }
C
	x86_64-w64-mingw32-gcc -shared -o "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" "$work/random.c" -ladvapi32
fi

cd "$home"
gongbao() { timeout 120 "$wine" "$exe" --lang en "$@"; }
fail() { echo "test-windows: $*" >&2; [ ! -e served ] || tail -n 20 served >&2; exit 1; }
# says PATTERN COMMAND... holds that a command succeeds and prints a line like PATTERN.
says() {
	local pattern=$1 said
	shift
	said=$("$@" 2>&1) || fail "$*: $said"
	grep -qE -- "$pattern" <<<"$said" || fail "$* says nothing like $pattern: $said"
}

mkdir -p 报告/各省
cp "$seed" 报告/各省/辽宁.txt
printf '2021年河北省政府工作报告\n\n各位代表：\n\n雄安新区进入大规模建设阶段。\n' >报告/各省/河北.txt
says '^gongbao ' gongbao --version
says '^2 in all: 2 added' gongbao index --index 索引 报告
says '^2 in all: 0 added, 0 changed, 2 unchanged' gongbao index --index 索引 报告
printf '2022年吉林省政府工作报告\n\n各位代表：\n\n黑土地保护工程全面展开。\n' >报告/吉林.txt
says '^3 in all: 1 added' gongbao index --index 索引 报告
says '^1 paragraph, 1 report, 2 occurrences' gongbao search --index 索引 --mode exact 碳排放达峰
says '^刘宁\. ' gongbao cite --index 索引 'liaoning-2021#69'
says '' gongbao verify --index 索引
says '' gongbao backup --index 索引 备份
says '^1 paragraph' gongbao search --index 备份 --mode exact 黑土地保护工程全面展开
says '' gongbao rollback --index 索引
says 'nothing says it' gongbao search --index 索引 --mode exact 黑土地保护工程全面展开
says '' gongbao rollback --index 索引

port=$((20000 + RANDOM % 20000))
"$wine" "$exe" --lang en serve --no-open --index 索引 --addr 127.0.0.1:$port >served 2>&1 &
server=$!
for _ in $(seq 100); do
	curl -fs "http://127.0.0.1:$port/readyz" >/dev/null && break
	sleep 0.3
done
says '"id":"jilin-2022"' curl -sS --fail-with-body "http://127.0.0.1:$port/api/v1/reports"
printf '2023年山东省政府工作报告\n\n各位代表：\n\n绿色低碳高质量发展先行区启动建设。\n' >报告/山东.txt
says '^4 in all: 1 added' gongbao index --index 索引 报告
for _ in $(seq 50); do
	curl -fs "http://127.0.0.1:$port/api/v1/reports" | grep -q '"id":"shandong-2023"' && break
	sleep 0.2
done
says '"id":"shandong-2023"' curl -sS --fail-with-body "http://127.0.0.1:$port/api/v1/reports"
says '"reports":1' curl -sS --fail-with-body --get --data-urlencode 'q=绿色低碳高质量发展先行区' "http://127.0.0.1:$port/api/v1/search"
says '"gbt7714":"刘宁\. 政府工作报告：.*：第69段\."' curl -sS --fail-with-body "http://127.0.0.1:$port/api/v1/reports/liaoning-2021/paragraphs/69"
says '' gongbao verify --index 索引
echo "test-windows: from the zip to a citation, and updated while it served, by $("$wine" --version)"
