import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { check, init } from "../../pkg/node.js";
import { read } from "../../pkg/read-node.js";
import { cell, figure, paste, pressPaste, sample, start, status, verdict } from "./browser.mjs";

let site;
let page;
before(async () => {
  await init();
  site = await start();
  page = await site.open();
});
after(() => site.close());

const focused = () => page.evaluate(() => document.activeElement.closest("td")?.dataset.cell ?? null);

test("every keystroke is checked", async () => {
  await paste(page, { html: sample("sound") });
  // The first key that WebKitGTK's driver sends to a window only brings it to the front.
  await page.click(cell("applications/1/natural_person"));
  await page.keyboard.press("Shift");
  await page.focus(cell("applications/1/natural_person"));
  // An engine may tell the page of a key later than it answers the driver.
  const told = (status) => page.waitForSelector(`[data-status="${status}"]`);
  await page.keyboard.press("1");
  await told("findings");
  assert.match(await verdict(page), /2 条不成立/);
  await page.keyboard.press("8");
  await told("passed");
  await page.keyboard.press("0");
  await told("findings");
  await page.keyboard.press("Escape");
  await told("passed");
  assert.equal(await figure(page, "applications/1/natural_person"), "18");
  assert.equal(await focused(), "applications/1/natural_person");
});

test("what the text says is held against the figures as they stand now", async () => {
  await paste(page, { html: sample("sound") });
  await page.focus(cell("applications/1/total"));
  for (const key of ["2", "6", "Enter"]) await page.keyboard.press(key);
  assert.equal(await page.locator('[data-rule="text.applications"]').count(), 1, "the text says 25");
  await page.keyboard.press("Control+z");
  assert.equal(await page.locator('[data-rule="text.applications"]').count(), 0);
});

test("arrows, Tab and Enter move as in a spreadsheet, and undo takes whole figures back", async () => {
  await paste(page, { html: sample("sound") });
  await page.focus(cell("applications/1/enterprise"));
  await page.keyboard.type("77");
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "applications/1/research");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), "applications/2/research");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("6");
  await page.keyboard.press("Enter");
  assert.equal(await focused(), "applications/3.1/enterprise");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await focused(), "applications/3.1/natural_person");
  await page.keyboard.press("Control+z");
  assert.equal(await figure(page, "applications/2/enterprise"), "0");
  assert.equal(await figure(page, "applications/1/enterprise"), "77");
  await page.keyboard.press("Control+z");
  assert.equal(await figure(page, "applications/1/enterprise"), "5");
  await page.keyboard.press("Control+y");
  assert.equal(await figure(page, "applications/1/enterprise"), "77");
});

test("a figure is an input only when it is entered: by a second press or by Enter", async () => {
  await paste(page, { html: sample("sound") });
  await page.click(cell("applications/1/enterprise"));
  assert.equal(await page.locator(".figure-input").count(), 0);
  await page.click(cell("applications/1/enterprise"));
  assert.equal(await page.inputValue(".figure-input"), "5");
  await page.click(cell("applications/1/other"));
  assert.equal(await page.locator(".figure-input").count(), 0);
  await page.keyboard.press("F2");
  assert.equal(await page.inputValue(".figure-input"), "0");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".changes").count(), 0, "entering alone changes nothing");
});

test("one press takes a correction over while a figure is being typed", async () => {
  await paste(page, { html: sample("sound") });
  await page.focus(cell("applications/1/natural_person"));
  await page.keyboard.type("9");
  await page.click(".take-headline");
  assert.equal(await figure(page, "applications/1/natural_person"), "18");
  assert.equal(await status(page), "passed");
});

test("out for Word and Excel go the figures as they stand, with all of the text", async () => {
  await paste(page, { html: sample("mistakes") });
  await page.focus(cell("applications/3.2/natural_person"));
  for (const key of ["3", "Enter"]) await page.keyboard.press(key);
  for (const format of ["Word", "Excel"]) {
    const waiting = page.waitForEvent("download");
    await page.click(`text=导出 ${format}`);
    const result = check(await read(readFileSync(await (await waiting).path())));
    assert.equal(result.tables.applications.rows["3.2"][0], 3, format);
    assert.ok(
      result.findings.some(({ rule }) => rule === "text.applications"),
      `${format} keeps the sentences`,
    );
  }
});

test("only figures can be typed or pasted into a cell", async () => {
  await paste(page, { html: sample("sound") });
  await page.focus(cell("applications/1/other"));
  await page.keyboard.press("Enter");
  await page.keyboard.type("-1a２");
  assert.equal(await page.inputValue(".figure-input"), "12");
  await page.keyboard.press("Escape");
  await paste(page, { plain: "1,234" });
  assert.equal(await figure(page, "applications/1/other"), "1234");
  assert.equal(await page.textContent(".source"), "粘贴的内容", "the report is still the same");
});

test("a block of figures fills the cells from the one in focus on, and the report stays open", async () => {
  await paste(page, { html: sample("sound") });
  const source = await page.textContent(".source");
  for (const block of ["7\t8\r\n9\t/\r\n", "项目\t自然人\t商业企业\n新收\t7\t8\n结转\t9\t/"]) {
    await page.focus(cell("applications/1/natural_person"));
    await paste(page, { plain: block });
    const shown = ["1/natural_person", "1/enterprise", "2/natural_person"];
    const figures = await Promise.all(shown.map((at) => figure(page, `applications/${at}`)));
    assert.deepEqual(figures, ["7", "8", "9"]);
    assert.match(await page.textContent(".told"), /已填入 3 格；另有 1 格/);
    assert.equal(await page.textContent(".source"), source);
    await page.keyboard.press("Control+z");
    assert.equal(await status(page), "passed", "one paste is one step of undo");
  }
});

test("what a spreadsheet's cell brings goes into the figure that is being typed", async () => {
  await paste(page, { html: sample("sound") });
  await page.focus(cell("applications/1/other"));
  await page.keyboard.press("Enter");
  await pressPaste(page, { plain: "12\r\n" });
  assert.equal(await figure(page, "applications/1/other"), "12");
  await page.keyboard.press("Enter");
  await pressPaste(page, { plain: "3\t4" });
  assert.equal(await figure(page, "applications/1/other"), "3");
  assert.equal(await figure(page, "applications/1/total"), "4");
});

test("a whole report that is pasted while a cell has the focus is opened", async () => {
  await paste(page, { html: sample("sound") });
  await page.focus(cell("applications/1/other"));
  await paste(page, { html: sample("mistakes"), plain: "云岫区市场监督管理局2024年年度报告\n规章\t1\t2" });
  assert.match(await page.textContent(".strip"), /云岫区市场监督管理局/);
});

test("a blank that is filled is no longer a finding, and the rest of the document's findings stay", async () => {
  await paste(page, { html: sample("mistakes") });
  const blanks = () => page.locator('[data-rule="cell.blank"]').count();
  const headings = () => page.locator('[data-rule="structure.section_heading"]').count();
  assert.deepEqual([await blanks(), await headings()], [3, 1]);
  await page.focus(cell("disclosure/rules/issued"));
  await page.keyboard.press("0");
  await page.keyboard.press("Enter");
  assert.deepEqual([await blanks(), await headings()], [2, 1]);
});

test("green is never shown for what was not wholly checked", async () => {
  await paste(page, { html: sample("sound") });
  await page.focus(cell("applications/1/natural_person"));
  await page.keyboard.press("Delete");
  assert.equal(await page.locator("[data-sound]").count(), 0);
  assert.match(await verdict(page), /40 条勾稽关系成立，2 条.*未能核对/);
});

test("the other language changes every word and keeps the changes made", async () => {
  await paste(page, { html: sample("mistakes") });
  await page.focus(cell("applications/1/other"));
  await page.keyboard.press("4");
  await page.keyboard.press("Enter");
  await page.click(".masthead .link >> nth=0");
  assert.equal(await page.getAttribute("html", "lang"), "en");
  assert.match(await verdict(page), /relations checked/);
  assert.match(await page.textContent(".changes"), /1 changed/);
  const text = await page.evaluate(() => {
    const quoted = ".fact, .masthead [lang], .say, .aside, .figure";
    const copy = document.body.cloneNode(true);
    for (const own of copy.querySelectorAll(quoted)) own.remove();
    return copy.textContent;
  });
  assert.doesNotMatch(text, /[\u4e00-\u9fff]/);
  await page.click(".masthead .link >> nth=0");
});
