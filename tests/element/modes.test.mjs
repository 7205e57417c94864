// What editors do besides showing the text: source, hiding, full screen, taking tables apart.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { editors } from "./real-editors.mjs";
import { body, CLASSIC, document, settled, start, TINYMCE, tooNew, until } from "./stage.mjs";

let site;
before(async () => {
  site = await start();
});
after(() => site?.close());

const status = (wanted) => window.document.querySelector("gouji-checker").result?.status === wanted;
const figure = () => window.document.querySelector("gouji-checker").result?.tables.applications?.rows["3.2"][0];

/** Puts a report in, and changes its figure in what the editor shows as its source. */
const sources = {
  [TINYMCE]: {
    put: (html) => window.tinymce.get("text").setContent(html),
    toSource: () => window.tinymce.get("text").hide(),
    back: () => window.tinymce.get("text").show(),
    field: "textarea#text",
  },
  ckeditor: {
    put: (html) => window.editor.setData(html),
    toSource: () => {
      window.editor.plugins.get("SourceEditing").isSourceEditingMode = true;
    },
    back: () => {
      window.editor.plugins.get("SourceEditing").isSourceEditingMode = false;
    },
    field: ".ck-source-editing-area textarea",
  },
};
const ready = {
  [TINYMCE]: () => window.tinymce?.get("text")?.initialized,
  ckeditor: () => window.editor?.state === "ready",
  ueditor: () => window.editor?.isReady,
};

for (const [name, editor] of Object.entries(sources)) {
  test(`${name}: its source is checked while it is shown, and the text again afterwards`, {
    skip: tooNew(name),
  }, async () => {
    const page = await site.visit(`/example/${name}.html`);
    await page.waitForFunction(ready[name]);
    await page.evaluate(editor.put, body("mistakes"));
    await until(page, status, "findings");
    assert.equal(await page.evaluate(figure), 8);
    await page.evaluate(editor.toSource);
    const source = await page.inputValue(editor.field);
    const changed = source.replace(/(部分公开[^8]*>\s*)8(?=\s*<)/, "$13");
    assert.notEqual(changed, source);
    // At once: Playwright's own way takes half a minute for it in Chromium 103.
    await page.locator(editor.field).evaluate((field, text) => {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }, changed);
    await page.waitForFunction(figure3);
    await page.evaluate(editor.back);
    await page.waitForFunction(figure3);
  });
}
const figure3 = () => window.document.querySelector("gouji-checker").result?.tables.applications?.rows["3.2"][0] === 3;

test("ueditor: its source is checked while it is shown, and rings survive full screen", async () => {
  const page = await site.visit("/example/ueditor.html");
  await page.waitForFunction(ready.ueditor);
  await page.evaluate((html) => window.editor.setContent(html), body("mistakes"));
  await until(page, status, "findings");
  await page.evaluate(() => window.editor.ui.setFullScreen(true));
  const rings = () =>
    page.evaluate(() => {
      const inner = window.editor.document;
      const cells = Array.from(inner.querySelectorAll("td"));
      return cells.filter((cell) => inner.defaultView.getComputedStyle(cell).outlineWidth === "2px").length;
    });
  assert.ok((await rings()) > 0);
  await page.evaluate(() => window.editor.ui.setFullScreen(false));
  assert.ok((await rings()) > 0);
  await page.evaluate(() => window.editor.execCommand("source"));
  await page.evaluate(() => {
    const mirror = window.document.querySelector(".CodeMirror")?.CodeMirror;
    const field = window.document.querySelector(".edui-editor textarea");
    const change = (text) => text.replace(/(部分公开[^8]*>\s*)8(?=\s*<)/, "$13");
    if (mirror) mirror.setValue(change(mirror.getValue()));
    else field.value = change(field.value);
  });
  await page.waitForFunction(figure3);
});

/** The example page with the editor's own full screen, and how to enter and leave it. */
const fullScreens = {
  tinymce: {
    page: (html) => html.replace('plugins: "table code', 'plugins: "table code fullscreen'),
    toggle: () => window.tinymce.get("text").execCommand("mceFullScreen"),
    button: "button.tox-tbtn:has-text('检查年报')",
  },
  "tinymce-4": {
    page: (html) =>
      html.replace('"tinymce/', '"tinymce-4/').replace('plugins: "table code', 'plugins: "table code fullscreen'),
    toggle: () => window.tinymce.get("text").execCommand("mceFullScreen"),
    button: ".mce-btn:has-text('检查年报')",
  },
  ckeditor: {
    page: (html) =>
      html
        .replace("SourceEditing }", "SourceEditing, Fullscreen }")
        .replace("SourceEditing,\n ", "SourceEditing, Fullscreen,\n "),
    toggle: () => window.editor.execute("toggleFullscreen"),
    button: ".ck-button:has-text('检查年报')",
  },
  ueditor: {
    page: (html) => html,
    toggle: () => window.editor.ui.setFullScreen(!window.editor.ui.isFullScreen()),
    button: ".edui-for-gouji .edui-button-body",
  },
};
for (const [name, { page: change, toggle, button }] of Object.entries(fullScreens)) {
  test(`${name}: in full screen the report is read, and the button shows the panel over the editor`, {
    skip: tooNew(name),
  }, async () => {
    const example = name.replace("-4", "");
    const html = readFileSync(new URL(`../../www/editors/examples/${example}.html`, import.meta.url), "utf8");
    const page = await site.open(
      change(html)
        .replace(/(src|href)="(?!\/)/g, '$1="/example/')
        .replace('"ueditor/example/', '"/example/ueditor/example/'),
    );
    const { ready: isReady, put } = editors[name];
    await page.waitForFunction(isReady);
    await page.evaluate(put, body("mistakes"));
    await until(page, status, "findings");
    await page.evaluate(toggle);
    await page.click(button);
    // Not only there, but on top.
    await page.waitForFunction(() => {
      const checker = window.document.querySelector("gouji-checker");
      const { left, top, width, height } = checker.getBoundingClientRect();
      return width > 0 && height > 0 && window.document.elementFromPoint(left + width / 2, top + 20) === checker;
    });
    // By script: a sidebar that slides in moves away from beneath a pointer.
    await page.evaluate(() =>
      window.document.querySelector("gouji-checker").shadowRoot.querySelector(".cause-slip .take").click(),
    );
    await page.waitForFunction(figure3);
    await page.evaluate(toggle);
    await page.waitForFunction(() => window.document.querySelector("gouji-checker").style.position !== "fixed");
    await page.waitForFunction(figure3);
  });
}

test("an editor hidden in a closed tab is still read", async () => {
  const html = document(
    `<gouji-checker for="#tab"></gouji-checker><div id="tab" hidden><div contenteditable="true">${body("mistakes")}</div></div>`,
  );
  const page = await site.open(html);
  await until(page, status, "findings");
});

test("Quill, which takes merged cells apart, is named as the cause", async () => {
  const scripts = `${CLASSIC}<script src="/example/quill/dist/quill.js"></script>`;
  const page = await site.open(document('<gouji-checker for="#text"></gouji-checker><div id="text"></div>', scripts));
  await page.evaluate((html) => {
    const quill = new window.Quill("#text", { modules: { table: true } });
    quill.clipboard.dangerouslyPasteHTML(html);
  }, body("mistakes"));
  await settled(page);
  await page.waitForSelector("gouji-checker .warning");
  assert.match(await page.textContent("gouji-checker .warning"), /Quill.*合并单元格/);
});

test("the table block of WordPress 6.1, which takes merged cells apart as well, is named too", async () => {
  // Each block is edited by itself, and so is each cell of a table.
  const html = document(
    '<gouji-checker for="#text"></gouji-checker><div id="text" class="block-editor-writing-flow" contenteditable="false"><h1 contenteditable="true">标题</h1><div id="blocks"></div></div>',
  );
  const page = await site.open(html);
  await page.evaluate((content) => {
    const root = window.document.querySelector("#blocks");
    root.innerHTML = content;
    for (const block of root.querySelectorAll("p, td, th")) {
      block.contentEditable = "true";
      block.removeAttribute("rowspan");
      block.removeAttribute("colspan");
    }
  }, body("mistakes"));
  await page.waitForSelector("gouji-checker .warning");
  assert.match(await page.textContent("gouji-checker .warning"), /WordPress.*合并单元格/);
});

test("what an editor flattened is named in what it saved as well, in a textarea too", async () => {
  const saved = body("mistakes").replace(/ (?:row|col)span="\d+"/g, "");
  const reports = {
    WordPress: saved
      .replaceAll("<table", '<figure class="wp-block-table"><table')
      .replaceAll("</table>", "</table></figure>"),
    Quill: saved.replaceAll("<td>", '<td data-row="row-abcd">'),
  };
  for (const [editor, report] of Object.entries(reports)) {
    for (const field of ['<div id="text"></div>', '<textarea id="text" aria-label="正文"></textarea>']) {
      const page = await site.open(document(`<gouji-checker for="#text"></gouji-checker>${field}`));
      await page.evaluate((html) => {
        const place = window.document.querySelector("#text");
        place[place.localName === "textarea" ? "value" : "innerHTML"] = html;
      }, report);
      await page.waitForFunction(
        (name) =>
          window.document
            .querySelector("gouji-checker")
            .shadowRoot?.querySelector(".warning")
            ?.textContent.includes(name),
        editor,
      );
    }
  }
});

test("of many changes at once only the last is checked, and told once", async () => {
  const html = document(
    `<gouji-checker for="#text"></gouji-checker><div id="text" contenteditable="true">${body("sound")}</div>`,
  );
  const page = await site.open(html);
  await until(page, status, "passed");
  const told = await page.evaluate(async () => {
    const figures = [];
    window.document.addEventListener("gouji-result", ({ detail }) =>
      figures.push(detail.result.tables.applications.rows["1"][1]),
    );
    const row = Array.from(window.document.querySelectorAll("#text tr")).find((tr) => /本年新收/.test(tr.textContent));
    for (let figure = 100; figure <= 120; figure++) {
      row.cells[2].textContent = String(figure);
      // The observer sees each of them by itself.
      await Promise.resolve();
    }
    await new Promise((rest) => setTimeout(rest, 900));
    return figures;
  });
  assert.deepEqual(told, [120]);
});

test("rows put in and cells merged are read anew, and the rings move with them", async () => {
  const html = document(
    `<gouji-checker for="#text"></gouji-checker><div id="text" contenteditable="true">${body("mistakes")}</div>`,
  );
  const page = await site.open(html);
  await until(page, status, "findings");
  const ringed = () =>
    page.evaluate(() =>
      Array.from(window.document.querySelectorAll("#text td"))
        .filter((cell) => getComputedStyle(cell).outlineStyle === "solid")
        .map((cell) => cell.textContent.trim()),
    );
  const before = await ringed();
  assert.ok(before.length > 0);
  await page.evaluate(() => {
    const [first] = window.document.querySelectorAll("#text table");
    first.before(window.document.createElement("p"));
    first.insertRow(0).insertCell().colSpan = 4;
  });
  await page.waitForTimeout(900);
  assert.deepEqual(await ringed(), before);
  await page.evaluate(() => {
    const cell = Array.from(window.document.querySelectorAll("#text td")).find((td) => /部分公开/.test(td.textContent));
    cell.rowSpan = 2;
  });
  await until(page, () =>
    window.document.querySelector("gouji-checker").result.findings.some(({ rule }) => rule.startsWith("structure.")),
  );
});
