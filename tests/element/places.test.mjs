// Reaching a place and putting a figure there: what a click and a correction do in every kind of cell.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { correction, figure } from "./real-editors.mjs";
import { body, document, settled, start, until } from "./stage.mjs";

let site;
before(async () => {
  site = await start();
});
after(() => site?.close());

const watched = (content) => document(`<gouji-checker for="#text"></gouji-checker>${content}`);
const region = (report) => watched(`<div id="text" contenteditable="true">${report}</div>`);
const apply = (page, corrections) =>
  page.evaluate((all) => window.document.querySelector("gouji-checker").apply(all), corrections);
const html = (page) => page.evaluate(() => window.document.querySelector("#text").innerHTML);

/** How editors and office programs leave a cell blank. */
const BLANKS = [
  "",
  "<br>",
  "&nbsp;",
  "<p></p>",
  "<p><br></p>",
  "<p>&nbsp;</p>",
  '<p class="MsoNormal"><span style="font-size:10.5pt"><o:p></o:p></span></p>',
];
for (const blank of BLANKS) {
  test(`a figure for a cell left blank as “${blank}” goes into that cell, and back out`, async () => {
    const page = await site.open(region(body("sound").replace(/(部分公开[\s\S]*?<td>)\d+(<\/td>)/, `$1${blank}$2`)));
    await settled(page);
    assert.equal(await page.evaluate(figure), null);
    const before = await html(page);
    await apply(page, [correction]);
    assert.equal(await page.evaluate(figure), 3);
    await page.waitForFunction(() => window.document.querySelector("gouji-checker").valid);
    await page.evaluate(() => window.document.execCommand("undo"));
    assert.equal(await html(page), before);
  });
}

test("a click leads to a figure far down in a textarea: the page and the text scroll to it", async () => {
  const field =
    '<div style="height: 2000px"></div><textarea id="text" rows="9" cols="60" aria-label="正文"></textarea>';
  const page = await site.open(watched(field));
  await page.evaluate(
    (text) => {
      window.document.querySelector("#text").value = text;
    },
    `${"前言\n".repeat(300)}${body("mistakes")}`,
  );
  await settled(page, ["findings"]);
  await page.click("gouji-checker .cause-slip > .say");
  const seen = await page.evaluate(() => {
    const field = window.document.querySelector("#text");
    const { top, bottom } = field.getBoundingClientRect();
    // A second opinion on where the figure stands: the share of the text before it.
    const share = field.value.slice(0, field.selectionStart).split("\n").length / field.value.split("\n").length;
    const middle = (field.scrollTop + field.clientHeight / 2) / field.scrollHeight;
    return {
      text: field.value.slice(field.selectionStart, field.selectionEnd),
      inView: top < window.innerHeight && bottom > 0,
      isNear: Math.abs(share - middle) < 0.25 && field.scrollTop > 0,
      left: window.document.body.children.length,
    };
  });
  const { left, ...rest } = seen;
  assert.deepEqual(rest, { text: "8", inView: true, isNear: true });
  assert.equal(left, 1, "nothing was left in the page");
});

test("corrections of several cells in a textarea are one step of its undo", async () => {
  const page = await site.open(watched('<textarea id="text" rows="9" cols="60" aria-label="正文"></textarea>'));
  await page.evaluate((text) => {
    const field = window.document.querySelector("#text");
    field.focus();
    window.document.execCommand("insertText", false, text);
  }, body("mistakes"));
  await settled(page, ["findings"]);
  const before = await page.inputValue("#text");
  await apply(page, [{ cell: "applications/1/enterprise", to: 1234 }, correction]);
  const rows = () => {
    const { applications } = window.document.querySelector("gouji-checker").result.tables;
    return [applications.rows["3.2"][0], applications.rows["1"][1]];
  };
  assert.deepEqual(await page.evaluate(rows), [3, 1234]);
  await page.focus("#text");
  await page.evaluate(() => window.document.execCommand("undo"));
  assert.equal(await page.inputValue("#text"), before);
});

for (const [kind, selector] of Object.entries({ "itself named": "#text", "named by its component": "#component" })) {
  test(`an editor in the shadow tree of a component, ${kind}, is checked, ringed, reached and corrected`, async () => {
    const page = await site.open(
      document(`<gouji-checker for="${selector}"></gouji-checker><div id="component"></div>`),
    );
    await page.evaluate((report) => {
      const tree = window.document.querySelector("#component").attachShadow({ mode: "open" });
      const area = window.document.createElement("div");
      area.id = "text";
      area.contentEditable = "true";
      area.innerHTML = report;
      tree.append(area);
    }, body("mistakes"));
    await settled(page, ["findings"]);
    const inside = () => {
      const tree = window.document.querySelector("#component").shadowRoot;
      const cells = Array.from(tree.querySelectorAll("td"));
      return {
        ringed: cells.filter((cell) => getComputedStyle(cell).outlineWidth === "2px").length > 0,
        focus: tree.activeElement?.id ?? null,
        html: tree.querySelector("#text").innerHTML,
      };
    };
    await page.click("gouji-checker .cause-slip > .say");
    const before = await page.evaluate(inside);
    assert.equal(before.ringed, true);
    assert.equal(before.focus, "text");
    await page.click("gouji-checker .cause-slip .take");
    assert.equal(await page.evaluate(figure), 3);
    await page.evaluate(() => window.document.execCommand("undo"));
    assert.equal((await page.evaluate(inside)).html, before.html);
  });
}

test("in a component's shadow tree, and when the page changes it, the language is that around the element", async () => {
  const page = await site.open(region(body("mistakes")));
  await settled(page, ["findings"]);
  const says = (page, pattern) =>
    until(
      page,
      (wanted) => {
        const checker =
          window.document.querySelector("gouji-checker") ??
          window.document.querySelector("#component").shadowRoot.querySelector("gouji-checker");
        return checker.shadowRoot.querySelector(".verdict").textContent.includes(wanted);
      },
      pattern,
    );
  await says(page, "勾稽关系");
  await page.evaluate(() => {
    window.document.documentElement.lang = "en";
  });
  await says(page, "relations checked");
  await page.evaluate(() => {
    window.document.documentElement.lang = "zh-CN";
    const component = window.document.createElement("div");
    component.id = "component";
    component.lang = "en";
    component.attachShadow({ mode: "open" }).append(window.document.querySelector("gouji-checker"));
    window.document.body.append(component);
  });
  await says(page, "relations checked");
});
