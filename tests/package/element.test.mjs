// A live page's own tables: walked, not serialised, and mapped back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { serve } from "../../scripts/serve.mjs";
import { launch } from "../support/chromium.mjs";
import { documents } from "../support/documents.mjs";
import { report, root } from "./project.mjs";

let browser;
let server;
let tab;
before(async () => {
  browser = await launch();
  server = await serve(root);
  tab = await browser.newPage();
  await tab.goto(`${server.url}tests/support/empty.html`);
  await tab.evaluate(async () => {
    globalThis.gouji = await import("/pkg/index.js");
    await gouji.init();
  });
});
after(async () => {
  await browser?.close();
  await server?.close();
});

test("an element gives what its HTML gives", async () => {
  // What stands deeper than 512 elements, a browser's parser puts side by side.
  const isFlattened = (name) => /deep_nesting|\/hostile\//.test(name);
  const pages = documents().filter(({ name }) => /\.html?$/.test(name) && !isFlattened(name));
  for (const { name, bytes } of [{ name: "a report of this test", bytes: Buffer.from(report) }, ...pages]) {
    const [live, text] = await tab.evaluate((html) => {
      const page = new DOMParser().parseFromString(html, "text/html");
      // The page's own title is no part of an element.
      return [gouji.checkElement(page), gouji.check(html)].map((result) => ({ ...result, title: undefined }));
    }, bytes.toString("utf8"));
    assert.deepEqual(live, text, name);
  }
});

test("every figure is mapped to the cell that holds it", async () => {
  const wrong = await tab.evaluate((html) => {
    document.body.innerHTML = html;
    const result = gouji.checkElement(document.body);
    const figures = Object.entries(result.tables.review.rows).flatMap(([row, values]) =>
      ["upheld", "corrected", "other", "pending", "total"].map((column, at) => [`review/${row}/${column}`, values[at]]),
    );
    return figures.filter(([address, value]) => Number(result.cells[address]?.textContent) !== value);
  }, report);
  assert.deepEqual(wrong, []);
});

test("the elements are no part of the data", async () => {
  const keys = await tab.evaluate(() => {
    const result = gouji.checkElement(document.body);
    structuredClone(result);
    return [Object.keys(result).includes("cells"), "cells" in result];
  });
  assert.deepEqual(keys, [false, true]);
});

test("an iframe's document is read as the page's own", async () => {
  const total = await tab.evaluate((html) => {
    const frame = document.body.appendChild(document.createElement("iframe"));
    frame.contentDocument.body.innerHTML = html;
    const { cells } = gouji.checkElement(frame.contentDocument.body);
    const cell = cells["review/litigation_direct/total"];
    const found = [cell.textContent, cell.ownerDocument === frame.contentDocument, cell instanceof Element];
    frame.remove();
    return found;
  }, report);
  assert.deepEqual(total, ["4", true, false]);
});

test("the page is left as it was", async () => {
  const changes = await tab.evaluate(async (html) => {
    document.body.innerHTML = html;
    const seen = [];
    const observer = new MutationObserver((records) => seen.push(...records.map((record) => record.type)));
    observer.observe(document, { attributes: true, childList: true, subtree: true, characterData: true });
    gouji.checkElement(document.body);
    await new Promise((resolve) => setTimeout(resolve));
    return seen;
  }, report);
  assert.deepEqual(changes, []);
});

test("a colour that what lies behind shows through hides no figure", async () => {
  const read = await tab.evaluate((html) => {
    const styled = (style, cells = "td, th", text = html) => {
      document.body.innerHTML = `<style>${cells} { ${style} }</style>${text}`;
      return [gouji.checkElement(document.body), gouji.check(document.body.innerHTML)].map(({ tables }) => tables);
    };
    const [plain] = styled("");
    const marked = html.replace("<td>4", "<td class=unseen>4");
    const seen = ["color: #000; background: rgba(0, 0, 0, 0.05)", "color: #fff; background: rgb(0 0 0 / 60%)"];
    return {
      plain,
      seen: seen.flatMap((style) => styled(style)),
      hidden: styled("color: #fff; background: #fff", ".unseen", marked),
    };
  }, report);
  for (const tables of read.seen) assert.deepEqual(tables, read.plain);
  for (const tables of read.hidden) assert.notDeepEqual(tables, read.plain);
});

test("what is hidden is not read, and deep nesting is survived", async () => {
  const statuses = await tab.evaluate((html) => {
    const within = (before, after) => {
      document.body.innerHTML = before + html + after;
      return gouji.checkElement(document.body).status;
    };
    const hidden = ["<div hidden>", "<div style='Display : none'>", "<template>"].map((tag) => within(tag, ""));
    document.body.innerHTML = "";
    let node = document.body;
    for (let depth = 0; depth < 20_000; depth++) node = node.appendChild(document.createElement("div"));
    return [...hidden, gouji.checkElement(document.body).status];
  }, report);
  assert.deepEqual(statuses, Array(4).fill("unreadable"));
});
