// Builds the element: for the npm package beside its module (`package`), and as one
// classic script with everything in it (`classic`). Run by `make pkg` and `make offline`.
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { build } = createRequire(`${root}www/package.json`)("esbuild");

const common = {
  absWorkingDir: root,
  bundle: true,
  write: false,
  // The oldest browsers of government desktops.
  target: "chrome86",
  loader: { ".css": "text" },
  // Pages in other encodings read it as well.
  charset: "ascii",
  legalComments: "none",
  logLevel: "warning",
};

/** Builds one file. esbuild leaves the letters of regular expressions as they are. */
async function write(options) {
  const { outputFiles } = await build({ ...common, ...options });
  const text = outputFiles[0].text.replace(
    /[^\0-\x7f]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  writeFileSync(`${root}${options.outfile}`, text);
}

const element = (path) => `${root}www/element/${path}`;
/** What the element's sources import by name: the package's functions on a module, and that module. */
const on = (module) => ({
  gouji: element("gouji.ts"),
  "gouji-element-glue": `${root}pkg/${module}-glue.js`,
  "gouji-element-base64": `${root}pkg/${module}-base64.js`,
  "gouji-element-whole-glue": `${root}pkg/gouji-element-whole-glue.js`,
});

/** What is not always wanted stays a file of its own. */
const beside = {
  name: "beside",
  setup({ onResolve }) {
    onResolve({ filter: /^gouji-element(-whole)?-base64$/ }, ({ path }) => ({ path: `./${path}.js`, external: true }));
    onResolve({ filter: /^\.\/whole$/ }, () => ({ path: "./element-whole.js", external: true }));
  },
};

/** One file that is whole has its module within. */
const inline = {
  name: "inline",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/((worker-)?source|whole)$/ }, ({ path }) => ({ path: element(`${path}-inline.ts`) }));
  },
};

const worker = {
  entryPoints: ["www/element/worker.ts"],
  format: "iife",
  minify: true,
  alias: { "gouji-glue": `${root}pkg/gouji-glue.js`, "gouji-base64": `${root}pkg/gouji-base64.js` },
};

const targets = {
  async package() {
    // Nearly all of it is called for the first verdict: Chromium from 136 on compiles it while it arrives.
    const banner = { js: "//# allFunctionsCalledOnLoad" };
    const files = { index: "element", whole: "element-whole" };
    for (const [source, file] of Object.entries(files)) {
      await write({
        entryPoints: [`www/element/${source}.ts`],
        outfile: `pkg/${file}.js`,
        format: "esm",
        minify: true,
        alias: on("gouji-element"),
        plugins: [beside],
        ...(source === "index" ? { banner } : {}),
      });
    }
    await write({ ...worker, outfile: "pkg/gouji-worker.js" });
    for (const name of ["element.d.ts", "element-define.js", "element-define.d.ts"]) {
      cpSync(`${root}www/element/package/${name}`, `${root}pkg/${name}`);
    }
    cpSync(`${root}www/element/custom-elements.json`, `${root}pkg/custom-elements.json`);
  },
  async classic() {
    mkdirSync(`${root}dist`, { recursive: true });
    await write({
      entryPoints: ["www/element/classic.ts"],
      outfile: "dist/gouji.classic.js",
      format: "iife",
      globalName: "gouji",
      minify: true,
      // One file that is whole needs no second module.
      alias: on("gouji-element-whole"),
      plugins: [inline],
    });
    await write({ ...worker, outfile: "dist/gouji-worker.js", plugins: [inline] });
  },
};

for (const name of process.argv.slice(2)) await targets[name]();
