import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { without } from "../support/engines.mjs";
import { paste, sample, settled, start, status, verdict } from "./browser.mjs";

let site;
let page;
before(async () => {
  site = await start();
  page = await site.open();
});
after(() => site.close());

const file = (name, text) => ({ name, mimeType: "text/html", buffer: Buffer.from(text) });

test("a rich paste is read from its tables", async () => {
  await paste(page, { html: sample("word-paste"), plain: "石塘镇" });
  assert.match(await page.textContent(".strip"), /石塘镇人民政府.*2023.*2021/s);
  assert.equal(await status(page), "findings");
});

test("where the rich form holds no report the plain form is read", async () => {
  await paste(page, { html: "<p>空</p>", plain: sample("sound") });
  assert.equal(await status(page), "passed");
});

test("what is no report is said so, with what to do next", async () => {
  await paste(page, { plain: "今天天气很好" });
  assert.equal(await status(page), "unreadable");
  assert.ok((await verdict(page)).length > 10);
  assert.match(await page.textContent(".next"), /粘贴|选择/);
  assert.ok(await page.isVisible("textarea.paste"), "the way in is open again");
  assert.equal(await page.locator("td[data-cell]:visible").count(), 0, "no table of a former report is left");
});

test("several files at once are listed, each with its state", async () => {
  const files = [file("甲.html", sample("sound")), file("乙.html", sample("mistakes")), file("丙.txt", "无关")];
  await page.setInputFiles("input[type=file]", files);
  await page.waitForSelector("text=丙.txt");
  const names = await page.locator(".document-name").allTextContents();
  assert.deepEqual(names, ["甲.html", "乙.html", "丙.txt"]);
  assert.match(await page.textContent(".documents"), /全部成立.*2 条不成立.*未能核对/s);
  assert.equal(await status(page), "passed");
  await page.click(".document >> nth=1");
  assert.equal(await status(page), "findings");
  await page.click(".document >> nth=2");
  assert.equal(await status(page), "unreadable");
});

test("a file dropped anywhere is read", async () => {
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "拖入.html", { type: "text/html" }));
    document
      .querySelector(".sheet")
      .dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, sample("sound"));
  await page.waitForSelector("text=拖入.html");
  // It is named while it is read, too.
  await settled(page);
  assert.equal(await status(page), "passed");
});

test("a damaged Word file is told to be damaged, not taken for an archive", async () => {
  const damaged = { name: "坏.docx", mimeType: "application/zip", buffer: Buffer.from("PK\x03\x04 nothing more") };
  await page.setInputFiles("input[type=file]", damaged);
  await page.waitForSelector('[data-status="unreadable"]');
  assert.equal(await page.locator(".batch").count(), 0);
  assert.match(await verdict(page), /已损坏/);
});

test("of a photo is said what can be done with one", async () => {
  const photo = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1]);
  await page.setInputFiles("input[type=file]", { name: "照片.jpg", mimeType: "image/jpeg", buffer: photo });
  await page.waitForSelector("text=照片.jpg");
  await settled(page);
  assert.match(await verdict(page), /图片.*填写一份新报告/);
  assert.doesNotMatch(await verdict(page), /复制/);
  assert.ok(await page.isVisible("text=填写一份新报告"), "what it names is there");
});

test("what is too large is refused before it is read", { skip: without("events with a clipboard") }, async () => {
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "一".repeat(50 * 1024 * 1024));
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await page.waitForSelector('[data-status="unreadable"]');
  assert.match(await verdict(page), /50\.0 MB/);
  assert.deepEqual(page.problems, []);
});
