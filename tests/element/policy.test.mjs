// The element under the content security policies that sites send.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { allowsModules, engine } from "../support/engines.mjs";
import { body, CLASSIC, DEFINE, document, says, settled, start, until } from "./stage.mjs";

let site;
before(async () => {
  site = await start();
});
after(() => site?.close());

const content = `<form id="form"><gouji-checker for="#text" mode="gate"></gouji-checker><div id="text" contenteditable="true">${body("mistakes")}</div><button id="publish">发布</button></form>`;
const opened = (policy, script) =>
  site.open(document(content, script), { headers: { "content-security-policy": policy } });

const own = `default-src 'self'; script-src 'self' ${allowsModules}`;
const policies = {
  "the site's own files": [own, DEFINE],
  "the site's own files, classic script": [own, CLASSIC],
  "a nonce with strict-dynamic": [
    `default-src 'self'; script-src 'nonce-abc' 'strict-dynamic' ${allowsModules}`,
    CLASSIC.replace("<script", '<script nonce="abc"'),
  ],
  "trusted types": [`${own}; require-trusted-types-for 'script'; trusted-types 'none'`, DEFINE],
};
for (const [name, [policy, script]] of Object.entries(policies)) {
  test(`checks, rings and corrects under ${name}`, async () => {
    const page = await opened(policy, script);
    await settled(page, ["findings"]);
    await page.click("gouji-checker .cause-slip .take");
    const figure = await page.evaluate(
      () => window.document.querySelector("gouji-checker").result.tables.applications.rows["3.2"][0],
    );
    assert.equal(figure, 3);
    const ground = await page.evaluate(
      () =>
        getComputedStyle(window.document.querySelector("gouji-checker").shadowRoot.querySelector(".panel"))
          .borderTopWidth,
    );
    assert.equal(ground, "1px", "the panel is dressed");
    assert.deepEqual(page.problems, []);
  });
}

const wanted = "require-trusted-types-for 'script'";
const field = document(
  '<gouji-checker for="#text"></gouji-checker><textarea id="text" aria-label="正文"></textarea>',
  DEFINE,
);
for (const [name, names] of Object.entries({
  "our own": "trusted-types gouji",
  any: "",
  "only others": "trusted-types editor",
  none: "trusted-types 'none'",
})) {
  test(`mark-up in a textarea is checked where trusted types are asked for and ${name} allowed`, async () => {
    const page = await site.open(field, { headers: { "content-security-policy": `${own}; ${wanted}; ${names}` } });
    await page.fill("#text", body("mistakes"));
    // Where our policy may not be made and the browser has no sanitiser, it says what to allow.
    const parses =
      !/editor|none/.test(names) ||
      (await page.evaluate(() => "setHTML" in Element.prototype || !("trustedTypes" in window)));
    if (!parses) return says(page, "trusted-types gouji");
    await settled(page, ["findings"]);
    const year = await page.evaluate(() => window.document.querySelector("gouji-checker").result.year);
    assert.equal(year, 2024);
  });
}

test("where nothing may parse mark-up it says what to allow", async (context) => {
  const page = await site.open(document(""), {
    headers: { "content-security-policy": `${own}; ${wanted}; trusted-types 'none'` },
  });
  if (!(await page.evaluate(() => "trustedTypes" in window))) return context.skip("no trusted types");
  await page.evaluate((text) => {
    // As in the browsers before 2025.
    delete window.Element.prototype.setHTML;
    const [checker, field] = ["gouji-checker", "textarea"].map((tag) => window.document.createElement(tag));
    field.id = "text";
    field.value = text;
    checker.setAttribute("for", "#text");
    window.document.querySelector("main").append(field, checker);
  }, body("mistakes"));
  await says(page, "加入 trusted-types gouji");
});

const strict = "default-src 'self'";
const elsewhere = {
  "the site's own files": [strict, DEFINE],
  "the site's own files, classic script": [strict, CLASSIC],
  "a nonce with strict-dynamic": [
    `${strict}; script-src 'nonce-abc' 'strict-dynamic'`,
    CLASSIC.replace("<script", '<script nonce="abc"'),
  ],
  "trusted types": [`${strict}; ${wanted}; trusted-types gouji`, DEFINE],
  "trusted types, classic script": [`${strict}; ${wanted}; trusted-types gouji`, CLASSIC],
};
if (allowsModules === "'unsafe-eval'") {
  elsewhere["a word that it does not know yet"] = [`${strict}; script-src 'self' 'wasm-unsafe-eval'`, DEFINE];
}
for (const [name, [policy, script]] of Object.entries(elsewhere)) {
  test(`where the page refuses WebAssembly a worker checks and corrects, under ${name}`, async () => {
    const page = await opened(policy, script);
    await settled(page, ["findings"]);
    await page.click("gouji-checker .cause-slip .take");
    await until(
      page,
      () => window.document.querySelector("gouji-checker").result?.tables.applications?.rows["3.2"][0] === 3,
    );
    const same = await page.evaluate(async () => {
      const checker = window.document.querySelector("gouji-checker");
      return JSON.stringify(await checker.check()) === JSON.stringify(checker.result);
    });
    assert.ok(same);
  });
}

/** How often an engine tells of one attempt to compile; Chromium twice before it knew `'wasm-unsafe-eval'`. */
const REPORTS = engine === "webkit" ? 0 : allowsModules === "'unsafe-eval'" ? 2 : 1;

test("a page that refuses WebAssembly reports one attempt, however many elements it has and however often they check", async () => {
  const page = await site.open(document(""), { headers: { "content-security-policy": strict } });
  await page.evaluate((report) => {
    window.reported = [];
    window.document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
      window.reported.push(`${effectiveDirective} ${blockedURI}`),
    );
    const script = window.document.createElement("script");
    Object.assign(script, { type: "module", src: "/pkg/element-define.js" });
    const text = Object.assign(window.document.createElement("div"), { id: "text", innerHTML: report });
    const checkers = [1, 2].map(() => window.document.createElement("gouji-checker"));
    for (const checker of checkers) checker.setAttribute("for", "#text");
    window.document.querySelector("main").append(text, ...checkers);
    window.document.head.append(script);
  }, body("mistakes"));
  await settled(page, ["findings"]);
  await page.evaluate(async (report) => {
    window.document.querySelector("#text").innerHTML = report;
    for (const checker of window.document.querySelectorAll("gouji-checker")) await checker.check();
  }, body("sound"));
  const reported = await page.evaluate(() => window.reported.filter((said) => !said.startsWith("style-src")));
  assert.equal(reported.length, REPORTS, reported.join("\n"));
  for (const said of reported) assert.match(said, /^script-src (wasm-)?eval$/);
});

test("a worker tells the same of the same report as the page", async () => {
  const results = [];
  for (const policy of [own, strict]) {
    const page = await opened(policy, DEFINE);
    await settled(page, ["findings"]);
    results.push(await page.evaluate(() => JSON.stringify(window.document.querySelector("gouji-checker").result)));
  }
  assert.equal(results[0], results[1]);
});

test("a change that the worker has not answered yet is not published by the answer before it", async () => {
  const page = await opened(strict, DEFINE);
  await settled(page, ["findings"]);
  const put = (html) => {
    window.document.querySelector("#text").innerHTML = html;
    window.document.querySelector("#publish").click();
    return window.document.querySelector("gouji-checker").shadowRoot.querySelector(".held").textContent;
  };
  await page.evaluate(() => {
    window.submitted = 0;
    window.document.querySelector("#form").addEventListener("submit", (event) => {
      event.preventDefault();
      window.submitted++;
    });
  });
  const submitted = () => page.evaluate(() => window.submitted);
  assert.match(await page.evaluate(put, body("sound")), /刚才的改动还在检查/);
  await settled(page, ["passed"]);
  await page.waitForSelector("gouji-checker .held", { state: "hidden" });
  assert.equal(await submitted(), 0);
  await page.click("#publish");
  assert.equal(await submitted(), 1, "what was answered is published at once");
  const shown = await page.evaluate((html) => {
    const checker = window.document.querySelector("gouji-checker");
    window.document.querySelector("#text").innerHTML = html;
    window.document.querySelector("#publish").click();
    const { dataset } = checker.shadowRoot.querySelector(".state");
    return [dataset.status, dataset.sound ?? null, checker.valid];
  }, body("mistakes"));
  assert.deepEqual(shown, ["reading", null, false], "nothing is called right meanwhile");
  await page.waitForFunction(() =>
    /\d 处错误/.test(window.document.querySelector("gouji-checker").shadowRoot.querySelector(".held").textContent),
  );
  assert.equal(await submitted(), 1);
});

test("where a worker is refused too it says what to allow, and the page still publishes", async () => {
  const page = await opened(`${strict}; worker-src 'none'`, DEFINE);
  await says(page, "gouji-worker.js");
  const verdict = await page.textContent("gouji-checker .verdict");
  assert.match(verdict, /script-src 中加入 'wasm-unsafe-eval'/);
  await page.click("#publish");
  await page.waitForURL(/\?$/);
});

test("the script's hash can be stated, and another file is not run", async () => {
  const right = createHash("sha384")
    .update(readFileSync(new URL("../../dist/gouji.classic.js", import.meta.url)))
    .digest("base64");
  const page = await site.open(document(content, CLASSIC.replace("<script", `<script integrity="sha384-${right}"`)));
  await settled(page, ["findings"]);
  const wrong = await site.open(
    document(content, CLASSIC.replace("<script", `<script integrity="sha384-${"A".repeat(64)}"`)),
  );
  assert.equal(await wrong.evaluate(() => window.customElements.get("gouji-checker")), undefined);
});
