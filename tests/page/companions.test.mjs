// The yearly statistics of enforcement: read without being asked for, and held against the annual report.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { figure, paste, sample, start, status, violations } from "./browser.mjs";

let site;
before(async () => {
  site = await start();
});
after(() => site.close());

const KINDS = [
  "警告、通报批评",
  "罚款",
  "没收违法所得、没收非法财物",
  "暂扣许可证、执照，降低资质等级",
  "吊销许可证、执照",
  "限制开展生产经营活动",
  "责令停产停业、责令关闭、限制从业",
  "行政拘留",
  "其他行政处罚",
  "合计（宗）",
  "罚没金额（万元）",
];
const row = (tag, texts) => `<tr>${texts.map((text) => `<${tag}>${text}</${tag}>`).join("")}</tr>`;
const statistics = (fines, total = fines) =>
  `<!DOCTYPE html><meta charset="utf-8"><h1>青禾县住房和城乡建设局2023年度行政执法统计年报</h1><table>${row("th", KINDS)}${row("td", [0, fines, 0, 0, 0, 0, 0, 0, 0, total, 3.5])}</table>`;

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
