// Many files at once in the page: a folder's worth, an archive, what fails, what stays.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { check, init } from "../../pkg/node.js";
import { write } from "../../pkg/write-node.js";
import { ownMatter, without } from "../support/engines.mjs";
import { chooseFolder, sample, start, violations } from "./browser.mjs";

const require = createRequire(fileURLToPath(new URL("../../www/package.json", import.meta.url)));
const { zipSync, strToU8 } = require("fflate");

let site;
let folder;
before(async () => {
  await init();
  site = await start();
  folder = mkdtempSync(join(tmpdir(), "gouji-batch-"));
});
after(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

/** A report of another body: the figures of a sound one, one of them changed where asked. */
const report = (number, change = (html) => html) =>
  change(sample("sound").replaceAll("青禾县住房和城乡建设局", `青禾县第${number}镇人民政府`));
const slip = (html) => html.replace("<td>25</td>", "<td>26</td>");

/** Writes a folder of so many reports; each tenth has a slip. */
const written = (name, count) => {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  for (let number = 1; number <= count; number++) {
    writeFileSync(join(path, `${number}.html`), report(number, number % 10 === 0 ? slip : undefined));
  }
  return path;
};
const choose = async (page, path) => {
  await chooseFolder(page, path);
  await page.waitForSelector(".batch");
};
const stage = (page, name) => page.waitForSelector(`[data-stage="${name}"]`, { timeout: 60_000 });
const shownRows = (page) =>
  page.$$eval(".rows tbody tr[data-path]", (rows) =>
    rows.map((row) => ({ path: row.dataset.path, status: row.dataset.status })),
  );

test("a folder is checked as a whole, what is wrong stands first, and each row says what a single check says", async () => {
  const page = await site.open();
  const path = written("all", 60);
  writeFileSync(join(path, "word.docx"), await write(report(61, slip), "docx"));
  writeFileSync(join(path, "照片.png"), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  await choose(page, path);
  const pressed = await page.$$(".kind, .tab");
  await stage(page, "done");
  assert.match(await page.textContent(".verdict"), /62 份已检查：7 份有错误，1 份未能核对/);
  // A press that began before other counts were shown would else be lost.
  for (const button of pressed) assert.ok(await button.evaluate(({ isConnected }) => isConnected), "a button stays");
  const rows = await shownRows(page);
  assert.equal(rows[0].status, "unreadable");
  assert.deepEqual([...new Set(rows.slice(1, 8).map(({ status }) => status))], ["findings"]);
  await page.click(".kind >> nth=1");
  assert.equal((await shownRows(page)).length, 7);
  await page.click('[data-path$="10.html"] .row-name');
  await page.waitForSelector(".detail-findings li");
  const listed = await page.$$eval(".detail-findings span", (spans) => spans.map((span) => span.textContent));
  for (const { message } of check(report(10, slip), { lang: "zh-CN" }).findings) assert.ok(listed.includes(message));
  assert.deepEqual(page.problems, []);
});

test("a row says what could not be assessed, and what the text of a report without tables says wrong", {
  skip: ownMatter,
}, async () => {
  const page = await site.open();
  // So many that they are a batch also where no folder can be chosen.
  const path = written("partly", 20);
  const blank = report(1, (html) => html.replace("<td>25</td>", "<td></td>"));
  const tableless = report(2, (html) => html.replace(/<table.*?<\/table>/gs, "").replace("办结23件", "办结__件"));
  writeFileSync(join(path, "blank.html"), blank);
  writeFileSync(join(path, "text.html"), tableless);
  await choose(page, path);
  await stage(page, "done");
  const counts = (name) =>
    page.$$eval(`[data-path$="${name}"] :is(.errors, .warnings, .unassessed)`, (cells) =>
      cells.map(({ textContent }) => textContent),
    );
  const wanted = ({ summary }, unassessed) => [summary.error, summary.warning, unassessed].map(String);
  const [partly, unread] = [check(blank), check(tableless)];
  assert.ok(partly.relations.not_assessed > 0 && unread.summary.warning > 0);
  assert.deepEqual(await counts("blank.html"), wanted(partly, partly.relations.not_assessed));
  assert.deepEqual(await counts("text.html"), wanted(unread, 42));
  await page.click('[data-path$="text.html"] .row-name');
  await page.waitForSelector(".detail-findings li");
  assert.match(await page.textContent(".detail"), /有 42 条勾稽关系未能核对/);
});

test("an archive is taken apart, with names that Chinese Windows wrote", async () => {
  const page = await site.open();
  // 年报 in GBK, which the archive does not declare.
  const name = String.fromCharCode(0xc4, 0xea, 0xb1, 0xa8);
  const bytes = Buffer.from(
    zipSync({
      "2023/一.html": strToU8(report(1)),
      "2023/二.html": strToU8(report(2, slip)),
      "__MACOSX/._a": new Uint8Array(3),
    }),
  );
  const gbk = zipSync({ "ABCD.html": strToU8(report(3)) });
  const plain = Buffer.from(gbk);
  for (let at = plain.indexOf("ABCD"); at >= 0; at = plain.indexOf("ABCD", at + 1)) plain.write(name, at, "latin1");
  await page.setInputFiles("#files", [
    { name: "甲.zip", mimeType: "application/zip", buffer: bytes },
    { name: "乙.zip", mimeType: "application/zip", buffer: plain },
    { name: "丙.zip", mimeType: "application/zip", buffer: bytes.subarray(0, bytes.length / 3) },
  ]);
  await page.waitForSelector(".batch");
  await stage(page, "done");
  const paths = (await shownRows(page)).map(({ path }) => path);
  assert.ok(paths.includes("甲.zip/2023/一.html"), paths.join());
  assert.ok(paths.includes("乙.zip/年报.html"), paths.join());
  assert.ok(!paths.some((path) => path.includes("MACOSX")));
  assert.match(await page.textContent(".batch-state"), /丙\.zip/, "a damaged archive is named");
});

test("stopping keeps what was checked; going on checks the rest", async () => {
  const page = await site.open();
  // The page presses the button itself, at once: a driver may take longer than it takes to check all of them.
  await page.evaluate(() => {
    const watch = setInterval(() => {
      const said = document.querySelector(".batch .verdict")?.textContent ?? "";
      if (!/已检查 [1-9]/.test(said)) return;
      document.querySelector('[data-act="cancel"]').click();
      clearInterval(watch);
    });
  });
  await choose(page, written("stopped", 400));
  await stage(page, "cancelled");
  const [, done] = /检查了 (\d+) 份/.exec(await page.textContent(".verdict"));
  assert.ok(Number(done) > 0 && Number(done) < 400, done);
  await page.click('[data-act="resume"]');
  await stage(page, "done");
  assert.match(await page.textContent(".verdict"), /400 份已检查/);
});

const again = { skip: without("file choosers") };
test("a reload keeps what was checked, names what is not at hand, and checks only that", again, async () => {
  const page = await site.open();
  const path = written("reloaded", 300);
  await choose(page, path);
  await page.waitForFunction(() => /已检查 [1-9]/.test(document.querySelector(".verdict").textContent));
  await page.reload();
  await page.waitForSelector(".batch");
  await stage(page, "cancelled");
  const [, done] = /检查了 (\d+) 份/.exec(await page.textContent(".verdict"));
  assert.ok(Number(done) > 0 && Number(done) < 300, done);
  assert.match(await page.textContent(".batch-state"), /再选一次同一个文件夹/);
  const chooser = page.waitForEvent("filechooser");
  await page.click("text=再选一个文件夹");
  await (await chooser).setFiles(path);
  await stage(page, "done");
  assert.match(await page.textContent(".verdict"), /300 份已检查/);
  assert.equal(await page.textContent(".kind >> nth=1"), "有错误 30");
});

test("a worker that dies takes nothing with it", { skip: without("workers") }, async () => {
  const page = await site.open();
  await choose(page, written("crashed", 200));
  await page.waitForFunction(() => /已检查 [1-9]/.test(document.querySelector(".verdict").textContent));
  // It ends without a word, as one that ran out of memory does.
  await page
    .workers()[0]
    ?.evaluate(() => self.close())
    .catch(() => {});
  await stage(page, "done");
  assert.match(await page.textContent(".verdict"), /200 份已检查：20 份有错误，0 份未能核对/);
});

test("a file that vanishes or changes while the rest is checked is named, and can be tried again", again, async () => {
  const page = await site.open();
  const path = written("vanished", 40);
  const gone = join(path, "40.html");
  const content = readFileSync(gone);
  const chooser = page.waitForEvent("filechooser");
  await page.click("text=选择文件夹");
  // Between choosing and reading: the browser knows the file as it was.
  await page.evaluate(() => {
    const held = new Promise((go) => {
      window.go = go;
    });
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (...message) {
      held.then(() => post.apply(this, message));
    };
  });
  await (await chooser).setFiles(path);
  rmSync(gone);
  await page.evaluate(() => window.go());
  await stage(page, "done");
  assert.match(await page.textContent(".verdict"), /40 份已检查：3 份有错误，1 份未能核对/);
  assert.match((await page.textContent('[data-path$="/40.html"] .headline')) ?? "", /没有这个文件/);
  writeFileSync(gone, content);
  const other = page.waitForEvent("filechooser");
  await page.click("text=再选一个文件夹");
  await (await other).setFiles(path);
  await page.waitForFunction(() => /4 份有错误，0 份未能核对/.test(document.querySelector(".verdict").textContent));
});

test("thousands of rows are scrolled, sorted and walked by keyboard while few are drawn", {
  skip: ownMatter,
}, async () => {
  const page = await site.open();
  await choose(page, written("many", 1000));
  await stage(page, "done");
  const drawn = async () => (await shownRows(page)).length;
  assert.ok((await drawn()) < 80);
  await page.focus('.row-name[tabindex="0"]');
  await page.keyboard.press("End");
  const active = (index) =>
    page.waitForFunction((at) => document.activeElement.closest("tr")?.getAttribute("aria-rowindex") === at, index);
  await active("1001");
  await page.keyboard.press("Home");
  await active("2");
  assert.ok((await drawn()) < 80);
  await page.fill("#batch-text", "第77镇");
  assert.equal(await drawn(), 1);
});

test("what the reports say of each other: a unit missing from one year, alike texts, sums, charts with their figures", {
  skip: ownMatter,
}, async () => {
  const page = await site.open();
  const year = (html, to) => strToU8(html.replaceAll("2023年", `${to}年`));
  const reports = {};
  for (let number = 1; number <= 4; number++) {
    reports[`${number}-2022.html`] = year(report(number), 2022);
    if (number > 1) reports[`${number}-2023.html`] = strToU8(report(number));
  }
  const buffer = Buffer.from(zipSync(reports));
  await page.setInputFiles("#files", [{ name: "年报.zip", mimeType: "application/zip", buffer }]);
  await page.waitForSelector(".batch");
  await stage(page, "done");
  await page.click('[role="tab"]:has-text("缺报")');
  await page.waitForSelector(".panel table");
  assert.match(await page.textContent(".panel"), /青禾县第1镇人民政府2023/);
  await page.click('[role="tab"]:has-text("雷同")');
  assert.ok((await page.locator(".pairs li").count()) > 0);
  await page.click('[role="tab"]:has-text("合计")');
  assert.match(await page.textContent(".panel"), /2023 年度：3 个单位合计/);
  await page.click('[role="tab"]:has-text("图表")');
  await page.waitForSelector(".charts canvas");
  assert.equal(await page.locator(".charts canvas").count(), 3);
  assert.match(await page.textContent(".charts"), /本年新收75/);
  assert.deepEqual(page.problems, []);
});

test("axe-core finds nothing in any view, in both themes and languages", { skip: ownMatter }, async () => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await site.open({ colorScheme });
    await choose(page, written("axe", 30));
    await stage(page, "done");
    for (let tab = 0; tab < 5; tab++) {
      await page.click(`[role="tab"] >> nth=${tab}`);
      await page.waitForTimeout(300);
      assert.deepEqual(await violations(page), [], `tab ${tab}, ${colorScheme}`);
    }
    await page.click(".masthead .link >> nth=0");
    assert.deepEqual(await violations(page), []);
    await page.close();
  }
});
