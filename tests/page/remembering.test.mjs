// The figures of a year: remembered on this machine, used for the year after, forgotten.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch, without } from "../support/engines.mjs";
import { cell, chooseFolder, figure, paste, sample, settled, start, status, violations } from "./browser.mjs";

/** It hands over (2, 0, 0, 0, 1, 0, 3), and has 9 documents in force. */
const BEFORE = sample("sound");
/** The report of the year after in the same words: it takes (1, 0, 0, 0, 0, 0, 1) over. */
const AFTER = BEFORE.replaceAll("2023", "2024");

let site;
let folder;
before(async () => {
  site = await start();
  folder = mkdtempSync(join(tmpdir(), "gouji-remembering-"));
});
after(async () => {
  await site?.close();
  rmSync(folder, { recursive: true });
});

const line = (page, text) => page.textContent(`.remembering p:has-text("${text}")`);
const press = (page, text) => page.click(`.remembering > p button:text-is("${text}")`);
const said = (page) => page.textContent(".remembering");
const rules = (page) => page.$$eval("[data-rule]", (found) => [...new Set(found.map(({ dataset }) => dataset.rule))]);
const kept = (page) =>
  page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("gouji.figures.")).length);
const carried = async (page) => (await rules(page)).includes("carryover.applications");

/** A page that remembers the figures of the year before. */
async function remembered(options) {
  const page = await site.open(options);
  await paste(page, { html: BEFORE });
  await press(page, "记住");
  return page;
}

test("a difference from last year is found after a reload, without last year's file", async () => {
  const page = await site.open();
  assert.equal(await page.isVisible(".remembering"), false, "a sample is no report to remember");
  await paste(page, { html: BEFORE });
  assert.match(await said(page), /存在本机，不上传/);
  await press(page, "记住");
  assert.match(await said(page), /本机已记住 2023 年度的这些数字/);
  assert.deepEqual(await violations(page), []);
  await page.reload();
  await settled(page);
  await paste(page, { html: AFTER });
  assert.equal(await status(page), "findings");
  assert.ok(await carried(page));
  assert.ok((await rules(page)).includes("disclosure.stock"));
  assert.match(await page.textContent(".findings"), /上年结转.*自然人/s);
  const told = await line(page, "上年报告用的是本机记住的数字");
  assert.match(told, /青禾县住房和城乡建设局 2023 年度/);
  assert.match(told, /雷同没有核对/, "its words were not at hand");
  assert.ok(!(await rules(page)).includes("similarity.previous"));
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(page.problems, []);
});

test("one press and they are not used, another and they are, in both languages", async () => {
  const page = await remembered();
  await paste(page, { html: AFTER });
  assert.ok(await carried(page));
  await press(page, "不用");
  assert.equal(await carried(page), false);
  assert.match(await said(page), /没有用来核对/);
  await page.click("text=English");
  assert.equal(await carried(page), false, "another language does not bring them back");
  await press(page, "Use them");
  assert.ok(await carried(page));
  assert.match(await said(page), /whether it is the same again was not checked/);
  assert.deepEqual(page.problems, []);
});

test("of body, year, form and figures is kept, and nothing else", async () => {
  const page = await site.open();
  await paste(page, { html: BEFORE.replace("<p><strong>一、", "<p>联系人 110101199003070011</p><p><strong>一、") });
  await press(page, "记住");
  const [text] = await page.evaluate(() =>
    Object.entries(localStorage).flatMap(([name, text]) => (name.startsWith("gouji.figures.") ? [text] : [])),
  );
  const { tables, ...rest } = JSON.parse(text);
  assert.deepEqual(rest, { organ: "青禾县住房和城乡建设局", year: 2023, form: "2021", edition: "2021" });
  for (const table of Object.values(tables)) {
    assert.deepEqual(Object.keys(table), ["edition", "rows"]);
    assert.ok(Object.values(table.rows).every((row) => row.every((figure) => figure === null || figure === +figure)));
  }
  assert.doesNotMatch(text, /110101/);
});

test("what the page shows is remembered: corrections too, and again after another change", async () => {
  const page = await site.open();
  await paste(page, { html: BEFORE });
  const type = async (to) => {
    await page.focus(cell("applications/4/natural_person"));
    await page.keyboard.type(to);
    await page.keyboard.press("Enter");
  };
  await type("7");
  await press(page, "记住");
  await type("5");
  assert.match(await said(page), /与这里的不同/);
  await press(page, "改记现在的数字");
  assert.match(await said(page), /已记住/);
  assert.equal(await kept(page), 1);
  await paste(page, { html: AFTER });
  assert.match(await page.textContent(".findings"), /上年结转[^。]*5/);
});

test("only the same body's last year is used: 青禾县 and 青禾县人民政府 are one", async () => {
  const of = (text, body) => text.replaceAll("青禾县住房和城乡建设局", body);
  const page = await site.open();
  await paste(page, { html: of(BEFORE, "青禾县") });
  await press(page, "记住");
  await paste(page, { html: of(AFTER, "青禾县人民政府") });
  assert.ok(await carried(page));
  await paste(page, { html: of(AFTER, "青禾县统计局") });
  assert.equal(await carried(page), false);
  await paste(page, { html: of(AFTER, "青禾县人民政府").replaceAll("2024", "2025") });
  assert.equal(await carried(page), false);
});

test("one is forgotten by keyboard, all with one press, and what is open is checked without them", async () => {
  const page = await remembered();
  await paste(page, { html: BEFORE.replaceAll("住房和城乡建设局", "统计局") });
  await press(page, "记住");
  await paste(page, { html: AFTER });
  assert.ok(await carried(page));
  assert.match(await said(page), /本机记住的数字：2 份/);
  await page.click(".remembering summary");
  await page.focus(".remembering li:has-text('建设局') button");
  await page.keyboard.press("Enter");
  assert.match(await page.evaluate(() => document.activeElement.textContent), /已忘掉青禾县住房和城乡建设局 2023 年度/);
  assert.equal(await carried(page), false);
  assert.equal(await kept(page), 1);
  assert.deepEqual(await violations(page), []);
  await page.click(".remembering button:text-is('全部忘掉')");
  assert.equal(await kept(page), 0);
  await page.reload();
  await settled(page);
  assert.equal(await page.isVisible(".remembering"), false);
  await paste(page, { html: AFTER });
  assert.equal(await carried(page), false);
  assert.deepEqual(page.problems, []);
});

test("opened out of a batch it is used where the batch has no report of last year", async () => {
  for (const [name, reports] of [
    ["alone", { 今年: AFTER }],
    ["both", { 今年: AFTER, 去年: BEFORE }],
  ]) {
    const page = await remembered();
    const path = mkdtempSync(join(folder, name));
    for (const [file, text] of Object.entries(reports)) writeFileSync(join(path, `${file}.html`), text);
    await page.click(".another");
    await chooseFolder(page, path);
    await page.waitForSelector('[data-stage="done"]', { timeout: 60_000 });
    await page.click('[data-path$="今年.html"] .row-name');
    await page.click("text=打开这份报告");
    await page.waitForSelector(".strip .source:text-is('今年.html')");
    await settled(page);
    assert.ok(await carried(page), name);
    const isUsed = (await said(page)).includes("用的是本机记住的数字");
    assert.equal(isUsed, name === "alone", "last year's report itself is better");
  }
});

test("a report that is filled in takes them with one press, and its own are remembered with one", async () => {
  const page = await remembered();
  await page.click(".another");
  await page.click(".fill-in .link >> nth=0");
  await page.waitForSelector(".filling");
  const use = ".previous button:text-is('用本机记住的数字')";
  await page.fill("#year", "2024");
  assert.equal(await page.locator(use).count(), 0, "the body is not known yet");
  await page.fill("#organ", "青禾县住房和城乡建设局");
  await page.click(use);
  assert.equal(await figure(page, "applications/2/natural_person"), "2");
  assert.match(await page.textContent(".previous-told"), /没有文字，是否与上年雷同不核对/);
  await page.click('[data-act="zeros"]');
  await page.focus(cell("applications/2/natural_person"));
  await page.keyboard.type("4");
  await page.keyboard.press("Enter");
  assert.ok(await carried(page));
  await page.click("text=记住本年数字");
  assert.match(await page.textContent(".told"), /已记住/);
  assert.equal(await kept(page), 2);
  assert.deepEqual(await violations(page), []);
  await page.reload();
  await page.waitForSelector(".filling");
  assert.ok(await carried(page), "the draft has them still");
  assert.deepEqual(page.problems, []);
});

test("where the browser keeps nothing the page says so and goes on", async () => {
  const page = await site.open();
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await paste(page, { html: BEFORE });
  await press(page, "记住");
  assert.match(await said(page), /没有记住：浏览器的存储空间已满，或不允许保存/);
  assert.equal(await page.locator(".remembering button:text-is('记住')").count(), 1);
  await page.evaluate(() =>
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("denied", "SecurityError");
      },
    }),
  );
  await paste(page, { html: AFTER });
  assert.match(await said(page), /浏览器不允许网页在本机保存/);
  assert.equal(await page.locator(".remembering button:visible").count(), 0);
  assert.equal(await status(page), "passed");
  assert.deepEqual(page.problems, []);
});

test("what another version or hand wrote there stops nothing", async () => {
  const page = await remembered();
  for (const text of ["{", "[]", '{"organ":"青禾县住房和城乡建设局","year":2023,"form":"2021","tables":{"x":1}}']) {
    await page.evaluate((text) => {
      const name = Object.keys(localStorage).find((name) => name.startsWith("gouji.figures."));
      localStorage.setItem(name, text);
    }, text);
    await paste(page, { html: AFTER });
    assert.equal(await status(page), "passed", text);
    assert.doesNotMatch(await said(page), /用的是本机记住的数字/);
  }
  assert.deepEqual(page.problems, []);
});

test("it works in the page that is one file on a disk", { skip: without("offline") }, async () => {
  const browser = await launch();
  const page = await (await browser.newContext({ offline: true })).newPage();
  const open = async () => {
    await page.goto(pathToFileURL(fileURLToPath(new URL("../../dist/gouji.html", import.meta.url))).href);
    await settled(page);
  };
  await open();
  await paste(page, { html: BEFORE });
  await press(page, "记住");
  await open();
  await paste(page, { html: AFTER });
  assert.ok(await carried(page));
  await browser.close();
});

for (const [width, height] of [
  [1280, 800],
  [360, 740],
]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`it has its place at ${width}, ${colorScheme}`, { skip: without("narrow windows") }, async () => {
      const page = await remembered({ viewport: { width, height }, colorScheme });
      const shot = async (name) => {
        const shots = process.env.GOUJI_SHOTS;
        if (shots) await page.screenshot({ path: `${shots}/remembering-${name}-${width}-${colorScheme}.png` });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${name}: ${wide}`);
      };
      await shot("kept");
      await paste(page, { html: AFTER });
      await page.click(".remembering summary");
      await shot("used");
      assert.deepEqual(await violations(page), []);
    });
  }
}
