# What a developer types. `make test` is everything that CI runs: it installs what the tests need and is missing, and the
# tests say what they skip and why.

.PHONY: build test check tools shell-tools release release-tools test-release test-windows test-clients soak fuzz load bench bench-million bench-peers variants variants-check clean

build:
	go build -o gongbao .

# Everything without the race detector, which makes it ten times slower; then, shorter, with it, the packages that do several
# things at once, which are those whose text starts goroutines or locks; then what needs a real OpenSearch cluster, once and with
# the machine to itself. The last lines say whether that ran. The browser and the benchmarks ask what the others answer.
# What takes longest starts first, so that no processor waits for it at the end, and what check has vetted is not vetted again.
SEVERAL = \bgo (func|[a-z.]+\()|\bsync\.(Mutex|RWMutex|WaitGroup|Map|Cond)|\batomic\.|\berrgroup\.
CONCURRENT = $$(grep -rlE '$(SEVERAL)' --include='*.go' indexer internal search server terminal | xargs -n1 dirname | sort -u | grep -vE '/bench|/browsertest' | sed 's|^|./|')
LONG = ./server/browsertest ./search/engine/bleve ./command
test:
	@$(MAKE) --no-print-directory -j2 check tools
	go test -vet=off -timeout 30m $(LONG) ./...
	go test -vet=off -timeout 30m -race -short $(CONCURRENT)
	@internal/testcluster/test.sh

check:
	@test -z "$$(gofmt -l .)" || { echo "gofmt these files:"; gofmt -l .; exit 1; }
	go vet ./...
	go tool staticcheck ./...

# One after the other: only one may install.
tools:
	@for tool in browser-tools cluster-tools shell-tools; do $(MAKE) --no-print-directory $$tool || exit 1; done

# The shells whose completions are tried, and bash's package for it; bash itself is one of any system. Where they are missing, and
# this may not install them, the tests say so.
shell-tools:
	@{ command -v zsh && command -v fish && ls /usr/share/bash-completion/bash_completion; } >/dev/null 2>&1 || { apt-get update -qq && apt-get install -qqy --no-install-recommends zsh fish bash-completion; } >/dev/null || echo "zsh, fish or bash-completion is missing: their completions are not tried"

# What the property tests of the engine in a directory hold, for twenty times as many queries, other ones each time.
soak:
	GONGBAO_SAMPLES=20 go test -timeout 3h -count=1 -v -run TestEngineOnDisk ./search/engine/bleve

# The files of a release, in dist: an archive for each platform with manual pages, completions and list of components, deb and rpm,
# and SHA256SUMS. The same commit gives the same bytes, which test-release holds; it also runs what this machine can run.
VERSION = $(shell git describe --tags --always)
PLATFORMS = linux/amd64,linux/arm64,darwin/amd64,darwin/arm64,windows/amd64,windows/arm64
NFPM = go run github.com/goreleaser/nfpm/v2/cmd/nfpm@v2.43.0
DIST = dist
release: release-tools
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) go run ./internal/release -version '$(VERSION)' -platforms '$(PLATFORMS)' -nfpm '$(NFPM)' -out '$(DIST)'

# What makes files small.
release-tools:
	@{ command -v libdeflate-gzip && command -v zstd; } >/dev/null || { apt-get update -qq && apt-get install -qqy libdeflate-tools zstd; }

# Some 15 minutes of a processor, most of it the compiling for six platforms.
test-release: release
	internal/release/test.sh '$(DIST)' '$(VERSION)' '$(PLATFORMS)' '$(NFPM)'

# The release for Windows, used under Debian's wine64; given a zip (internal/release/windows.sh ZIP), in half a minute.
test-windows: release-tools
	internal/release/windows.sh

# Clients of other people: linters of the API document, clients generated of it in three languages, schemathesis, the tokenisers of
# assistants, and citeproc. It wants npm, Python and Java; budgets are counted on the reports in GONGBAO_DATA, and citations compared
# with its styles.
test-clients:
	internal/clients/test.sh

# The fuzz targets, a minute each.
FUZZ = FuzzFind:corpus/text FuzzRequiredTerms:corpus/text FuzzParse:search/query FuzzRead:corpus/extract FuzzAPI:server
fuzz:
	@for f in $(FUZZ); do go test ./$${f#*:} -run '^$$' -fuzz "^$${f%:*}$$" -fuzztime 60s || exit 1; done

# Two hundred people at once, held to the time that they may wait; it wants a machine to itself, and GONGBAO_DATA.
load:
	GONGBAO_LOAD=1 go test ./server -run ManyClients -count=1 -v

# What searching and indexing cost: docs/benchmarks.md. They take sentences from the reports in GONGBAO_DATA. With
# ENGINES=bleve,opensearch both engines are measured, side by side; OpenSearch on a cluster of three nodes on this machine.
ENGINES ?= bleve
bench:
	go run ./internal/bench -paragraphs 100000 -engines $(ENGINES)

bench-million:
	go run ./internal/bench -paragraphs 1000000 -engines $(ENGINES)

# The same queries asked of other engines: Groonga and SQLite, from Debian's packages groonga-bin and sqlite3, tantivy where
# cargo is, Lucene where Maven and a JDK of 21 or later are. It says which of them it leaves out, and why.
bench-peers:
	go run ./internal/bench -paragraphs 100000 -peers all

# The table of variant characters anew from its sources, or a check that it is what they give: internal/variants. It wants npm and
# Debian's apt-get.
VARIANTS = artefacts/variants
variants: $(VARIANTS)
	go run ./internal/variants -sources $(VARIANTS)
variants-check: $(VARIANTS)
	go run ./internal/variants -sources $(VARIANTS) -check

$(VARIANTS):
	internal/variants/fetch.sh $@

clean:
	rm -rf gongbao gongbao.index dist

include server/browsertest/tools.mk internal/testcluster/tools.mk
