# What the browser tests need: Chromium, a font for Chinese, and axe-core. Installs what is missing when it may, and says
# what is missing when it may not; the tests then skip with the same sentence.

.PHONY: browser-tools pictures

browser-tools:
	@server/browsertest/tools.sh

# The pictures that the README shows, taken of the sample report.
pictures: browser-tools
	go test ./server/browsertest -run TestReadmePictures -readme
