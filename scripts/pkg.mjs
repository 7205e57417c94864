// Builds pkg/, ready for `npm pack`: the optimised modules (`modules`, or of these those
// that are named), the loader around them and its types (`package`). Run by `make pkg`,
// which knows what changed.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { encodings, pdfjs } from "./pdfjs.mjs";
import { ordered } from "./wasm-order.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const built = `${root}target/package`;
const loader = `${root}www/package`;
const pkg = `${root}pkg`;
const { transformSync } = createRequire(`${root}www/package.json`)("esbuild");

/**
 * Where the first answer is waited for, functions with more bytes of stack than this
 * stay by themselves: V8 compiles a function at its first call, and once more, slowly
 * and beside everything else, when it has looped for long. What only one other calls
 * would otherwise be a part of that: a tenth of the code in two functions.
 */
const APART = ["-inline-max-stacksize=100"];

/**
 * What LLVM would write twice: counters of loops beside those that there are, and what
 * only one of two ways to a place has computed already; both for speed, which engines
 * see to themselves for what runs long enough. And what both ways do is written once.
 * The element is a fortieth smaller by that.
 */
const ONCE = [
  ...["-disable-lsr", "-enable-pre=false", "-enable-load-pre=false"],
  ...["-hoist-common-insts=true", "-sink-common-insts=true"],
];

/**
 * The modules of WebAssembly: the crate src/wasm, built with these of its features.
 * Each becomes `NAME.wasm`, `NAME-glue.js` (wasm-bindgen's) and `NAME-base64.js`
 * (the module as text, for where no file can be fetched). The types of the last
 * two stand in www/package. `level` is rustc's opt-level. What checks a report
 * again at every key is worth a tenth more weight for a third less time; what is
 * loaded with other people's pages at once, or for one file, is not. `llvm` are
 * LLVM's own options.
 */
const MODULES = [
  { name: "gouji", features: ["whole", "html", "catalogue", "check", "checker", "render", "region"], level: "2" },
  { name: "gouji-element", features: ["check"], level: "z", llvm: [...APART, ...ONCE] },
  { name: "gouji-element-whole", features: ["check", "whole"], level: "s", llvm: APART },
  { name: "gouji-write", features: ["whole", "write-files"], level: "s" },
  { name: "gouji-read", features: ["whole", "read"], level: "s" },
];

/**
 * What is done to a module once it is compiled. What std's objects have beyond
 * WebAssembly 1.0 is lowered. More than -O1 makes the code less regular: it weighs a
 * twentieth more when compressed. What no value can reach (--gufa) is a fiftieth.
 */
const PASSES = [
  ...["--mvp-features", "--enable-mutable-globals", "--enable-sign-ext", "--enable-nontrapping-float-to-int"],
  ...["--enable-bulk-memory", "--enable-bulk-memory-opt", "--signext-lowering"],
  ...["--llvm-nontrapping-fptoint-lowering", "--llvm-memory-copy-fill-lowering", "-O1", "--gufa", "-O1"],
  ...["--dae-optimizing", "--rse", "--vacuum", "--strip-debug", "--strip-target-features"],
];

const environment = {
  ...process.env,
  // A stripped module no longer tells wasm-bindgen the names that it needs.
  CARGO_PROFILE_RELEASE_STRIP: "debuginfo",
  // The command line goes on after a check that failed; a module cannot.
  CARGO_PROFILE_RELEASE_PANIC: "abort",
};
const options = (more) => ({ cwd: root, stdio: "inherit", env: { ...environment, ...more } });
const run = (command, args, more = {}) => execFileSync(command, args, options(more));

/** Keeps the builder's folders out of the modules, so that every folder builds the same bytes. */
const NAMELESS = [[root, ""], ...registries()].map(([from, to]) => `--remap-path-prefix=${from}=${to}`);

/** Where cargo keeps the crates, each with the name that stands in the modules. */
function registries() {
  const sources = `${process.env.CARGO_HOME ?? `${process.env.HOME}/.cargo`}/registry/src`;
  return existsSync(sources) ? readdirSync(sources).map((name) => [`${sources}/${name}`, "crates"]) : [];
}

/** A module and wasm-bindgen's glue. */
function compile({ name, features, level, llvm = [] }) {
  const output = ["--no-pack", "--no-typescript", "--out-dir", `${built}/${name}`, "--out-name", name];
  const cargo = ["--features", features.join(",")];
  const flags = [...NAMELESS, ...llvm.map((option) => `-Cllvm-args=${option}`)];
  // Cargo adds these to those of .cargo/config.toml.
  cargo.push("--config", `target.wasm32-unknown-unknown.rustflags=${JSON.stringify(flags)}`);
  run("wasm-pack", ["build", "src/wasm", "--release", "--no-opt", "--target", "web", ...output, "--", ...cargo], {
    CARGO_PROFILE_RELEASE_OPT_LEVEL: level,
  });
}

/** Optimises a module, on a core of its own: wasm-pack, which would wait for that, compiles the next one meanwhile. */
async function optimise({ name }) {
  const module = `${built}/${name}/${name}_bg.wasm`;
  const [code] = await once(spawn("wasm-opt", [module, "-o", module, ...PASSES], options()), "exit");
  if (code !== 0) throw new Error(`wasm-opt ${name}: exit code ${code}`);
}

/**
 * The glue asks a buffer whether it is `detached`. Where browsers do not tell, core-js does,
 * in pages as in pdf.js, and some Chromiums before 103 let it answer that no buffer is.
 */
const ASKS =
  /(\w+)\.buffer\.detached === true \|\| \(\1\.buffer\.detached === undefined && \1\.buffer !== wasm\.memory\.buffer\)/g;

/**
 * The glue keeps its instance in variables of the file. As a function it can be
 * had once more when an instance trapped.
 */
function glue(name) {
  const source = readFileSync(`${built}/${name}/${name}.js`, "utf8");
  const changed = source.replace(ASKS, "$1.buffer !== wasm.memory.buffer");
  if (changed === source) throw new Error(`wasm-bindgen's glue of ${name} is not the one that is changed here`);
  const { code } = transformSync(changed, {
    format: "cjs",
    target: "es2020",
    define: { "import.meta.url": "undefined" },
    minifyWhitespace: true,
    minifySyntax: true,
  });
  return `export function createGlue() {\nconst module = { exports: {} };\n${code}\nreturn module.exports;\n}\n`;
}

/** The files of a module. */
function write({ name }) {
  const wasm = ordered(readFileSync(`${built}/${name}/${name}_bg.wasm`));
  writeFileSync(`${pkg}/${name}.wasm`, wasm);
  writeFileSync(`${pkg}/${name}-base64.js`, `export const base64 = "${wasm.toString("base64")}";\n`);
  writeFileSync(`${pkg}/${name}-glue.js`, glue(name));
  for (const part of ["base64", "glue"]) cpSync(`${loader}/${name}-${part}.d.ts`, `${pkg}/${name}-${part}.d.ts`);
}

const jobs = {
  /** The modules into target/package: minutes, and only after a change of Rust. */
  async modules(...names) {
    const named = names.length > 0 ? MODULES.filter(({ name }) => names.includes(name)) : MODULES;
    const optimised = named.map((module) => {
      compile(module);
      return optimise(module);
    });
    await Promise.all(optimised);
  },
  /** The package around them. */
  async package() {
    rmSync(pkg, { recursive: true, force: true });
    mkdirSync(pkg, { recursive: true });
    run("tsc", ["-p", loader]);
    MODULES.forEach(write);
    await pdfjs(`${pkg}/pdfjs.js`);
    encodings(`${pkg}/pdf-encodings-base64.js`);
    for (const name of ["pdfjs", "pdf-encodings-base64"]) cpSync(`${loader}/${name}.d.ts`, `${pkg}/${name}.d.ts`);
    cpSync(`${loader}/wasm.d.ts`, `${pkg}/wasm.d.ts`);
    cpSync(`${root}pkg.json`, `${pkg}/package.json`);
    for (const name of [
      "README.md",
      "README.en.md",
      "LICENSE-MIT",
      "LICENSE-APACHE",
      "THIRD-PARTY-NOTICES.md",
      "CHANGELOG.md",
    ]) {
      if (existsSync(`${root}${name}`)) cpSync(`${root}${name}`, `${pkg}/${name}`);
    }
  },
};

const [job, ...names] = process.argv.slice(2);
await jobs[job](...names);
