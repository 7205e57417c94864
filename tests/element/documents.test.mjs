// Documents of the site that a report is held against as it is edited: last year's, and those of other forms.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { statistics } from "../support/enforcement.mjs";
import { body, document, settled, start, violations } from "./stage.mjs";

let site;
before(async () => {
  site = await start();
});
after(() => site?.close());

const edited = (attributes) =>
  document(
    `<gouji-checker for="#text" ${attributes}></gouji-checker><div id="text" contenteditable="true">${body("sound")}</div>`,
  );
const result = (page) => page.evaluate(() => window.document.querySelector("gouji-checker").result);
const panel = (page) => page.textContent("gouji-checker .panel");

test("the statistics of enforcement that an attribute names are held against the report", async () => {
  const agreeing = site.file("enforcement-47.html", statistics(47));
  const other = site.file("enforcement-74.html", statistics(74));
  const page = await site.open(edited(`others="${agreeing}"`));
  await settled(page, ["passed"]);
  assert.ok((await result(page)).relations.held > 0);
  await page.evaluate((address) => {
    window.document.querySelector("gouji-checker").setAttribute("others", address);
  }, other);
  await settled(page, ["findings"]);
  const { findings } = await result(page);
  assert.deepEqual(
    findings.filter(({ severity }) => severity !== "info").map(({ rule, cells }) => [rule, cells]),
    [["enforcement.penalties_annual_report", ["disclosure/penalties/decisions"]]],
  );
  assert.match(await panel(page), /合计为 74.*处理决定数量为 47.*相差 27/s);
  assert.equal(site.asked(other), 1);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(page.problems, []);
});

test("last year's report is fetched from its address, and its cases carried over are compared", async () => {
  const last = `<!DOCTYPE html><meta charset="utf-8"><html><body>${body("sound").replaceAll("2023", "2022")}</body></html>`;
  const page = await site.open(edited(`previous="${site.file("2022.html", last)}"`));
  await settled(page, ["findings"]);
  const rules = (await result(page)).findings.map(({ rule }) => rule);
  assert.ok(rules.includes("carryover.applications"), rules.join());
});

test("a document that is not there, is no report or stands on another site is told, and everything else is checked", async () => {
  const menu = site.file("menu.html", "<!DOCTYPE html><p>今日菜单</p>");
  for (const [attributes, told] of [
    [`previous="/nowhere.html"`, /对照用的报告 nowhere\.html 没有取到/],
    [`others="${menu}"`, /对照用的报告 menu\.html 认不出表格/],
    [`previous="${menu}"`, /对照用的报告 menu\.html 认不出表格/],
    [`others="http://127.0.0.2/other.html"`, /对照用的报告 other\.html 不在本网站上/],
  ]) {
    const page = await site.open(edited(attributes));
    await settled(page, ["passed"]);
    assert.match(await panel(page), told);
  }
});
