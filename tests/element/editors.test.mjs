// The real editors, on the example pages: paste, find, go to, correct, undo, save, publish.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { engine } from "../support/engines.mjs";
import { editors as known } from "./real-editors.mjs";
import { body, sample, settled, start, tooNew, until } from "./stage.mjs";
import { asWps } from "./wps.mjs";

let site;
before(async () => {
  site = await start();
});
after(() => site?.close());

/** How each editor is asked for what it would save, and where it is edited. */
const editors = {
  tinymce: {
    area: (page) => page.frameLocator("iframe.tox-edit-area__iframe").locator("body"),
    html: () => window.tinymce.get("text").getContent(),
    button: "button.tox-tbtn:has-text('检查年报')",
    undo: () => window.tinymce.get("text").undoManager.undo(),
  },
  ckeditor: {
    area: (page) => page.locator(".ck-editor__editable"),
    html: () => window.editor.getData(),
    button: ".ck-button:has-text('检查年报')",
    undo: () => window.editor.execute("undo"),
  },
  wangeditor: {
    area: (page) => page.locator("[data-slate-editor]"),
    html: () => window.editor.getHtml(),
    button: "button[data-menu-key='gouji']",
    undo: () => window.editor.undo(),
  },
  ueditor: {
    // The frame: into this one Playwright does not see in older Chromiums.
    area: (page) => page.locator(".edui-editor-iframeholder iframe"),
    html: () => window.editor.getContent(),
    button: ".edui-for-gouji .edui-button-body",
    undo: () => window.editor.execCommand("undo"),
  },
};

/** What Word or WPS puts on the clipboard, by the keyboard. */
async function paste(page, area, report) {
  await page.evaluate((html) => {
    window.document.addEventListener(
      "copy",
      (event) => {
        event.clipboardData.setData("text/html", html);
        event.preventDefault();
        event.stopImmediatePropagation();
      },
      { capture: true, once: true },
    );
  }, report);
  await page.focus("input[name=title]");
  await page.keyboard.press("Control+c");
  await area.click();
  await page.keyboard.press("Control+v");
}

/** Older TinyMCE on the same example page: what differs is how to reach it. Between the engines 6 and 7 are as 8. */
for (const version of engine.startsWith("chromium") ? [4, 6, 7] : [4]) {
  const iframe = version === 4 ? ".mce-edit-area iframe" : "iframe.tox-edit-area__iframe";
  editors[`tinymce-${version}`] = {
    ...editors.tinymce,
    area: (page) => page.frameLocator(iframe).locator("body"),
    // In Firefox its own undo adds blank paragraphs around a paste, whoever made the change.
    html: () =>
      window.tinymce
        .get("text")
        .getContent()
        .replace(/(^|\n)<p>(&nbsp;)?<\/p>(?=\n|$)/g, "")
        .trim(),
    button: version === 4 ? ".mce-btn:has-text('检查年报')" : editors.tinymce.button,
  };
}

/** Whether an editor's area takes what is typed. */
const ready = Object.fromEntries(Object.keys(editors).map((name) => [name, known[name].ready]));

const slip = "gouji-checker .cause-slip";

/** The report of each program: where its slip is, what stands there and what should. */
const programs = {
  Word: { report: sample("word-paste"), row: "1", column: 6, wrong: "12", right: "21" },
  WPS: { report: asWps("mistakes"), row: "3.2", column: 0, wrong: "8", right: "3" },
};
const figureAt = ({ row, column }) =>
  window.document.querySelector("gouji-checker").result?.tables.applications?.rows[row][column];

const pairs = Object.entries(editors).flatMap(([name, editor]) =>
  Object.entries(programs).map(([program, pasted]) => [name, editor, program, pasted]),
);
for (const [name, editor, program, { report, wrong, right, ...place }] of pairs) {
  // The older ones differ in how to reach them, not in what they make of a paste.
  if (program === "WPS" && /-[67]$/.test(name)) continue;
  test(`${name}: a report pasted from ${program} is checked, corrected and published`, {
    skip: tooNew(name),
  }, async () => {
    const page = await site.visit(`/example/${name}.html`, { permissions: ["clipboard-read", "clipboard-write"] });
    const submitted = () => page.evaluate(() => window.submitted);
    await page.evaluate(() => {
      window.submitted = [];
      window.document.querySelector("form").addEventListener("submit", (event) => {
        event.preventDefault();
        window.submitted.push(event.submitter.name);
      });
    });
    const area = editor.area(page);
    await area.waitFor();
    await page.waitForFunction(ready[name]);
    await paste(page, area, report);
    await settled(page, ["findings"]);

    // Publishing is held and opens the panel; a draft is free.
    await page.click("[name=publish]");
    await page.waitForSelector("gouji-checker .held:visible");
    await page.click("[name=draft]");
    assert.deepEqual(await submitted(), ["draft"]);

    // The finding leads to its cell.
    await page.click(`${slip} > .say`);
    const before = await page.evaluate(editor.html);
    const selected = await page.evaluate(() => {
      const frame = window.document.activeElement;
      const inner = frame.contentDocument ?? window.document;
      const node = inner.getSelection().anchorNode;
      const cell = (node.nodeType === 1 ? node : node.parentElement).closest("td");
      return { text: inner.getSelection().toString(), ring: inner.defaultView.getComputedStyle(cell).outlineWidth };
    });
    assert.deepEqual(selected, { text: wrong, ring: "2px" });

    // One click corrects, and nothing else in what is saved differs.
    await page.click(`${slip} .take`);
    await page.waitForFunction(() => window.document.querySelector("gouji-checker").result.repair === null);
    assert.equal(await page.evaluate(figureAt, place), Number(right));
    const corrected = await page.evaluate(editor.html);
    const at = [...before].findIndex((letter, index) => letter !== corrected[index]);
    assert.equal(corrected, `${before.slice(0, at)}${right}${before.slice(at + wrong.length)}`);

    // The editor's own undo takes it back.
    await page.evaluate(editor.undo);
    await until(page, () => window.document.querySelector("gouji-checker").result.repair !== null);
    assert.equal(await page.evaluate(editor.html), before);

    await page.click(`${slip} .take`);
    await until(page, () => window.document.querySelector("gouji-checker").valid);
    await page.click("[name=publish]");
    assert.deepEqual(await submitted(), ["draft", "publish"]);
    assert.deepEqual(
      page.problems.filter((problem) => /gouji/.test(problem)),
      [],
    );
  });
}

for (const [name, editor] of Object.entries(editors)) {
  test(`${name}: the button opens the panel and closes it again`, { skip: tooNew(name) }, async () => {
    const page = await site.visit(`/example/${name}.html`);
    await editor.area(page).waitFor();
    await page.waitForFunction(ready[name]);
    await page.click(editor.button);
    await page.waitForSelector("gouji-checker .panel:visible");
    await page.click(editor.button);
    await page.waitForSelector("gouji-checker .panel", { state: "hidden" });
  });
}

test("ueditor: the event before its own submit, which UEditorPlus sends on Ctrl+Enter, asks the gate", async () => {
  const page = await site.visit("/example/ueditor.html");
  await page.waitForFunction(() => window.editor?.isReady);
  const asks = async (report) => {
    await page.evaluate((html) => window.editor.setContent(html), report);
    await settled(page);
    return page.evaluate(() => window.editor.fireEvent("beforesubmit"));
  };
  assert.equal(await asks(body("mistakes")), false);
  await page.waitForSelector("gouji-checker .held:visible");
  assert.equal(await asks(body("sound")), true);
});
