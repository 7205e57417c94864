// Tables that a site's own form describes, in an editor of the site.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { canteen, meals, SLIP, source } from "../support/canteen.mjs";
import { body, document, says, settled, start, until, violations } from "./stage.mjs";

let site;
/** Another site, which lets everybody have its form. */
let elsewhere;
before(async () => {
  site = await start();
  elsewhere = createServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json", "access-control-allow-origin": "*" });
    response.end(source);
  });
  await new Promise((listening) => elsewhere.listen(0, "127.0.0.1", listening));
});
after(async () => {
  await site?.close();
  elsewhere?.close();
});

/** A file of the site, by its address. */
const file = (name, text) => site.file(name, text);
const edited = (attributes, text = meals(...SLIP)) =>
  document(
    `<form id="form"><gouji-checker for="#text" ${attributes}></gouji-checker><div id="text" contenteditable="true">${text}</div><button id="publish">发布</button></form>`,
  );
const result = (page) => page.evaluate(() => window.document.querySelector("gouji-checker").result);
const panel = (page) => page.textContent("gouji-checker .panel");

/** The page's form is known: its cells have names, and a correction is put in. */
async function corrects(page) {
  await settled(page, ["findings"]);
  assert.equal((await result(page)).form, "canteen");
  const told = await panel(page);
  assert.match(told, /早餐.*职工用餐（人次）/s);
  assert.doesNotMatch(told, /meals\/staff/);
  await page.click("gouji-checker .take");
  await until(page, () => window.document.querySelector("#text tr:nth-child(2) td:nth-child(2)").textContent === "300");
  await until(page, () => window.document.querySelector("gouji-checker").result.repair === null);
}

test("a form in a file of the site is fetched once, its cells are named and corrected", async () => {
  const address = file("canteen.json", source);
  const page = await site.open(edited(`forms="${address}"`));
  await corrects(page);
  assert.deepEqual(await violations(page), []);
  await page.evaluate(() => {
    const again = window.document.createElement("gouji-checker");
    again.setAttribute("for", "#text");
    again.setAttribute("forms", window.document.querySelector("gouji-checker").getAttribute("forms"));
    window.document.body.append(again);
  });
  await until(page, () => window.document.querySelectorAll("gouji-checker")[1].result?.form === "canteen");
  assert.equal(site.asked(address), 1);
  assert.deepEqual(page.problems, []);
});

test("forms as a property, set before the element is defined, as object and as text; without them it is no report", async () => {
  for (const given of [JSON.stringify([canteen]), JSON.stringify([source])]) {
    const script = `<script>addEventListener("DOMContentLoaded", () => { document.querySelector("gouji-checker").forms = ${given}; });</script>`;
    const page = await site.open(edited("").replace("<body>", `<body>${script.replace(/<\/(?!script>)/g, "<\\/")}`));
    await corrects(page);
    await page.evaluate(() => {
      window.document.querySelector("gouji-checker").forms = [];
    });
    await settled(page, ["unreadable"]);
    assert.deepEqual(page.problems, []);
  }
});

test("the options' forms go on working, in English too", async () => {
  const page = await site.open(edited('lang="en"'));
  await page.evaluate((form) => {
    window.document.querySelector("gouji-checker").options = { forms: [form] };
  }, canteen);
  await corrects(page);
});

test("where the page's policy refuses WebAssembly the worker knows the form", async () => {
  const address = file("in-worker.json", source);
  const page = await site.open(edited(`forms="${address}"`), {
    headers: { "content-security-policy": "default-src 'self'" },
  });
  await corrects(page);
});

test("a form with a fault is told with its place, and the annual report is checked all the same", async () => {
  const faulty = file("faulty.json", source.replace("people = staff + guests", "people = staff + gusts"));
  const sound = file("sound.json", source);
  const page = await site.open(edited(`forms="${faulty} ${sound}" mode="gate"`, body("mistakes")));
  await settled(page, ["findings"]);
  const told = await page.textContent("gouji-checker .own-forms");
  assert.match(told, /faulty\.json.*第 \d+ 行第 \d+ 列.*gusts/s);
  assert.doesNotMatch(told, /sound\.json/);
  assert.equal((await result(page)).form, "2021");
  assert.ok(page.problems.some((problem) => problem.includes("faulty.json")));
  assert.deepEqual(await violations(page), []);
  // The other one is used.
  await page.evaluate(
    (html) => {
      window.document.querySelector("#text").innerHTML = html;
    },
    meals(...SLIP),
  );
  await until(page, () => window.document.querySelector("gouji-checker").result?.form === "canteen");
});

test("of another site, missing, or too large: it is said so, and the page is not locked", async () => {
  const other = `http://127.0.0.1:${elsewhere.address().port}/canteen.json`;
  const large = file("large.json", `${source}${" ".repeat(1024 * 1024)}`);
  const page = await site.open(edited(`forms="${other} /missing.json ${large}" mode="gate"`));
  await page.evaluate(() => {
    window.submitted = 0;
    window.document.querySelector("#form").addEventListener("submit", (event) => {
      event.preventDefault();
      window.submitted++;
    });
  });
  await settled(page, ["unreadable"]);
  const told = await page.locator("gouji-checker .own-forms p").allTextContents();
  assert.match(told[0], /canteen\.json.*不在本网站/);
  assert.match(told[1], /missing\.json.*没有取到/);
  assert.match(told[2], /large\.json.*1 MB/);
  assert.ok(page.problems.some((problem) => problem.includes("不在本网站")));
  await page.click("#publish");
  assert.equal(await page.evaluate(() => window.submitted), 1);
  // Another attribute, another answer.
  await page.evaluate(
    (address) => {
      window.document.querySelector("gouji-checker").setAttribute("forms", address);
    },
    file("at-last.json", source),
  );
  await settled(page, ["findings"]);
  assert.equal(await page.isVisible("gouji-checker .own-forms"), false);
  await says(page, "错误");
});
