// What cannot be edited: read all the same, never changed, and said.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { correction, editors, figure, filled, isCorrected, offered } from "./real-editors.mjs";
import { body, document, settled, start, tooNew, until } from "./stage.mjs";

let site;
before(async () => {
  site = await start();
});
after(() => site?.close());

const apply = (one) => window.document.querySelector("gouji-checker").apply([one]);
const said = (page) => page.textContent("gouji-checker .state");
const becomes = (page, isOffered) =>
  page.waitForFunction(
    (wanted) =>
      window.document.querySelector("gouji-checker").shadowRoot.querySelector(".panel").dataset.editable === wanted,
    String(isOffered),
  );

for (const [name, editor] of Object.entries(editors)) {
  test(`${name}: while it is read-only it is checked, and no correction goes in`, { skip: tooNew(name) }, async () => {
    const page = await filled(site, name, body("mistakes"));
    await page.evaluate(editor.lock, true);
    await becomes(page, false);
    assert.equal(await page.evaluate(figure), 8);
    assert.match(await said(page), /不能直接改/);
    const before = await page.evaluate(editor.html);
    await page.evaluate(apply, correction);
    await page.waitForTimeout(300);
    assert.equal(await page.evaluate(editor.html), before);
    await page.evaluate(editor.lock, false);
    await becomes(page, true);
    await page.evaluate(apply, correction);
    await until(page, isCorrected);
  });
}

for (const attribute of ["readonly", "disabled"]) {
  test(`a ${attribute} field is checked and stays as it is, until it is so no longer`, async () => {
    const field = `<textarea id="text" rows="9" ${attribute} aria-label="正文"></textarea>`;
    const page = await site.open(document(`<gouji-checker for="#text"></gouji-checker>${field}`));
    await page.evaluate((html) => {
      window.document.querySelector("#text").value = html;
    }, body("mistakes"));
    await settled(page, ["findings"]);
    assert.equal(await page.evaluate(offered), "false");
    const before = await page.inputValue("#text");
    await page.evaluate(apply, correction);
    assert.equal(await page.inputValue("#text"), before);
    await page.evaluate((name) => window.document.querySelector("#text").removeAttribute(name), attribute);
    await becomes(page, true);
    await page.evaluate(apply, correction);
    assert.equal(await page.evaluate(figure), 3);
  });
}

test("a region that is locked and unlocked while it is shown offers corrections accordingly", async () => {
  const region = `<div id="text" contenteditable="true">${body("mistakes")}</div>`;
  const page = await site.open(document(`<gouji-checker for="#text"></gouji-checker>${region}`));
  await settled(page, ["findings"]);
  for (const isEditable of [false, true]) {
    await page.evaluate((value) => {
      window.document.querySelector("#text").contentEditable = value;
    }, String(isEditable));
    await becomes(page, isEditable);
  }
});

test("a cell that its editor protects is said to be so, not passed over", async () => {
  const region = `<div id="text" contenteditable="true">${body("mistakes")}</div>`;
  const page = await site.open(document(`<gouji-checker for="#text"></gouji-checker>${region}`));
  await settled(page, ["findings"]);
  const protect = (isEditable) => {
    for (const table of window.document.querySelectorAll("#text table")) table.contentEditable = isEditable;
  };
  await page.evaluate(protect, "false");
  await page.click("gouji-checker .cause-slip .take");
  assert.match(await said(page), /没有接受/);
  await page.evaluate(protect, "true");
  await page.click("gouji-checker .cause-slip .take");
  assert.equal(await page.evaluate(figure), 3);
  assert.doesNotMatch(await said(page), /没有接受/);
});
