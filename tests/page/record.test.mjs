// The record of a check is of the file: what was changed on the page alone is told as that.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { check, init } from "../../pkg/node.js";
import { write } from "../../pkg/write-node.js";
import { without } from "../support/engines.mjs";
import { chooseFolder, paste, sample, settled, start, verdict } from "./browser.mjs";

let site;
let folder;
before(async () => {
  await init();
  site = await start();
  folder = mkdtempSync(join(tmpdir(), "gouji-record-"));
});
after(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

const WRONG = "applications/3.2/natural_person";
const text = (html) =>
  html
    .replace(/<style>[\s\S]*?<\/style>/, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");

/** The record that the page hands over. */
async function recordOf(page) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("text=导出核对记录")]);
  return readFileSync(await download.path(), "utf8");
}

const skip = without("downloads");

test("a docx with one wrong cell, corrected on the page: the record is of the file, and tells the change", {
  skip,
}, async () => {
  const page = await site.open();
  const bytes = await write(sample("mistakes"), "docx");
  const path = join(folder, "青禾县年报.docx");
  writeFileSync(path, bytes);
  await page.setInputFiles("#files", path);
  await page.waitForFunction(() => document.querySelector(".source")?.textContent === "青禾县年报.docx");
  await settled(page);
  const wrong = await page.$$eval(".causes [data-rule]", (found) => found.length);
  await page.click(".take-headline");
  assert.match(await verdict(page), /^按本页改动后的数字：/);
  assert.equal(await page.locator("[data-sound]").count(), 0, "no green for what the file does not say");
  const record = await recordOf(page);
  const told = text(record);
  assert.ok(told.includes(createHash("sha256").update(bytes).digest("hex")), "the digest is the file's");
  assert.ok(told.includes(`${bytes.length} 字节`), "the size is the file's");
  assert.match(told, /核对结论 有错误或提醒/);
  assert.match(told, /不成立 2 条/);
  assert.match(told, /structure\.section_heading/, "findings on text are there");
  assert.ok((record.match(/id="file-1-finding-/g) ?? []).length >= wrong);
  assert.match(told, new RegExp(`${WRONG} 8 3 `), "old and new");
  assert.match(told, /文件里还是原来的数字/);
});

test("without a change nothing of one is told, and what was pasted is called no file", { skip }, async () => {
  const page = await site.open();
  await paste(page, { html: sample("mistakes") });
  const told = text(await recordOf(page));
  assert.doesNotMatch(told, /页面上改/);
  assert.match(told, /粘贴或传入的文本，不是文件/);
});

test("a result that is downloaded after a change is the document's, with the change beside it", { skip }, async () => {
  const page = await site.open();
  await paste(page, { html: sample("mistakes") });
  await page.click(".take-headline");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("text=下载结果")]);
  const { changed, ...result } = JSON.parse(readFileSync(await download.path(), "utf8"));
  assert.equal(result.relations.failed, 2);
  assert.deepEqual(changed.figures, [{ cell: WRONG, from: "8", to: 3 }]);
  assert.equal(changed.summary.error, 0);
});

test("a report opened from a batch shows what the batch showed, and so does its record", { skip }, async () => {
  const path = join(folder, "batch");
  mkdirSync(path);
  const last = sample("sound").replaceAll("2023", "2022").replace("<td>0</td>", "<td>9</td>");
  const units = ["甲镇", "乙镇"].map((name) => sample("sound").replaceAll("住房和城乡建设局", `${name}人民政府`));
  const whole = sample("sound").replaceAll("青禾县住房和城乡建设局", "青禾县人民政府");
  for (const [at, html] of [sample("sound"), last, ...units, whole].entries())
    writeFileSync(join(path, `${at}.html`), html);
  let across = 0;
  for (const name of ["0.html", "4.html"]) {
    const page = await site.open();
    await chooseFolder(page, path);
    await page.waitForSelector('[data-stage="done"]', { timeout: 60_000 });
    await page.click(`[data-path$="${name}"] .row-name`);
    await page.waitForFunction((end) => document.querySelector(".detail .path")?.textContent.endsWith(end), name);
    const shown = await page.$$eval(".detail-findings li", (items) => items.map((item) => item.textContent.trim()));
    const alone = check(readFileSync(join(path, name))).findings.length;
    across += shown.length - alone;
    await page.click("text=打开这份报告");
    await page.waitForFunction((end) => document.querySelector(".source")?.textContent === end, name);
    await settled(page);
    const listed = await page.$$eval(".causes .sentence, .causes .folded-findings .sentence", (all) =>
      all.map((one) => one.textContent),
    );
    for (const message of shown) assert.ok(listed.includes(message), `${name}: ${message}`);
    const told = text(await recordOf(page));
    for (const message of shown) assert.ok(told.includes(message.replace(/\s+/g, " ")), `${name}, record: ${message}`);
    await page.context().close();
  }
  assert.ok(across > 0, "there is something to be compared");
});
