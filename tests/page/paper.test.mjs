// What is printed, as the printer gets it: a title, every row, every paragraph, and nothing to press.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { without } from "../support/engines.mjs";
import { paste, sample, start } from "./browser.mjs";

const require = createRequire(fileURLToPath(new URL("../../www/package.json", import.meta.url)));

let site;
let getDocument;
before(async () => {
  ({ getDocument } = await import(pathToFileURL(require.resolve("pdfjs-dist/legacy/build/pdf.mjs")).href));
  site = await start();
});
after(() => site.close());

const skip = without("media");
/** The text of the pages that a printer would be given, without white space. */
const printed = async (page) => {
  const bytes = new Uint8Array(await page.pdf({ preferCSSPageSize: true }));
  const paper = await getDocument({ data: bytes, verbosity: 0 }).promise;
  const texts = [];
  for (let number = 1; number <= paper.numPages; number++) {
    const { items } = await (await paper.getPage(number)).getTextContent();
    texts.push(...items.map(({ str }) => str));
  }
  return texts.join("").normalize("NFKC").replace(/\s/g, "");
};
const plain = (text) => text.normalize("NFKC").replace(/\s/g, "");
/** What stands in the rows of the tables on the screen: their labels' and figures' texts. */
const rows = (page) =>
  page.$$eval(".form tbody tr", (all) =>
    all.map((row) => Array.from(row.querySelectorAll("th, .figure"), (part) => part.textContent)),
  );

test("a check is printed under the report's title, with every row and every finding", { skip }, async () => {
  const page = await site.open();
  await paste(page, { html: sample("mistakes") });
  const text = await printed(page);
  const title = await page.evaluate(() => document.querySelector(".strip").dataset.title);
  assert.match(title, /云岫区市场监督管理局.*2024年/);
  assert.ok(text.includes(plain(title)), "the title");
  for (const row of await rows(page)) for (const part of row) assert.ok(text.includes(plain(part)), part);
  for (const sentence of await page.$$eval(".cause .sentence", (all) => all.map((one) => one.textContent))) {
    assert.ok(text.includes(plain(sentence)), sentence);
  }
  for (const pressed of ["采用", "换一份", "复制问题", "导出Word"]) assert.ok(!text.includes(pressed), pressed);
});

test("a report that is filled in is printed under its title, with every paragraph however long", {
  skip,
}, async () => {
  const page = await site.open();
  await page.click(".fill-in .link >> nth=0");
  await page.waitForSelector(".filling");
  await page.fill("#organ", "云岫区水务局");
  await page.fill("#year", "2023");
  const said = [];
  for (const passage of ["preface", "summary", "problems", "others"]) {
    const lines = Array.from({ length: 14 }, (_, at) => `${passage}之${at + 1}，办理情况如上所述，逐项列明。`);
    said.push(...lines);
    await page.fill(`#passage-${passage}`, lines.join("\n"));
  }
  await page.click('[data-act="zeros"]');
  const text = await printed(page);
  assert.ok(text.includes("云岫区水务局2023年政府信息公开工作年度报告"), "the title");
  for (const line of said) assert.ok(text.includes(plain(line)), line);
  for (const row of await rows(page)) for (const part of row) assert.ok(text.includes(plain(part)), part);
  for (const pressed of ["返回检查", "空白格填0", "载入", "删除草稿", "导出Word"])
    assert.ok(!text.includes(pressed), pressed);
});
