import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { without } from "../support/engines.mjs";
import { built, cell, openSample, paste, sample, start, status, verdict, violations } from "./browser.mjs";

let site;
before(async () => {
  site = await start();
});
after(() => site.close());

test("greets with three things to do and one small example, and nobody's report", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await site.open({ greeted: false, colorScheme });
    assert.equal(await page.locator(".tasks li").count(), 3);
    assert.match(await page.textContent(".example"), /各结果之和为 27，相差 5.*应为 3，现为 8/s);
    assert.equal(await page.locator("td[data-cell]").count(), 0);
    assert.doesNotMatch(await page.evaluate(() => document.title), /不成立|错误/);
    assert.deepEqual(await violations(page), []);
    await page.click(".masthead .link >> nth=0");
    assert.match(await page.textContent(".example"), /should be 3/);
    await page.close();
  }
  const page = await site.open({ greeted: false });
  await page.click(".tasks .link >> nth=2");
  await page.waitForSelector(".filling");
  await page.goBack();
  await page.waitForSelector(".welcome");
  await paste(page, { html: sample("sound") });
  assert.equal(await page.locator(".welcome").count(), 0);
  assert.equal(await status(page), "passed");
  assert.deepEqual(page.problems, []);
});

test("the sample that it tells of has findings, and the version is shown", async () => {
  const page = await site.open();
  assert.equal(await status(page), "findings");
  assert.ok((await page.$$("[data-rule][data-severity]")).length > 3);
  const cargo = readFileSync(new URL("../../Cargo.toml", import.meta.url), "utf8");
  const version = /^version\s*=\s*"(.+)"/m.exec(cargo)[1];
  assert.ok((await page.textContent(".version")).includes(version));
  assert.equal(await page.locator('input[type="file"][multiple]').count(), 1);
  assert.equal(await page.locator("input[type=file]").count(), 1);
  assert.deepEqual(page.problems, []);
});

test("nothing leaves the page: no request after it has loaded", {
  skip: without("downloads", "requests"),
}, async () => {
  const page = await site.open({ greeted: false });
  await page.waitForLoadState("networkidle");
  const requests = [];
  // A blob: address is how the page hands its own bytes to the reader.
  page.on("request", (request) => {
    if (!request.url().startsWith("blob:")) requests.push(request.url());
  });
  await openSample(page);
  for (const link of await page.$$(".samples .link")) {
    if (await page.isVisible(".another")) await page.click(".another");
    await link.evaluate((button) => button.click());
  }
  await paste(page, { html: sample("mistakes"), plain: "" });
  await page.click(cell("applications/1/natural_person"));
  await page.keyboard.type("9");
  await page.click(".masthead .link >> nth=0");
  await page.click(".masthead .link >> nth=1");
  await page.click(".tools .quiet >> nth=0");
  const download = page.waitForEvent("download");
  await page.click(".tools .quiet >> nth=1");
  await download;
  await page.setInputFiles("input[type=file]", {
    name: "a.html",
    mimeType: "text/html",
    buffer: Buffer.from(sample("sound")),
  });
  await page.waitForSelector("text=a.html");
  assert.deepEqual(requests, []);
  assert.deepEqual(page.problems, []);
});

test("a document cannot make the page ask for anything", { skip: without("requests") }, async () => {
  const page = await site.open();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  const bait = [
    "<img src=/a.png>",
    "<link rel=stylesheet href=/b.css>",
    "<iframe src=/c></iframe>",
    "<script src=/d.js></script>",
  ];
  await paste(page, { html: bait.join("") + sample("sound") + bait.join("") });
  await page.waitForLoadState("networkidle");
  assert.deepEqual(requests, []);
});

test("the built page names no other host", () => {
  const files = readdirSync(built, { recursive: true }).filter((name) => /\.(html|css)$/.test(name));
  assert.ok(files.length >= 2);
  for (const name of files) assert.doesNotMatch(readFileSync(join(built, name), "utf8"), /https?:|\burl\(\s*["']?\/\//);
});

test("the sound sample passes, with the number of relations", async () => {
  const page = await site.open();
  await page.click(".samples .link >> nth=1");
  assert.equal(await status(page), "passed");
  assert.match(await verdict(page), /^42 条勾稽关系全部成立/);
  assert.equal(await page.locator("[data-rule]").count(), 0);
  assert.equal(await page.locator("[data-sound]").count(), 1);
});

test("every sample is read whole, each table by its own form", async () => {
  const page = await site.open();
  const figures = { sound: 200, mistakes: 200, "form-2021": 200, "form-2019": 198, "word-paste": 200 };
  for (const [name, count] of Object.entries(figures)) {
    await paste(page, { html: sample(name) });
    assert.equal(await page.locator("td[data-cell]").count(), count, name);
    assert.equal(await page.locator("td.missing").count(), 0, name);
  }
});

test("the built page asks for no style newer than its oldest browser", () => {
  for (const name of readdirSync(built, { recursive: true })) {
    if (!/\.css$/.test(name)) continue;
    const style = readFileSync(join(built, name), "utf8");
    assert.doesNotMatch(style, /:has\(|:is\(|@layer|@container|&|light-dark\(|\binset:/, name);
  }
});
