// What editors' own menus make of a table: after each of them the report is read anew, and a
// ring, a click and a correction still reach the right cell. UEditor's package on npm has no
// menus for tables, and wangEditor none that merges.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { check, init } from "../../pkg/node.js";
import { editors, isCorrected } from "./real-editors.mjs";
import { body, settled, start, TINYMCE, tooNew, until } from "./stage.mjs";

let site;
before(async () => {
  await init();
  site = await start();
});
after(() => site?.close());

/** The menus of wangEditor, put into its toolbar: over a table they come and go with the pointer. */
const MENUS = ["insertTableRow", "deleteTableRow", "insertTableCol", "deleteTableCol", "tableHeader", "tableFullWidth"];

/** Where the caret stands: the first figure in the row with this label. */
const SPOTS = { applications: "予以公开", zeros: "危及", disclosure: "行政强制", penalties: "行政许可" };

/** How the caret comes into a cell, and the steps: a spot and what is done there. */
const tables = {
  wangeditor: {
    root: () => window.document.querySelector("[data-slate-editor]"),
    caret: (cell) => {
      const { editor, wangEditor } = window;
      const { DomEditor, SlateEditor } = wangEditor;
      editor.focus();
      editor.select(SlateEditor.start(editor, DomEditor.findPath(editor, DomEditor.toSlateNode(editor, cell))));
    },
    undo: () => window.editor.undo(),
    async act(page, menu) {
      // It hears of the caret a moment later.
      const button = `#toolbar [data-menu-key="${menu}"]`;
      await page.waitForSelector(`${button}:not(.disabled)`);
      await page.click(button);
    },
    steps: [
      ["applications", "insertTableRow"],
      ["disclosure", "insertTableRow"],
      ["penalties", "deleteTableRow"],
      ["disclosure", "insertTableCol"],
      ["disclosure", "tableHeader"],
      ["applications", "tableHeader"],
      ["applications", "tableFullWidth"],
      ["disclosure", "deleteTableCol"],
    ],
  },
  ckeditor: {
    root: () => window.editor.editing.view.getDomRoot(),
    caret: (cell) => {
      const { editing, model } = window.editor;
      const found = editing.mapper.toModelElement(editing.view.domConverter.mapDomToView(cell));
      model.change((writer) => writer.setSelection(found.getChild(0), 0));
    },
    undo: () => window.editor.execute("undo"),
    act: (page, command) => page.evaluate((name) => window.editor.execute(name), command),
    steps: [
      ["applications", "insertTableRowBelow"],
      ["disclosure", "insertTableRowAbove"],
      ["zeros", "mergeTableCellRight"],
      ["zeros", "splitTableCellVertically"],
      ["zeros", "mergeTableCellDown"],
      ["penalties", "removeTableRow"],
      ["disclosure", "insertTableColumnRight"],
      ["applications", "setTableRowHeader"],
      ["disclosure", "removeTableColumn"],
    ],
  },
  [TINYMCE]: {
    root: () => window.tinymce.get("text").getBody(),
    caret: (cell, step) => {
      const editor = window.tinymce.get("text");
      editor.focus();
      editor.selection.setCursorLocation(cell, 0);
      // As its own dragging marks what is to be merged.
      const marks = ["data-mce-selected", "data-mce-first-selected", "data-mce-last-selected"];
      for (const mark of marks) for (const marked of editor.dom.select(`[${mark}]`)) marked.removeAttribute(mark);
      if (step !== "mceTableMergeCells") return;
      const last = cell.nextElementSibling;
      for (const chosen of [cell, last]) chosen.setAttribute("data-mce-selected", "1");
      cell.setAttribute("data-mce-first-selected", "1");
      last.setAttribute("data-mce-last-selected", "1");
    },
    undo: () => window.tinymce.get("text").undoManager.undo(),
    act: (page, command) => page.evaluate((name) => window.tinymce.get("text").execCommand(name), command),
    steps: [
      ["applications", "mceTableInsertRowAfter"],
      ["disclosure", "mceTableInsertRowBefore"],
      ["zeros", "mceTableMergeCells"],
      ["zeros", "mceTableSplitCells"],
      ["penalties", "mceTableDeleteRow"],
      ["disclosure", "mceTableInsertColAfter"],
      ["disclosure", "mceTableDeleteCol"],
    ],
  },
};

async function opened(name) {
  const file = name.replace(/-\d$/, "");
  const html = readFileSync(new URL(`../../www/editors/examples/${file}.html`, import.meta.url), "utf8");
  const page = await site.open(
    html
      .replace('"insertTable",', MENUS.map((menu) => `"${menu}",`).join(""))
      .replace('"tinymce/', `"${name}/`)
      .replace(/(src|href)="(?!\/)/g, '$1="/example/')
      .replace('"ueditor/example/', '"/example/ueditor/example/'),
  );
  await page.waitForFunction(editors[name].ready);
  await page.evaluate(editors[name].put, body("mistakes"));
  await settled(page, ["findings"]);
  await page.evaluate(() => {
    // A merge of figures may break other relations besides.
    window.isRinged = () =>
      Array.from(window.area().querySelectorAll("td, th")).some(
        (cell) =>
          cell.parentElement.textContent.includes("部分公开") &&
          cell.ownerDocument.defaultView.getComputedStyle(cell).outlineStyle === "solid",
      );
    window.fix = () =>
      window.document
        .querySelector("gouji-checker")
        .shadowRoot.querySelector('[data-fix="applications/3.2/natural_person"]');
  });
  return page;
}

/** What is said of a report, whoever read it. */
const said = ({ findings, tables: read }) => ({
  findings: findings.map(({ rule, cells, message }) => [rule, cells, message]),
  tables: read,
});
const live = () => window.document.querySelector("gouji-checker").result;

/** In which rows of the editor what has a ring as an error stands, and what is selected. */
const seen = () => {
  const area = window.area();
  const view = area.ownerDocument.defaultView;
  const cells = Array.from(area.querySelectorAll("td, th"));
  const place = (cell) => [cell?.parentElement.textContent.includes("部分公开"), cell?.textContent.trim()];
  const { anchorNode } = area.ownerDocument.getSelection();
  const at = anchorNode?.nodeType === 1 ? anchorNode : anchorNode?.parentElement;
  return {
    ringed: cells.filter((cell) => view.getComputedStyle(cell).outlineStyle === "solid").map(place),
    selected: place(at?.closest("td, th")),
  };
};

for (const [name, { root, caret, undo, act, steps }] of Object.entries(tables)) {
  test(`${name}: after each of its own changes to a table the same cell is found, ringed, reached and corrected`, {
    skip: tooNew(name),
  }, async () => {
    const page = await opened(name);
    const html = () => page.evaluate(editors[name].html);
    await page.evaluate(`window.area = ${root}`);
    for (const [spot, step] of steps) {
      const what = `${step} at ${spot}`;
      const untouched = await html();
      await page.evaluate(`(${caret})(
        Array.from(window.area().querySelectorAll("tr"))
          .find((row) => row.textContent.includes(${JSON.stringify(SPOTS[spot])}))
          .querySelectorAll("td, th").item(1), "${step}")`);
      await act(page, step);
      for (let wait = 0; wait < 20 && (await html()) === untouched; wait++) await page.waitForTimeout(50);
      const before = await html();
      assert.notEqual(before, untouched, `${what} changes the table`);
      const wanted = said(check(before));
      await until(
        page,
        (text) => JSON.stringify(window.document.querySelector("gouji-checker").result?.tables) === text,
        JSON.stringify(wanted.tables),
      );
      await page.waitForFunction(() => window.isRinged());
      assert.deepEqual(said(await page.evaluate(live)), wanted, `${what}: as what is saved is read`);
      await page.evaluate(() => window.fix().closest(".cause").querySelector(".say").click());
      const { ringed, selected } = await page.evaluate(seen);
      assert.deepEqual([ringed.filter(([isThere]) => isThere), selected], [[[true, "8"]], [true, "8"]], what);
      await page.evaluate(() => window.fix().click());
      await until(page, isCorrected);
      const corrected = await html();
      const at = [...before].findIndex((letter, index) => letter !== corrected[index]);
      assert.equal(corrected, `${before.slice(0, at)}3${before.slice(at + 1)}`, what);
      assert.match(before.slice(0, at + 1), /部分公开(?![\s\S]*<tr)[\s\S]*8$/, what);
      await page.evaluate(undo);
      await until(page, () => window.fix() !== null);
      assert.equal(await html(), before, `${what}: undone`);
    }
  });
}
