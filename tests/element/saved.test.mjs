// A correction counts where the editor would save it, in editors that the element was never told of.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { check, init } from "../../pkg/node.js";
import { others } from "./other-editors.mjs";
import { body, DEFINE, document, settled, start, until } from "./stage.mjs";

let site;
before(async () => {
  await init();
  site = await start();
});
after(() => site?.close());

const WRONG = "applications/3.2/natural_person";
const saved = async (page) => check(await page.evaluate(() => window.saved()));
const figureIn = ({ tables }, row, at) => tables.applications.rows[row][at];
const submits = (page) =>
  page.evaluate(() => {
    window.submitted = 0;
    window.document.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      window.submitted++;
    });
  });
const shownState = () =>
  window.document.querySelector("gouji-checker").shadowRoot.querySelector(".state").dataset.status;

for (const [name, editor] of Object.entries(others)) {
  test(`${name}: the slip is found, corrected in what is saved, and taken back by the editor's own undo`, async () => {
    const page = await site.open(await editor.page(body("mistakes")));
    await settled(page, ["findings"]);
    assert.equal(figureIn(await saved(page), "3.2", 0), 8);
    await page.click("gouji-checker .headline .take");
    await until(page, () => !window.document.querySelector("gouji-checker").result?.repair);
    await until(
      page,
      () => window.document.querySelector("gouji-checker").shadowRoot.querySelector(".warning[role=alert]").hidden,
    );
    const result = await saved(page);
    assert.equal(figureIn(result, "3.2", 0), 3);
    assert.equal(result.relations.failed, 0);
    await page.evaluate(editor.undo);
    await until(
      page,
      () => window.document.querySelector("gouji-checker").result?.tables.applications.rows["3.2"][0] === 8,
    );
    assert.equal(figureIn(await saved(page), "3.2", 0), 8);
  });

  test(`${name}: several corrections at once leave the table as it was`, async () => {
    const page = await site.open(await editor.page(body("mistakes")));
    await settled(page, ["findings"]);
    const before = await saved(page);
    const rows = ["3.1", "3.2", "3.3.1", "3.3.2", "3.4.1", "3.7"];
    const corrections = rows.map((row, at) => ({ cell: `applications/${row}/enterprise`, to: 101 + at }));
    const isTaken = await page.evaluate(
      (all) => window.document.querySelector("gouji-checker").apply(all),
      corrections,
    );
    assert.equal(isTaken, true);
    const { tables } = await saved(page);
    for (const [at, row] of rows.entries()) assert.equal(tables.applications.rows[row][1], 101 + at, row);
    for (const row of rows) before.tables.applications.rows[row][1] = tables.applications.rows[row][1];
    assert.deepEqual(tables, before.tables);
  });
}

/** An editor whose document is its own: what is shown is drawn from it, what is typed it does not see. */
const deaf = (report, field = "") =>
  document(
    `<form id="form"><gouji-checker for="#text" mode="gate"></gouji-checker>${field}
    <div id="text" contenteditable="true">${report}</div><button id="publish">发布</button></form>`,
    DEFINE,
  );

test("a figure that is shown and not in the form's field is not called done, and the gate stays closed", async () => {
  const field = `<textarea name="body" hidden>${body("mistakes")}</textarea>`;
  const page = await site.open(deaf(body("mistakes"), field));
  await settled(page, ["findings"]);
  await submits(page);
  await page.evaluate(() => {
    window.heard = [];
    window.document
      .querySelector("gouji-checker")
      .addEventListener("gouji-result", ({ detail }) => window.heard.push(detail.valid));
  });
  const isTaken = await page.evaluate(
    (cell) => window.document.querySelector("gouji-checker").apply([{ cell, to: 3 }]),
    WRONG,
  );
  assert.equal(isTaken, false);
  const told = await page.textContent("gouji-checker .warning[role=alert]");
  assert.match(told, /要提交的内容里还没有这处改正/);
  assert.equal(await page.evaluate(shownState), "findings");
  assert.equal(await page.locator("gouji-checker [data-sound]").count(), 0);
  assert.deepEqual(await page.evaluate(() => window.heard.filter(Boolean)), []);
  await page.click("#publish");
  assert.equal(await page.evaluate(() => window.submitted), 0);
  assert.equal(await page.evaluate(() => window.document.querySelector("gouji-checker").valid), false);
  // Once the field has it, nothing is held against it.
  await page.evaluate(() => {
    window.document.querySelector("textarea").value = window.document.querySelector("#text").innerHTML;
  });
  const left = await page.evaluate(
    async () => (await window.document.querySelector("gouji-checker").check()).summary.error,
  );
  await page.click("#publish");
  assert.equal(await page.evaluate(() => window.submitted), left === 0 ? 1 : 0);
});

test("an editor that refuses what is typed is told of, and an adapter's own content decides", async () => {
  const page = await site.open(deaf(body("mistakes")));
  await settled(page, ["findings"]);
  const outcome = await page.evaluate(async (cell) => {
    const checker = window.document.querySelector("gouji-checker");
    const area = window.document.querySelector("#text");
    const content = area.innerHTML;
    checker.editor = {
      change: ([change]) => {
        change.cell.textContent = change.text;
      },
      content: () => content,
    };
    return checker.apply([{ cell, to: 3 }]);
  }, WRONG);
  assert.equal(outcome, false);
  assert.equal(await page.evaluate(() => window.document.querySelector("gouji-checker").valid), false);
  const refused = await site.open(deaf(body("mistakes")));
  await settled(refused, ["findings"]);
  const taken = await refused.evaluate((cell) => {
    window.document.querySelector("#text").addEventListener("beforeinput", (event) => event.preventDefault());
    return window.document.querySelector("gouji-checker").apply([{ cell, to: 3 }]);
  }, WRONG);
  assert.equal(taken, false);
  assert.match(await refused.textContent("gouji-checker .warning[role=alert]"), /没有接受这处改正/);
});

test("a field that does not follow the keyboard either is filled at the submit: it holds nothing back", async () => {
  const field = `<textarea name="body" hidden>${body("mistakes")}</textarea>`;
  const page = await site.open(deaf(body("mistakes"), field));
  await settled(page, ["findings"]);
  await submits(page);
  await page.evaluate((cell) => window.document.querySelector("gouji-checker").apply([{ cell, to: 3 }]), WRONG);
  await page.evaluate(() => {
    const checker = window.document.querySelector("gouji-checker");
    const errors = checker.result.findings.filter(({ severity }) => severity === "error");
    checker.waivers = errors.map(({ rule, fingerprint }) => ({ rule, fingerprint, reason: "已核对" }));
  });
  await until(page, () => window.document.querySelector("gouji-checker").result.summary.error === 0);
  await page.click("#publish");
  assert.match(await page.textContent("gouji-checker .held"), /没有刚才的改正/);
  await page.click("#text h1");
  await page.keyboard.type("2026");
  await until(page, () => window.document.querySelector("gouji-checker").valid);
  await page.click("#publish");
  assert.equal(await page.evaluate(() => window.submitted), 1);
});

test("a field that is filled at the submit holds nothing back: it was blank, or did not follow what was typed", async () => {
  const filled = `<textarea name="body" hidden>${body("mistakes")}</textarea>`;
  for (const [field, words] of [
    ['<textarea name="body" hidden></textarea>', ""],
    [filled, "x"],
  ]) {
    const page = await site.open(deaf(body("mistakes"), field));
    await settled(page, ["findings"]);
    await submits(page);
    if (words !== "") {
      await page.click("#text h1");
      await page.keyboard.type(words);
    }
    // Longer than any editor takes to fill a field that follows.
    await page.waitForTimeout(1300);
    const isTaken = await page.evaluate(
      (cell) => window.document.querySelector("gouji-checker").apply([{ cell, to: 3 }]),
      WRONG,
    );
    assert.equal(isTaken, true, words);
    await page.evaluate(() => {
      const area = window.document.querySelector("#text");
      window.document.querySelector("form").addEventListener("submit", () => {
        window.document.querySelector("textarea").value = area.innerHTML;
      });
      const checker = window.document.querySelector("gouji-checker");
      const errors = checker.result.findings.filter(({ severity }) => severity === "error");
      checker.waivers = errors.map(({ rule, fingerprint }) => ({ rule, fingerprint, reason: "已核对" }));
    });
    await until(page, () => window.document.querySelector("gouji-checker").valid);
    await page.click("#publish");
    assert.equal(await page.evaluate(() => window.submitted), 1, words);
    assert.equal(figureIn(check(await page.inputValue("textarea")), "3.2", 0), 3);
  }
});

test("a field that follows what is typed, and lacks a correction, holds the publish", async () => {
  const field = `<textarea name="body" hidden>${body("mistakes")}</textarea>`;
  const page = await site.open(deaf(body("mistakes"), field));
  await settled(page, ["findings"]);
  await page.evaluate(() => {
    const area = window.document.querySelector("#text");
    // Its editor hears keys, and not what a script puts in.
    area.addEventListener("keyup", ({ isTrusted }) => {
      if (isTrusted) window.document.querySelector("textarea").value = area.innerHTML;
    });
  });
  await page.click("#text h1");
  await page.keyboard.type("x");
  await page.waitForTimeout(1300);
  const isTaken = await page.evaluate(
    (cell) => window.document.querySelector("gouji-checker").apply([{ cell, to: 3 }]),
    WRONG,
  );
  assert.equal(isTaken, false);
});
