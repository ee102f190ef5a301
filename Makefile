# What a developer types. `make test` is everything that CI runs. It needs Go and nothing else: Go fetches the libraries and
# the tools that go.mod pins, and the tests say what they skip and why.

.PHONY: build test check clean

build:
	go build -o gongbao .

test: check
	go test -race ./...

check:
	@test -z "$$(gofmt -l .)" || { echo "gofmt these files:"; gofmt -l .; exit 1; }
	go vet ./...
	go tool staticcheck ./...

clean:
	rm -rf gongbao gongbao.index
