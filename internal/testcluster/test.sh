#!/bin/sh
# Runs the tests that want a real OpenSearch cluster, one package after the other, and says at the end what became of them:
# go test shows nothing of tests that pass or skip. Each test notes that itself, and no test means failure.
cd "$(dirname "$0")/../.." || exit 1
notes=$(mktemp) || exit 1
trap 'rm -f "$notes"' EXIT

export GONGBAO_OPENSEARCH="${GONGBAO_OPENSEARCH:-1}" GONGBAO_OPENSEARCH_NOTES="$notes"
status=0

# Of every package with a test that imports testcluster those tests that are about a cluster, as their names have to say.
packages=$(go list -f '{{.ImportPath}} {{.TestImports}} {{.XTestImports}}' ./... | sed -n 's| .*internal/testcluster.*||p')
go test -vet=off -count=1 -p 1 -timeout 30m -run Cluster $packages || status=1

if [ -s "$notes" ]; then
	sort "$notes" | uniq -c | sed 's/^ *\([0-9]*\) /OpenSearch cluster tests: \1 /'
else
	echo "OpenSearch cluster tests: none ran"
	status=1
fi
exit $status
