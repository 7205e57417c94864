// PDF files in the page: alone, among many, and in the page that is one file on a disk.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch } from "../support/chromium.mjs";
import { locked, print, scan } from "../support/pdf.mjs";
import { chooseFolder, figure, sample, start, status, verdict } from "./browser.mjs";

const offline = fileURLToPath(new URL("../../dist/gouji.html", import.meta.url));

let site;
let printer;
let mistakes;
before(async () => {
  site = await start();
  printer = await launch();
  mistakes = await print(printer, sample("mistakes"));
});
after(async () => {
  await site?.close();
  await printer?.close();
});

const pdf = (name, bytes) => ({ name, mimeType: "application/pdf", buffer: Buffer.from(bytes) });

/** Chooses files and waits for the answer to the first of them. */
async function choose(page, files) {
  await page.setInputFiles("input[type=file]", files);
  await page.waitForFunction((name) => document.body.textContent.includes(name), files[0].name);
  await page.waitForSelector('[data-status]:not([data-status="reading"])', { timeout: 60_000 });
}

test("a PDF is shown and checked as the page that was printed, and comes without asking another host", async () => {
  const page = await site.open();
  const rules = () => page.$$eval("[data-rule]", (found) => found.map(({ dataset }) => dataset.rule).sort());
  const printed = await rules();
  const requests = [];
  page.on("request", (request) => requests.push(new URL(request.url())));
  await choose(page, [pdf("年报.pdf", mistakes)]);
  assert.equal(await status(page), "findings");
  assert.equal(await page.locator("td[data-cell]").count(), 200);
  assert.equal(await figure(page, "applications/3.2/natural_person"), "8");
  assert.deepEqual(await rules(), printed);
  assert.ok(requests.every(({ protocol, origin }) => protocol === "blob:" || `${origin}/` === site.address));
  assert.deepEqual(page.problems, []);
});

test("a scan and a locked file say why they were not read, and the file beside them is read", async () => {
  const page = await site.open();
  await choose(page, [pdf("扫描.pdf", scan()), pdf("加密.pdf", locked()), pdf("年报.pdf", mistakes)]);
  const states = page.locator(".document");
  assert.equal(await states.count(), 3);
  for (const [at, reason] of [
    [0, /图片（扫描件）/],
    [1, /密码/],
  ]) {
    await states.nth(at).click();
    assert.equal(await status(page), "unreadable");
    assert.match(await verdict(page), reason);
    assert.equal(await page.locator("td[data-cell]:visible").count(), 0);
  }
  await states.nth(2).click();
  assert.equal(await status(page), "findings");
});

test("among many files PDF files are checked with the others", async () => {
  const folder = mkdtempSync(join(tmpdir(), "gouji-page-pdf-"));
  writeFileSync(join(folder, "打印.pdf"), mistakes);
  writeFileSync(join(folder, "扫描.pdf"), scan());
  for (let number = 1; number <= 20; number++) writeFileSync(join(folder, `${number}.html`), sample("sound"));
  const page = await site.open();
  await chooseFolder(page, folder);
  await page.waitForSelector('[data-stage="done"]', { timeout: 60_000 });
  const rows = await page.$$eval(".rows tbody tr[data-path]", (rows) =>
    Object.fromEntries(rows.map(({ dataset }) => [dataset.path.split("/").pop(), dataset.status])),
  );
  const { "打印.pdf": printed, "扫描.pdf": scanned, ...others } = rows;
  assert.deepEqual([printed, scanned], ["findings", "unreadable"]);
  assert.deepEqual([...new Set(Object.values(others))], ["passed"]);
  rmSync(folder, { recursive: true });
});

test("the page that is one file on a disk reads them without a server", async () => {
  const page = await printer.newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(offline).href);
  await page.waitForSelector('[data-status]:not([data-status="reading"])');
  await choose(page, [pdf("年报.pdf", mistakes)]);
  assert.equal(await status(page), "findings");
  assert.equal(await figure(page, "applications/3.2/natural_person"), "8");
  assert.deepEqual(
    requests.filter((url) => !/^(file|blob|data):/.test(url)),
    [],
  );
  await page.close();
});
