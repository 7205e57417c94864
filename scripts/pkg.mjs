// Builds pkg/, ready for `npm pack`: the optimised module, the loader around it
// and its types. Run by `make pkg`, which knows whether anything changed.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const built = `${root}target/package`;
const loader = `${root}www/package`;
const pkg = `${root}pkg`;
const { transformSync } = createRequire(`${root}www/package.json`)("esbuild");

const environment = {
  ...process.env,
  // A stripped module no longer tells wasm-bindgen and wasm-opt its features.
  CARGO_PROFILE_RELEASE_STRIP: "debuginfo",
  // What the page loads weighs more than the last third of speed; wasm-opt -O3
  // inlines again what pays.
  CARGO_PROFILE_RELEASE_OPT_LEVEL: process.env.GOUJI_WASM_OPT_LEVEL ?? "s",
};
const run = (command, ...args) => execFileSync(command, args, { cwd: root, stdio: "inherit", env: environment });

/** The module and wasm-bindgen's glue; wasm-pack also runs wasm-opt on it. */
function module() {
  run(
    "wasm-pack",
    "build",
    "--release",
    "--target",
    "web",
    "--no-pack",
    "--no-typescript",
    "--out-dir",
    built,
    "--out-name",
    "gouji",
  );
}

/**
 * The glue keeps its instance in variables of the file. As a function it can be
 * had once more when an instance trapped.
 */
function glue() {
  const source = readFileSync(`${built}/gouji.js`, "utf8");
  const { code } = transformSync(source, {
    format: "cjs",
    target: "es2020",
    define: { "import.meta.url": "undefined" },
    minifyWhitespace: true,
    minifySyntax: true,
  });
  return `export function createGlue() {\nconst module = { exports: {} };\n${code}\nreturn module.exports;\n}\n`;
}

function build() {
  rmSync(pkg, { recursive: true, force: true });
  mkdirSync(pkg, { recursive: true });
  run("tsc", "-p", loader);
  module();
  const wasm = readFileSync(`${built}/gouji_bg.wasm`);
  writeFileSync(`${pkg}/gouji.wasm`, wasm);
  writeFileSync(`${pkg}/base64.js`, `export const base64 = "${wasm.toString("base64")}";\n`);
  writeFileSync(`${pkg}/glue.js`, glue());
  for (const name of ["glue.d.ts", "base64.d.ts", "wasm.d.ts"]) cpSync(`${loader}/${name}`, `${pkg}/${name}`);
  cpSync(`${root}pkg.json`, `${pkg}/package.json`);
  for (const name of ["README.md", "README.en.md", "LICENSE-MIT", "LICENSE-APACHE", "CHANGELOG.md"]) {
    if (existsSync(`${root}${name}`)) cpSync(`${root}${name}`, `${pkg}/${name}`);
  }
}

build();
