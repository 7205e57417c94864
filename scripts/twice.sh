#!/usr/bin/env bash
# Builds modules (`scripts/twice.sh NAME…`, all of them without a name) once more, in
# another folder, and compares their bytes with those that `make pkg` has built here.
set -euo pipefail
cd "$(dirname "$0")/.."
here="$PWD"
there="$(mktemp -d)"
trap 'rm -rf "$there"' EXIT

git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents --target-directory="$there"
ln -s "$here/www/node_modules" "$there/www/node_modules"
node "$there/scripts/pkg.mjs" modules "$@"

for module in "$there"/target/package/*/*_bg.wasm; do
  name="${module#"$there"/}"
  cmp "$module" "$here/$name"
  printf 'the same %d bytes in both folders: %s\n' "$(wc -c <"$module")" "$(basename "$name" _bg.wasm)"
done
