# What the browser tests need: Chromium, a font for Chinese, and axe-core. Installs what is missing when it may, and says
# what is missing when it may not; the tests then skip with the same sentence.

.PHONY: browser-tools pictures lighthouse

browser-tools:
	@server/browsertest/tools.sh

# The pictures that the README shows, taken of the sample report.
pictures: browser-tools
	go test ./server/browsertest -run TestReadmePictures -readme

# The pages on a phone as Lighthouse measures them: at least 95 of 100 in each category. It wants a machine to itself, and takes the
# reports in GONGBAO_DATA if there are some.
lighthouse: browser-tools
	npm ci --prefix server/browsertest/lighthouse --no-audit --no-fund --silent
	go test ./server/browsertest -run TestLighthouse -lighthouse -count=1 -v -timeout 30m
