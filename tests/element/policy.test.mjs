// The element under the content security policies that sites send.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { body, CLASSIC, DEFINE, document, settled, start } from "./stage.mjs";

let site;
before(async () => {
  site = await start();
});
after(() => site?.close());

const content = `<form id="form"><gouji-checker for="#text" mode="gate"></gouji-checker><div id="text" contenteditable="true">${body("mistakes")}</div><button id="publish">发布</button></form>`;
const opened = (policy, script) =>
  site.open(document(content, script), { headers: { "content-security-policy": policy } });

const own = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
const policies = {
  "the site's own files": [own, DEFINE],
  "the site's own files, classic script": [own, CLASSIC],
  "a nonce with strict-dynamic": [
    "default-src 'self'; script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'",
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

test("mark-up in a textarea is checked under trusted types as well", async () => {
  const html = document('<gouji-checker for="#text"></gouji-checker><textarea id="text" aria-label="正文"></textarea>');
  const page = await site.open(html, { headers: { "content-security-policy": policies["trusted types"][0] } });
  await page.fill("#text", body("mistakes"));
  // Where no policy at all may be made and the browser has no sanitiser, it says what to allow.
  const parses = await page.evaluate(() => "setHTML" in Element.prototype || !("trustedTypes" in window));
  await settled(page, [parses ? "findings" : "unreadable"]);
  if (!parses) assert.match(await page.textContent("gouji-checker .verdict"), /trusted-types gouji/);
});

test("where WebAssembly is refused it says what to allow, and the page still publishes", async () => {
  const page = await opened("default-src 'self'", DEFINE);
  await settled(page, ["unreadable"]);
  assert.match(await page.textContent("gouji-checker .verdict"), /script-src 中加入 'wasm-unsafe-eval'/);
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
