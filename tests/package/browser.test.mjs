// The installed tarball in a page: by each bundler, and by none.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { serve } from "../../scripts/serve.mjs";
import { launch } from "../support/chromium.mjs";
import { bin, checking, expected, project, run, tool } from "./project.mjs";

const main = (name = "gouji") =>
  `import { init, check } from "${name}";\nawait init();${checking}document.title = line;\n`;
const html = (script) => `<!doctype html><meta charset="utf-8"><title>-</title>${script}`;
const page = (src) => html(`<script type="module" src="${src}"></script>`);

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Opens a page and waits for what it writes in its title. */
async function opened(url) {
  const tab = await browser.newPage();
  const complaints = [];
  tab.on("pageerror", (error) => complaints.push(String(error)));
  try {
    await tab.goto(url);
    await tab.waitForFunction(() => document.title !== "-", undefined, { timeout: 20_000 });
    return await tab.title();
  } catch (error) {
    throw new Error([error.message, ...complaints].join("\n"));
  } finally {
    await tab.close();
  }
}

async function served(folder, headers) {
  const server = await serve(folder, { headers });
  try {
    return await opened(server.url);
  } finally {
    await server.close();
  }
}

test("Vite's development server, without any setting", async () => {
  const path = project("vite-dev", { "index.html": page("/main.js"), "main.js": main() });
  const vite = await import(pathToFileURL(tool.resolve("vite")));
  const server = await vite.createServer({
    root: path,
    configFile: false,
    logLevel: "silent",
    server: { host: "127.0.0.1", port: 0 },
  });
  try {
    await server.listen();
    assert.equal(await opened(server.resolvedUrls.local[0]), expected);
  } finally {
    await server.close();
  }
});

test("Vite's build", async () => {
  const path = project("vite-build", { "index.html": page("/main.js"), "main.js": main() });
  run(bin("vite"), ["build", "--logLevel", "error"], path);
  assert.equal(await served(join(path, "dist")), expected);
});

test("webpack", async () => {
  const path = project("webpack", { "dist/index.html": page("main.js"), "src/index.js": main() });
  const webpack = tool("webpack");
  const settings = {
    context: path,
    mode: "production",
    entry: "./src/index.js",
    output: { path: join(path, "dist") },
    devtool: false,
  };
  await new Promise((resolve, reject) =>
    webpack(settings, (error, stats) => {
      if (error || stats.hasErrors()) reject(error ?? new Error(stats.toString()));
      else resolve();
    }),
  );
  assert.equal(await served(join(path, "dist")), expected);
});

for (const [name, args] of Object.entries({
  "esbuild, one ES module": ["--format=esm"],
  "esbuild, split": ["--format=esm", "--splitting"],
})) {
  test(name, async () => {
    const path = project(name.replace(/\W/g, ""), { "dist/index.html": page("main.js"), "main.js": main() });
    run(bin("esbuild"), ["main.js", "--bundle", "--outdir=dist", "--log-level=error", ...args], path);
    assert.equal(await served(join(path, "dist")), expected);
  });
}

test("esbuild, one classic script with the module inside, opened as a file", async () => {
  const wrapped = main("gouji/inline").replace("await init();", "init().then(() => {").concat("});");
  const path = project("classic", { "main.js": wrapped, "dist/index.html": html('<script src="main.js"></script>') });
  run(bin("esbuild"), ["main.js", "--bundle", "--format=iife", "--outdir=dist", "--log-level=error"], path);
  assert.equal(await opened(pathToFileURL(join(path, "dist/index.html")).href), expected);
});

/** A folder with the package's own files and a page, no bundler. */
function plain(name, files) {
  const path = project(name, {});
  const folder = join(path, "site");
  mkdirSync(folder);
  cpSync(join(path, "node_modules/gouji"), join(folder, "gouji"), { recursive: true });
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
  return folder;
}

test("a plain script of type module", async () => {
  const script = `<script type="module">${main("./gouji/index.js")}</script>`;
  assert.equal(await served(plain("plain", { "index.html": html(script) })), expected);
});

test("a page with a strict Content-Security-Policy", async () => {
  const folder = plain("strict", { "index.html": page("main.js"), "main.js": main("./gouji/index.js") });
  const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'";
  assert.equal(await served(folder, { "Content-Security-Policy": policy }), expected);
});

test("a policy that forbids WebAssembly is named, with what to add", async () => {
  const source = `import { init } from "./gouji/index.js";
init().catch((error) => { document.title = error.code + ": " + error.message; });`;
  const folder = plain("refused", { "index.html": page("main.js"), "main.js": source });
  const title = await served(folder, { "Content-Security-Policy": "default-src 'self'" });
  assert.match(title, /^wasm_refused: .*'wasm-unsafe-eval'/);
});

test("a worker", async () => {
  const folder = plain("worker", {
    "index.html": page("main.js"),
    "main.js": `new Worker("worker.js", { type: "module" }).onmessage = (event) => { document.title = event.data; };`,
    "worker.js": main("./gouji/index.js").replace("document.title = line", "postMessage(line)"),
  });
  assert.equal(await served(folder), expected);
});
