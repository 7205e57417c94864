import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { cell, figure, paste, sample, start, verdict, violations } from "./browser.mjs";

const WRONG = "applications/3.2/natural_person";
let site;
let page;
before(async () => {
  site = await start();
  page = await site.open();
});
after(() => site.close());

const focused = () => page.evaluate(() => document.activeElement.closest("td")?.dataset.cell ?? null);
const said = () => page.evaluate(() => document.activeElement.className);

test("the headline says what should stand where, and is taken over and back with one click each", async () => {
  await paste(page, { html: sample("mistakes") });
  assert.match(await page.textContent(".headline-text"), /（二）部分公开“自然人”列应为 3，现为 8/);
  assert.equal(await figure(page, WRONG), "8", "nothing is changed by itself");
  assert.match(await page.textContent(`${cell(WRONG)} .proposal`), /3/);
  await page.click(".take-headline");
  assert.equal(await figure(page, WRONG), "3");
  assert.match(await page.textContent(`${cell(WRONG)} .was`), /8/);
  assert.match(await verdict(page), /均成立/);
  await page.click(".changes .link");
  assert.equal(await figure(page, WRONG), "8");
  assert.equal(await page.locator(".was").count(), 0);
});

test("a correction is also taken where it is listed", async () => {
  await paste(page, { html: sample("mistakes") });
  await page.click(`[data-fix="${WRONG}"]`);
  assert.equal(await figure(page, WRONG), "3");
  await page.keyboard.press("Control+z");
  assert.equal(await figure(page, WRONG), "8");
});

test("findings are walked by keyboard: arrows, Enter to the cell, Escape back", async () => {
  await paste(page, { html: sample("mistakes") });
  await page.focus(".say");
  assert.ok((await page.locator("td.related").count()) > 20, "the whole relation is tinted");
  await page.keyboard.press("Enter");
  assert.equal(await focused(), WRONG);
  await page.keyboard.press("Escape");
  assert.equal(await said(), "say");
  await page.keyboard.press("ArrowDown");
  const second = await page.evaluate(() => document.activeElement.closest("li").dataset.number);
  assert.equal(second, "2");
  assert.equal((await page.locator("td.related").count()) < 20, true);
});

test("a cell leads to its finding, a finding to its cell, a term of the relation to its cell", async () => {
  await paste(page, { html: sample("mistakes") });
  await page.click(cell(WRONG));
  assert.equal(await page.locator(".cause.current").count(), 1);
  const line = page.locator(".part-applications .relation");
  assert.match(await line.textContent(), /（二）\s*8.*（七）总计\s*22.*相差 5/);
  await line.locator('[data-to="applications/3.7/natural_person"]').click();
  assert.equal(await focused(), "applications/3.7/natural_person");
  await page.click(".say >> text=“自然人");
  assert.equal(await focused(), WRONG);
});

test("the relation of what has the focus stays while the pointer moves over other findings", async () => {
  await paste(page, { html: sample("mistakes") });
  const line = page.locator(".part-applications .relation");
  await page.focus(".say");
  const written = await line.textContent();
  await page.hover(".cause:last-child .say");
  assert.equal(await line.textContent(), written);
  await line.locator('[data-to="applications/3.7/natural_person"]').click();
  assert.equal(await focused(), "applications/3.7/natural_person");
  const ofCell = await line.textContent();
  await page.hover(".cause:last-child .say");
  await page.hover(".strip");
  assert.equal(await line.textContent(), ofCell);
  assert.ok(await line.isVisible());
});

test("what the bar speaks of is in view when a report was opened, and when it was mended", async () => {
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 1366, height: 768 },
  ]) {
    const small = await site.open({ viewport });
    const isInView = () =>
      small.evaluate((at) => {
        const { top, bottom } = document.querySelector(at).getBoundingClientRect();
        return top >= document.querySelector(".state").getBoundingClientRect().bottom && bottom <= window.innerHeight;
      }, cell(WRONG));
    await paste(small, { html: sample("mistakes") });
    assert.ok(await isInView(), "opened");
    await small.evaluate(() => window.scrollTo(0, 0));
    await small.click(".take-headline");
    assert.ok(await isInView(), "mended");
    await small.close();
  }
});

test("a relation that fails in many rows is one entry, with each of them beneath it", async () => {
  let at = 0;
  const wrong = sample("sound").replace(
    /<td>(\d+)<\/td>(\s*)<\/tr>/g,
    (_, figure, space) => `<td>${Number(figure) + 7 + at++ * 3}</td>${space}</tr>`,
  );
  await paste(page, { html: wrong });
  const many = page.locator(".cause-many:has([data-rule='applications.row_total'])");
  assert.equal(await many.count(), 1);
  assert.ok((await many.locator(".folded-findings > li").count()) >= 12);
  // Nobody is offered a correction by a headline that says that no cell can be named.
  assert.match(await page.textContent(".headline"), /不能指出是哪一格/);
  assert.equal(await page.locator(".take-headline").count(), 0);
});

test("what is wrong is shown by a sign and a number, not by colour alone", async () => {
  await paste(page, { html: sample("mistakes") });
  const badge = page.locator(`${cell(WRONG)} .badge`);
  assert.equal(await badge.locator("svg").count(), 1);
  const number = await page.evaluate((at) => document.querySelector(`${at} .badge span`).textContent, cell(WRONG));
  assert.equal(number, await page.evaluate(() => document.querySelector(".cause-slip").dataset.number));
  assert.equal(await page.getAttribute(cell(WRONG), "data-severity"), "error");
  assert.deepEqual(page.problems, []);
});

test("what a correction leaves behind is accessible", async () => {
  await paste(page, { html: sample("mistakes") });
  await page.click(".take-headline");
  assert.deepEqual(await violations(page), []);
});
