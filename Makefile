# Every job a person runs, by name. `make` alone lists them.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
PORT ?= 8080
CACHE := $(or $(GOUJI_CACHE),$(or $(XDG_CACHE_HOME),$(HOME)/.cache)/gouji)

# The tools of the set-up, and npm's of this checkout.
ENV := . "$$(scripts/setup.sh env-path)"; export PATH="$(CURDIR)/www/node_modules/.bin:$$PATH";

RUST := $(shell find src -type f) Cargo.toml Cargo.lock build.rs .cargo/config.toml
MODULES := target/package/modules
LOADER := $(wildcard www/package/* www/pdfjs/*) scripts/pdfjs.mjs scripts/wasm-order.mjs pkg.json
PAGE := $(shell find www/page www/view www/element www/editors www/samples -type f 2>/dev/null) www/package-lock.json
ELEMENT := $(shell find www/element www/editors www/view www/package -type f 2>/dev/null) scripts/element.mjs pkg.json
TEXTS := $(wildcard README.md README.en.md LICENSE-MIT LICENSE-APACHE THIRD-PARTY-NOTICES.md CHANGELOG.md)

.PHONY: help demo test test-systems pkg bench fuzz mutants twice offline notices setup
help:
	@echo 'make demo      build, then serve the page on 127.0.0.1 (PORT=$(PORT))'
	@echo 'make test      run every check and test'
	@echo 'make test-systems  run the tests within Wagtail, Django, WordPress, LibreOffice, Spark, Firefox, WebKit and Chromium 86 and 103'
	@echo 'make pkg       build the npm package into pkg/'
	@echo 'make offline   write dist/gouji.html and dist/gouji.classic.js, each whole in one file'
	@echo 'make bench     sizes and times, natively, in Node and in Chromium'
	@echo 'make notices   write THIRD-PARTY-NOTICES.md of the lock files'
	@echo 'make fuzz      run each fuzz target for FUZZ_SECONDS (default 10)'
	@echo 'make mutants   change MUTANTS expressions (default 60, by SEED) and say which of them the tests let live'
	@echo 'make twice     build every module of the package in another folder and compare their bytes'

setup:
	@scripts/setup.sh build

pkg: setup pkg/element.js
$(MODULES): $(RUST) scripts/pkg.mjs
	@$(ENV) node scripts/pkg.mjs modules
	@touch $@
pkg/package.json: $(MODULES) $(LOADER) $(TEXTS)
	@$(ENV) node scripts/pkg.mjs package

pkg/element.js: pkg/package.json $(ELEMENT)
	@$(ENV) node scripts/element.mjs package

dist/gouji.classic.js: pkg/package.json $(ELEMENT)
	@$(ENV) node scripts/element.mjs classic

dist/gouji.html: pkg/package.json $(PAGE)
	@$(ENV) vite build --config www/page/vite.offline.config.ts --logLevel warn
	@mv dist/offline/index.html $@ && rm -r dist/offline

offline: setup dist/gouji.html dist/gouji.classic.js

dist/page/index.html: pkg/package.json $(PAGE)
	@$(ENV) vite build --config www/page/vite.config.ts --logLevel warn

demo: setup dist/page/index.html
	@node scripts/serve.mjs dist/page $(PORT)

test:
	@scripts/setup.sh test
	@$(ENV) scripts/test.sh

# SYSTEMS=tests/systems/NAME.test.mjs runs one of them.
test-systems:
	@scripts/setup.sh systems
	@$(MAKE) --no-print-directory pkg dist/page/index.html offline
	@cargo build --release --bin gouji --quiet
	@cargo build --example generate_region --quiet
	@$(ENV) scripts/test-systems.sh $(SYSTEMS)

bench: pkg dist/page/index.html dist/gouji.classic.js
	@$(ENV) scripts/bench.sh

fuzz:
	@scripts/setup.sh test
	@$(ENV) scripts/fuzz.sh build && scripts/fuzz.sh run $(or $(FUZZ_SECONDS),10)

mutants:
	@scripts/setup.sh mutants
	@$(ENV) scripts/mutants.sh

twice: pkg
	@$(ENV) scripts/twice.sh

notices: setup
	@node scripts/notices.mjs
