import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { can, without } from "../support/engines.mjs";
import { paste, sample, settled, start, violations } from "./browser.mjs";

let site;
before(async () => {
  site = await start();
});
after(() => site.close());

for (const colorScheme of ["light", "dark"]) {
  test(`accessible with findings, passed and unreadable, ${colorScheme}`, async () => {
    const page = await site.open({ colorScheme });
    if (!can("colour schemes") && colorScheme === "dark") await page.click(".masthead .link >> nth=1");
    assert.equal(await page.getAttribute("html", "data-theme"), colorScheme);
    for (const shown of [{ html: sample("mistakes") }, { html: sample("sound") }, { plain: "无关" }]) {
      await paste(page, shown);
      assert.deepEqual(await violations(page), []);
    }
    await paste(page, { html: sample("mistakes") });
    await page.focus(".say");
    for (const fold of await page.$$("details"))
      await fold.evaluate((details) => {
        details.open = true;
      });
    assert.deepEqual(await violations(page), []);
  });
}

test("at 360 px the page itself never scrolls sideways and the way to the findings is in view", async () => {
  const page = await site.open({ viewport: { width: 360, height: 740 } });
  const [wide, view] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  if (can("narrow windows")) assert.equal(view, 360);
  assert.ok(wide <= view, `${wide} px`);
  await page.click(".to-findings");
  const top = await page.evaluate(() => document.querySelector(".findings").getBoundingClientRect().top);
  const bar = await page.evaluate(() => document.querySelector(".state").getBoundingClientRect().bottom);
  assert.ok(top >= bar - 1 && top < 740, `${top}`);
});

test("the theme is the reader's to choose", async () => {
  const page = await site.open({ colorScheme: "light" });
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await page.click(".masthead .link >> nth=1");
  assert.equal(await page.getAttribute("html", "data-theme"), "dark");
  assert.notEqual(await ground(), light);
});

test("print has the tables and the numbered notes, without the chrome", { skip: without("media") }, async () => {
  const page = await site.open();
  await page.emulateMedia({ media: "print" });
  for (const hidden of [".masthead", ".intake", ".tools", ".foot", ".take"]) {
    assert.equal(await page.locator(`${hidden}:visible`).count(), 0, hidden);
  }
  for (const shown of [".form-applications", ".causes", ".verdict", "td .badge"]) {
    assert.ok((await page.locator(`${shown}:visible`).count()) > 0, shown);
  }
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  const listed = await page.locator("[data-rule]").count();
  const written = await page.locator("[data-rule] > .say:visible").count();
  assert.equal(written, listed, "what is folded on the screen is written out on paper");
});

test("findings are copied as text, the result downloaded as JSON, the tables as HTML", {
  skip: without("downloads", "clipboard permission"),
}, async () => {
  const page = await site.open({ permissions: ["clipboard-read", "clipboard-write"] });
  await page.click(".tools .quiet >> nth=0");
  await page.waitForSelector("text=已复制");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /云岫区市场监督管理局/);
  assert.match(copied, /^已检查 42 条勾稽关系，2 条不成立/m);
  const json = JSON.parse(await downloaded(page, 1));
  assert.equal(json.status, "findings");
  assert.equal(json.tables.applications.rows["3.2"][0], 8);
  const html = await downloaded(page, 2);
  await paste(page, { html });
  assert.equal(await page.locator("td[data-cell]").count(), 200, "the downloaded tables are read again");
});

async function downloaded(page, tool) {
  const waiting = page.waitForEvent("download");
  await page.click(`.tools .quiet >> nth=${tool}`);
  const text = readFileSync(await (await waiting).path(), "utf8");
  await settled(page);
  return text;
}

test("of a report without its tables, year, body and what its text says wrong are shown", async () => {
  const page = await site.open();
  const text = [
    "青禾县水务局2023年政府信息公开工作年度报告",
    "一、总体情况",
    "2023年，本局共公开信息276条，其中概况类216条、政策类80条。",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "公开的时间有早有晚，将逐月检查。",
    "六、其他需要报告的事项",
    "未收取信息处理费。",
  ].join("\n");
  await paste(page, { plain: text });
  assert.equal(await page.getAttribute(".state", "data-status"), "unreadable");
  assert.match(await page.textContent(".strip"), /青禾县水务局.*2023/s);
  assert.equal(await page.locator("[data-rule='text.breakdown']:visible").count(), 1);
  assert.deepEqual(await violations(page), []);
});
