// Pages with the element in a browser, each served as a site would serve it.
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { engine, launch } from "../support/engines.mjs";
import { older } from "../support/engines/older.mjs";

/** For a test's `skip`: why the editor cannot run in this engine, else `false`. */
export const tooNew = (editor) => older[engine]?.tooNew[editor] ?? false;

/** The example page of TinyMCE, of its last version that runs. */
export const TINYMCE = tooNew("tinymce") ? "tinymce-4" : "tinymce";

const root = fileURLToPath(new URL("../..", import.meta.url));
export const modules = createRequire(join(root, "www/package.json"));
export const sample = (name) => readFileSync(join(root, "www/samples", `${name}.html`), "utf8");
/** The part of a sample that an editor holds. */
export const body = (name) => /<body[^>]*>([\s\S]*)<\/body>/i.exec(sample(name))[1];

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
};
const built = { "/pkg/": join(root, "pkg"), "/dist/": join(root, "dist") };

/** Scripts made of npm's packages, by address. */
const scripts = new Map();

/** A script that is bundled of this code, as a site would build it; its address. */
export async function bundled(name, code) {
  const address = `/bundle/${name}.js`;
  if (scripts.has(address)) return address;
  const { build } = modules("esbuild");
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: join(root, "www"), loader: "jsx" },
    bundle: true,
    write: false,
    format: "iife",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  scripts.set(address, outputFiles[0].text);
  return address;
}

/** What a page says, by address: `{ html, headers }`. */
const pages = new Map();

/** Files that a site's administrator put there, by address, and how often each was asked for. */
const files = new Map();

/** Copies of the package, by the address of their folder: what is sent instead of a file, `null` for nothing. */
const copies = new Map();

/** An example page, and beside it what its author would have put there: the script and the editors. */
function exampleFile(name) {
  if (name === "gouji.classic.js") return join(built["/dist/"], name);
  const page = join(root, "www/editors/examples", name);
  return existsSync(page) ? page : join(root, "www/node_modules", name);
}

function send(file, response) {
  if (!file || !existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
  return response.end(readFileSync(file));
}

/** Starts a site and a browser; `close` ends both. */
export async function start() {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, "http://site").pathname);
    if (path === "/favicon.ico") return response.writeHead(204).end();
    const page = pages.get(path);
    if (page) {
      response.writeHead(200, { "content-type": TYPES[".html"], ...page.headers });
      return response.end(page.html);
    }
    const own = files.get(path);
    if (own) {
      own.asked++;
      response.writeHead(200, { "content-type": "application/json" });
      return response.end(own.text);
    }
    const script = scripts.get(path);
    if (script !== undefined) {
      response.writeHead(200, { "content-type": TYPES[".js"] });
      return response.end(script);
    }
    const copy = Array.from(copies.keys()).find((folder) => path.startsWith(folder));
    if (copy) {
      const name = path.slice(copy.length);
      const instead = copies.get(copy)[name];
      if (instead === undefined) return send(join(built["/pkg/"], name), response);
      if (instead === null) return response.writeHead(404).end();
      response.writeHead(200, { "content-type": TYPES[".html"] });
      return response.end(instead);
    }
    const example = path.startsWith("/example/") ? path.slice("/example/".length) : null;
    const older = /^(tinymce-\d)\.html$/.exec(example ?? "")?.[1];
    if (older) {
      const html = readFileSync(exampleFile("tinymce.html"), "utf8").replace('"tinymce/', `"${older}/`);
      response.writeHead(200, { "content-type": TYPES[".html"] });
      return response.end(html);
    }
    if (example !== null) return send(exampleFile(example), response);
    const prefix = Object.keys(built).find((known) => path.startsWith(known));
    const file = prefix && join(built[prefix], path.slice(prefix.length));
    return send(file, response);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const address = `http://127.0.0.1:${server.address().port}`;
  const browser = await launch();
  let count = 0;
  /** Opens a page of this mark-up; `problems` gathers what the console holds against it. */
  const open = async (html, { headers = {}, context: options = {} } = {}) => {
    const path = `/page-${++count}`;
    pages.set(path, { html, headers });
    return visit(path, options);
  };
  const visit = async (path, options = {}) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    page.problems = [];
    page.on("pageerror", (error) => page.problems.push(error.message));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) page.problems.push(message.text());
    });
    await page.goto(address + path);
    return page;
  };
  /** Puts the package onto the site once more, with these answers instead of files; its folder. */
  const copy = (instead) => {
    const folder = `/copy-${++count}/`;
    copies.set(folder, instead);
    return folder;
  };
  /** Puts a file onto the site; its address. */
  const file = (name, text) => {
    const path = `/files-${++count}/${name}`;
    files.set(path, { text, asked: 0 });
    return path;
  };
  const asked = (path) => files.get(path).asked;
  const close = async () => {
    await browser.close();
    server.close();
  };
  return { open, visit, copy, file, asked, close, address, browser };
}

export const DEFINE = '<script type="module" src="/pkg/element-define.js"></script>';
export const CLASSIC = '<script src="/dist/gouji.classic.js"></script>';

/** A page as a site's administrator would write it. */
export const document = (content, script = DEFINE) =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>编辑</title>${script}</head><body><main><h1>编辑</h1>${content}</main></body></html>`;

/** Waits until the element's state is one of these. */
export async function settled(page, states = ["passed", "findings", "unreadable"]) {
  await page.waitForFunction(
    (wanted) => {
      const state = window.document.querySelector("gouji-checker")?.shadowRoot?.querySelector(".state");
      return wanted.includes(state?.dataset.status);
    },
    states,
    { timeout: 15_000 },
  );
}

/** Waits until the listed findings are without, or with, this rule about this cell. */
export async function until(page, check, argument) {
  await page.waitForFunction(check, argument, { timeout: 10_000 });
}

/** Waits until the panel's verdict has this text: an empty field has the same state as one that cannot be read. */
export async function says(page, text) {
  await until(
    page,
    (wanted) =>
      window.document
        .querySelector("gouji-checker")
        .shadowRoot?.querySelector(".verdict")
        ?.textContent.includes(wanted) === true,
    text,
  );
}

const axe = readFileSync(modules.resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core holds against the element. */
export async function violations(page) {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(() => window.axe.run("gouji-checker"));
  return found.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).slice(0, 3)}`);
}
