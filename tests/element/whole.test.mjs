// The element's own module and the whole one: the same answers, and the second only where it is needed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { documents } from "../support/documents.mjs";
import { body, document, settled, start } from "./stage.mjs";

let site;
before(async () => {
  site = await start();
});
after(() => site?.close());

/** A page, and the files that it loaded. */
async function opened(content, states) {
  const page = await site.open(document(content));
  await settled(page, states);
  const files = await page.evaluate(() =>
    performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname.split("/").pop()),
  );
  return { page, files: files.filter((name) => name !== "favicon.ico") };
}

const editor = (text) => `<div id="text" contenteditable="true">${text}</div>`;
const WHOLE = ["element-whole.js", "gouji-element-whole.wasm"];

test("a page with a report loads the element's script and its own module, and nothing else", async () => {
  const { files } = await opened(`<gouji-checker for="#text"></gouji-checker>${editor(body("mistakes"))}`);
  assert.deepEqual(files.sort(), ["element-define.js", "element.js", "gouji-element.wasm"]);
});

test("an editor that is still empty needs no more either", async () => {
  const { files } = await opened(`<gouji-checker for="#text"></gouji-checker>${editor("<p><br></p>")}`);
  assert.ok(!WHOLE.some((file) => files.includes(file)), files);
});

test("what the element's own module answers, the whole one answers byte for byte", async () => {
  const page = await site.open("<!doctype html><title>模块</title>");
  await page.evaluate(async () => {
    const { walk } = await import("/pkg/walk.js");
    const load = async (name) => {
      const { createGlue } = await import(`/pkg/${name}-glue.js`);
      const glue = createGlue();
      const bytes = await (await fetch(`/pkg/${name}.wasm`)).arrayBuffer();
      await glue.default({ module_or_path: await WebAssembly.compile(bytes) });
      return glue;
    };
    const [own, whole] = await Promise.all([load("gouji-element"), load("gouji-element-whole")]);
    window.answers = (html, options) => {
      const { records, text } = walk(new DOMParser().parseFromString(html, "text/html").body);
      return [own, whole].map((module) => {
        try {
          return module.checkEvents(records, text, JSON.stringify(options), []);
        } catch (error) {
          return error.code;
        }
      });
    };
  });
  const decoder = new TextDecoder();
  let answered = 0;
  for (const { name, bytes } of documents().filter(({ name }) => /\.html?$/.test(name))) {
    const [own, whole] = await page.evaluate(
      ([html, options]) => window.answers(html, options),
      [decoder.decode(bytes), { year: 2023 }],
    );
    assert.notEqual(whole, "needs_whole", name);
    if (own === "needs_whole") continue;
    answered++;
    assert.equal(own, whole, name);
  }
  assert.ok(answered >= 5, `${answered} documents`);
});

test("English comes with the whole module", async () => {
  const { page, files } = await opened(
    `<gouji-checker for="#text" lang="en"></gouji-checker>${editor(body("mistakes"))}`,
  );
  assert.ok(
    WHOLE.every((file) => files.includes(file)),
    files,
  );
  const messages = await page.evaluate(() =>
    window.document.querySelector("gouji-checker").result.findings.map(({ message }) => message),
  );
  assert.ok(messages.length > 0 && messages.every((message) => /[a-z]{3}/.test(message)), messages.join("\n"));
});

test("the report of the year before is compared as soon as the page hands it over", async () => {
  const { page } = await opened(`<gouji-checker for="#text" year="2023"></gouji-checker>${editor(body("sound"))}`);
  const rules = await page.evaluate(
    async (previous) => {
      const checker = window.document.querySelector("gouji-checker");
      const before = checker.result.findings.map(({ rule }) => rule);
      checker.options = { previous };
      const { findings } = await checker.check();
      return { before, after: findings.map(({ rule }) => rule) };
    },
    `<html><body>${body("mistakes")}</body></html>`,
  );
  assert.ok(!rules.before.some((rule) => rule.startsWith("carryover.")), rules.before);
  assert.ok(
    rules.after.some((rule) => rule.startsWith("carryover.")),
    rules.after,
  );
});

test("tables that lost their cells are found in the text", async () => {
  const { page, files } = await opened(
    `<gouji-checker for="#text"></gouji-checker>${editor(body("sound").replace(/<\/?(table|t\w+)[^>]*>/g, "\n"))}`,
  );
  assert.ok(
    WHOLE.every((file) => files.includes(file)),
    files,
  );
  const tables = await page.evaluate(() => Object.keys(window.document.querySelector("gouji-checker").result.tables));
  assert.ok(tables.includes("review"), tables);
});
