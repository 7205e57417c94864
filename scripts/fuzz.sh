#!/usr/bin/env bash
# `scripts/fuzz.sh build` builds the fuzz targets; `run SECONDS [TARGET…]` runs each of
# them, or these, two at a time; `keep` writes the smallest set of inputs that reaches
# what the found ones reach into fuzz/seeds, which is committed. What a run finds stays in
# fuzz/corpus, which is not.
set -euo pipefail
cd "$(dirname "$0")/.."

# Fuzzing needs compiler switches that only nightly has; with this the stable
# compiler takes them too, so that nobody needs a second toolchain.
export RUSTC_BOOTSTRAP=1
# Freed memory that is kept to be watched counts as used.
export ASAN_OPTIONS=quarantine_size_mb=16

# Small inputs say as much as large ones and are tried a hundred times as often. The whole
# way of a report begins with whole reports.
MOST_BYTES=4096
MOST_BYTES_OF_REPORT=16384
# What is kept of each target in the repository.
MOST_BYTES_KEPT=1024

# The words that a target's inputs are made of.
dictionary() { # target
  case "$1" in
    bytes | docx | xlsx) echo office ;;
    report) echo html ;;
    pages) echo json ;;
    *) echo "$1" ;;
  esac
}

# Runs a target; says how many inputs it took in a second, or what was wrong with one.
run() { # target seconds
  local options=(-max_total_time="$2" -max_len="$MOST_BYTES" -timeout=5 -rss_limit_mb=1024 -verbosity=0 -print_final_stats=1)
  local seeds=(fuzz/seeds/"$1") words
  words="fuzz/dictionaries/$(dictionary "$1").dict"
  [ ! -e "$words" ] || options+=(-dict="$words")
  [ "$1" != report ] || { seeds=(www/samples) && options+=(-max_len="$MOST_BYTES_OF_REPORT"); }
  mkdir -p "fuzz/corpus/$1"
  cargo fuzz run "$1" "fuzz/corpus/$1" "${seeds[@]}" -- "${options[@]}" \
    2>&1 | { grep -E '^(stat::(number_of_executed_units|average_exec_per_sec)|SUMMARY|thread|error|==)' || true; } |
    sed -e "s/^stat::number_of_executed_units: */fuzz: $1: inputs without a fault: /" \
      -e "s/^stat::average_exec_per_sec: */fuzz: $1: inputs a second: /"
}

keep() { # target
  local kept="fuzz/corpus/.kept-$1"
  rm -rf "$kept" && mkdir -p "$kept"
  cargo fuzz run "$1" "$kept" "fuzz/corpus/$1" "fuzz/seeds/$1" -- -set_cover_merge=1 -max_len="$MOST_BYTES_KEPT" -verbosity=0
  rm -rf "fuzz/seeds/$1" && mv "$kept" "fuzz/seeds/$1"
}

case "${1:-}" in
  build) cargo fuzz build 2>&1 | { grep -v '^ *\(Compiling\|Finished\)' || true; } >&2 ;;
  run)
    seconds="${2:-10}"
    shift "$(($# > 1 ? 2 : 1))"
    export -f run dictionary
    export MOST_BYTES MOST_BYTES_OF_REPORT
    if [ $# = 0 ]; then cargo fuzz list; else printf '%s\n' "$@"; fi |
      xargs -P 2 -I '{}' bash -euo pipefail -c "run '{}' '$seconds'"
    ;;
  keep)
    for target in $(cargo fuzz list); do [ "$target" = report ] || keep "$target"; done
    ;;
  *)
    echo "usage: $0 build | run SECONDS [TARGET…] | keep" >&2
    exit 2
    ;;
esac
