// Files for office programs, written by the module that loads when one is asked for.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { serve } from "../../scripts/serve.mjs";
import { check, init, region, regionEntry } from "../../pkg/node.js";
import { read } from "../../pkg/read-node.js";
import { write, writeForm, writeRegion } from "../../pkg/write-node.js";
import { launch } from "../support/chromium.mjs";
import { report, root } from "./project.mjs";

const mistakes = readFileSync(`${root}www/samples/mistakes.html`);
const folder = mkdtempSync(join(tmpdir(), "gouji-write-"));

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
});

for (const format of ["docx", "xlsx", "html"]) {
  for (const corrected of [false, true]) {
    test(`${format}, corrected: ${corrected}: the bytes of the command line's`, async () => {
      const path = join(folder, `${corrected}.${format}`);
      const source = join(root, "www/samples/mistakes.html");
      const more = corrected ? ["--corrected"] : [];
      execFileSync(`${root}target/release/gouji`, ["export", source, "--output", path, ...more]);
      const bytes = await write(mistakes, format, { corrected, fileName: "mistakes.html" });
      assert.ok(Buffer.from(bytes).equals(readFileSync(path)));
    });
  }
}

test("figures that were put in stand in the file beside all of its text", async () => {
  const figures = { "applications/3.2/natural_person": 3, "disclosure/penalties/decisions": "386" };
  for (const format of ["docx", "xlsx"]) {
    const { tables, findings, title } = check(await read(await write(mistakes, format, { figures })));
    assert.equal(tables.applications.rows["3.2"][0], 3, format);
    assert.deepEqual(tables.disclosure.rows.penalties, [386], format);
    assert.equal(title, check(mistakes).title, format);
    const rules = findings.map(({ rule }) => rule);
    assert.ok(rules.includes("text.applications") && !rules.includes("cell.unit"), `${format}: ${rules}`);
  }
  await assert.rejects(write(mistakes, "docx", { figures: { "applications/9/total": 1 } }), { code: "unknown_cell" });
  await assert.rejects(write(mistakes, "docx", { figures: { "applications/1/total": {} } }), { code: "invalid_input" });
});

test("an empty form is a file too", async () => {
  const bytes = await writeForm("2021", "docx");
  assert.equal(String.fromCharCode(...bytes.subarray(0, 2)), "PK");
  await assert.rejects(writeForm("1999", "docx"), { code: "unknown_edition" });
  await assert.rejects(writeForm("2021", "pdf"), { code: "unknown_format" });
});

test("a region's workbook is the command line's, byte for byte, in both languages", async () => {
  const files = ["sound", "mistakes"].map((name) => `${root}www/samples/${name}.html`);
  for (const [lang, word] of [
    ["zh-CN", "zh"],
    ["en", "en"],
  ]) {
    const entries = files.map((file) => regionEntry(file, readFileSync(file), { lang }));
    const answer = structuredClone(region(entries, { lang }));
    const path = join(folder, `${lang}.xlsx`);
    const program = `${root}target/release/gouji`;
    spawnSync(program, ["region", ...files, "--lang", word, "--output", path]);
    assert.ok(Buffer.from(await writeRegion(answer, { lang })).equals(readFileSync(path)), lang);
  }
});

test("what a batch found is a comment of the file", async () => {
  const found = {
    rule: "aggregate.sum",
    severity: "error",
    message: "不等于各单位之和",
    cells: ["applications/1/total"],
  };
  const html = mistakes.toString();
  const [without, beside] = [await write(html, "docx"), await write(html, "docx", { compared: [found] })];
  assert.ok(beside.length > without.length);
});

test("what cannot be written says why", async () => {
  await assert.rejects(write("无关", "docx"), { name: "GoujiError", code: "not_a_report" });
  await assert.rejects(write(report, "docx", { unknown: 1 }), { code: "unknown_option" });
  await assert.rejects(writeRegion({ years: [] }), { name: "GoujiError", code: "invalid_input" });
  await assert.rejects(writeRegion(region([]), { lang: "xx" }), { code: "invalid_option" });
});

test("a browser loads the writer with the first file and not before", async () => {
  const page = await browser.newPage();
  const loaded = [];
  page.on("request", (request) => loaded.push(request.url().split("/").pop()));
  await page.goto(`${server.url}tests/support/empty.html`);
  const html = mistakes.toString();
  const status = await page.evaluate(async (html) => {
    const { check, init } = await import("/pkg/index.js");
    await import("/pkg/write.js");
    await init();
    return check(html).status;
  }, html);
  assert.equal(status, "findings");
  assert.ok(!loaded.includes("gouji-write.wasm"), loaded.join());
  const bytes = await page.evaluate(async (html) => {
    const { write } = await import("/pkg/write.js");
    return [...(await write(html, "xlsx"))];
  }, html);
  assert.ok(loaded.includes("gouji-write.wasm"));
  assert.ok(Buffer.from(bytes).equals(Buffer.from(await write(html, "xlsx"))));
});

test("a corrected file checks without a failing relation", async () => {
  const html = new TextDecoder().decode(await write(mistakes, "html", { corrected: true }));
  assert.equal(check(html).relations.failed, 0);
});
