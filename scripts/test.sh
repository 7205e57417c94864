#!/usr/bin/env bash
# Builds, then runs every check and test, after `make test` has set up. Stops at the
# first that fails; ends with the runners' own summaries.
set -euo pipefail
shopt -s extglob
cd "$(dirname "$0")/.."
started=$SECONDS
log="$(mktemp -d)"
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$log"' EXIT

step() { printf '\n== %s\n' "$*"; }

# Optimising and linking keep one core busy: two chains of builds keep two.
step "The package, the page and the command line, as the README builds them"
{
  make --no-print-directory pkg dist/page/index.html offline
  cargo build --release --bin gouji
} >"$log/built" 2>&1 &
built=$!

step "Rust: format, lints, tests and fuzz targets as built"
cargo fmt --check
cargo fmt --check --manifest-path fuzz/Cargo.toml
cargo clippy --all-targets --quiet -- -D warnings
cargo clippy --target wasm32-unknown-unknown --package gouji-wasm --all-features --quiet -- -D warnings
cargo test --no-run --quiet
scripts/fuzz.sh build
wait "$built" || {
  cat "$log/built"
  exit 1
}

step "TypeScript and JavaScript: format, lints, types"
biome ci --error-on-warnings
for project in www/*/tsconfig.json; do tsc --noEmit -p "$project"; done

# A browser leaves a core idle for much of its time: Rust's tests run beside it.
cargo test >"$log/cargo" 2>&1 &
rust=$!
step "Package, page and browser: tests"
node --test --test-reporter=spec tests/!(systems|engines)/*.test.mjs 2>&1 | tee "$log/node" || broken=1
step "Rust: tests"
wait "$rust" || broken=1
cat "$log/cargo"
[ "${broken:-0}" = 0 ] || exit 1

step "Fuzzing, ${FUZZ_SECONDS:-10} s a reader"
scripts/fuzz.sh run "${FUZZ_SECONDS:-10}" 2>&1 | tee "$log/fuzz"

step "Summary"
grep '^test result' "$log/cargo"
grep -E '^ℹ (tests|pass|fail|skipped) ' "$log/node"
grep '^fuzz: ' "$log/fuzz"
awk '/^test result/ {passed += $4} END {printf "cargo test: %d passed\n", passed}' "$log/cargo"
printf 'everything passed in %d s\n' $((SECONDS - started))
