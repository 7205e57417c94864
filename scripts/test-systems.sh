#!/usr/bin/env bash
# The tests within other systems and the other browser engines, after `make test-systems` has set up and built.
# Given files, runs those only. GOUJI_ENGINES=whole: also what is the same in every engine. Ends with the runners' own summary.
set -euo pipefail
cd "$(dirname "$0")/.."
started=$SECONDS
log="$(mktemp -d)"
trap 'rm -rf "$log"' EXIT

if [ $# = 0 ]; then set -- tests/systems/*.test.mjs tests/engines/*.test.mjs; fi
# A browser keeps a core busy: more of them at a time only wait for each other.
node --test --test-concurrency=2 --test-reporter=spec "$@" 2>&1 | tee "$log/node"

printf '\n== Summary\n'
grep -E '^ℹ (tests|pass|fail|skipped) ' "$log/node"
printf 'everything passed in %d s\n' $((SECONDS - started))
