#!/usr/bin/env bash
# Asks whether anybody would notice: changes one expression of the code that decides,
# runs the tests, and says which changes lived. MUTANTS (60) changes in all, evenly out
# of every file; SEED (1) says where the count begins, so the same numbers take the same
# mutants of the same code.
set -euo pipefail
cd "$(dirname "$0")/.."
results="$PWD/target/mutants"
mkdir -p "$results"

files=()
for folder in repair recognition rules; do files+=(--file "src/$folder/**"); done
tests=(--cargo-arg=--lib --cargo-arg=--test=quick)
# What reads hostile files does not meet this code.
skipped=(--skip document:: --skip json::)

all="$(cargo mutants --list "${files[@]}" | wc -l)"
step=$((all / ${MUTANTS:-60}))
status=0
# One folder for what is built, so that other crates are built once.
cargo mutants --shard "$((${SEED:-1} % step))/$step" --sharding round-robin "${files[@]}" \
  --output "$results" --colors never --cargo-arg="--target-dir=$results/target" "${tests[@]}" \
  -- -- "${skipped[@]}" || status=$?
# 2: some lived; 3: some ran out of time, which is noticed.
[[ "$status" =~ ^[023]$ ]] || exit "$status"

count() { cat "${@/%/.txt}" | wc -l; }
cd "$results/mutants.out"
noticed="$(count caught timeout)"
lived="$(count missed)"
printf '\n%d mutants of %d, seed %d; %d do not compile\n' "$((noticed + lived + $(count unviable)))" "$all" "${SEED:-1}" "$(count unviable)"
printf 'noticed: %d of %d (%d %%)\n' "$noticed" "$((noticed + lived))" "$((100 * noticed / (noticed + lived)))"
sed 's/^/lived: /' missed.txt
