// What is saved and whether it counts as changed: with the element as without it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { body, settled, start, TINYMCE, tooNew } from "./stage.mjs";

let site;
before(async () => {
  site = await start();
});
after(() => site?.close());

/** How each editor is filled, asked for what it would save, and for whether it was changed. */
const editors = {
  [TINYMCE]: {
    ready: () => window.tinymce?.get("text")?.initialized,
    put: (html) => {
      const editor = window.tinymce.get("text");
      editor.setContent(html);
      editor.undoManager.clear();
      editor.undoManager.add();
      editor.setDirty(false);
      window.changes = 0;
      editor.on("change Dirty", () => window.changes++);
    },
    state: () => {
      const editor = window.tinymce.get("text");
      return { html: editor.getContent(), changed: editor.isDirty(), changes: window.changes };
    },
  },
  ckeditor: {
    ready: () => window.editor?.state === "ready",
    put: (html) => {
      window.editor.setData(html);
      window.changes = 0;
      window.editor.model.document.on("change:data", () => window.changes++);
    },
    state: () => ({ html: window.editor.getData(), changed: false, changes: window.changes }),
  },
  wangeditor: {
    ready: () => window.editor?.getEditableContainer(),
    put: (html) => {
      window.editor.setHtml(html);
      window.before = window.editor.getHtml();
    },
    state: () => ({ html: window.editor.getHtml(), changed: window.editor.getHtml() !== window.before, changes: 0 }),
  },
  ueditor: {
    ready: () => window.editor?.isReady,
    put: (html) => {
      window.editor.setContent(html);
      window.changes = 0;
      window.editor.addListener("contentchange", () => window.changes++);
    },
    state: () => ({
      html: window.editor.getContent(),
      changed: window.editor.hasContents() !== true,
      changes: window.changes,
    }),
  },
};

for (const [name, { ready, put, state }] of Object.entries(editors)) {
  test(`${name}: rings leave what is saved byte for byte, and unchanged`, { skip: tooNew(name) }, async () => {
    const page = await site.visit(`/example/${name}.html`);
    await page.waitForFunction(ready);
    // The control: the same report in the same editor, without the element.
    await page.evaluate(() => {
      for (const checker of window.document.querySelectorAll("gouji-checker")) checker.remove();
    });
    await page.evaluate(put, body("mistakes"));
    await page.waitForTimeout(600);
    const alone = await page.evaluate(state);
    await page.evaluate(() => {
      const checker = window.document.createElement("gouji-checker");
      checker.setAttribute("for", "#text");
      window.document.querySelector("h1").after(checker);
    });
    await settled(page, ["findings"]);
    await page.waitForTimeout(600);
    const rings = await page.evaluate(() => {
      const frames = Array.from(window.document.querySelectorAll("iframe"), (frame) => frame.contentDocument);
      return [window.document, ...frames].flatMap((tree) =>
        Array.from(tree?.querySelectorAll("td") ?? []).filter(
          (cell) => tree.defaultView.getComputedStyle(cell).outlineWidth === "2px",
        ),
      ).length;
    });
    assert.ok(rings > 0, "there are rings");
    assert.deepEqual(await page.evaluate(state), alone);
  });
}
