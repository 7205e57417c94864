// From a cell back to the finding that led there, by the keyboard alone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { editors, filled } from "./real-editors.mjs";
import { body, document, settled, start, TINYMCE, tooNew, until } from "./stage.mjs";

let site;
before(async () => {
  site = await start();
});
after(() => site?.close());

const checker = '<gouji-checker for="#text"></gouji-checker>';
const region = `<div id="text" contenteditable="true">${body("mistakes")}</div>`;
const field = `<textarea id="text" rows="9" cols="60" aria-label="正文">${body("mistakes")}</textarea>`;

/** What has the focus in the panel, `null` where nothing has. */
const focused = (page) =>
  page.evaluate(() => {
    const within = window.document.querySelector("gouji-checker").shadowRoot.activeElement;
    return within && (within.dataset.key ?? within.className);
  });

/** Goes to the cell of the finding on a unit, by Enter; what had the focus before. */
async function led(page) {
  await page.evaluate(() => {
    window.document.querySelector("gouji-checker").shadowRoot.querySelector("[data-rule='cell.unit'] .say").focus();
  });
  const finding = await focused(page);
  await page.keyboard.press("Enter");
  await until(page, () => window.document.querySelector("gouji-checker").shadowRoot.activeElement === null);
  return finding;
}

async function opened(content) {
  const page = await site.open(document(content));
  await settled(page, ["findings"]);
  return page;
}

for (const [place, content, key] of [
  ["a region after the panel, Shift+Tab", checker + region, "Shift+Tab"],
  ["a region before the panel, Tab", region + checker, "Tab"],
  ["a textarea after the panel, Shift+Tab", checker + field, "Shift+Tab"],
  ["a textarea after the panel, F8", checker + field, "F8"],
  ["a region before the panel, F8", region + checker, "F8"],
]) {
  test(`from ${place} leads back to the finding, once`, async () => {
    const page = await opened(content);
    const finding = await led(page);
    await page.keyboard.press(key);
    assert.equal(await focused(page), finding);
    // From there on Tab is as ever.
    await page.keyboard.press("Tab");
    const next = await focused(page);
    assert.notEqual(next, finding);
    await page.keyboard.press("Shift+Tab");
    assert.equal(await focused(page), finding);
  });
}

for (const name of [TINYMCE, "ckeditor", "wangeditor", "ueditor"]) {
  test(`${name}: F8 leads from its table back to the finding, and no other key of its own`, {
    skip: tooNew(name),
  }, async () => {
    const page = await filled(site, name, body("mistakes"));
    await page.evaluate(() => {
      const panel = window.document.querySelector("gouji-checker");
      if (panel.getClientRects().length === 0) {
        if (window.tinymce && window.tinymce.majorVersion > 4)
          window.tinymce.get("text").execCommand("ToggleSidebar", false, "gouji-panel");
        else panel.hidden = false;
      }
    });
    await page.waitForSelector("gouji-checker .panel:visible");
    const before = await page.evaluate(editors[name].html);
    const finding = await led(page);
    // In the others it leaves the editor, or writes blanks.
    if (name === "tinymce" || name === "ckeditor") {
      await page.keyboard.press("Shift+Tab");
      assert.equal(await focused(page), null, "not away from the table");
    }
    await page.keyboard.press("F8");
    assert.equal(await focused(page), finding);
    assert.equal(await page.evaluate(editors[name].html), before);
  });
}

test("where the finding is gone by then, it leads to the state, which says what has become of it", async () => {
  const page = await opened(checker + region);
  await page.evaluate(() => {
    window.document.querySelector("gouji-checker").shadowRoot.querySelector(".cause-slip > .say").focus();
  });
  await page.keyboard.press("Enter");
  await page.keyboard.type("3");
  await until(page, () => window.document.querySelector("gouji-checker").valid);
  await page.keyboard.press("F8");
  assert.match(await focused(page), /^state/);
});

test("what is pointed at in the panel has the focus, wherever the caret came from", async () => {
  const page = await opened(checker + region);
  await led(page);
  // In a table of its own an editor moves to the next cell, and the focus stays.
  await page.evaluate(() => {
    const stay = (event) => event.preventDefault();
    window.document.querySelector("#text").addEventListener("keydown", stay, { once: true });
  });
  await page.keyboard.press("Tab");
  await page.click("gouji-checker [data-rule='cell.unit'] .waive");
  assert.equal(await focused(page), "", "the reason's field");
});

test("the panel says which key it is, and the list is described by that", async () => {
  const page = await opened(checker + region);
  const said = await page.evaluate(() => {
    const tree = window.document.querySelector("gouji-checker").shadowRoot;
    const hint = tree.getElementById(tree.querySelector(".causes").getAttribute("aria-describedby"));
    return [hint.textContent, hint.getClientRects().length];
  });
  assert.match(said[0], /F8/);
  assert.ok(said[1] > 0);
});
