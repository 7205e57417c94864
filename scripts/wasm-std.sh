# Rust's standard library for wasm32, for scripts/setup.sh to source.
#
# The ordinary way is rustup. Where its server cannot be reached, Debian's compiler
# (rustc-web) builds std once, into a toolchain of its own in the cache folder.
# Expects: CACHE, TARGET, say, die, have, apt_install.
# Sets: WASM_STD_ENVIRONMENT, the lines that make cargo use it.

has_wasm_std() { ls "$1/lib/rustlib/$TARGET/lib/"libstd-*.rlib >/dev/null 2>&1; }
active_sysroot() { rustc --print sysroot 2>/dev/null || true; }
debian_stamp() { /usr/bin/rustc -vV | sha256sum | cut -c1-16; }

provide_wasm_std() {
  WASM_STD_ENVIRONMENT=""
  has_wasm_std "$(active_sysroot)" && return
  if ! debian_toolchain_is_current; then
    if have rustup; then
      say "rustup target add $TARGET"
      RUSTUP_MAX_RETRIES=0 timeout "${RUSTUP_TIMEOUT:-180}" rustup target add "$TARGET" >"$CACHE/rustup.log" 2>&1 || true
      has_wasm_std "$(active_sysroot)" && return
    fi
    say "rustup could not bring $TARGET: building its standard library with Debian's compiler (1-2 minutes, once)"
    build_debian_toolchain
  fi
  if have rustup; then
    [ "$(readlink -f "${RUSTUP_HOME:-$HOME/.rustup}/toolchains/gouji-debian" 2>/dev/null)" = "$(readlink -f "$CACHE/toolchain")" ] ||
      rustup toolchain link gouji-debian "$CACHE/toolchain" >&2
    WASM_STD_ENVIRONMENT="export RUSTUP_TOOLCHAIN=gouji-debian"
  else
    WASM_STD_ENVIRONMENT="export PATH=\"$CACHE/toolchain/bin:\$PATH\""
  fi
}

debian_toolchain_is_current() {
  [ -x /usr/bin/rustc ] && [ "$(cat "$CACHE/toolchain/.stamp" 2>/dev/null)" = "$(debian_stamp)" ] && has_wasm_std "$CACHE/toolchain"
}

find_lld() {
  local candidate
  for candidate in /usr/lib/llvm-{22,21,20,19,18}/bin/lld \
    "${RUSTUP_HOME:-$HOME/.rustup}"/toolchains/*/lib/rustlib/*/bin/rust-lld; do
    [ -x "$candidate" ] && printf '%s' "$candidate" && return
  done
  return 1
}

build_debian_toolchain() {
  local packages=() package
  for package in rustc-web cargo-web rust-web-src; do
    dpkg -s "$package" >/dev/null 2>&1 || packages+=("$package")
  done
  find_lld >/dev/null || packages+=(lld-19)
  [ ${#packages[@]} = 0 ] || apt_install "${packages[@]}"
  local lld source=/usr/lib/rustlib/src/rust/library host release build="$CACHE/std-build"
  lld="$(find_lld)" || die "missing: lld. Install with: apt-get install lld-19"
  [ -d "$source/vendor" ] || die "Debian's rust-web-src is too old: it has no $source/vendor"
  host="$(/usr/bin/rustc -vV | sed -n 's/^host: //p')"
  release="$(/usr/bin/rustc -vV | sed -n 's/^release: //p')"

  rm -rf "$build"
  mkdir -p "$build/src"
  printf '[package]\nname = "probe"\nversion = "0.0.0"\nedition = "2021"\n[profile.release]\nopt-level = 3\ncodegen-units = 1\n[workspace]\n' >"$build/Cargo.toml"
  : >"$build/src/lib.rs"
  # With embedded bitcode the libraries serve builds with and without LTO, as the official ones do.
  (cd "$build" && env -u RUSTC_WRAPPER -u RUSTUP_TOOLCHAIN -u CARGO_ENCODED_RUSTFLAGS -u CARGO_BUILD_TARGET \
    RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc CARGO_TARGET_DIR="$build/target" CARGO_INCREMENTAL=0 \
    RUSTFLAGS="-Cembed-bitcode=yes --remap-path-prefix=$source=/rustc/$release/library" \
    /usr/bin/cargo build -Zbuild-std=std,panic_abort,proc_macro,test --target "$TARGET" --release) >"$CACHE/std.log" 2>&1 ||
    die "building std failed, see $CACHE/std.log"

  local toolchain="$CACHE/toolchain" library name
  rm -rf "$toolchain"
  mkdir -p "$toolchain/bin" "$toolchain/lib/rustlib/$TARGET/lib" "$toolchain/lib/rustlib/$host/bin"
  for library in "$build/target/$TARGET/release/deps/"lib*.rlib; do
    case "$library" in */libprobe-*) ;; *) cp "$library" "$toolchain/lib/rustlib/$TARGET/lib/" ;; esac
  done
  ln -s "/usr/lib/rustlib/$host/lib" "$toolchain/lib/rustlib/$host/lib"
  ln -s /usr/lib/rustlib/src "$toolchain/lib/rustlib/src"
  ln -s "$lld" "$toolchain/lib/rustlib/$host/bin/rust-lld"
  ln -s /usr/bin/cargo "$toolchain/bin/cargo"
  # Wrappers that name the sysroot: behind a symbolic link rustc looks for it in the current folder.
  for name in rustc rustdoc; do
    printf '#!/bin/sh\nexec /usr/bin/%s --sysroot "%s" "$@"\n' "$name" "$toolchain" >"$toolchain/bin/$name"
    chmod +x "$toolchain/bin/$name"
  done
  debian_stamp >"$toolchain/.stamp"
  rm -rf "$build"
}
