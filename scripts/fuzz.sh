#!/usr/bin/env bash
# `scripts/fuzz.sh build` builds the fuzz targets, `scripts/fuzz.sh run SECONDS` runs
# each, two at a time. Inputs worth keeping stay in fuzz/corpus, which is not committed.
set -euo pipefail
cd "$(dirname "$0")/.."

# Fuzzing needs compiler switches that only nightly has; with this the stable
# compiler takes them too, so that nobody needs a second toolchain.
export RUSTC_BOOTSTRAP=1

# Runs a target; says how many inputs it took, or what was wrong with one.
run() { # target seconds
  mkdir -p "fuzz/corpus/$1"
  cargo fuzz run "$1" "fuzz/corpus/$1" tests/fixtures www/samples -- \
    -max_total_time="$2" -max_len=65536 -timeout=5 -rss_limit_mb=1024 -verbosity=0 -print_final_stats=1 \
    2>&1 | { grep -E '^(stat::number_of_executed_units|SUMMARY|thread|error|==)' || true; } |
    sed "s/^stat::number_of_executed_units: */fuzz: $1: inputs without a fault: /"
}

case "${1:-}" in
  build) cargo fuzz build 2>&1 | { grep -v '^ *\(Compiling\|Finished\)' || true; } >&2 ;;
  run)
    export -f run
    cargo fuzz list | xargs -P 2 -I '{}' bash -euo pipefail -c "run '{}' '${2:-10}'"
    ;;
  *)
    echo "usage: $0 build | run SECONDS" >&2
    exit 2
    ;;
esac
