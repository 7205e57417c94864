// No server at all: what `make offline` writes, opened from a disk.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch, without } from "../support/engines.mjs";
import { body, document, settled } from "./stage.mjs";

const dist = fileURLToPath(new URL("../../dist/", import.meta.url));
let browser;
let folder;
before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "gouji-offline-"));
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a file of the folder without any network and gathers what it asked for. */
async function opened(name) {
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  page.problems = [];
  page.asked = [];
  page.on("pageerror", (error) => page.problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && page.problems.push(message.text()));
  page.on("request", (request) => page.asked.push(request.url()));
  await page.goto(pathToFileURL(join(folder, name)).href);
  return page;
}

test("the page in one file checks a chosen report from a disk", async () => {
  cpSync(join(dist, "gouji.html"), join(folder, "gouji.html"));
  writeFileSync(join(folder, "report.html"), body("mistakes"));
  const page = await opened("gouji.html");
  await page.waitForSelector('[data-status="welcome"]');
  await page.setInputFiles('input[type="file"]', join(folder, "report.html"));
  await page.waitForSelector('td[data-cell="applications/3.2/natural_person"][data-severity]');
  assert.deepEqual(page.problems, []);
  const own = pathToFileURL(join(folder, "gouji.html")).href;
  const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  assert.deepEqual(
    [...page.asked, ...loaded].filter((address) => !/^(data|blob):/.test(address) && address !== own),
    [],
  );
});

test("the page in one file checks a folder with workers from a disk", { skip: without("file choosers") }, async () => {
  cpSync(join(dist, "gouji.html"), join(folder, "gouji.html"));
  mkdirSync(join(folder, "reports"));
  for (const name of ["mistakes", "sound"]) writeFileSync(join(folder, "reports", `${name}.html`), body(name));
  const page = await opened("gouji.html");
  const chooser = page.waitForEvent("filechooser");
  await page.click("text=选择文件夹");
  await (await chooser).setFiles(join(folder, "reports"));
  await page.waitForSelector('[data-stage="done"]', { timeout: 60_000 });
  assert.match(await page.textContent(".verdict"), /2 份已检查：1 份有错误，0 份未能核对/);
  assert.deepEqual(page.problems, []);
});

test("the classic script works from a disk, on a page in GBK", async () => {
  const script = readFileSync(join(dist, "gouji.classic.js"));
  assert.ok(
    script.every((byte) => byte < 128),
    "any encoding reads it",
  );
  cpSync(join(dist, "gouji.classic.js"), join(folder, "gouji.classic.js"));
  const html = document(
    `<gouji-checker>${ascii(body("mistakes"))}</gouji-checker>`,
    '<script src="gouji.classic.js"></script>',
  )
    .replace("utf-8", "gbk")
    .replace(/[^\0-\x7f]/g, "");
  writeFileSync(join(folder, "gbk.html"), html);
  const page = await opened("gbk.html");
  await settled(page, ["findings"]);
  assert.equal(await page.evaluate(() => window.document.characterSet), "GBK");
  assert.match(await page.textContent("gouji-checker .verdict"), /勾稽关系/);
  assert.equal(await page.evaluate(() => typeof window.gouji.check), "function");
  assert.deepEqual(page.problems, []);
});

/** Text as character references: the same in every encoding. */
const ascii = (text) => text.replace(/[^\0-\x7f]/gu, (letter) => `&#${letter.codePointAt(0)};`);
