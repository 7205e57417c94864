// What is written about a check is the same from the package and from the command line.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { init, render } from "../../pkg/node.js";
import { read } from "../../pkg/read-node.js";
import { write } from "../../pkg/write-node.js";
import { launch } from "../support/chromium.mjs";
import { root } from "./project.mjs";

const time = "2026-03-01T09:30:00+08:00";
const samples = `${root}www/samples/`;
const axe = createRequire(`${root}www/package.json`).resolve("axe-core/axe.min.js");

let browser;
before(async () => {
  await init();
  browser = await launch();
});
after(() => browser?.close());

for (const format of ["json", "html", "sarif", "junit", "csv"]) {
  for (const lang of ["zh", "en"]) {
    test(`${format} in ${lang} has the bytes of the command line's`, () => {
      const command = `${root}target/release/gouji`;
      assert.ok(existsSync(command), "cargo build --release --bin gouji");
      for (const name of ["mistakes.html", "sound.html"]) {
        const arguments_ = ["check", "--format", format, "--lang", lang, "--time", time, name];
        const { stdout } = spawnSync(command, arguments_, { cwd: samples, encoding: "utf8" });
        const written = render(readFileSync(samples + name), format, { fileName: name, lang, time });
        assert.ok(written === stdout, `${name} differs`);
      }
    });
  }
}

test("a record without a time tells the present one, with its zone", () => {
  const told = render("无关", "html").match(/<time datetime="([^"]+)"/)[1];
  assert.match(told, /[+-]\d\d:\d\d$/);
  assert.ok(Math.abs(Date.parse(told) - Date.now()) < 60_000, told);
});

test("a record is accessible, fits a narrow screen, runs nothing and loads nothing", async () => {
  const page = await browser.newPage({ bypassCSP: true, viewport: { width: 360, height: 740 } });
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  for (const lang of ["zh-CN", "en"]) {
    const record = render(readFileSync(`${samples}mistakes.html`), "html", { fileName: "a<b>.html", lang, time });
    await page.goto("about:blank");
    await page.setContent(record);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 360, `${wide} px`);
    await page.addScriptTag({ path: axe });
    const { violations } = await page.evaluate(() => globalThis.axe.run(document));
    assert.deepEqual(
      violations.map(({ id, nodes }) => [id, nodes[0].html]),
      [],
    );
    assert.equal(await page.title(), lang === "en" ? "Record of a check: a<b>.html" : "核对记录：a<b>.html");
  }
  assert.deepEqual(
    asked.filter((url) => url !== "about:blank"),
    [],
  );
});

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

test("a record names a Word file by its own bytes, whatever read it, and a text as none", async () => {
  const word = await write(readFileSync(`${samples}mistakes.html`), "docx");
  const record = render(await read(word), "html", { fileName: "年报.docx", time });
  assert.ok(record.includes(sha256(word)) && record.includes(`${word.length} 字节`));
  const damaged = Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]);
  assert.ok(render(await read(damaged), "html").includes(sha256(damaged)), "also where it cannot be read");
  assert.match(render("正文", "html"), /粘贴或传入的文本，不是文件/);
  assert.match(render({ tables: {} }, "html"), /程序传入的数据，不是文件/);
  const sarif = JSON.parse(render(await read(word), "sarif", { fileName: "年报.docx" }));
  assert.equal(sarif.runs[0].artifacts[0].hashes["sha-256"], sha256(word));
});

test("figures changed beside the file are told in its record, and change none of its findings", () => {
  const report = readFileSync(`${samples}mistakes.html`);
  const cell = "applications/3.2/natural_person";
  const plain = render(report, "html", { time });
  const changed = render(report, "html", { time, figures: { [cell]: 3, "applications/1/other": 0 } });
  const [section] = changed.match(/<section>\n<h3>只在核对时改动的数字[\s\S]*?<\/section>\n/);
  assert.equal(changed.replace(section, ""), plain);
  assert.match(section, new RegExp(`${cell}</code></td><td>8</td><td>3</td>`));
  assert.doesNotMatch(section, /applications\/1\/other/, "what is as it was is no change");
  assert.match(section, /剩下错误 0 条/);
  assert.throws(() => render(report, "json", { figures: { [cell]: 3 } }), { code: "invalid_option" });
  assert.throws(() => render(report, "html", { figures: { nonsense: 3 } }), { code: "unknown_cell" });
});

test("what a comparison found stands in the record, which then says nothing has passed", () => {
  const report = readFileSync(`${samples}sound.html`);
  const compared = [{ rule: "aggregate.sum", severity: "error", message: "不等于各单位之和" }];
  assert.match(render(report, "html", { time }), /verdict-passed/);
  const record = render(report, "html", { time, compared });
  assert.match(record, /verdict-findings/);
  assert.match(record, /与其他报告比较时发现[\s\S]*不等于各单位之和/);
});
