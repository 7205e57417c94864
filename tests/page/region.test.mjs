// A generated region in the page: it finds what the command line finds, and only what is planted.
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { without } from "../support/engines.mjs";
import { choose, compared, found, generate, gouji, handedOver, throughThePage } from "../support/region.mjs";
import { start } from "./browser.mjs";

/** As many as the planted slips need; the whole region is in tests/systems. */
const UNITS = 72;

/** Its units are told by the folders that they lie in. */
const folders = { skip: without("file choosers") };

let site;
let folder;
before(async () => {
  site = await start();
  folder = mkdtempSync(join(tmpdir(), "gouji-page-region-"));
});
after(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

test("the page and the command line find the same, and only what is planted", folders, async () => {
  const { place, planted } = generate(folder, UNITS);
  const page = await site.open();
  const { json, workbook } = await throughThePage(page, join(folder, place));

  const region = JSON.parse(json);
  assert.deepEqual(region, JSON.parse(gouji(folder, "region", place, "--format", "json")));
  assert.deepEqual(found(region), planted.findings.map((pair) => pair.join(" ")).sort());
  assert.deepEqual(
    region.similar.map(({ first, second }) => [first, second].sort()),
    [[...planted.similar].sort()],
  );
  const year = region.years.at(-1);
  assert.deepEqual([year.omitted.organ, year.missing[0].organ], [planted.omitted, planted.missing]);

  gouji(folder, "region", place, "--output", "汇总.xlsx");
  assert.ok(workbook.equals(readFileSync(join(folder, "汇总.xlsx"))), "the workbook is the command line's");
  assert.deepEqual(page.problems, []);
});

/** A small region without slips, in a folder of its own. */
function small(name) {
  const at = mkdtempSync(join(folder, name));
  const { place, planted } = generate(at, 12, ["sound", "html", "json"]);
  const files = readdirSync(join(at, place), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(at.length + 1))
    .sort();
  return { at, place, planted, files };
}

/** Nothing is read until `window.go()`: between choosing files and reading them they may vanish. */
const holdWorkers = (page) =>
  page.evaluate(() => {
    const held = new Promise((go) => {
      window.go = go;
    });
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (...message) {
      held.then(() => post.apply(this, message));
    };
  });

test("names that are being typed stay when the view is drawn anew", folders, async () => {
  const { at, place } = small("typing-");
  const page = await site.open();
  await choose(page, join(at, place));
  await page.click('[role="tab"]:has-text("缺报")');
  await page.click(".expected summary");
  await page.fill("#batch-list", "柳溪县审计局");
  await page.click(".masthead .link >> nth=0");
  await page.waitForSelector('.expected summary:has-text("Expected")');
  assert.equal(await page.inputValue("#batch-list"), "柳溪县审计局");
});

test(
  "a list of units, the region's own report by hand and a file that vanished: as the command line has them",
  folders,
  async () => {
    const { at, place, files } = small("told-");
    const [gone, own] = [files[1], files[4]];
    const list = ["柳溪县审计局", "没有的县财政局"];
    writeFileSync(join(at, "files.txt"), files.join("\n"));
    writeFileSync(join(at, "list.txt"), list.join("\n"));

    const page = await site.open();
    await holdWorkers(page);
    const chooser = page.waitForEvent("filechooser");
    await page.click("text=选择文件夹");
    await (await chooser).setFiles(join(at, place));
    rmSync(join(at, gone));
    await page.evaluate(() => window.go());
    await compared(page);
    await page.click('[role="tab"]:has-text("缺报")');
    await page.click(".expected summary");
    await page.fill("#batch-list", `${list.join("\r\n")}\n\n`);
    await page.click("text=按名单核对");
    await page.waitForSelector(".panel th:has-text('没有的县财政局')");
    await page.click('[role="tab"]:has-text("报告")');
    await page.click(`[data-path="${own}"] .row-name`);
    await page.click(".detail button[aria-pressed=false]");
    await page.waitForSelector(".detail button[aria-pressed=true]");
    await compared(page);

    const told = ["region", "--files-from", "files.txt", "--list", "list.txt", "--region", own];
    const expected = JSON.parse(gouji(at, ...told, "--format", "json"));
    gouji(at, ...told, "--output", "汇总.xlsx");
    const { json, workbook } = await handedOver(page);
    assert.deepEqual(JSON.parse(json), expected);
    assert.ok(workbook.equals(readFileSync(join(at, "汇总.xlsx"))), "the workbook is the command line's");
    assert.deepEqual(
      expected.failed.map(({ file, reason }) => [file, reason.code]),
      [[gone, "not_found"]],
    );
    assert.deepEqual([...new Set(expected.years.map(({ region }) => region?.told))], ["given"]);

    await page.reload();
    await compared(page);
    assert.deepEqual(JSON.parse((await handedOver(page)).json), expected, "what was told outlives a reload");
    assert.deepEqual(page.problems, []);
  },
);

test("a file over which workers are lost is named in the answer, and the others are checked", folders, async () => {
  const { at, place, files } = small("lost-");
  const page = await site.open();
  await page.evaluate((bad) => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (request, ...rest) {
      if (request.jobs?.some(({ path }) => path === bad)) {
        setTimeout(() => this.dispatchEvent(new ErrorEvent("error", { cancelable: true })));
      } else post.call(this, request, ...rest);
    };
  }, files[2]);
  await choose(page, join(at, place));
  const region = JSON.parse((await handedOver(page)).json);
  assert.deepEqual(
    region.failed.map(({ file, reason }) => [file, reason.code]),
    [[files[2], "internal"]],
  );
  assert.deepEqual([region.totals.files, region.totals.unreadable], [files.length, 1]);
  assert.match(await page.textContent(`[data-path="${files[2]}"] .headline`), /其余文件照常核对：程序停止响应/);
});

test("checking, comparing and writing are left to workers: the page answers meanwhile", folders, async () => {
  const { at, place } = small("left-");
  const page = await site.open();
  await page.evaluate(() => {
    window.asked = [];
    const go = new Promise((go) => {
      window.go = go;
    });
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (request, ...rest) {
      window.asked.push(request.do);
      if (request.do === "combine") go.then(() => post.call(this, request, ...rest));
      else post.call(this, request, ...rest);
    };
  });
  const chooser = page.waitForEvent("filechooser");
  await page.click("text=选择文件夹");
  await (await chooser).setFiles(join(at, place));
  await page.waitForSelector('[data-stage="comparing"]');
  await page.click('[role="tab"]:has-text("缺报")');
  await page.waitForSelector("text=全部检查完以后显示");
  await page.evaluate(() => window.go());
  await compared(page);
  await handedOver(page);
  assert.deepEqual([...new Set(await page.evaluate(() => window.asked))], ["check", "combine", "write"]);
});
