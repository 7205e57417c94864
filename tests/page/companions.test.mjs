// The yearly statistics of enforcement: read without being asked for, and held against the annual report.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { KINDS, statistics } from "../support/enforcement.mjs";
import { figure, paste, sample, start, status, violations } from "./browser.mjs";

let site;
before(async () => {
  site = await start();
});
after(() => site.close());

test("a pasted table of penalties is drawn under its own labels, and its sum is corrected", async () => {
  const page = await site.open();
  await paste(page, { html: statistics(47, 74) });
  assert.equal(await status(page), "findings");
  assert.match(await page.textContent(".strip"), /行政执法统计年报/);
  const table = await page.textContent(".form-penalties");
  for (const label of KINDS) assert.ok(table.includes(label), label);
  assert.doesNotMatch(await page.textContent("body"), /没有识别到这张表/, "it may lack the others");
  assert.match(await page.textContent(".findings"), /“合计（宗）”/);
  await page.click(".take");
  assert.deepEqual(
    [await figure(page, "penalties/total/fine"), await figure(page, "penalties/total/total")].map(Number).sort(),
    [47, 47],
  );
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(page.problems, []);
});

test("two files of one body and year are held against each other", async () => {
  const page = await site.open();
  const file = (name, text) => ({ name, mimeType: "text/html", buffer: Buffer.from(text) });
  await page.setInputFiles("#files", [file("年报.html", sample("sound")), file("执法.html", statistics(74))]);
  await page.waitForSelector(".document-name");
  assert.match(await page.textContent(".findings"), /行政处罚合计为 74.*处理决定数量为 47/s);
  assert.equal(await status(page), "findings");
  await page.click(".document >> nth=1");
  assert.match(await page.textContent(".findings"), /行政处罚合计为 74.*处理决定数量为 47/s);
  assert.deepEqual(page.problems, []);
});
