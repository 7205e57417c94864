// Word and Excel files, read by the module that loads when one is handed in.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { serve } from "../../scripts/serve.mjs";
import { check, init } from "../../pkg/node.js";
import { read } from "../../pkg/read-node.js";
import { write } from "../../pkg/write-node.js";
import { launch } from "../support/chromium.mjs";
import { native, root } from "./project.mjs";

const mistakes = readFileSync(`${root}www/samples/mistakes.html`);
const folder = mkdtempSync(join(tmpdir(), "gouji-read-"));

let browser;
let server;
before(async () => {
  await init();
  browser = await launch();
  server = await serve(root);
});
after(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true });
});

for (const format of ["docx", "xlsx"]) {
  test(`${format}: Node, Chromium and the command line give the same bytes, and the figures of the page it came from`, async () => {
    const bytes = await write(mistakes, format);
    const path = join(folder, `report.${format}`);
    writeFileSync(path, bytes);
    const result = check(await read(bytes));
    assert.deepEqual(result.tables, check(mistakes).tables);
    assert.equal(JSON.stringify(result), native(path)[0]);
    const tab = await browser.newPage();
    await tab.goto(`${server.url}tests/support/empty.html`);
    const shown = await tab.evaluate(
      async (numbers) => {
        const { check, init } = await import("/pkg/index.js");
        const { read } = await import("/pkg/read.js");
        await init();
        return JSON.stringify(check(await read(new Blob([new Uint8Array(numbers)]))));
      },
      [...bytes],
    );
    assert.equal(shown, JSON.stringify(result));
    await tab.close();
  });
}

test("a report of last year may be such a file too", async () => {
  const previous = await read(await write(mistakes, "docx"));
  const year = check(mistakes).year + 1;
  const next = mistakes.toString().replaceAll(String(year - 1), String(year));
  const rules = check(next, { previous }).findings.map(({ rule }) => rule);
  assert.ok(rules.includes("similarity.previous"), rules.join());
});

test("what is no such file passes as it is, and what cannot be read says why", async () => {
  assert.deepEqual(Buffer.from(await read(mistakes)), mistakes);
  const whole = await write(mistakes, "docx");
  const damaged = check(await read(whole.subarray(0, whole.length / 2)));
  assert.deepEqual([damaged.status, damaged.reason.code], ["unreadable", "damaged"]);
  const word = new Uint8Array(1024);
  word.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  assert.equal(check(await read(word)).status, "unreadable");
});

test("a browser loads the reader with the first such file and not before", async () => {
  const tab = await browser.newPage();
  const loaded = [];
  tab.on("request", (request) => loaded.push(request.url().split("/").pop()));
  await tab.goto(`${server.url}tests/support/empty.html`);
  const bytes = [...(await write(mistakes, "xlsx"))];
  await tab.evaluate(async () => {
    const { read } = await import("/pkg/read.js");
    await read(new TextEncoder().encode("<table></table>"));
  });
  assert.ok(!loaded.includes("gouji-read.wasm"));
  await tab.evaluate(async (numbers) => {
    const { read } = await import("/pkg/read.js");
    await read(new Uint8Array(numbers));
  }, bytes);
  assert.ok(loaded.includes("gouji-read.wasm"));
  await tab.close();
});
