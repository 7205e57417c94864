// Times of the element in Chromium: from the navigation and from the script to the first
// verdict, and from a keystroke to the repainted verdict in real editors.
import { forms, init } from "../pkg/node.js";
import { body, document, start } from "../tests/element/stage.mjs";
import { lines } from "./measure.mjs";
import { wordReport } from "./report.mjs";

await init();
const report = /<body>([\s\S]*)<\/body>/.exec(wordReport(forms().at(-1)))[1];
const median = (values) => values.sort((one, other) => one - other)[values.length >> 1];

/** How each editor takes a text, gives it back, and has a figure typed. */
const EDITORS = {
  tinymce: {
    set: (html) => window.tinymce.get("text").setContent(html),
    root: () => window.tinymce.get("text").getBody(),
    save: () => window.tinymce.get("text").getContent(),
    type: (cell, text) => {
      const node = window.document.createTreeWalker(cell, 4);
      while (node.nextNode()) if (node.currentNode.data.trim()) node.currentNode.data = text;
    },
  },
  // What is changed beside its model it puts back.
  ckeditor: {
    set: (html) => window.editor.setData(html),
    root: () => window.document.querySelector(".ck-editor__editable"),
    save: () => window.editor.getData(),
    type: (cell, text) => {
      const { model, editing } = window.editor;
      const found = editing.mapper.toModelElement(editing.view.domConverter.mapDomToView(cell));
      model.change((writer) => {
        const paragraph = found.getChild(0);
        writer.remove(writer.createRangeIn(paragraph));
        writer.insertText(text, paragraph, 0);
      });
    },
  },
};

/** Milliseconds to the first verdict, without a cache, and to the same page without the element. */
async function opening(site) {
  const text = `<div id="text" contenteditable="true">${body("mistakes")}</div>`;
  const script = `<script type="module">
    import { define } from "/pkg/element.js";
    window.begun = performance.now();
    addEventListener("gouji-result", () => { window.verdict ??= performance.now(); });
    define();
  </script>`;
  // As docs/embedding.md has it for pages that are not bundled.
  const early = `<link rel="modulepreload" href="/pkg/element.js">
    <link rel="preload" as="fetch" type="application/wasm" crossorigin href="/pkg/gouji-element.wasm">`;
  const content = `<gouji-checker for="#text"></gouji-checker>${text}`;
  const pages = {
    with: document(content, script),
    early: document(content, early + script),
    without: document(text, '<script type="module">window.verdict = window.begun = performance.now();</script>'),
  };
  const times = { with: [], early: [], without: [] };
  const fromScript = { with: [], early: [], without: [] };
  for (let run = 0; run < 11; run++) {
    for (const [name, html] of Object.entries(pages)) {
      const page = await site.open(html);
      await page.waitForFunction(() => window.verdict);
      const { verdict, begun } = await page.evaluate(() => ({ verdict: window.verdict, begun: window.begun }));
      times[name].push(verdict);
      fromScript[name].push(verdict - begun);
      await page.context().close();
    }
  }
  return {
    "the same page without the element": median(times.without) * 1000,
    "the element's script, read, to first verdict": median(fromScript.with) * 1000,
    "the element's script to first verdict, both files fetched early": median(fromScript.early) * 1000,
    "navigation to first verdict": median(times.with) * 1000,
    "navigation to first verdict, both files fetched early": median(times.early) * 1000,
  };
}

/** Milliseconds of typing one figure, and the former one again, in an editor that holds the report of 285 cells. */
async function typing(site, name) {
  const { set, root, save, type } = EDITORS[name];
  const page = await site.visit(`/example/${name}.html`);
  await page.waitForFunction(name === "tinymce" ? () => window.tinymce?.get("text")?.initialized : () => window.editor);
  await page.evaluate(set, report);
  await page.waitForFunction(() => window.document.querySelector("gouji-checker")?.result?.tables.review);
  const functions = [root, save, type].map(String);
  const measured = await page.evaluate(async ([root, save, typed]) => {
    const [area, content] = [root, save].map((source) => new Function(`return (${source})()`));
    const type = new Function(`return ${typed}`)();
    const checker = window.document.querySelector("gouji-checker");
    const cells = () => Array.from(area().querySelectorAll("td"));
    const figures = cells().filter((cell) => cell.textContent.trim() === "0");
    const result = { cells: cells().length, work: [], seen: [], save: [], verdicts: 0 };
    const now = () => performance.now();
    const painted = () => [checker, area()].map((element) => element.getBoundingClientRect());
    const figureOf = (run) => figures[((run >> 1) * 7) % figures.length];
    const textOf = (run, other) => (run % 2 === 0 ? String(run + other) : "0");
    for (let run = 0; run < 40; run++) {
      const cell = figureOf(run);
      const from = now();
      type(cell, textOf(run, 1));
      const before = JSON.stringify(checker.result.tables);
      await checker.check();
      painted();
      result.work.push(now() - from);
      if (JSON.stringify(checker.result.tables) !== before) result.verdicts++;
      await new Promise((rest) => setTimeout(rest, 100));
    }
    for (let run = 0; run < 20; run++) {
      const cell = figureOf(run);
      const verdict = new Promise((seen) => {
        checker.addEventListener("gouji-result", seen, { once: true });
        setTimeout(seen, 2000);
      });
      const from = now();
      type(cell, textOf(run, 100));
      await verdict;
      painted();
      result.seen.push(now() - from);
      await new Promise((rest) => setTimeout(rest, 100));
    }
    for (let run = 0; run < 15; run++) {
      const from = now();
      content();
      result.save.push(now() - from);
    }
    return result;
  }, functions);
  await page.context().close();
  const baseline = `${name}: what the editor itself takes to give its HTML`;
  const times = {
    [baseline]: median(measured.save) * 1000,
    [`${name}: check, list, rings and layout after a change`]: median(measured.work) * 1000,
    [`${name}: a change to its repainted verdict, waiting included`]: median(measured.seen) * 1000,
  };
  console.log(lines(`Element in ${name}, ${measured.cells} cells, ${measured.verdicts}/40 verdicts`, times, baseline));
}

const site = await start();
try {
  console.log(lines("Element", await opening(site), "the same page without the element"));
  for (const name of Object.keys(EDITORS)) await typing(site, name);
} finally {
  await site.close();
}
