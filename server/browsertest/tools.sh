#!/bin/sh
# Installs what the browser tests need, where it is missing and may be installed. It never fails: the tests skip what they
# cannot do, and say so.
cd "$(dirname "$0")" || exit 0

packages=
command -v chromium >/dev/null || packages="$packages chromium"
fc-list :lang=zh 2>/dev/null | grep -q . || packages="$packages fonts-noto-cjk"
if [ -n "$packages" ]; then
	if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
		apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -q $packages >/dev/null ||
			echo "browser tests: apt-get could not install$packages"
	else
		echo "browser tests: missing$packages; install with: sudo apt-get install$packages"
	fi
fi

if [ ! -f node_modules/axe-core/axe.min.js ]; then
	if command -v npm >/dev/null; then
		npm install --no-audit --no-fund --silent || echo "browser tests: npm could not install axe-core"
	else
		echo "browser tests: missing npm, and with it axe-core; accessibility is not checked"
	fi
fi
exit 0
