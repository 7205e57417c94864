// Forms of the reader's own: taken, kept, used, removed.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { columns, labels, MEALS, meals, SLIP, source } from "../support/canteen.mjs";
import { cell, chooseFolder, figure, paste, sample, settled, start, status, violations } from "./browser.mjs";

const SLIPPED = meals(...SLIP);

let site;
before(async () => {
  site = await start();
});
after(() => site.close());

/** Drops a file onto the page. */
const drop = (page, name, text) =>
  page.evaluate(
    ([name, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name, { type: "application/json" }));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    [name, text],
  );
const told = (page, text) =>
  page.waitForFunction((text) => document.querySelector(".own-forms-told")?.textContent.includes(text), text);
const names = (page) => page.locator(".own-form-name").allTextContents();

test("a form that is dropped is listed, and a document of it is checked and drawn with its labels", async () => {
  const page = await site.open();
  await drop(page, "canteen.json", source);
  await told(page, "已收下");
  assert.deepEqual(await names(page), ["机关食堂季度报表"]);
  assert.deepEqual(await violations(page), []);
  await paste(page, { html: SLIPPED });
  assert.equal(await status(page), "findings");
  assert.match(await page.textContent(".strip"), /机关食堂季度报表/);
  const table = await page.textContent(".form-meals");
  for (const { label } of [...columns, ...labels]) assert.ok(table.includes(label), label);
  assert.equal(await figure(page, "meals/people/all"), "1470");
  assert.match(await page.textContent(".findings"), /早餐.*职工用餐（人次）/s);
  assert.doesNotMatch(await page.textContent(".findings"), /meals\//);
  await page.click(".cause-slip .take");
  assert.equal(await figure(page, "meals/staff/breakfast"), "300");
  assert.deepEqual(page.problems, []);
});

test("lines that a document repeats are drawn under their own names, and the form is filled in elsewhere", async () => {
  const page = await site.open();
  await drop(page, "depots.json", readFileSync(new URL("../forms/depots.json", import.meta.url), "utf8"));
  await told(page, "已收下");
  assert.match(await page.textContent(".own-forms li"), /行数不定/);
  const lines = [
    ["城东场站", 24, 20, 310, 1250.5],
    ["城西场站", 18, 18, 206, 980.2],
    ["合计", 42, 38, 570, 2230.7],
  ];
  const head = ["场站名称", "车辆数（辆）", "其中：出车（辆）", "班次（次）", "燃料费（元）"];
  const rows = [head, ...lines].map((cells) => `<tr>${cells.map((text) => `<td>${text}</td>`).join("")}</tr>`);
  await paste(page, { html: `<table>${rows.join("")}</table>` });
  assert.equal(await status(page), "findings");
  const table = await page.textContent(".form-depots");
  for (const label of ["城东场站", "城西场站", "合计"]) assert.ok(table.includes(label), label);
  assert.equal(await figure(page, "depots/depot.2/trips"), "206");
  assert.match(await page.textContent(".findings"), /城西场站.*班次（次）.*260/s);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(page.problems, []);
});

test("a reload keeps it, and it is removed by keyboard", async () => {
  const page = await site.open();
  await page.setInputFiles("input[type=file]", {
    name: "canteen.json",
    mimeType: "application/json",
    buffer: Buffer.from(source),
  });
  await told(page, "已收下");
  await page.reload();
  await settled(page);
  assert.deepEqual(await names(page), ["机关食堂季度报表"]);
  await paste(page, { html: SLIPPED });
  assert.equal(await figure(page, "meals/people/all"), "1470");
  await page.click(".another");
  await page.focus('[aria-label="移除表式“机关食堂季度报表”"]');
  await page.keyboard.press("Enter");
  await told(page, "已移除");
  assert.deepEqual(await names(page), []);
  assert.equal(await page.evaluate(() => document.activeElement.className), "own-forms-told");
  assert.equal(await status(page), "unreadable");
  await page.reload();
  await settled(page);
  assert.deepEqual(await names(page), []);
  assert.deepEqual(page.problems, []);
});

test("a form with faults is not taken: each is told with line and column", async () => {
  const page = await site.open();
  await drop(page, "错.json", source.replace("people = staff + guests", "people = staff + gusts"));
  await told(page, "没有收下");
  assert.match(await page.textContent(".own-forms-faults"), /第 \d+ 行第 \d+ 列：.*gusts/);
  await drop(page, "断.json", source.replace('"label": "早餐"', '"label": '));
  await told(page, "断.json");
  assert.match(await page.textContent(".own-forms-faults"), /第 9 行第 \d+ 列：/);
  assert.deepEqual(await names(page), []);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(page.problems, []);
});

test("what is no form is checked as before, and the storage has an end", async () => {
  const page = await site.open();
  await drop(page, "设置.json", '{"rules":{}}');
  await page.waitForSelector('[data-status="unreadable"]');
  assert.deepEqual(await names(page), []);
  for (let at = 0; at < 20; at++) {
    await drop(page, `${at}.json`, source.replace('"id": "canteen"', `"id": "canteen${at}"`));
    await page.waitForFunction((count) => document.querySelectorAll(".own-form-name").length === count, at + 1);
  }
  await drop(page, "多.json", source);
  await told(page, "没有收下“多.json”");
  assert.equal((await names(page)).length, 20);
  // The same form again takes the place of the former.
  await drop(page, "again.json", source.replace('"id": "canteen"', '"id": "canteen3"').replace("季度", "年度"));
  await told(page, "已收下");
  assert.equal((await names(page)).length, 20);
  assert.ok((await names(page)).includes("机关食堂年度报表"));
  await drop(page, "2021.json", source.replace('"id": "canteen"', '"id": "2021"'));
  await told(page, "自带");
  assert.deepEqual(page.problems, []);
});

test("it can be filled in: totals are added up, the draft is found again", async () => {
  const page = await site.open();
  await drop(page, "canteen.json", source);
  await told(page, "已收下");
  await page.click('[aria-label="填写“机关食堂季度报表”"]');
  await page.waitForSelector(".filling");
  assert.match(await page.textContent(".filling-title"), /机关食堂季度报表/);
  assert.equal(await page.locator(".passage").count(), 0);
  for (const [row, to] of [
    ["staff", "300"],
    ["guests", "10"],
  ]) {
    await page.focus(cell(`meals/${row}/breakfast`));
    await page.keyboard.type(to);
    await page.keyboard.press("Enter");
  }
  await page.waitForFunction(
    (selector) => document.querySelector(selector)?.textContent === "310",
    `${cell("meals/people/breakfast")} .figure`,
  );
  await page.reload();
  await page.waitForSelector(".filling");
  assert.equal(await figure(page, "meals/people/breakfast"), "310");
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(page.problems, []);
});

test("narrow and dark it has its place", async () => {
  const page = await site.open({ viewport: { width: 360, height: 740 }, colorScheme: "dark" });
  await drop(page, "一个名字很长很长很长很长的表式文件-2026-canteen.json", source);
  await told(page, "已收下");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 360, `${wide}`);
  assert.deepEqual(await violations(page), []);
  if (process.env.GOUJI_SHOTS) await page.screenshot({ path: `${process.env.GOUJI_SHOTS}/own-forms-360.png` });
});

test("a batch reads them, and adds up the reports of each form by themselves", async () => {
  const page = await site.open();
  await drop(page, "canteen.json", source);
  await told(page, "已收下");
  const folder = mkdtempSync(join(tmpdir(), "gouji-forms-"));
  const files = {
    水利: `<h1>青禾县水利局2024年机关食堂报表</h1>${meals(...MEALS)}`,
    统计: `<h1>青禾县统计局2024年机关食堂报表</h1>${SLIPPED}`,
    年报: sample("sound"),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.html`), text);
  await chooseFolder(page, folder);
  await page.waitForSelector('.batch [data-stage="done"]', { timeout: 60_000 });
  const rows = await page.$$eval(".rows tbody tr[data-path]", (rows) =>
    rows.map((row) => [row.dataset.path.split("/").pop(), row.dataset.status]).sort(),
  );
  assert.deepEqual(rows, [
    ["年报.html", "passed"],
    ["水利.html", "findings"],
    ["统计.html", "findings"],
  ]);
  assert.match(await page.textContent('[data-path$="水利.html"]'), /青禾县水利局.*2024.*机关食堂季度报表/s);
  await page.click(".tab:has-text('合计')");
  await page.waitForSelector(".form-name");
  assert.deepEqual(await page.locator(".form-name").allTextContents(), ["年度报告", "机关食堂季度报表"]);
  assert.match(await page.textContent(".tab-panel, [role=tabpanel]"), /来宾用餐（人次）/);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(page.problems, []);
});
