#!/usr/bin/env bash
# Sizes and times, each with its ratio to a baseline of the same run.
set -euo pipefail
cd "$(dirname "$0")/.."

# What the page's answers are held against.
cargo build --quiet --example generate_region
cargo build --quiet --release --bin gouji

node benches/size.mjs
node benches/node.mjs
node benches/chromium.mjs
node benches/batch.mjs
node benches/element.mjs
node benches/files.mjs
cargo bench --quiet
node benches/repair.mjs
