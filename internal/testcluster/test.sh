#!/bin/sh
# Runs the tests that want a real OpenSearch cluster, one package after the other, and says at the end what became of them:
# go test shows nothing of tests that pass or skip. Each test notes that itself, and no test means failure.
cd "$(dirname "$0")/../.." || exit 1
notes=$(mktemp) || exit 1
trap 'rm -f "$notes"' EXIT

export GONGBAO_OPENSEARCH="${GONGBAO_OPENSEARCH:-1}" GONGBAO_OPENSEARCH_NOTES="$notes"
status=0
go test -count=1 -p 1 -timeout 30m ./internal/testcluster ./search/engine/opensearch/... || status=1

# Whatever other package has a test that imports testcluster: of its tests those that are about a cluster, as their names say.
others=$(go list -f '{{.ImportPath}} {{.TestImports}} {{.XTestImports}}' ./... | grep -v -e '^[^ ]*/engine/opensearch' -e '^[^ ]*/internal/testcluster ' | sed -n 's| .*internal/testcluster.*||p')
[ -z "$others" ] || go test -count=1 -p 1 -timeout 30m -run Cluster $others || status=1

if [ -s "$notes" ]; then
	sort "$notes" | uniq -c | sed 's/^ *\([0-9]*\) /OpenSearch cluster tests: \1 /'
else
	echo "OpenSearch cluster tests: none ran"
	status=1
fi
exit $status
