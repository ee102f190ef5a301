# What a developer types. `make test` is everything that CI runs, and installs what it needs.

.PHONY: test check fuzz load

test: check
	go test -race ./...

check:
	@test -z "$$(gofmt -l .)" || { echo "gofmt these files:"; gofmt -l .; exit 1; }
	go vet ./...
	go tool staticcheck ./...

# What a minute of made-up requests cannot break.
fuzz:
	go test ./server -run '^$$' -fuzz FuzzAPI -fuzztime 60s

# Two hundred people at once, held to the time that they may wait; it wants a machine to itself, and GONGBAO_DATA.
load:
	GONGBAO_LOAD=1 go test ./server -run ManyClients -count=1 -v
