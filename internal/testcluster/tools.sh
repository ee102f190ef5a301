#!/bin/sh
# Installs what the cluster tests need, where it is missing and may be installed: a JDK and Maven, which fetches OpenSearch
# itself. It never fails: the tests skip what they cannot do, and say so; in CI (CI=true) they fail.
javac=${JAVA_HOME:+$JAVA_HOME/bin/}javac
version=$("$javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
packages=
[ "${version:-0}" -ge 17 ] || packages="$packages openjdk-17-jdk-headless"
command -v mvn >/dev/null || packages="$packages maven"
[ -n "$packages" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
	echo "cluster tests: missing$packages; install with: sudo apt-get install$packages"
	exit 0
fi
apt-get update -q >/dev/null
# Debian 13 has later JDKs only, which do as well.
apt-cache show openjdk-17-jdk-headless >/dev/null 2>&1 || packages=$(echo "$packages" | sed 's/openjdk-17-jdk/default-jdk/')
DEBIAN_FRONTEND=noninteractive apt-get install -y -q $packages >/dev/null || echo "cluster tests: apt-get could not install$packages"
exit 0
