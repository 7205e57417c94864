// The built page in a browser, served as a strict host would serve it.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { allowsModules, can, launch } from "../support/engines.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const require = createRequire(join(root, "www/package.json"));

export const built = process.env.GOUJI_PAGE ?? join(root, "dist/page");
export const policy = `default-src 'self'; script-src 'self' ${allowsModules}`;

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};
export const sample = (name) => readFileSync(join(root, "www/samples", `${name}.html`), "utf8");

/** Serves the built page and starts a browser; `close` ends both. */
export async function start() {
  if (!existsSync(join(built, "index.html"))) throw new Error(`${built} is not built: run make page`);
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, "http://page").pathname);
    const file = join(built, path === "/" ? "index.html" : path);
    if (!existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "content-security-policy": policy,
    });
    response.end(readFileSync(file));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const address = `http://127.0.0.1:${server.address().port}/`;
  const browser = await launch();
  /** The page with a sample that has findings in it; `greeted: false` leaves it as a reader first sees it. */
  const open = async ({ greeted = true, ...options } = {}) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    page.problems = [];
    page.on("pageerror", (error) => page.problems.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") page.problems.push(message.text());
    });
    await page.goto(address);
    await page.waitForSelector('[data-status]:not([data-status="reading"])');
    if (greeted) await openSample(page);
    return page;
  };
  const close = async () => {
    await browser.close();
    server.close();
  };
  return { open, close, address };
}

/** Opens the first sample, and the way in again. */
export async function openSample(page) {
  await page.click(".welcome .example + .quiet");
  await page.click(".another");
  // From here on Tab begins at the top, as after a load.
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
  });
}

/** A folder or, where the driver of an engine can choose none, all that is in it. */
export async function chooseFolder(page, path) {
  if (can("file choosers")) {
    const chooser = page.waitForEvent("filechooser");
    await page.click("text=选择文件夹");
    return (await chooser).setFiles(path);
  }
  const files = readdirSync(path).map((name) => join(path, name));
  return page.setInputFiles("#files", files);
}

/** Presses for copying and pasting, where a program offered this on the clipboard. */
export async function pressPaste(page, { html = "", plain = "" }) {
  await page.evaluate(
    ([rich, text]) => {
      const offer = (event) => {
        if (rich) event.clipboardData.setData("text/html", rich);
        if (text) event.clipboardData.setData("text/plain", text);
        event.preventDefault();
        event.stopImmediatePropagation();
      };
      document.addEventListener("copy", offer, { capture: true, once: true });
    },
    [html, plain],
  );
  await page.keyboard.press("Control+c");
  await page.keyboard.press("Control+v");
}

/** Pastes a report, and waits for its check. */
export async function paste(page, offered) {
  await pressPaste(page, offered);
  await settled(page);
}

/** Waits until the page has answered. */
export async function settled(page) {
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
  await page.waitForSelector('[data-status]:not([data-status="reading"])');
}

export const status = (page) => page.getAttribute("[data-status]", "data-status");
export const verdict = (page) => page.textContent(".verdict");
export const cell = (address) => `td[data-cell="${address}"]`;
export const figure = (page, address) => page.textContent(`${cell(address)} .figure`);

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core holds against the page as it stands. */
export async function violations(page) {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(() => window.axe.run());
  return found.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).slice(0, 3)}`);
}
