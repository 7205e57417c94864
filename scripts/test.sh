#!/usr/bin/env bash
# Builds, then runs every check and test, after `make test` has set up. Stops at the
# first that fails; ends with the runners' own summaries.
set -euo pipefail
shopt -s extglob
cd "$(dirname "$0")/.."
started=$SECONDS
log="$(mktemp -d)"
# Each chain is a process group of its own, so that it ends with all it started.
set -m
trap 'for chain in $(jobs -p); do kill -- "-$chain" 2>/dev/null || true; done; rm -rf "$log"' EXIT

# A chain writes to its log; what it begins is said at once.
exec 3>&1
step() {
  printf '\n== %s\n' "$*"
  printf '== %s\n' "$*" >&3
}

package() {
  step "The package, the page and the command line, as the README builds them"
  make --no-print-directory pkg dist/page/index.html offline
  cargo build --release --bin gouji

  step "A module built in another folder: the same bytes"
  scripts/twice.sh gouji-element

  step "TypeScript and JavaScript: format, lints, types"
  biome ci --error-on-warnings
  for project in www/*/tsconfig.json; do tsc --noEmit -p "$project"; done

  step "Third-party notices: what the lock files say"
  node scripts/notices.mjs check

  step "Package, page and browser: tests"
  node --test --test-concurrency=2 --test-reporter=spec tests/!(systems|engines)/*.test.mjs | tee "$log/node"
}

rust() {
  step "Rust: format and lints"
  cargo fmt --all --check
  cargo fmt --check --manifest-path fuzz/Cargo.toml
  cargo clippy --all-targets --quiet -- -D warnings
  cargo clippy --target wasm32-unknown-unknown --package gouji-wasm --all-features --quiet -- -D warnings

  step "Crates: licences and sources"
  cargo deny --locked check licenses bans sources

  step "Rust: tests"
  cargo test 2>&1 | tee "$log/cargo"

  step "Fuzzing, ${FUZZ_SECONDS:-10} s a reader"
  scripts/fuzz.sh build
  scripts/fuzz.sh run "${FUZZ_SECONDS:-10}" | tee "$log/fuzz"
}

# The page's tests hold it against regions that this writes.
cargo build --quiet --example generate_region

# Says how a chain ended.
mkfifo "$log/ended"
exec 4<>"$log/ended"
run() { # chain
  set +e
  (set -e; "$1") >"$log/$1" 2>&1
  echo "$1 $?" >&4
}

# Linking, optimising and browsers leave a core idle: two chains keep two busy.
for chain in package rust; do run $chain & done
for _ in package rust; do
  read -r chain code <&4
  cat "$log/$chain"
  [ "$code" = 0 ] || exit 1
done

printf '\n== Summary\n'
grep '^test result' "$log/cargo"
grep -E '^ℹ (tests|pass|fail|skipped) ' "$log/node"
grep '^fuzz: ' "$log/fuzz"
awk '/^test result/ {passed += $4} END {printf "cargo test: %d passed\n", passed}' "$log/cargo"
printf 'everything passed in %d s\n' $((SECONDS - started))
