// A file of the package that did not come along to the site: it is named, and nothing else breaks.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { engine } from "../support/engines.mjs";
import { body, document, says, settled, start } from "./stage.mjs";

let site;
before(async () => {
  site = await start();
});
after(() => site?.close());

/** As many sites answer for what they do not have. */
const homepage = "<!doctype html><title>首页</title><p>首页</p>";
const gone = (instead, ...names) => Object.fromEntries(names.map((name) => [name, instead]));
/** Tables of which only the text is left: the whole module reads them. */
const flattened = body("sound").replace(/<\/?(table|t\w+)[^>]*>/g, "\n");

/** An edit page with the package in a folder of the site that is not whole. */
async function opened(instead, { text = body("mistakes"), attributes = "", headers = {} } = {}) {
  const page = await site.open(
    document(
      `<form id="form"><gouji-checker for="#text" mode="gate" ${attributes}></gouji-checker><div id="text" contenteditable="true">${text}</div><button id="publish">发布</button></form>`,
      `<script type="module" src="${site.copy(instead)}element-define.js"></script>`,
    ),
    { headers },
  );
  await page.evaluate(() => {
    window.submitted = 0;
    window.document.querySelector("#form").addEventListener("submit", (event) => {
      event.preventDefault();
      window.submitted++;
    });
  });
  return page;
}

const OWN = ["gouji-element.wasm", "gouji-element-base64.js"];
const WHOLE = ["gouji-element-whole.wasm", "gouji-element-whole-base64.js"];
const cases = {
  "the element's own module": [OWN, OWN[0], {}],
  "the whole module's script": [["element-whole.js"], "element-whole.js", { text: flattened }],
  "the whole module's script, in English": [["element-whole.js"], "element-whole.js", { attributes: 'lang="en"' }],
  "the whole module": [WHOLE, WHOLE[0], { text: flattened }],
  "the whole module, in English": [WHOLE, WHOLE[0], { attributes: 'lang="en"' }],
  "the worker's module": [
    ["gouji.wasm"],
    "gouji.wasm",
    { headers: { "content-security-policy": "default-src 'self'" } },
  ],
  "the worker": [
    ["gouji-worker.js"],
    "gouji-worker.js",
    { headers: { "content-security-policy": "default-src 'self'" } },
  ],
};
for (const [name, [files, named, options]] of Object.entries(cases)) {
  for (const [how, instead] of Object.entries({ "is missing": null, "is another page": homepage })) {
    test(`${name} ${how}: the panel names it, and the page goes on`, async () => {
      const page = await opened(gone(instead, ...files), options);
      const thrown = [];
      // Firefox's driver tells what the browser itself logs as well.
      if (engine !== "firefox") page.on("pageerror", (error) => thrown.push(error.message));
      await says(page, named);
      const verdict = await page.textContent("gouji-checker .verdict");
      assert.match(verdict, /网站管理员|administrator/);
      // What the site lacks is no fault of whoever edits: the server decides.
      await page.click("#publish");
      assert.equal(await page.evaluate(() => window.submitted), 1);
      assert.deepEqual(thrown, []);
    });
  }
}

test("without the module's file its copy as a script serves, and without the whole one a Chinese report needs none", async () => {
  for (const files of [[OWN[0]], ["element-whole.js", ...WHOLE]]) {
    const page = await opened(gone(null, ...files));
    await settled(page, ["findings"]);
    await page.click("#publish");
    assert.equal(await page.evaluate(() => window.submitted), 0);
  }
});

test("a report that needs no missing file is checked and held again", async () => {
  const page = await opened(gone(null, "element-whole.js"), { text: flattened });
  await says(page, "element-whole.js");
  await page.evaluate((text) => {
    window.document.querySelector("#text").innerHTML = text;
  }, body("mistakes"));
  await settled(page, ["findings"]);
  await page.click("#publish");
  assert.equal(await page.evaluate(() => window.submitted), 0);
});
