// The same document gives the same JSON, byte for byte, wherever it is checked.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { basename } from "node:path";
import { after, before, test } from "node:test";
import { serve } from "../../scripts/serve.mjs";
import { check, init } from "../../pkg/node.js";
import { read } from "../../pkg/read-node.js";
import { launch } from "../support/chromium.mjs";
import { documents } from "../support/documents.mjs";
import { report, root } from "./project.mjs";

const all = [...documents(), { name: "a report of this test", path: null, bytes: Buffer.from(report) }];
/** Where the first difference is, instead of two long lines. */
const same = (left, right, name) => {
  if (left === right) return;
  const at = [...left].findIndex((character, index) => character !== right[index]);
  assert.fail(`${name}: …${left.slice(at - 60, at + 60)}… ≠ …${right.slice(at - 60, at + 60)}…`);
};

let browser;
let server;
let tab;
before(async () => {
  await init();
  browser = await launch();
  server = await serve(root);
  tab = await browser.newPage();
  await tab.goto(`${server.url}tests/support/empty.html`);
});
after(async () => {
  await browser?.close();
  await server?.close();
});

for (const lang of ["zh-CN", "en"]) {
  test(`Node and Chromium agree on ${all.length} documents (${lang})`, async () => {
    const results = await tab.evaluate(
      async ({ all, lang }) => {
        const { check, init } = await import("/pkg/index.js");
        const { read } = await import("/pkg/read.js");
        await init();
        const bytes = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        const results = [];
        for (const { fileName, base64 } of all)
          results.push(JSON.stringify(check(await read(bytes(base64)), { lang, fileName })));
        return results;
      },
      { lang, all: all.map(({ name, bytes }) => ({ fileName: basename(name), base64: bytes.toString("base64") })) },
    );
    for (const [index, { name, bytes }] of all.entries()) {
      same(JSON.stringify(check(await read(bytes), { lang, fileName: basename(name) })), results[index], name);
    }
  });
}

test("Node and the command line agree", async () => {
  const program = process.env.GOUJI_BIN ?? `${root}target/release/gouji`;
  for (const { name, path, bytes } of all.filter((document) => document.path)) {
    let line;
    try {
      line = execFileSync(program, ["check", "--format", "json", path], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      });
    } catch (error) {
      line = error.stdout; // findings and unreadable files are told by the exit code too
    }
    const { file, ...result } = JSON.parse(line);
    assert.ok(file);
    same(JSON.stringify(check(await read(bytes), { fileName: basename(name) })), JSON.stringify(result), name);
  }
});
