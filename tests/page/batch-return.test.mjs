// From the results of a batch into one report and back: nothing is lost on the way.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ownMatter, without } from "../support/engines.mjs";
import { chooseFolder, paste, sample, start } from "./browser.mjs";

const LONG = "青禾县人民政府住房和城乡建设与城市管理综合行政执法服务指导委员会办公室";
let site;
let folder;
before(async () => {
  site = await start();
  folder = mkdtempSync(join(tmpdir(), "gouji-return-"));
  const report = (organ) => sample("sound").replaceAll("青禾县住房和城乡建设局", organ);
  for (let number = 1; number <= 80; number++) {
    writeFileSync(join(folder, `${number}.html`), report(`青禾县第${number}镇人民政府`));
  }
  writeFileSync(join(folder, "long.html"), report(LONG));
});
after(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

const done = (page) => page.waitForSelector('[data-stage="done"]', { timeout: 60_000 });
const checked = async (options) => {
  const page = await site.open(options);
  await chooseFolder(page, folder);
  await done(page);
  return page;
};
/** The rows that can be seen, as their paths. */
const inView = (page) =>
  page.evaluate(() => {
    const view = document.querySelector(".rows-view").getBoundingClientRect();
    const rows = Array.from(document.querySelectorAll(".rows tr[data-path]"));
    const seen = rows.filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return top >= view.top && bottom <= view.bottom;
    });
    return seen.map((row) => row.dataset.path);
  });

test("the way back from a report leads to the same rows, at the same place, with the report's row in focus", {
  skip: ownMatter,
}, async () => {
  const page = await checked();
  await page.evaluate(() => {
    document.querySelector(".rows-view").scrollTop = 1500;
  });
  await page.waitForFunction(() => document.querySelector('.rows tr[aria-rowindex="46"]'));
  const before = await inView(page);
  await page.click('.rows tr[aria-rowindex="46"] .errors');
  await page.click(".detail .primary");
  await page.waitForSelector(".strip");
  await page.click("text=返回批量结果");
  await page.waitForSelector(".batch");
  await page.waitForFunction(() => document.activeElement.closest('tr[aria-rowindex="46"]'));
  assert.ok(before.length > 5);
  assert.deepEqual(await inView(page), before);
  assert.deepEqual(page.problems, []);
});

test("the way back stays: after another report, and after a reload", { skip: ownMatter }, async () => {
  const page = await checked();
  await page.goBack();
  await paste(page, { html: sample("sound") });
  assert.ok(await page.isVisible("text=返回批量结果"));
  await page.reload();
  await page.click("text=返回批量结果");
  await done(page);
  assert.equal((await inView(page)).length > 5, true);
  page.on("dialog", (dialog) => dialog.accept());
  await page.click('[data-act="forget"]');
  await page.waitForSelector('[data-stage="idle"]');
  await page.click("text=返回检查");
  assert.ok(!(await page.isVisible("text=返回批量结果")), "there is nothing to go back to");
});

test("a name too long for its column is cut at its end, and any part of a row opens it", {
  skip: ownMatter,
}, async () => {
  const page = await checked({ viewport: { width: 1280, height: 800 } });
  await page.fill("#batch-text", "综合行政执法");
  await page.waitForFunction(() => document.querySelectorAll(".rows tr[data-path]").length === 1);
  const [cell, name] = await page.evaluate(() =>
    [".rows td.organ", ".row-name"].map((selector) => document.querySelector(selector).getBoundingClientRect().right),
  );
  assert.ok(name <= cell, "what is cut is the name itself");
  assert.equal(
    await page.evaluate(() => getComputedStyle(document.querySelector(".row-name")).textOverflow),
    "ellipsis",
  );
  assert.ok((await page.getAttribute(".row-name", "title")).includes(LONG));
  await page.click(".rows tr[data-path] .year");
  await page.waitForSelector(`.detail h3:has-text("${LONG}")`);
});

test("the charts can be left, resized and come back to", { skip: ownMatter || without("workers") }, async () => {
  const page = await checked();
  const tab = (name) => page.click(`[role="tab"]:has-text("${name}")`);
  await tab("图表");
  await page.waitForSelector(".charts canvas");
  await tab("报告");
  await page.setViewportSize({ width: 900, height: 700 });
  await page.waitForTimeout(200);
  await tab("图表");
  await page.goBack();
  await page.waitForSelector(".intake, .strip");
  await page.goForward();
  await page.waitForSelector(".charts canvas");
  // Chosen and left before they have loaded.
  await tab("报告");
  await page.evaluate(() => {
    const [reports, , , , charts] = document.querySelectorAll('[role="tab"]');
    charts.click();
    reports.click();
  });
  await page.waitForTimeout(200);
  assert.equal(await page.locator(".rows-view").count(), 1);
  assert.deepEqual(page.problems, []);
});
