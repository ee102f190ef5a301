# What the browser tests need: Chromium, a font for Chinese, and axe-core. Installs what is missing when it may, and says
# what is missing when it may not; the tests then skip with the same sentence.

.PHONY: tools

tools:
	@server/browsertest/tools.sh
