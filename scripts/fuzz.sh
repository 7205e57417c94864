#!/usr/bin/env bash
# Runs each fuzz target for some seconds: `scripts/fuzz.sh SECONDS`. Inputs that it
# finds worth keeping stay in fuzz/corpus, which is not committed.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds="${1:-10}"

# Fuzzing needs compiler switches that only nightly has; with this the stable
# compiler takes them too, so that nobody needs a second toolchain.
export RUSTC_BOOTSTRAP=1

cargo fuzz build 2>&1 | { grep -v '^ *\(Compiling\|Finished\)' || true; } >&2
for target in $(cargo fuzz list); do
  mkdir -p "fuzz/corpus/$target"
  seeds=()
  for folder in tests/fixtures www/samples; do
    if [ -d "$folder" ]; then seeds+=("$folder"); fi
  done
  cargo fuzz run "$target" "fuzz/corpus/$target" "${seeds[@]}" -- \
    -max_total_time="$seconds" -max_len=65536 -timeout=5 -rss_limit_mb=1024 -verbosity=0 -print_final_stats=1 \
    2>&1 | { grep -E '^(stat::number_of_executed_units|SUMMARY|thread|error|==)' || true; } |
    sed "s/^stat::number_of_executed_units: */fuzz: $target: inputs without a fault: /"
done
