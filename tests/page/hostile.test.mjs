import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { paste, sample, settled, start } from "./browser.mjs";

const VECTORS = [
  "<script>window.ran=1</script>",
  "<img src=x onerror=window.ran=1>",
  "<svg onload=window.ran=1>",
  "<svg><script>window.ran=1</script></svg>",
  "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
  "<a href=javascript:window.ran=1>a</a>",
  "<details open ontoggle=window.ran=1>",
  "<math><mtext></table><img src=x onerror=window.ran=1>",
  "<body onload=window.ran=1>",
  "<style>@import 'javascript:window.ran=1'</style>",
  '"><script>window.ran=1</script>',
  "' onmouseover=window.ran=1 x='",
  "{{window.ran=1}}",
];
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

let site;
let page;
before(async () => {
  site = await start();
  page = await site.open();
});
after(() => site.close());

/** The report with a vector as mark-up and as text wherever a document speaks. */
function poured(vector, write) {
  const text = write(vector);
  return sample("mistakes")
    .replace("<title>", `<title>${text}`)
    .replace("<h1>", `<h1>${text}`)
    .replace("<td>规章</td>", `<td>规章${text}</td>`)
    .replace("<td>/</td>", `<td>${text}</td>`)
    .replace("<td>2</td>", `<td>2${text}</td>`)
    .replace("五、存在问题及改进情况", `五、存在问题${text}及改进情况`)
    .replace("××", text);
}

test("nothing that a document holds is run, as mark-up or as text", async () => {
  for (const vector of VECTORS) {
    for (const write of [(text) => text, escaped]) {
      await paste(page, { html: poured(vector, write) });
      for (const entry of await page.$$(".say")) await entry.focus();
      await page.hover(".sheet td");
      assert.equal(await page.evaluate(() => window.ran), undefined, vector);
    }
    assert.equal(
      await page.locator(".sheet script, .sheet img, .sheet iframe, .findings script, .findings img").count(),
      0,
    );
  }
});

test("nothing in a file's name or in figures given as JSON is run", async () => {
  for (const vector of VECTORS) {
    const figures = {
      edition: "2021",
      year: 2023,
      title: vector,
      organ: vector,
      tables: { [vector]: { edition: vector, rows: {} } },
    };
    await page.setInputFiles("input[type=file]", [
      {
        name: `${vector.replace(/\//g, "")}.html`,
        mimeType: "text/html",
        buffer: Buffer.from(poured(vector, escaped)),
      },
      { name: "figures.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(figures)) },
    ]);
    await settled(page);
    await page.click(".document >> nth=1");
    assert.equal(await page.evaluate(() => window.ran), undefined, vector);
  }
});

test("what is handed out holds the document's words as text only", async () => {
  await paste(page, { html: poured("<img src=x onerror=window.ran=1>", escaped) });
  const waiting = page.waitForEvent("download");
  await page.click(".tools .quiet >> nth=2");
  const html = readFileSync(await (await waiting).path(), "utf8");
  assert.match(html, /<td>/);
  assert.doesNotMatch(html, /<img/);
});
