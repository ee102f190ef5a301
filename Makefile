# What a developer types. `make test` is everything that CI runs, and installs what it needs.

.PHONY: test check

test: check
	go test -race ./...

check:
	@test -z "$$(gofmt -l .)" || { echo "gofmt these files:"; gofmt -l .; exit 1; }
	go vet ./...
	go tool staticcheck ./...
