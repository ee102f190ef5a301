# What a developer types. `make test` is everything that CI runs, and installs what it needs.

.PHONY: test check fuzz

test: check
	go test -race ./...

check:
	@test -z "$$(gofmt -l .)" || { echo "gofmt these files:"; gofmt -l .; exit 1; }
	go vet ./...
	go tool staticcheck ./...

# What a minute of made-up requests cannot break.
fuzz:
	go test ./server -run '^$$' -fuzz FuzzAPI -fuzztime 60s
