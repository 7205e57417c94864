// What is written about a check is the same from the package and from the command line.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { init, render } from "../../pkg/node.js";
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
