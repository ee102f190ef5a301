#!/usr/bin/env bash
# Usage: test.sh, anywhere in the project. Holds the API and the tools to clients of other people: linters of its document, clients
# generated of it and used, schemathesis, and the tokenisers of assistants; and our citations to the styles of other people. What it
# needs comes from npm and PyPI; it wants Java. EXAMPLES, SEED and SECONDS_AT_MOST are those of schemathesis.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
work=${CLIENTS:-artefacts/clients}
mkdir -p "$work"
work=$(cd "$work" && pwd)
cp "$here"/{package.json,package-lock.json,use.ts,use.py,hooks.py,budget.mjs,citations.mjs} "$work"
(cd "$work" && npm ci --no-audit --no-fund --silent)
[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q -r "$here/requirements.txt"
tool() { (cd "$work" && npx --no-install "$@"); }

go build -o "$work/gongbao" .
rm -rf "$work/index" "$work/reports.index"
"$work/gongbao" index --index "$work/index" seeds >/dev/null
serve() { # INDEX PORT
	GONGBAO_TOKEN=secret "$work/gongbao" serve --no-open --rate 0 --index "$1" --addr "127.0.0.1:$2" 2>"$work/serve-$2.log" &
	servers="${servers:-} $!"
	for _ in $(seq 100); do curl -sf "http://127.0.0.1:$2/readyz" >/dev/null && return; sleep 0.1; done
	cat "$work/serve-$2.log" >&2
	return 1
}
trap 'kill $servers' EXIT
site=http://127.0.0.1:${PORT:=8951}
serve "$work/index" "$PORT"
curl -sf "$site/api/openapi.json" >"$work/openapi.json"

tool redocly lint --extends recommended openapi.json >"$work/redocly.log" 2>&1 || { cat "$work/redocly.log"; exit 1; }
tool spectral lint --quiet --fail-severity warn --ruleset "$here/spectral.yaml" openapi.json
echo "redocly and spectral find nothing in the document"

tool openapi-typescript openapi.json -o schema.d.ts >/dev/null
tool tsc --strict --noUncheckedIndexedAccess --target es2022 --module nodenext --moduleResolution nodenext --skipLibCheck --outDir made use.ts
(cd "$work" && node made/use.js "$site")

(cd "$work" && PATH=$PWD/venv/bin:$PATH venv/bin/openapi-python-client generate --path openapi.json --output-path python --overwrite >/dev/null)
(cd "$work" && PYTHONPATH=python venv/bin/mypy --no-error-summary use.py && PYTHONPATH=python venv/bin/python use.py "$site")

rm -rf "$work/go"
"$work/venv/bin/openapi-generator-cli" generate -i "$work/openapi.json" -g go -o "$work/go" --git-user-id example --git-repo-id client \
	--additional-properties=packageName=gongbao >/dev/null 2>&1
mkdir -p "$work/go/use"
cp "$here/testdata/use.go" "$work/go/use/main.go"
rm -rf "$work/go/test"
(cd "$work/go" && go mod tidy >/dev/null 2>&1 && go vet . ./use && go run ./use "$site")
echo "clients in TypeScript, Python and Go compile and work"

if [ -d "${GONGBAO_DATA:-}/csl" ]; then
	go run ./internal/clients/citations >"$work/citations.jsonl"
	(cd "$work" && node citations.mjs "$GONGBAO_DATA/csl" citations.jsonl)
else
	echo "without the styles in GONGBAO_DATA/csl no citations are compared"
fi

if [ -n "${GONGBAO_DATA:-}" ]; then
	"$work/gongbao" index --index "$work/reports.index" "$GONGBAO_DATA/reports" >/dev/null
	serve "$work/reports.index" $((PORT + 1))
	(cd "$work" && node budget.mjs "http://127.0.0.1:$((PORT + 1))")
else
	echo "without GONGBAO_DATA no budgets are counted"
fi

# what deletes and uploads comes last
(cd "$work" && venv/bin/schemathesis --config-file "$here/schemathesis.toml" run openapi.json --url "$site" -H 'Authorization: Bearer secret' \
	--seed "${SEED:-7}" -n "${EXAMPLES:-20}" --max-time "${SECONDS_AT_MOST:-1200}") | tee "$work/schemathesis.log"
if grep -E '⏭ +(Examples|Coverage|Fuzzing|Stateful)' "$work/schemathesis.log"; then
	echo "its time was too short for these"
	exit 1
fi
