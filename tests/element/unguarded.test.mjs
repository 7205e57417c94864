// A gate that could fail in silence: one that guards nothing, one that cannot show why, one that knows nothing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { body, document, settled, start, until } from "./stage.mjs";

let site;
before(async () => {
  site = await start();
});
after(() => site?.close());

const area = (report) => `<div id="text" contenteditable="true">${report}</div>`;
const form = (attributes, buttons, report = body("mistakes")) =>
  document(
    `<form id="form"><gouji-checker for="#text" mode="gate" ${attributes}></gouji-checker>${area(report)}${buttons}</form>`,
  );
const PUBLISH = '<button id="publish">发布</button>';

async function opened(html) {
  const page = await site.open(html);
  await page.evaluate(() => {
    window.submitted = 0;
    window.addEventListener("submit", (event) => {
      event.preventDefault();
      window.submitted++;
    });
  });
  await settled(page);
  return page;
}
const submitted = (page) => page.evaluate(() => window.submitted);
const warned = (page) => page.locator("gouji-checker .unguarded");

test("what cannot be shown is held all the same", async () => {
  const page = await site.open(form("", PUBLISH));
  await settled(page);
  await page.evaluate(() => {
    window.submitted = 0;
    window.addEventListener("submit", () => window.submitted++);
    for (const name of ["scrollIntoView", "focus", "getBoundingClientRect", "getClientRects"]) {
      Object.defineProperty(name === "focus" ? HTMLElement.prototype : Element.prototype, name, {
        value: () => {
          throw new TypeError(`${name} is not a function`);
        },
      });
    }
    window.document.querySelector("form").requestSubmit();
    window.document.querySelector("#publish").click();
  });
  assert.equal(await submitted(page), 0);
  assert.equal(await page.evaluate(() => window.document.querySelector("gouji-checker").mayPublish()), false);
});

const useless = {
  "a selector that leads nowhere": [form('publish="#typo"', PUBLISH), /没有 publish 所写的“#typo”/],
  "a selector that is none": [form('publish="#a]["', PUBLISH), /没有 publish 所写的/],
  "no form": [document(`<gouji-checker for="#text" mode="gate"></gouji-checker>${area(body("sound"))}`), /不在表单里/],
  "nothing but drafts": [form("", "<button>保存草稿</button>"), /按存草稿看待/],
  "a draft selector that takes all": [form('draft="button"', PUBLISH), /按存草稿看待/],
};
for (const [why, [html, told]] of Object.entries(useless)) {
  test(`a gate that guards nothing is told in the panel and the console: ${why}`, async () => {
    const page = await opened(html);
    await warned(page).waitFor();
    assert.match(await warned(page).textContent(), told);
    assert.equal(page.problems.filter((problem) => told.test(problem)).length, 1, page.problems.join("\n"));
  });
}

test("a gate that guards something is told nothing, and the telling ends once it does", async () => {
  const fine = await opened(form('publish="#publish"', PUBLISH));
  assert.equal(await warned(fine).isVisible(), false);
  const advising = await opened(form("", PUBLISH).replace('mode="gate"', "").replace("<form", "<div"));
  assert.equal(await warned(advising).isVisible(), false);
  const page = await opened(form('publish="#later"', ""));
  await warned(page).waitFor();
  await page.evaluate(() => {
    const button = window.document.createElement("button");
    button.id = "later";
    window.document.querySelector("form").append(button);
  });
  await warned(page).waitFor({ state: "hidden" });
  const asking = await opened(
    document(`<gouji-checker for="#text" mode="gate"></gouji-checker>${area(body("sound"))}`),
  );
  await warned(asking).waitFor();
  assert.equal(await asking.evaluate(() => window.document.querySelector("gouji-checker").mayPublish()), true);
  await warned(asking).waitFor({ state: "hidden" });
});

const empty = (html) => html.replace(/<td([^>]*)>\s*\d[\d.,]*\s*<\/td>/g, "<td$1></td>");

test("a blank report is not published in silence: the gate says how much is not assessed, and takes a reason", async () => {
  const page = await opened(form('name="gouji"', PUBLISH, empty(body("sound"))));
  assert.match(await page.textContent("gouji-checker .verdict"), /42 条勾稽关系都未能核对/);
  assert.equal(await page.evaluate(() => window.document.querySelector("gouji-checker").valid), false);
  await page.click("#publish");
  assert.equal(await submitted(page), 0);
  assert.match(await page.textContent("gouji-checker .held"), /42 条勾稽关系中有 42 条未能核对/);
  await page.click("gouji-checker .held-ask");
  await page.fill("gouji-checker .waiving input", "本机关当年撤销，没有数据");
  await page.keyboard.press("Enter");
  await until(page, () => window.document.querySelector("gouji-checker").valid);
  await page.click("#publish");
  assert.equal(await submitted(page), 1);
  const sent = await page.evaluate(() => new FormData(window.document.querySelector("form")).get("gouji"));
  assert.ok(JSON.parse(sent).waivers.every(({ reason }) => reason === "本机关当年撤销，没有数据"));
});

test("one table that is wholly blank is asked for; a few blank cells are not", async () => {
  const review = /<table(?:(?!<table)[\s\S])*?结果维持[\s\S]*?<\/table>/;
  const page = await opened(form("", PUBLISH, body("sound").replace(review, empty)));
  await page.click("#publish");
  assert.equal(await submitted(page), 0);
  assert.match(await page.textContent("gouji-checker .held"), /未能核对/);
  const few = await opened(form("", PUBLISH, body("sound").replace(/<td>0<\/td>/, "<td></td>")));
  assert.match(await few.textContent("gouji-checker .verdict"), /条勾稽关系成立，\d+ 条有空白.*未能核对|均成立/);
  await few.click("#publish");
  assert.equal(await submitted(few), 1);
});
