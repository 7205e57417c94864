// A real Chromium of the oldest version that is promised, which Playwright still drives.
// The binary is one that an npm package carries packed; it is unpacked once.
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { download, keepOffered } from "./offered.mjs";

const require = createRequire(new URL("../../../www/package.json", import.meta.url));

/** Its path; unpacked beside what the set-up builds, where several processes may ask at once. */
async function binary() {
  const cache = process.env.GOUJI_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "gouji");
  const { version } = require("chrome-aws-lambda/package.json");
  const path = join(cache, `chrome-aws-lambda-${version}`, "chromium");
  if (existsSync(path)) return path;
  mkdirSync(dirname(path), { recursive: true });
  const own = `${path}.${process.pid}`;
  const packed = createReadStream(require.resolve("chrome-aws-lambda/bin/chromium.br"));
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

/** A browser; `close()` it in the end. */
export async function launchChromium86() {
  const { chromium, selectors } = require("playwright-core");
  await selectors.register("floor", FOR_PLAYWRIGHT, { contentScript: true });
  const executablePath = process.env.CHROMIUM86 ?? (await binary());
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
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
